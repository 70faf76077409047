"""How the library's parts stand, what was measured of them, and the alerts there were: for people and programs to look at."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from app import decoding
from app.database import alerts as alert_queries
from app.database import incidents as incident_queries
from app.database import timeline as timeline_queries
from app.database import watch as queries
from app.database.engine import Database
from app.domain.actors import Actor, Permission
from app.domain.alert_channels import Delivery
from app.domain.board import Board
from app.domain.events import Event
from app.domain.health import HealthState, TargetKind
from app.domain.history import Bucket
from app.domain.incidents import Incident
from app.errors import InvalidInput, NotFound, Refused, Unreachable
from app.monitoring.collectors import metrics_of
from app.monitoring.history import History
from app.monitoring.own_look import OwnLook
from app.services import timeline
from app.services.aside import aside
from app.services.core import Core

LOOKING = timedelta(seconds=15)
"""So long figures come every second after somebody said that they look."""
STALE = timedelta(seconds=30)
"""A board older than this says how things were."""
ANSWER_S = 1.0
"""So long whoever looks waits for what the watch has put up before this process begins to look by itself."""
FIRST_LOOKS_S = 1.5
"""And so much longer, in which its first looks end also at what hangs: an outage is shown within five seconds of its
beginning, also that of the server which would tell of it."""
_MOST_METRICS = 60
_LONGEST = timedelta(days=31)
_NAME_CHARS = 120


@dataclass(frozen=True, slots=True)
class HealthLook:
    """What the watch has put up. ``board`` is None while nobody has watched yet, ``stale`` says that nobody does any
    more; ``holder`` is who watches, "" for nobody, since ``held_since``. ``own`` says that it is what this process sees by
    itself, without figures, since what the watch puts up can't be read."""

    board: Board | None
    at: datetime | None
    stale: bool
    holder: str
    held_since: datetime | None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Overall:
    """The whole in one word, for a chip: how many alerts go on that people are told of, and how old that is."""

    state: HealthState
    alerts: int
    at: datetime | None
    stale: bool


@dataclass(frozen=True, slots=True)
class MetricInfo:
    """A figure that targets of a kind have: by whose rule it is computed stands in ``source``."""

    kind: TargetKind
    name: str
    unit: str
    about: str
    source: str


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over time; where nothing is known there is no bucket."""

    metric: str
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An alert, and who looks after it."""

    incident: Incident
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    note: str = ""


class HealthService:
    """Reads what the watch stored. All verbs but ``overall`` need OPERATE."""

    def __init__(
        self,
        core: Core,
        operations: Callable[[], Database],
        own: Callable[[], OwnLook | None] = lambda: None,
    ) -> None:
        """``operations`` opens the operations store when it is first needed, ``own`` the look of this process."""
        self._core = core
        self._operations = operations
        self._make_own = own
        self._own: OwnLook | None = None
        self._lock = threading.Lock()
        self._asked: tuple[float, Future[HealthLook]] | None = None

    def overall(self, actor: Actor) -> Overall:
        """The whole in one word. Every role may know."""
        actor.require(Permission.SEARCH)
        look = self._look()
        if look.board is None or look.stale:
            return Overall(HealthState.UNKNOWN, 0, look.at, look.stale)
        loud = sum(incident.loud for incident in look.board.incidents)
        return Overall(look.board.worst, loud, look.at, stale=False)

    def look(self, actor: Actor) -> HealthLook:
        """Everything as it is now, with who watches."""
        actor.require(Permission.OPERATE)
        return self._look()

    def _look(self) -> HealthLook:
        with self._operations().read() as connection:
            found, lease = queries.board(connection), queries.lease(connection)
        board = None if found is None else decoding.unpack(found[1], Board)
        at = None if found is None else found[0]
        stale = at is None or self._core.clock.now() - at > STALE
        holder, since = ("", None) if lease is None or not lease.holder else (lease.holder, lease.since)
        return HealthLook(board, at, stale, holder, since)

    def watch(self, actor: Actor) -> HealthLook:
        """Look, and say so: figures come every second for the next quarter of a minute. While the database takes no
        writes or lets one wait, or nobody puts anything up, this process looks by itself."""
        actor.require(Permission.OPERATE)
        name = f"{actor.name} on {actor.workstation}"[:_NAME_CHARS]
        began, asked = self._ask(name)
        wait([asked], max(0.0, began + ANSWER_S - time.monotonic()))
        if not asked.done() and self._look_here(name) is not None:
            wait([asked], max(0.0, began + ANSWER_S + FIRST_LOOKS_S - time.monotonic()))
            if not asked.done() and (here := self._look_here(name)) is not None:
                return here
        try:
            found = asked.result()
        except Unreachable:
            here = self._look_here(name)
            if here is None:
                raise
            return here
        if found.stale and found.board is not None:
            return self._look_here(name) or found
        return found

    def _ask(self, name: str) -> tuple[float, Future[HealthLook]]:
        """When the question was put that is not answered yet, and its answer; it is put now where there is none."""

        def ask() -> HealthLook:
            until = self._core.clock.now() + LOOKING
            self._operations().write(lambda connection: queries.look(connection, name, until))
            return self._look()

        with self._lock:
            if self._asked is None or self._asked[1].done():
                self._asked = time.monotonic(), aside(ask, "clms-look")
            return self._asked

    def _look_here(self, name: str) -> HealthLook | None:
        """What this process sees by itself from the first time it is asked; None where the settings want no watch."""
        with self._lock:
            if self._own is None:
                self._own = self._make_own()
        if self._own is None:
            return None
        board = self._own.board(f"window of {name}"[:_NAME_CHARS])
        return HealthLook(
            board, self._core.clock.now(), stale=False, holder=board.holder, held_since=None, own=True
        )

    def metrics(self, actor: Actor) -> tuple[MetricInfo, ...]:
        """Every figure there is, with its unit and its source."""
        actor.require(Permission.OPERATE)
        return tuple(
            MetricInfo(kind, each.name, each.unit, each.about, each.source)
            for kind in TargetKind
            for each in metrics_of(kind)
        )

    def history(
        self, actor: Actor, target: str, metrics: tuple[str, ...], since: datetime, until: datetime
    ) -> tuple[Series, ...]:
        """Figures of a target over time: by the second where somebody watched in the last hour, by the half minute for a
        day, by the minute for a month. Raises InvalidInput for more than a month, or too many figures at once."""
        actor.require(Permission.OPERATE)
        _check_span(since, until)
        if not 0 < len(metrics) <= _MOST_METRICS:
            raise InvalidInput(f"Ask for 1 to {_MOST_METRICS} figures.", details={"field": "metrics"})
        found = History(self._operations()).read(
            target, metrics, since.timestamp(), until.timestamp(), self._core.clock.now().timestamp()
        )
        return tuple(Series(name, tuple(found[name])) for name in dict.fromkeys(metrics))

    def targets(self, actor: Actor) -> tuple[str, ...]:
        """The names of all targets something was measured of, those that are gone too."""
        actor.require(Permission.OPERATE)
        return History(self._operations()).targets()

    def incidents(self, actor: Actor, since: datetime, until: datetime) -> tuple[IncidentView, ...]:
        """The alerts that went on at some time of a span, the newest first, a thousand at most."""
        actor.require(Permission.OPERATE)
        with self._operations().read() as connection:
            found = incident_queries.within(connection, since.timestamp(), until.timestamp())
        known = self._acknowledged(tuple(each.key for each in found))
        return tuple(_view(each, known.get(each.key)) for each in found)

    def incident(self, actor: Actor, incident: str) -> IncidentView:
        """One alert by its key. Raises NotFound when it is not kept any more."""
        actor.require(Permission.OPERATE)
        found = self._one(incident)
        return _view(found, self._acknowledged((incident,)).get(incident))

    def timeline(self, actor: Actor, since: datetime, until: datetime) -> tuple[Event, ...]:
        """Deploys, failovers, alerts, cache flushes and maintenance that went on at some time of a span, the oldest first;
        of each lane the newest thousand at most. Alerts that only followed from another are left out."""
        actor.require(Permission.OPERATE)
        _check_span(since, until)
        now, edges = self._core.clock.now(), (since.timestamp(), until.timestamp())
        with self._core.database.read() as connection:
            found = list(timeline.of_library(connection, since, until, now))
        with self._operations().read() as connection:
            alerts = incident_queries.within(connection, *edges)
            notes = timeline_queries.notes_within(connection, *edges)
        found += [timeline.of_incident(each) for each in alerts if not each.because]
        found += map(timeline.of_note, notes)
        return tuple(sorted(found, key=lambda event: event.at))

    def _one(self, key: str) -> Incident:
        with self._operations().read() as connection:
            found = incident_queries.one(connection, key)
        if found is None:
            raise NotFound("There is no such alert.", details={"incident": key})
        return found

    def _acknowledged(self, keys: tuple[str, ...]) -> dict[str, alert_queries.Acknowledgement]:
        try:
            with self._core.database.read() as connection:
                return alert_queries.acknowledged(connection, keys)
        except Refused:  # the library's database does not know of alerts yet
            return {}

    def deliveries(self, actor: Actor) -> tuple[Delivery, ...]:
        """The newest messages that were sent, or not: with what went wrong and when it is tried again."""
        actor.require(Permission.OPERATE)
        with self._operations().read() as connection:
            return incident_queries.newest_deliveries(connection)


def _check_span(since: datetime, until: datetime) -> None:
    if not since < until or until - since > _LONGEST:
        raise InvalidInput("A span ends after it begins, and is at most a month.", details={"field": "until"})


def _view(incident: Incident, known: alert_queries.Acknowledgement | None) -> IncidentView:
    if known is None:
        return IncidentView(incident)
    return IncidentView(incident, known.by, known.at, known.note)
