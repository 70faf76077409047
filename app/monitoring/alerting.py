"""Alerts as they come and go, in the holder's memory: it goes on while the database is away. No input or output here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec
from uuid6 import uuid7

from app.domain.alert_causes import Pause, causes
from app.domain.alerts import CALM, AlertRule, AlertState, Phase, Seen, Turn, step
from app.domain.health import Standing, Target, number
from app.domain.incidents import Incident, Notice, notices, told
from app.domain.measuring import LONGEST_S, Values
from app.monitoring.collectors import metrics_of

_KEPT_OVER_S = 600.0


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided: rules, times of silence, and which incidents somebody looks after."""

    rules: tuple[AlertRule, ...] = ()
    pauses: tuple[Pause, ...] = ()
    acknowledged: frozenset[str] = frozenset()


@dataclass(slots=True)
class Facts:
    """What is known at a moment. ``at`` is the library's time, ``tick`` a clock nobody sets; ``measured`` are the newest
    figures of each target with the tick they are of."""

    targets: Mapping[str, Target]
    standings: Mapping[str, Standing]
    measured: Mapping[str, tuple[float, Values]]
    at: float
    tick: float

    def value(self, target: str, metric: str) -> float | None:
        """The newest value of a metric, unless it is old."""
        if metric == "health":
            standing = self.standings.get(target)
            return None if standing is None else number(standing.state)
        tick, values = self.measured.get(target, (0.0, {}))
        return values.get(metric) if self.tick - tick <= LONGEST_S else None


@dataclass(slots=True)
class _Watched:
    """A rule for a target. ``because`` names what explains it, which was ill at ``because_tick`` last."""

    state: AlertState = field(default_factory=lambda: CALM)
    incident: str = ""
    because: str = ""
    because_tick: float = 0.0


class Alerting:
    """The state of every rule for every target, and the incidents that came of it."""

    def __init__(self, new_key: Callable[[], str] = lambda: str(uuid7())) -> None:
        self._new_key = new_key
        self._watched: dict[tuple[str, str], _Watched] = {}
        self.incidents: dict[str, Incident] = {}

    def resume(self, going_on: Iterable[Incident], at: float, tick: float) -> None:
        """Go on from what another holder left: what it raised is not raised again, and ends when it is over."""
        self._watched.clear()
        self.incidents = {each.key: each for each in going_on}
        for each in self.incidents.values():
            state = AlertState(
                Phase.FIRING,
                each.began_at,
                tick - max(0.0, at - each.began_at),
                each.fired_at,
                each.value,
                each.peak,
                tick,
            )
            self._watched[each.rule, each.target] = _Watched(state, each.key, each.because, tick)

    def look(self, facts: Facts, decisions: Decisions) -> tuple[Incident, ...]:
        """Take one more look at everything; the incidents that changed by it."""
        before = dict(self.incidents)
        pairs = {
            (rule.name, target.name): (rule, target)
            for rule in decisions.rules
            if rule.enabled
            for target in facts.targets.values()
            if target.kind is rule.kind
        }
        for key in [key for key in self._watched if key not in pairs]:
            self._end(self._watched.pop(key), facts)
        for key, (rule, target) in pairs.items():
            self._step(self._watched.setdefault(key, _Watched()), rule, target, facts)
        self._explain(facts, decisions)
        self._forget_old(facts.at)
        return tuple(each for key, each in self.incidents.items() if before.get(key) != each)

    def notices(self, now: float) -> tuple[Notice, ...]:
        """What people are to be told now."""
        return notices(self.incidents.values(), now)

    def told(self, notice: Notice, now: float) -> None:
        """A notice was given away to be sent."""
        self.incidents |= told(self.incidents, notice, now)

    def _step(self, watched: _Watched, rule: AlertRule, target: Target, facts: Facts) -> None:
        traffic = facts.value(target.name, rule.traffic) if rule.traffic else None
        seen = Seen(facts.value(target.name, rule.metric), facts.at, facts.tick, traffic)
        watched.state, turn = step(rule, watched.state, seen)
        if turn is Turn.RAISED:
            watched.incident = self._raise(rule, target, watched.state, facts)
        elif turn is Turn.CLEARED:
            self._end(watched, facts)
        elif watched.incident and watched.state.peak != self.incidents[watched.incident].peak:
            self._change(watched.incident, value=watched.state.value, peak=watched.state.peak)

    def _raise(self, rule: AlertRule, target: Target, state: AlertState, facts: Facts) -> str:
        key = self._new_key()
        standing = facts.standings.get(target.name)
        unit = next((each.unit for each in metrics_of(target.kind) if each.name == rule.metric), "")
        self.incidents[key] = Incident(
            key=key,
            rule=rule.name,
            target=target.name,
            title=rule.title,
            severity=rule.severity,
            began_at=state.began_at,
            fired_at=state.fired_at,
            value=state.value,
            peak=state.peak,
            unit=unit,
            reason=standing.reason if standing is not None and rule.metric == "health" else "",
            cause=rule.cause,
        )
        return key

    def _end(self, watched: _Watched, facts: Facts) -> None:
        if watched.incident:
            self._change(watched.incident, cleared_at=facts.at)
            watched.incident = ""

    def _change(self, key: str, **changes: object) -> None:
        self.incidents[key] = msgspec.structs.replace(self.incidents[key], **changes)

    def _explain(self, facts: Facts, decisions: Decisions) -> None:
        """Which incidents are a consequence, in a time of silence, or looked after."""
        going_on = [each for each in self.incidents.values() if each.open]
        down = {each.target for each in going_on if each.cause} | self._pending_causes(decisions)
        roots = causes(facts.targets, down, {target for _, target in self._watched})
        rules = {rule.name: rule for rule in decisions.rules}
        ending = {
            target
            for (name, target), watched in self._watched.items()
            if rules[name].cause and watched.state.good_tick is not None
        }
        for (name, target), watched in self._watched.items():
            because = roots.get(target, "")
            if not because and target in down and not rules[name].cause:
                because = target  # what a node that is down shows beside is no trouble of its own
            if because and because not in ending:
                watched.because_tick = facts.tick
            self._follow(watched, because, rules[name].for_s, facts)
        for each in going_on:
            because = self._watched[each.rule, each.target].because
            paused = any(
                pause.covers(facts.targets, each.rule, each.target, facts.at) for pause in decisions.pauses
            )
            known = each.acknowledged or each.key in decisions.acknowledged
            changes = {"because": because, "paused": paused, "acknowledged": known}
            if any(getattr(each, name) != value for name, value in changes.items()):
                self._change(each.key, **changes)

    def _follow(self, watched: _Watched, because: str, for_s: float, facts: Facts) -> None:
        """What follows from a cause has its rule's duration anew from when that got well: nobody need hear that it comes
        back a little later."""
        if because:
            watched.because = because
        elif watched.because and watched.state.phase is Phase.PENDING:
            tick = max(watched.state.began_tick, watched.because_tick)
            watched.state = replace(watched.state, began_at=facts.at - (facts.tick - tick), began_tick=tick)
            watched.because = ""
        elif watched.state.good_tick is None and facts.tick - watched.because_tick >= for_s:
            watched.because = ""

    def _pending_causes(self, decisions: Decisions) -> set[str]:
        """Targets that are about to be found down: they explain already, lest their consequences be told first."""
        of_causes = {rule.name for rule in decisions.rules if rule.cause}
        return {
            target
            for (rule, target), watched in self._watched.items()
            if rule in of_causes and watched.state.phase is Phase.PENDING
        }

    def _forget_old(self, at: float) -> None:
        """What is over and told, or was never to be told, is kept in the store only."""
        done = [
            key
            for key, each in self.incidents.items()
            if each.cleared_at is not None
            and (each.told_at is None or each.over_told)
            and at - each.cleared_at > _KEPT_OVER_S
        ]
        for key in done:
            del self.incidents[key]
