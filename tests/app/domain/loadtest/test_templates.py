"""Variables in what is sent."""

from __future__ import annotations

import random
import re

import yaml

from app.domain.loadtest.reading import script_of
from app.domain.loadtest.templates import fill, text, undefined
from tests.app.domain.loadtest.test_reading import WHOLE

CHANCE = random.Random(1)


def test_a_text_that_is_one_template_becomes_the_value_itself() -> None:
    variables = {"n": 7, "all": [1, 2], "who": {"name": "Ana"}}
    assert fill("{{ n }}", variables, CHANCE) == 7
    assert fill("{{all}}", variables, CHANCE) == [1, 2]
    assert fill("{{ who.name }}", variables, CHANCE) == "Ana"
    assert fill(
        {"{{ n }}": ["x{{ n }}y", {"deep": "{{ who.name }} {{ n }}"}], "flag": True}, variables, CHANCE
    ) == {
        "7": ["x7y", {"deep": "Ana 7"}],
        "flag": True,
    }


def test_a_variable_nobody_gave_is_empty_and_named() -> None:
    assert text("/a/{{ nobody }}/b{{ nobody.at.all }}", {}, CHANCE) == "/a//b"
    script = script_of(yaml.safe_load(WHOLE)).script
    assert undefined(script) == ("copy", "pause")


def test_what_is_made_up_is_new_each_time_and_in_its_bounds() -> None:
    numbers = {fill("{{ $randomNumber(3, 5) }}", {}, CHANCE) for _ in range(100)}
    assert numbers == {3, 4, 5}
    assert re.fullmatch(r"id-[a-z0-9]{6}", text("id-{{ $randomString(6) }}", {}, CHANCE))
    assert len({text("{{ $uuid }}", {}, CHANCE) for _ in range(50)}) == 50
