"""When an API node has nothing more to do, when its errors speak against a new release, and how far a roll-out is. Rules
only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.figures import is_error

OWN_ROUTES = frozenset({"/live", "/ready", "/health", "/metrics"})
"""What balancers and monitors ask for: it is nobody's work."""
LEAST_ERRORS = 5
"""Fewer are an accident that any node may have."""
_MORE_THAN_OTHERS = 2.0
_LEAST_RISE = 0.01
_LINE = re.compile(
    r"clms_(http_requests_total|http_requests_in_flight|http_event_streams)(?:\{(.*)\})? (\S+)"
)
_LABEL = re.compile(r'(route|status)="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Work:
    """What an API node has done since its start, and what it has in hand: requests of people and programs, without
    streams of events, which whoever listens opens again elsewhere."""

    requests: int = 0
    errors: int = 0
    in_flight: int = 0

    def since(self, before: Work) -> Work:
        """What came between two looks at a process; after a restart everything is new."""
        if self.requests < before.requests:
            return self
        return Work(self.requests - before.requests, self.errors - before.errors, self.in_flight)

    @property
    def share(self) -> float:
        """Errors of all answers."""
        return self.errors / self.requests if self.requests else 0.0


def work_told(metrics: str) -> Work:
    """Of the text of a node's ``/metrics``. The request for that text is in flight itself, and left out."""
    requests = errors = 0
    now = {"http_requests_in_flight": 0, "http_event_streams": 0}
    for line in metrics.splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        name, told, value = found[1], dict(_LABEL.findall(found[2] or "")), int(float(found[3]))
        if name in now:
            now[name] = value
        elif told.get("route") not in OWN_ROUTES:
            requests += value
            errors += value if is_error(int(told["status"])) else 0
    in_flight = now["http_requests_in_flight"] - now["http_event_streams"] - 1
    return Work(requests, errors, max(0, in_flight))


def drained(before: Work, now: Work) -> bool:
    """Whether nothing is in hand and nothing came between two looks: nginx has left this node alone."""
    return now.in_flight == 0 and now.requests == before.requests


def errors_rose(node: Work, others: Iterable[Work]) -> bool:
    """Whether a node errs far more often than the others in the same time, which the same requests reach."""
    every = list(others)
    rest = Work(sum(each.requests for each in every), sum(each.errors for each in every))
    usual = max(rest.share * _MORE_THAN_OTHERS, rest.share + _LEAST_RISE)
    return node.errors >= LEAST_ERRORS and node.share > usual


class Stage(StrEnum):
    """How far a roll-out is with one node."""

    WAITING = "waiting"
    DRAINING = "draining"
    STARTING = "starting"
    WATCHED = "watched"  # it gets requests, and its errors are compared
    RENEWED = "renewed"
    BACK = "back"  # it has the release of before again


_STEP = re.compile(r"(Draining|Starting|Watching) ([a-z0-9-]+)(?: with .*)?")
_RUNS = re.compile(r"([a-z0-9-]+) runs (\S+?)(?: and gets requests)?")
_STAGES = {"Draining": Stage.DRAINING, "Starting": Stage.STARTING, "Watching": Stage.WATCHED}


def stages(nodes: Iterable[str], log: Iterable[str], step: str) -> dict[str, Stage]:
    """What the lines of a roll-out's log, in order, and its present step say of each node; a node they are silent about
    waits, or had the release already. ``step`` is "" once it has ended."""
    found, going_back = dict.fromkeys(nodes, Stage.WAITING), False
    for line in log:
        going_back = going_back or line.startswith("Going back")
        if (told := _RUNS.fullmatch(line)) and told[1] in found:
            found[told[1]] = Stage.BACK if going_back else Stage.RENEWED
    if (told := _STEP.fullmatch(step)) and told[2] in found:
        found[told[2]] = _STAGES[told[1]]
    return found
