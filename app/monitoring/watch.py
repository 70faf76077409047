"""The watch itself, in the hands of one process: looks at everything, judges every second, sends what is to be told.

It touches no database: what it finds is taken from it to be stored (:mod:`app.monitoring.monitor`), so it goes on while
the database is away.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from uuid6 import uuid7

from app.domain.alert_channels import Delivery, SavedChannel
from app.domain.board import Board, line_of
from app.domain.health import Standing, Target, number
from app.domain.history import LIVE, SAMPLES, Block, Bucket, joined, sampled
from app.domain.incidents import Incident, Notice
from app.monitoring.alerting import Alerting, Decisions, Facts
from app.monitoring.notifying import Notifier, Secrets
from app.monitoring.probe import Access
from app.monitoring.prober import Prober
from app.monitoring.sampler import EVERY_S, WATCHED_S, Sampler

_log = logging.getLogger(__name__)

JUDGE_S = 1.0


@dataclass(frozen=True, slots=True)
class Start:
    """What whoever takes the watch over goes on from."""

    targets: tuple[Target, ...]
    decisions: Decisions = field(default_factory=Decisions)
    channels: tuple[SavedChannel, ...] = ()
    incidents: tuple[Incident, ...] = ()


class Watch:
    """Goes on from ``start`` to ``close``. ``now`` is the library's time; ``secrets`` finds addresses of channels;
    ``turned`` is called when a target changed its state."""

    def __init__(
        self,
        access: Access,
        now: Callable[[], float],
        secrets: Secrets,
        *,
        alerts: bool = True,
        turned: Callable[[], None] = lambda: None,
    ) -> None:
        self._now = now
        self._alerts = alerts
        self._told_turned = turned
        self._prober = Prober(access, now, self._on_turn)
        self._sampler = Sampler(access, now, self._heard)
        self._notifier = Notifier(secrets, now)
        self._alerting = Alerting()
        self._lock = threading.Lock()
        self._targets: dict[str, Target] = {}
        self._decisions = Decisions()
        self._measured: dict[str, tuple[float, float, dict[str, float | None]]] = {}
        self._extra: dict[str, dict[str, float]] = {}
        self._slots: dict[tuple[str, int], Block] = {}
        self._blocks: dict[tuple[str, int, int], Block] = {}
        self._incidents: dict[str, Incident] = {}
        self._deliveries: dict[str, Delivery] = {}
        self._ended = threading.Event()
        self._soon = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clms-watch", daemon=True)

    # From whoever keeps it

    def start(self, start: Start) -> None:
        """Begin."""
        self._alerting.resume(start.incidents, self._now(), time.monotonic())
        self.decide(start.decisions, start.channels)
        self._notifier.start()
        self._prober.start(())
        self.look_at(start.targets)
        self._thread.start()

    def close(self) -> None:
        """End everything that was started."""
        self._ended.set()
        self._soon.set()
        if self._thread.is_alive():
            self._thread.join()
        self._notifier.close()
        self._sampler.close()
        self._prober.close()

    def look_at(self, targets: Iterable[Target]) -> None:
        """These are the targets from now on."""
        found = {target.name: target for target in targets}
        with self._lock:
            self._targets = found
            self._measured = {name: each for name, each in self._measured.items() if name in found}
            self._slots = {key: each for key, each in self._slots.items() if key[0] in found}
        self._prober.watch(found.values())
        self._sampler.watch(found.values())

    def decide(self, decisions: Decisions, channels: Iterable[SavedChannel]) -> None:
        """What people decided, from now on."""
        self._decisions = decisions
        self._notifier.channels_are(channels)

    def send(self, deliveries: Iterable[Delivery]) -> None:
        """These wait in the store; those it knows are left alone."""
        self._notifier.give(deliveries)

    def watched(self, somebody: bool) -> None:
        """Whether somebody looks: then figures come every second."""
        self._sampler.set_every(WATCHED_S if somebody else EVERY_S)

    def know(self, target: str, values: Mapping[str, float]) -> None:
        """Figures of a target that are worked out from its history."""
        with self._lock:
            self._extra[target] = dict(values)

    # For whoever keeps it

    def standings(self) -> Mapping[str, Standing]:
        """How each target stands."""
        return self._prober.standings()

    def taken_blocks(self) -> list[Block]:
        """Figures since this was asked last."""
        with self._lock:
            found = list(self._blocks.values())
            self._blocks.clear()
        return found

    def taken_incidents(self) -> tuple[list[Incident], list[Delivery]]:
        """Incidents and messages that changed since this was asked last. Give them back when they could not be stored."""
        with self._lock:
            self._deliveries |= {each.key: each for each in self._notifier.taken()}
            found = list(self._incidents.values()), list(self._deliveries.values())
            self._incidents.clear()
            self._deliveries.clear()
        return found

    def give_back(self, incidents: Iterable[Incident], deliveries: Iterable[Delivery]) -> None:
        """These could not be stored. What changed again meanwhile counts."""
        with self._lock:
            self._incidents = {each.key: each for each in incidents} | self._incidents
            self._deliveries = {each.key: each for each in deliveries} | self._deliveries

    def board(self, holder: str, *, local: bool) -> Board:
        """Everything as it is now."""
        standings, problems = self._prober.standings(), self._sampler.problems()
        with self._lock:
            measured = {name: (at, values) for name, (_tick, at, values) in self._measured.items()}
            targets = tuple(self._targets.values())
        return Board(
            at=self._now(),
            holder=holder,
            nodes=tuple(
                line_of(each, standings.get(each.name), measured.get(each.name), problems.get(each.name, ""))
                for each in targets
            ),
            incidents=tuple(each for each in list(self._alerting.incidents.values()) if each.open),
            local=local,
            watched=self._sampler.every_s < EVERY_S,
            undelivered=self._notifier.undelivered,
            pinged_at=self._notifier.pinged_at,
            ping_problem=self._notifier.ping_problem,
        )

    # Figures

    def _heard(self, target: Target, at: float, found: dict[str, float | None]) -> None:
        """Keep the figures of one look; on the target's thread."""
        with self._lock:
            found |= self._extra.get(target.name, {})
            self._measured[target.name] = (time.monotonic(), at, found)
            self._keep(target.name, at, found, whole=True)

    def _keep_standings(self, at: float) -> None:
        """What probes say, every second: of an outage of five seconds the half minute knows that it was."""
        standings = self._prober.standings()
        with self._lock:
            for name, standing in standings.items():
                if name in self._targets:
                    values = {"health": number(standing.state), "answer_ms": standing.response_ms}
                    self._keep(name, at, values, whole=False)

    def _keep(self, target: str, at: float, values: Mapping[str, float | None], *, whole: bool) -> None:
        """Add a sample to the slots it is in. A slot is stored when it is over, and before with every look that is
        ``whole``; second by second only while somebody looks."""
        live = self._sampler.every_s < EVERY_S
        for tier in (SAMPLES, LIVE) if live else (SAMPLES,):
            key, slot = (target, tier.width_s), tier.slot(at)
            tracks, before = sampled(tier, at, values), self._slots.get(key)
            if before is not None and before.start == slot:
                tracks = _grown(before.tracks, tracks)
            elif before is not None:
                self._put(before)
            self._slots[key] = Block(target, tier, slot, tracks)
            if whole:
                self._put(self._slots[key])

    def _put(self, block: Block) -> None:
        self._blocks[block.target, block.tier.width_s, block.start] = block

    # Judging

    def _on_turn(self) -> None:
        """A target changed its state: neither the judgement nor whoever looks waits for the next second."""
        self._soon.set()
        self._told_turned()

    def _run(self) -> None:
        while True:
            self._soon.wait(JUDGE_S)
            self._soon.clear()
            if self._ended.is_set():
                return
            try:
                self._keep_standings(self._now())
                self._judge()
            except Exception:  # noqa: BLE001 - a bug must not end the watch
                _log.exception("the watch failed to judge")

    def _judge(self) -> None:
        if not self._alerts:
            return
        at, tick = self._now(), time.monotonic()
        with self._lock:
            measured = {name: (known, values) for name, (known, _at, values) in self._measured.items()}
            facts = Facts(dict(self._targets), self._prober.standings(), measured, at, tick)
        changed = {each.key: each for each in self._alerting.look(facts, self._decisions)}
        made: list[Delivery] = []
        for notice in self._alerting.notices(at):
            made += self._deliveries_of(notice, at)
            self._alerting.told(notice, at)
            changed |= {
                key: self._alerting.incidents[key] for key in notice.keys if key in self._alerting.incidents
            }
        for incident in changed.values():
            if at in (incident.fired_at, incident.cleared_at):
                turn = "was raised" if incident.open else "is over"
                _log.info("alert %s on %s %s", incident.rule, incident.target, turn)
        with self._lock:
            self._incidents |= changed
            self._deliveries |= {each.key: each for each in made}
        self._notifier.give(made)

    def _deliveries_of(self, notice: Notice, at: float) -> list[Delivery]:
        return [
            Delivery(
                str(uuid7()), saved.id, saved.channel.name, notice.kind, notice.title[:300], notice.body,
                notice.severity, at, next_at=at,
            )
            for saved in self._notifier.channels
            if saved.channel.takes(notice.severity)
        ]  # fmt: skip


def _grown(
    before: Mapping[str, Iterable[Bucket]], now: Mapping[str, list[Bucket]]
) -> dict[str, list[Bucket]]:
    """A slot with one more sample in it."""
    found = {name: list(buckets) for name, buckets in before.items()}
    for name, buckets in now.items():
        found[name] = [joined(found[name][0], buckets[0])] if name in found else buckets
    return found
