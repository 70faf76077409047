"""A load test from what Artillery's YAML holds. What is not known is named, not refused: files of others run as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.loadtest.parts import Part, missing, seconds_of, wrong
from app.domain.loadtest.script import (
    METHODS,
    Ask,
    Capture,
    Limits,
    Loop,
    Order,
    Payload,
    Phase,
    Scenario,
    Script,
    Step,
    Think,
)

_TIMEOUT_S = 10.0
"""Artillery's own."""
_LIMITS = {
    "p50": "p50_ms",
    "median": "p50_ms",
    "p95": "p95_ms",
    "p99": "p99_ms",
    "maxErrorRate": "error_percent",
}
_NAMES = frozenset({"description"})
"""Keys that say something to people only."""


@dataclass(frozen=True, slots=True)
class Read:
    """A script, and where the file says what nobody here understands."""

    script: Script
    unknown: tuple[str, ...] = ()


def script_of(content: object) -> Read:
    """The load test of a file. Raises InvalidInput that says where something can't be used."""
    unknown: list[str] = []
    whole = Part.of(content, "", unknown)
    config = whole.part("config")
    http, defaults = config.part("http"), config.part("defaults")
    variables = config.part("variables")
    scenarios = tuple(_scenario(part, n) for n, part in enumerate(whole.parts("scenarios")))
    if not scenarios:
        raise missing("scenarios", "it says what each arrival does")
    phases = tuple(_phase(part) for part in config.parts("phases"))
    if not any(phase.arrivals >= 1 for phase in phases):
        raise missing("config.phases", "it says when who arrives")
    timeout, pool = http.number("timeout", 0.001), http.number("pool", 1)
    tls, before, after = config.part("tls"), whole.part("before"), whole.part("after")
    script = Script(
        config.text("target"),
        phases,
        scenarios,
        {name: variables.take(name) for name in variables.content},
        defaults.texts("headers"),
        tuple(_payload(part) for part in config.parts("payload")),
        _TIMEOUT_S if timeout is None else timeout,
        0 if pool is None else int(pool),
        _limits(config),
        tls.yes("rejectUnauthorized", True),
        _steps(before, "flow"),
        _steps(after, "flow"),
    )
    for part in (whole, config, http, defaults, tls, before, after):
        part.done()
    return Read(script, tuple(unknown))


def _phase(part: Part) -> Phase:
    pause = part.seconds("pause")
    if pause is not None:
        part.done()
        return Phase(pause, 0.0, 0.0, part.text("name"))
    duration, count = part.seconds("duration"), part.number("arrivalCount")
    if not duration:
        raise missing(part.at("duration"), "it says how long the phase lasts")
    rate = part.number("arrivalRate")
    if rate is None:
        rate = 0.0 if count is None else count / duration
    ramp, most = part.number("rampTo"), part.number("maxVusers", 1)
    found = Phase(
        duration, rate, rate if ramp is None else ramp, part.text("name"), 0 if most is None else int(most)
    )
    part.done()
    return found


def _payload(part: Part) -> Payload:
    fields = tuple(str(each) for each in part.items("fields"))
    path, order = part.text("path"), part.text("order", "random")
    if not path or not fields:
        raise missing(
            part.at("fields" if path else "path"), "a payload is a CSV file and the names of its columns"
        )
    if order not in set(Order):
        raise wrong(part.at("order"), "random, sequence or zipf", order)
    found = Payload(path, fields, Order(order), part.yes("skipHeader"), part.text("delimiter", ",") or ",")
    part.done()
    return found


def _limits(config: Part) -> Limits:
    ensure = config.part("ensure")
    found = {}
    for key, name in _LIMITS.items():
        value = ensure.number(key)
        if value is not None:
            found[name] = value
    ensure.done()
    return Limits(**found)


def _scenario(part: Part, n: int) -> Scenario:
    weight = part.number("weight")
    steps = _steps(part, "flow")
    if not steps:
        raise missing(part.at("flow"), "a scenario has steps")
    for key in _NAMES:
        part.take(key)
    name = part.text("name") or f"Scenario {n + 1}"
    found = Scenario(name, steps, 1.0 if weight is None else weight, _steps(part, "cleanup"))
    part.done()
    return found


def _steps(part: Part, key: str) -> tuple[Step, ...]:
    found = (_step(each) for each in part.parts(key))
    return tuple(step for step in found if step is not None)


def _step(part: Part) -> Step | None:
    """A step, or None for one that is not known: it is named and left out."""
    method = next((name for name in METHODS if name in part.content), "")
    step: Step | None = None
    if method:
        step = _ask(part.part(method), method)
    elif "think" in part.content:
        step = _think(part)
    elif "loop" in part.content:
        step = _loop(part)
    part.done()
    return step


def _think(part: Part) -> Think:
    value = part.take("think")
    seconds = seconds_of(value)
    if seconds is not None:
        return Think(seconds)
    if isinstance(value, str) and "{{" in value:
        return Think(value)
    raise wrong(part.at("think"), "a time, such as 1 or 500ms", value)


def _loop(part: Part) -> Loop:
    count, over = _count(part), part.take("over")
    if isinstance(over, list):
        over = tuple(over)
    if over is not None and not isinstance(over, str | tuple):
        raise wrong(part.at("over"), "a list or the name of a variable", over)
    if not count and not over:
        raise missing(part.at("count"), "a loop has a count, or a list that it goes over")
    return Loop(_steps(part, "loop"), count, over or "")


def _count(part: Part) -> int | str:
    count = part.take("count")
    if isinstance(count, str) and "{{" in count:
        return count
    if count is None:
        return 0
    if isinstance(count, int | str) and str(count).isdigit():
        return int(count)
    raise wrong(part.at("count"), "a whole number", count)


def _ask(part: Part, method: str) -> Ask:
    url = part.text("url")
    if not url:
        raise missing(part.at("url"), "a request goes somewhere")
    body = part.take("body")
    if isinstance(body, Mapping | list):
        raise wrong(part.at("body"), "a text", body)
    form = part.texts("form") if "form" in part.content else None
    found = Ask(
        method.upper(),
        url,
        part.texts("headers"),
        part.texts("qs"),
        part.take("json"),
        form,
        None if body is None else str(body),
        tuple(_capture(each) for each in part.parts("capture")),
        part.text("name"),
    )
    part.done()
    return found


def _capture(part: Part) -> Capture:
    found = Capture(part.text("as"), part.text("json"), part.text("header"), part.text("regexp"))
    if not found.name:
        raise missing(part.at("as"), "what is captured needs a name")
    if sum(map(bool, (found.json, found.header, found.regexp))) != 1:
        raise missing(part.at("json"), "a capture takes a JSONPath, a header or a regexp")
    part.done()
    return found
