"""What nginx saw of a load: the access log of a cluster, counted and timed without knowing who asked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from pathlib import Path

from app.domain.loadtest.latencies import Latencies

_SHARES = (0.5, 0.95, 0.99)
_FIRST = "GET"
"""Each visit of the guide's scenario begins with one and has no other."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests of a stretch of time: how many, their status codes, what 50, 95 and 99 of 100 took at most in milliseconds, and the
    visits a second that began in each phase, None where it was too short to say. nginx writes whole seconds, so that the one in which
    a phase begins and the one in which it ends belong to none."""

    requests: int
    statuses: Mapping[str, int]
    times: Sequence[float | None]
    rates: Sequence[float | None]


def read_log(file: Path, since: int, phases: Sequence[float]) -> Answered:
    """What the log has after a second of 1970's clock; ``phases`` are seconds, the first of them begins with the first visit."""
    statuses: Counter[str] = Counter()
    begun: Counter[int] = Counter()
    times = Latencies()
    for line in file.read_text("utf-8").splitlines():
        told = json.loads(line)
        at = int(datetime.fromisoformat(told["time"]).timestamp())
        if at <= since or not told["uri"].startswith("/api/students"):
            continue
        statuses[told["status"]] += 1
        times.record(float(told["seconds"]))
        if told["method"] == _FIRST:
            begun[at] += 1
    first = min(begun, default=since)
    ends = list(accumulate(phases))
    rates = [_rate(begun, first + end - lasts, first + end) for lasts, end in zip(phases, ends, strict=True)]
    return Answered(
        sum(statuses.values()), dict(statuses), [times.percentile_ms(share) for share in _SHARES], rates
    )


def _rate(begun: Mapping[int, int], since: float, until: float) -> float | None:
    inner = range(int(since) + 1, int(until) - 1)
    return sum(begun.get(second, 0) for second in inner) / len(inner) if inner else None
