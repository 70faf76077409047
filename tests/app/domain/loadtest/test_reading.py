"""Artillery's files: what they say, what nobody here knows, and what can't be."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from app import paths
from app.domain.loadtest.parts import seconds_of
from app.domain.loadtest.reading import script_of
from app.domain.loadtest.script import Ask, Capture, Limits, Loop, Order, Payload, Phase, Think
from app.errors import InvalidInput

WHOLE = """
config:
  target: https://library.school
  phases:
    - {duration: 1m, arrivalRate: 5, rampTo: 50, name: up, maxVusers: 20}
    - {pause: 10}
    - {duration: 10, arrivalCount: 30}
  variables: {word: [noli, fili], branch: 3}
  payload: {path: words.csv, fields: [word, kind], order: zipf, skipHeader: true, delimiter: ";"}
  defaults: {headers: {X-School: 7}}
  http: {timeout: 3, pool: 12}
  tls: {rejectUnauthorized: false}
  ensure: {p95: 200, maxErrorRate: 1}
before:
  flow:
    - post: {url: /api/auth/login, json: {name: a}, capture: {json: $.token, as: token}}
scenarios:
  - name: Reader
    weight: 3
    flow:
      - get: {url: "/api/titles?q={{ word }}", headers: {Accept: text/html}, qs: {limit: 10}}
      - think: 500ms
      - loop:
          - put: {url: /a, body: plain}
          - think: "{{ pause }}"
        count: 2
      - loop: [{delete: {url: "/b/{{ $loopElement }}"}}]
        over: [1, 2]
    cleanup:
      - post: {url: /back, form: {copy: "{{ copy }}"}}
  - flow: [{get: {url: /}}]
"""


def test_everything_a_file_says_is_taken() -> None:
    read = script_of(yaml.safe_load(WHOLE))
    script = read.script
    assert read.unknown == ()
    assert script.phases == (
        Phase(60.0, 5.0, 50.0, "up", 20),
        Phase(10.0, 0.0, 0.0),
        Phase(10.0, 3.0, 3.0),
    )
    assert (script.target, script.timeout_s, script.pool, script.verified) == (
        "https://library.school", 3.0, 12, False,
    )  # fmt: skip
    assert script.payloads == (Payload("words.csv", ("word", "kind"), Order.ZIPF, True, ";"),)
    assert script.limits == Limits(p95_ms=200, error_percent=1)
    assert (script.headers, script.variables) == ({"X-School": "7"}, {"word": ["noli", "fili"], "branch": 3})
    assert script.before == (
        Ask("POST", "/api/auth/login", json={"name": "a"}, captures=(Capture("token", json="$.token"),)),
    )
    reader, other = script.scenarios
    assert (reader.name, reader.weight, other.name, other.weight) == ("Reader", 3.0, "Scenario 2", 1.0)
    assert reader.steps == (
        Ask("GET", "/api/titles?q={{ word }}", {"Accept": "text/html"}, {"limit": "10"}),
        Think(0.5),
        Loop((Ask("PUT", "/a", body="plain"), Think("{{ pause }}")), 2),
        Loop((Ask("DELETE", "/b/{{ $loopElement }}"),), 0, (1, 2)),
    )
    assert reader.cleanup == (Ask("POST", "/back", form={"copy": "{{ copy }}"}),)


def test_the_guides_file_is_seven_minutes_and_33300_arrivals() -> None:
    content = yaml.safe_load(paths.resource("loadtests", "guide.yml").read_text("utf-8"))
    read = script_of(content)
    assert read.unknown == ()
    assert (read.script.duration_s, read.script.arrivals, read.script.peak) == (420.0, 33_300, 200.0)
    assert [type(step) for step in read.script.scenarios[0].steps] == [Ask, Think, Ask]


def test_what_is_not_known_is_named_with_its_place() -> None:
    content = yaml.safe_load(WHOLE)
    content["config"]["plugins"] = {"expect": {}}
    content["scenarios"][0]["flow"] += [{"log": "x"}, {"get": {"url": "/", "expect": []}}]
    content["scenarios"][0]["engine"] = "ws"
    content["after"] = {"flow": [], "name": "end"}
    assert sorted(script_of(content).unknown) == [
        "after.name",
        "config.plugins",
        "scenarios[0].engine",
        "scenarios[0].flow[4].log",
        "scenarios[0].flow[5].get.expect",
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda c: c.pop("scenarios"), "scenarios"),
        (lambda c: c["config"].pop("phases"), "config.phases"),
        (lambda c: c["config"]["phases"][0].update(duration="long"), "config.phases[0].duration"),
        (lambda c: c["config"]["phases"][0].update(arrivalRate=-1), "config.phases[0].arrivalRate"),
        (lambda c: c["config"]["phases"][0].pop("duration"), "config.phases[0].duration"),
        (lambda c: c["config"]["payload"].update(order="chaos"), "config.payload.order"),
        (lambda c: c["config"]["payload"].pop("fields"), "config.payload.fields"),
        (lambda c: c["scenarios"][1].update(flow=[]), "scenarios[1].flow"),
        (lambda c: c["scenarios"][1]["flow"][0]["get"].pop("url"), "scenarios[1].flow[0].get.url"),
        (lambda c: c["scenarios"][1].update(flow=[{"think": "a while"}]), "scenarios[1].flow[0].think"),
        (lambda c: c["scenarios"][1].update(flow=[{"loop": []}]), "scenarios[1].flow[0].count"),
        (lambda c: c["scenarios"][1].update(flow=[{"loop": [], "count": "x"}]), "scenarios[1].flow[0].count"),
        (lambda c: c.update(scenarios="all"), "scenarios"),
    ],
)
def test_what_can_not_be_is_told_with_its_place(change: Any, field: str) -> None:
    content = yaml.safe_load(WHOLE)
    change(content)
    with pytest.raises(InvalidInput) as told:
        script_of(content)
    assert told.value.details["field"] == field
    assert told.value.message.startswith(field)


def test_something_else_than_a_file_of_artillery_is_told() -> None:
    for content in (None, "text", [1]):
        with pytest.raises(InvalidInput):
            script_of(content)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (2, 2.0),
        ("0.5", 0.5),
        ("250 milliseconds", 0.25),
        ("3m", 180.0),
        ("1 hour", 3600.0),
        ("soon", None),
        (-1, None),
        (True, None),
    ],
)
def test_times_are_seconds_or_have_a_unit(value: object, seconds: float | None) -> None:
    assert seconds_of(value) == seconds
