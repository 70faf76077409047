"""What an alert rule would have raised over what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from app import decoding
from app.database import watch as watch_queries
from app.database.engine import Database
from app.domain.alerts import AlertRule, Comparison, Firing, Seen, compared, rehearse
from app.domain.board import Board
from app.domain.health import TargetKind
from app.domain.history import DAY_S, SAMPLES, Bucket
from app.monitoring.collectors import COMMON
from app.monitoring.history import History


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a rule would have raised over what was measured in the last ``days``: how often, and compared with the rule of
    that name in force, how much earlier (median, in seconds; None where they share nothing). ``since`` is when the first
    of those figures was measured, in seconds since 1970; None where there is none."""

    days: int
    firings: tuple[Firing, ...]
    in_force: int
    shared: int
    earlier_s: float | None
    since: float | None = None


def rehearsed(
    store: Database, rule: AlertRule, in_force: AlertRule | None, days: int, now: float
) -> Rehearsal:
    """Try a rule, and the one of its name in force, on the figures kept in the operations store. ``now`` is the library's
    time."""
    ours, since = _firings(store, rule, days, now)
    theirs = () if in_force is None else _firings(store, in_force, days, now)[0]
    found: Comparison = compared(ours, theirs)
    return Rehearsal(days, found.firings, found.others, found.shared, found.earlier_s, since)


def _firings(
    store: Database, rule: AlertRule, days: int, now: float
) -> tuple[tuple[Firing, ...], float | None]:
    since, history = now - days * DAY_S, History(store)
    kinds = _kinds(store)
    common = rule.metric in {metric.name for metric in COMMON}
    names = [rule.metric, *([rule.traffic] if rule.traffic else [])]
    found: list[Firing] = []
    first: float | None = None
    for target in history.targets():
        if kinds.get(target, None if common else rule.kind) is not rule.kind:
            continue
        read = history.read(target, names, since, now, now)
        values = read[rule.metric]
        if values:
            first = values[0].at if first is None else min(first, values[0].at)
        found += rehearse(rule, target, _looks(rule, values, read.get(rule.traffic, [])))
    return tuple(sorted(found, key=lambda firing: firing.fired_at)), first


def _kinds(store: Database) -> dict[str, TargetKind]:
    """The kinds of what is watched now. What is gone is known by figures that only one kind has."""
    with store.read() as connection:
        found = watch_queries.board(connection)
    if found is None:
        return {}
    return {node.name: node.kind for node in decoding.unpack(found[1], Board).nodes}


def _looks(rule: AlertRule, values: list[Bucket], traffic: list[Bucket]) -> list[Seen]:
    """What was measured as the rule would have seen it: of a slot its worst value, and a gap as nothing known."""
    by_slot = {bucket.at: bucket.mean for bucket in traffic}
    found: list[Seen] = []
    for bucket in values:
        if found and bucket.at - found[-1].at > 4 * SAMPLES.width_s:
            lost = found[-1].at + SAMPLES.width_s
            found.append(Seen(None, lost, lost))
        worst = rule.worse(bucket.low, bucket.high)
        found.append(Seen(worst, bucket.at, bucket.at, by_slot.get(bucket.at)))
    return found
