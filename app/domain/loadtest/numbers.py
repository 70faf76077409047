"""What a script will do, before it does it: requests by scenario, and who may ask what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from app.domain.actors import Role
from app.domain.loadtest.script import Ask, Loop, Scenario, Script, Step

TOKEN = "authToken"
"""The variable that the guide's scenarios take their token from."""
_OPEN_TO_ALL = ("/api/titles", "/health", "/live", "/ready", "/docs")
_UNDOES = "/undo"
_READS = ("GET", "HEAD")
_A_TOKEN, _MOST_TOKENS = 7.0, 200


@dataclass(frozen=True, slots=True)
class Part:
    """A scenario in numbers: the share of the arrivals that take it, and the requests each of those makes."""

    name: str
    share: float
    requests: float


def parts_of(script: Script) -> tuple[Part, ...]:
    """Every scenario. A loop whose length only shows while it runs counts once."""
    whole = sum(scenario.weight for scenario in script.scenarios)
    return tuple(
        Part(
            scenario.name,
            scenario.weight / whole if whole else 0.0,
            _requests(scenario.steps) + _requests(scenario.cleanup),
        )
        for scenario in script.scenarios
    )


def requests_of(script: Script) -> int:
    """How many requests there are in all, about."""
    each = sum(part.share * part.requests for part in parts_of(script))
    return round(script.arrivals * each + _requests(script.before) + _requests(script.after))


def tokens_for(script: Script, peak: float) -> int:
    """How many tokens share the requests at so many arrivals a second, each with some to spare of the ten a second that it may
    send: with fewer the limit would be measured, and not the server."""
    each = sum(part.share * part.requests for part in parts_of(script))
    return min(_MOST_TOKENS, max(1, ceil(peak * each / _A_TOKEN)))


def role_for(script: Script) -> Role:
    """The lowest role that may do what is asked, by its addresses: who only looks at titles needs less than who lends."""
    asked: list[Ask] = [step for steps in _flows(script) for step in _asks(steps)]
    if any(_UNDOES in step.url for step in asked):
        return Role.HEAD_LIBRARIAN
    open_ = all(step.method in _READS and step.url.startswith(_OPEN_TO_ALL) for step in asked)
    return Role.KIOSK if open_ else Role.LIBRARIAN


def _requests(steps: Iterable[Step]) -> float:
    return sum(
        _turns(step) * _requests(step.steps) if isinstance(step, Loop) else float(isinstance(step, Ask))
        for step in steps
    )


def _turns(loop: Loop) -> int:
    if isinstance(loop.over, tuple):
        return len(loop.over)
    return loop.count if isinstance(loop.count, int) and loop.count else 1


def _flows(script: Script) -> Iterator[tuple[Step, ...]]:
    yield from (script.before, script.after)
    for scenario in script.scenarios:
        yield from _flows_of(scenario)


def _flows_of(scenario: Scenario) -> tuple[tuple[Step, ...], ...]:
    return scenario.steps, scenario.cleanup


def _asks(steps: Iterable[Step]) -> Iterator[Ask]:
    for step in steps:
        if isinstance(step, Loop):
            yield from _asks(step.steps)
        elif isinstance(step, Ask):
            yield step
