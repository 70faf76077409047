"""A candidate for the watch, and its keeper while it holds it: the one part that touches the database.

It waits for the database on a thread of its own. While that is away the watch goes on, figures are kept on this
computer, and what was raised and sent is stored once the database is back.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import Connection
from uuid6 import uuid7

from app import decoding
from app.database import alerts as alert_queries
from app.database import incidents as incident_queries
from app.database import timeline as timeline_queries
from app.database import watch as queries
from app.database.clock import Clock
from app.database.engine import Database
from app.domain.alert_channels import SavedChannel
from app.domain.alert_seed import RULES
from app.domain.board import Board
from app.domain.events import Note, Noticing
from app.domain.health import Target, TargetKind
from app.domain.history import DAY_S, HOUR_S, LIVE, Block, slope, thinned
from app.domain.watching import Rank
from app.errors import ClmsError, Refused, Unreachable
from app.monitoring.alerting import Decisions
from app.monitoring.history import History
from app.monitoring.lease import BEAT_S, PATIENCE_S, Lease, LeaseLost
from app.monitoring.notifying import SENDING_S, Secrets
from app.monitoring.probe import Access
from app.monitoring.probes.database import TAKES_WRITES
from app.monitoring.spool import Spool
from app.monitoring.statement_watch import EVERY_S as STATEMENTS_S
from app.monitoring.statement_watch import StatementWatch
from app.monitoring.watch import Start, Watch

_log = logging.getLogger(__name__)

_ROUND_S = 1.0
_DECISIONS_S = 5.0
_TARGETS_S = 10.0
_TIDY_S = 600.0
_CLOCK_S = 60.0
_HANDOVER_S = BEAT_S + SENDING_S
"""Messages of the holder before wait so long: it may be sending them until it finds that somebody else watches."""
_BOARD_S = 5.0
_KEPT = timedelta(days=90)
_FULL_MOST_H = 8760.0
_FULL_LEAST_POINTS = 12

Targets = Callable[[str], tuple[Target, ...]]
"""The targets there are, given the name of the database node that takes writes, "" where that is not known."""


@dataclass(frozen=True, slots=True)
class Post:
    """Where a monitor stands. ``library`` and ``store`` are the two databases, on connections of its own whose answers
    it waits for a few seconds; ``folder`` is where figures are kept meanwhile. ``access.now`` is the library's time.
    ``prepare`` makes the store where it is missing."""

    library: Database
    store: Database
    clock: Clock
    access: Access
    targets: Targets
    secrets: Secrets
    folder: Path
    alerts: bool = True
    prepare: Callable[[], object] = lambda: None


class Monitor:
    """One a process. ``holder`` is what people read of it."""

    def __init__(self, post: Post, rank: Rank, holder: str) -> None:
        self._post = post
        self._holder = holder
        self._lease = Lease(post.store, post.clock, rank, holder)
        self._history = History(post.store)
        self._spool = Spool(post.folder)
        self._watch: Watch | None = None
        self._token: int | None = None
        self._local = self._prepared = False
        self._primary = ""
        self._posted: object = None
        self._noticing = Noticing({}, {})
        self._due: dict[str, float] = {}
        self._ended = threading.Event()
        self._soon = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clms-monitor", daemon=True)
        self._aside: dict[str, threading.Thread] = {}
        self._statements = StatementWatch(post.store, post.access)

    @property
    def holds(self) -> bool:
        """Whether this process watches."""
        return self._watch is not None

    def start(self) -> None:
        """Be a candidate from now on."""
        self._thread.start()

    def close(self) -> None:
        """Give the watch back, if it is held."""
        self._ended.set()
        self._soon.set()
        if self._thread.is_alive():
            self._thread.join()
        for thread in self._aside.values():
            thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._round()
            except Unreachable as problem:
                self._go_local(problem)
            except LeaseLost:
                self._let_go()
            except Exception:  # noqa: BLE001 - a bug must not end the watch
                _log.exception("a round of the monitor failed")
            self._soon.wait(_ROUND_S)
            self._soon.clear()
        self._end()

    def _round(self) -> None:
        if self._is_due("clock", _CLOCK_S):  # no two computers' clocks go alike
            self._post.clock.measure(self._post.library)
        if not self._prepared:
            self._post.prepare()
            self._prepared = True
        if (self._local or self._is_due("lease", BEAT_S)) and not self._lease.renew():
            if self._local:  # somebody else could reach the database and we could not
                self._fill()
            self._let_go()
        if self._lease.token is None:
            return
        if self._watch is None or self._token != self._lease.token:
            self._take_up()
        assert self._watch is not None
        if self._local:
            self._come_back(self._watch)
        self._store(self._watch)
        self._learn(self._watch)
        self._post_board(self._watch)
        self._beside("tidy", _TIDY_S, partial(self._tidy_up, self._watch))
        self._beside("statements", STATEMENTS_S, self._look_at_statements)

    def _is_due(self, what: str, every_s: float) -> bool:
        now = time.monotonic()
        if now < self._due.get(what, 0.0):
            return False
        self._due[what] = now + every_s
        return True

    # Holding

    def _take_up(self) -> None:
        """Begin to watch, from where the last one left it."""
        self._let_go()
        decisions, channels = self._decided()
        with self._post.store.read() as connection:
            going_on = incident_queries.going_on(connection)
            known = queries.board(connection)
        nodes = () if known is None else decoding.unpack(known[1], Board).nodes
        self._noticing = Noticing.of({node.name: node.facts for node in nodes})
        access, now = self._post.access, self._post.access.now
        watch = Watch(access, now, self._post.secrets, alerts=self._post.alerts, turned=self._soon.set)
        targets = self._post.targets(self._primary)
        watch.start(Start(targets, decisions, channels, going_on))
        self._watch, self._token = watch, self._lease.token
        self._due = {"messages": time.monotonic() + _HANDOVER_S}
        self._fill()

    def _let_go(self) -> None:
        """End the watch. What was sent until then is said, whoever holds it by now: it is sent to nobody again."""
        if self._watch is None:
            return
        watch = self._close()
        sent = [each for each in watch.taken_incidents()[1] if each.delivered_at is not None]
        try:
            self._post.store.write(
                lambda connection: incident_queries.save_deliveries(connection, sent), patience_s=PATIENCE_S
            )
        except ClmsError as problem:
            _log.info("%d messages were sent, which could not be stored: %s", len(sent), problem.message)

    def _close(self) -> Watch:
        watch = self._watch
        assert watch is not None
        watch.close()
        self._watch, self._token, self._local = None, None, False
        return watch

    def _end(self) -> None:
        watch = self._close() if self._watch is not None else None
        try:
            if watch is not None:
                self._store(watch)
            self._lease.give_back()
        except ClmsError as problem:
            _log.info("left the watch without a word: %s", problem.message)
            if watch is not None:
                self._spool.add(_lasting(watch.taken_blocks()))
        self._spool.close()

    # While the database is away

    def _go_local(self, problem: Unreachable) -> None:
        if self._watch is None:
            return
        if not self._local:
            _log.warning("the database is away; figures are kept on this computer: %s", problem.message)
        self._local = True
        self._spool.add(_lasting(self._watch.taken_blocks()))

    def _come_back(self, watch: Watch) -> None:
        """Store what was kept on this computer meanwhile, by us or by one that was killed."""
        self._fill()
        self._local = False
        _log.info("the database is back")

    def _fill(self) -> None:
        for path, blocks in self._spool.take():
            filled = self._history.fill(blocks)
            self._spool.forget(path)
            _log.info("%d figures of before were stored", filled)

    # Storing and learning

    def _store(self, watch: Watch) -> None:
        blocks = watch.taken_blocks()
        if blocks:
            try:
                self._history.write(blocks)
            except Unreachable:
                self._spool.add(_lasting(blocks))
                raise
        incidents, deliveries = watch.taken_incidents()
        if not incidents and not deliveries:
            return

        def work(connection: Connection) -> None:
            self._lease.guard(connection)
            incident_queries.save(connection, incidents)
            incident_queries.save_deliveries(connection, deliveries)

        try:
            self._post.store.write(work, patience_s=PATIENCE_S)
        except ClmsError:
            watch.give_back(incidents, deliveries)
            raise

    def _learn(self, watch: Watch) -> None:
        """What people decided, who looks, what there is to look at."""
        with self._post.store.read() as connection:
            watch.watched(queries.looked_at(connection, self._post.clock.now()))
        if self._is_due("decisions", _DECISIONS_S):
            watch.decide(*self._decided())
        if self._is_due("messages", _DECISIONS_S):
            with self._post.store.read() as connection:
                watch.send(incident_queries.on_their_way(connection))
        if self._is_due("targets", _TARGETS_S):
            self._primary = _primary(watch) or self._primary
            watch.look_at(self._post.targets(self._primary))
        self._note(watch)
        heartbeat = self._post.access.heartbeat
        if heartbeat is not None:
            now = self._post.access.now()
            self._post.store.write(
                lambda connection: queries.write_heartbeat(connection, now), patience_s=PATIENCE_S
            )
            heartbeat.written = now

    def _note(self, watch: Watch) -> None:
        """Keep for the timeline what changed and no other record tells."""
        found = self._noticing.look(watch.standings())
        if found:
            notes = [Note(str(uuid7()), at, kind, target, title[:300]) for kind, target, at, title in found]
            self._post.store.write(
                lambda connection: timeline_queries.add_notes(connection, notes), patience_s=PATIENCE_S
            )

    def _decided(self) -> tuple[Decisions, tuple[SavedChannel, ...]]:
        """Shipped rules, save those that were changed; pauses, acknowledgements, channels. A database that does not know
        of alerts yet has none of the latter."""
        try:
            with self._post.library.read() as connection:
                return decided(connection, self._post.clock, self._going_on())
        except Refused:
            return Decisions(RULES), ()

    def _going_on(self) -> tuple[str, ...]:
        with self._post.store.read() as connection:
            return tuple(each.key for each in incident_queries.going_on(connection))

    def _post_board(self, watch: Watch) -> None:
        """Put up how things are: when something turned, and now and then."""
        now, content = self._post.clock.now(), watch.board(self._holder, local=self._local)
        turned = (
            [(node.name, node.state) for node in content.nodes],
            [(each.key, each.because, each.paused, each.acknowledged) for each in content.incidents],
            content.watched,
        )
        if turned == self._posted and not self._is_due("board", _ROUND_S if content.watched else _BOARD_S):
            return
        self._posted = turned

        def work(connection: Connection) -> None:
            self._lease.guard(connection)
            assert self._lease.token is not None
            queries.post(connection, self._lease.token, now, msgspec.msgpack.encode(content))

        self._post.store.write(work, patience_s=PATIENCE_S)

    # Beside the rounds

    def _beside(self, what: str, every_s: float, work: Callable[[], None]) -> None:
        """Do what takes longer on a thread of its own, never twice at a time."""
        running = self._aside.get(what)
        if (running is not None and running.is_alive()) or not self._is_due(what, every_s):
            return
        self._aside[what] = threading.Thread(target=work, name=f"clms-monitor-{what}", daemon=True)
        self._aside[what].start()

    def _look_at_statements(self) -> None:
        try:
            self._statements.look(self._post.targets(self._primary))
        except ClmsError as problem:
            _log.info("what statements took could not be stored: %s", problem.message)

    def _tidy_up(self, watch: Watch) -> None:
        try:
            now = self._post.access.now()
            self._history.tidy(now)
            edge = now - _KEPT.total_seconds()
            self._post.store.write(lambda connection: incident_queries.forget_before(connection, edge))
            self._post.store.write(lambda connection: timeline_queries.forget_notes_before(connection, edge))
            at = self._post.clock.now()
            self._post.store.write(lambda connection: queries.forget_lookers(connection, at))
            self._statements.tidy()
            for target in self._post.targets(self._primary):
                if target.kind is TargetKind.FILES:
                    watch.know(target.name, self._until_full(target.name, now))
        except ClmsError as problem:
            _log.info("the history was not tidied: %s", problem.message)

    def _until_full(self, target: str, now: float) -> dict[str, float]:
        """Hours until the disk is full at the rate of the last week; nothing before half a day was seen."""
        buckets = self._history.read(target, ["files_free"], now - 7 * DAY_S, now, now)["files_free"]
        hourly = thinned(buckets, HOUR_S)
        if len(hourly) < _FULL_LEAST_POINTS:
            return {}
        found = slope([(float(bucket.at), bucket.mean) for bucket in hourly])
        if found is None:
            return {}
        hours = hourly[-1].mean / -found / HOUR_S if found < 0 else _FULL_MOST_H
        return {"files_full_h": min(hours, _FULL_MOST_H)}


def decided(
    connection: Connection, clock: Clock, incidents: tuple[str, ...]
) -> tuple[Decisions, tuple[SavedChannel, ...]]:
    """What people decided, by the library's database."""
    changed = {name: each.rule for name, each in alert_queries.saved_rules(connection).items()}
    shipped = {rule.name: rule for rule in RULES}
    pauses = tuple(each.pause for each in alert_queries.pauses(connection, clock.now()))
    known = frozenset(alert_queries.acknowledged(connection, incidents))
    rules = tuple((shipped | changed).values())
    return Decisions(rules, pauses, known), alert_queries.channels(connection)


def _lasting(blocks: list[Block]) -> list[Block]:
    """What is worth keeping on this computer: what was watched second by second is not."""
    return [block for block in blocks if block.tier is not LIVE]


def _primary(watch: Watch) -> str:
    """The database node that takes writes, if exactly one says so."""
    found = [name for name, each in watch.standings().items() if each.facts.get("role") == TAKES_WRITES]
    return found[0] if len(found) == 1 else ""
