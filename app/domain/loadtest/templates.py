"""Fills ``{{ name }}`` in what is sent. A text that is nothing but one template becomes the value itself, a number or a list
too; a variable nobody gave is an empty text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from string import ascii_lowercase, digits
from uuid import UUID

from app.domain.loadtest.script import Ask, Loop, Script, Step, Think

_TEMPLATE = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_CALL = re.compile(r"(\$\w+)(?:\((.*)\))?")
_TEXT = 10
Variables = Mapping[str, object]


def fill(value: object, variables: Variables, chance: random.Random) -> object:
    """A value with all its templates filled, however deep they are."""
    if isinstance(value, str):
        return _fill_text(value, variables, chance) if "{{" in value else value
    if isinstance(value, Mapping):
        return {
            str(text(key, variables, chance)): fill(each, variables, chance) for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [fill(each, variables, chance) for each in value]
    return value


def text(value: object, variables: Variables, chance: random.Random) -> str:
    """The same as a text: of an address, or a header."""
    found = fill(value, variables, chance)
    return "" if found is None else str(found)


def undefined(script: Script) -> tuple[str, ...]:
    """The variables that nothing gives a value: neither the file, a payload, nor a step."""
    used, given = set(_names_of(script.headers)), set(script.variables)
    given |= {name for payload in script.payloads for name in payload.fields}
    for steps in _flows(script):
        used |= set(_names(steps))
        given |= set(_captured(steps))
    return tuple(sorted(used - given))


def _flows(script: Script) -> Iterator[tuple[Step, ...]]:
    yield from (script.before, script.after)
    for scenario in script.scenarios:
        yield from (scenario.steps, scenario.cleanup)


def _fill_text(value: str, variables: Variables, chance: random.Random) -> object:
    whole = _TEMPLATE.fullmatch(value)
    if whole is not None and "{{" not in whole[1]:
        return _value(whole[1], variables, chance)

    def put(match: re.Match[str]) -> str:
        found = _value(match[1], variables, chance)
        return "" if found is None else str(found)

    return _TEMPLATE.sub(put, value)


def _value(name: str, variables: Variables, chance: random.Random) -> object:
    call = _CALL.fullmatch(name)
    if call is not None and call[1] in _MADE:
        return _MADE[call[1]]([each.strip() for each in (call[2] or "").split(",") if each.strip()], chance)
    if name in variables:
        return variables[name]
    return _within(name.split("."), variables)


def _within(path: list[str], value: object) -> object:
    for part in path:
        if not isinstance(value, Mapping) or part not in value:
            return ""
        value = value[part]
    return value


def _number(words: list[str], chance: random.Random) -> object:
    low, high = (int(word) for word in words) if len(words) == 2 else (0, 100)
    return chance.randint(low, high)


def _letters(words: list[str], chance: random.Random) -> object:
    return "".join(chance.choices(ascii_lowercase + digits, k=int(words[0]) if words else _TEXT))


def _uuid(_words: list[str], chance: random.Random) -> object:
    return str(UUID(int=chance.getrandbits(128), version=4))


_MADE: dict[str, Callable[[list[str], random.Random], object]] = {
    "$randomNumber": _number,
    "$randomString": _letters,
    "$uuid": _uuid,
}


def _names(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Ask):
            for value in (step.url, step.headers, step.query, step.json, step.form, step.body):
                yield from _names_of(value)
        elif isinstance(step, Think):
            yield from _names_of(step.seconds)
        else:
            yield from _names_of(step.count)
            yield from _names(step.steps)


def _names_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        found = (match[1] for match in _TEMPLATE.finditer(value))
        yield from (name.split(".")[0] for name in found if not name.startswith("$"))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _names_of(key)
            yield from _names_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _names_of(each)


def _captured(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Ask):
            yield from (capture.name for capture in step.captures)
        elif isinstance(step, Loop):
            yield from _captured(step.steps)
