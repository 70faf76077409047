"""What people read of the watch: how things stand and who watches, figures over time, alerts there were."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import insert

from app.bootstrap import App
from app.database import timeline as timeline_queries
from app.database import watch as queries
from app.database.engine import Database
from app.database.tables import jobs
from app.domain.actors import Actor
from app.domain.alert_causes import Pause
from app.domain.events import EventKind, Note
from app.domain.health import HealthState, Target, TargetKind
from app.domain.history import SAMPLES, Block, sampled
from app.domain.jobs import JobState
from app.errors import Denied, InvalidInput, NotFound, Unreachable
from app.monitoring.history import History
from app.monitoring.own_look import OwnLook
from app.monitoring.probe import Access
from app.services import health
from app.services.health import HealthService
from tests.app.services.watched import HOST, REDIS, incident, operator, put_up
from tests.waiting import until

__all__ = ["operator"]


def test_nobody_watches_is_unknown_and_not_well(app: App, operator: Actor, kiosk: Actor) -> None:
    look = app.health.look(operator)
    assert (look.board, look.holder, look.stale) == (None, "", True)
    assert app.health.overall(kiosk).state is HealthState.UNKNOWN
    with pytest.raises(Denied):
        app.health.look(kiosk)


def test_how_things_stand_who_says_so_and_how_old_it_is(app: App, operator: Actor, kiosk: Actor) -> None:
    now = app.core.clock.now()
    hushed = msgspec.structs.replace(incident("b", 9.0, "api-1", "api-down"), because="redis")
    put_up(app, now, incident("a", 8.0), hushed)
    look = app.health.look(operator)
    assert look.board is not None and look.board.nodes == (HOST, REDIS)
    assert (look.holder, look.stale) == ("worker on SRV", False)
    assert look.held_since is not None and abs(look.held_since - now) < timedelta(seconds=1)
    overall = app.health.overall(kiosk)
    assert (overall.state, overall.alerts) == (HealthState.UNHEALTHY, 1), "a consequence is not counted"
    put_up(app, now - timedelta(minutes=2), incident("a", 8.0))
    assert app.health.look(operator).stale
    old = app.health.overall(kiosk)
    assert (old.state, old.stale) == (HealthState.UNKNOWN, True)


def test_whoever_looks_says_so_for_a_quarter_of_a_minute(app: App, operator: Actor) -> None:
    app.health.watch(operator)
    now = app.core.clock.now()
    with app.operations.read() as connection:
        assert queries.looked_at(connection, now + timedelta(seconds=13))
        assert not queries.looked_at(connection, now + timedelta(seconds=17))


class _Store:
    """The operations store of a database that can hang, and break off."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.answers = threading.Event()
        self.asked = 0
        self.broken = False

    def __call__(self) -> Database:
        self.asked += 1
        self.answers.wait(30)
        if self.broken:
            raise Unreachable("The database does not answer.")
        return self._app.operations


@pytest.fixture
def store(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Store]:
    monkeypatch.setattr(health, "ANSWER_S", 0.05)
    monkeypatch.setattr(health, "FIRST_LOOKS_S", 0.05)
    made = _Store(app)
    yield made
    made.answers.set()


def test_while_the_database_lets_one_wait_this_process_looks_by_itself(
    app: App, operator: Actor, store: _Store
) -> None:
    here = (Target("this-computer", TargetKind.HOST),)
    own = OwnLook(Access(), lambda _primary: here)
    service = HealthService(app.core, store, lambda: own)
    try:
        look = service.watch(operator)
        assert look.own and look.board is not None and not look.stale
        assert [node.name for node in look.board.nodes] == ["this-computer"]
        until(lambda: _states(service.watch(operator)) == [HealthState.HEALTHY], "its first look")
        assert store.asked == 1, "one question waits, however often somebody looks"
        put_up(app, app.core.clock.now())
        store.answers.set()
        until(lambda: not service.watch(operator).own, "what the watch put up to be shown again")
        assert service.watch(operator).holder == "worker on SRV"
        store.broken = True
        assert service.watch(operator).own
    finally:
        own.end()


def test_where_nobody_is_to_watch_the_database_is_waited_for(
    app: App, operator: Actor, store: _Store
) -> None:
    service = HealthService(app.core, store)
    threading.Timer(0.3, store.answers.set).start()
    assert not service.watch(operator).own
    store.broken = True
    with pytest.raises(Unreachable):
        service.watch(operator)


def _states(look: health.HealthLook) -> list[HealthState]:
    return [] if look.board is None else [node.state for node in look.board.nodes]


def test_figures_over_time_with_their_sources(app: App, operator: Actor) -> None:
    now = app.core.clock.now()
    at = SAMPLES.slot(now.timestamp())
    tracks = sampled(SAMPLES, at, {"host_cpu": 81.5, "host_memory": None})
    History(app.operations).write([Block("this-computer", SAMPLES, at, tracks)])
    since, until = now - timedelta(hours=1), now + timedelta(minutes=1)
    cpu, memory = app.health.history(operator, "this-computer", ("host_cpu", "host_memory"), since, until)
    assert [(bucket.at, bucket.mean) for bucket in cpu.buckets] == [(at, 81.5)]
    assert (memory.metric, memory.buckets) == ("host_memory", ()), "what is not known is no zero"
    assert app.health.targets(operator) == ("this-computer",)
    infos = {(each.kind, each.name): each for each in app.health.metrics(operator)}
    assert all(each.about and each.source for each in infos.values())
    assert infos[TargetKind.HOST, "host_cpu"].unit == "%"
    for wrong in (("x",) * 61, ()):
        with pytest.raises(InvalidInput):
            app.health.history(operator, "this-computer", wrong, since, until)
    with pytest.raises(InvalidInput):
        app.health.history(operator, "this-computer", ("host_cpu",), until, since)


def test_alerts_there_were_and_who_looks_after_them(app: App, operator: Actor) -> None:
    now = app.core.clock.now()
    put_up(app, now, incident("a", now.timestamp() - 60), incident("b", now.timestamp() - 30, "files"))
    app.alerts.acknowledge(operator, "a", "on my way")
    since, until = now - timedelta(hours=1), now + timedelta(minutes=1)
    found = {each.incident.key: each for each in app.health.incidents(operator, since, until)}
    assert list(found) == ["b", "a"], "the newest first"
    assert (found["a"].acknowledged_by, found["a"].note) == ("Odie", "on my way")
    assert found["b"].acknowledged_by == "" and found["b"].acknowledged_at is None
    assert app.health.incident(operator, "a") == found["a"]
    with pytest.raises(NotFound):
        app.health.incident(operator, "c")


def _ran(app: App, kind: str, state: JobState, minutes: float, *, dry_run: bool = False) -> None:
    at = app.core.clock.now() - timedelta(minutes=minutes)
    row = {
        "key": kind, "kind": kind, "params": "{}", "dry_run": dry_run, "priority": 2, "state": state.value, "run_at": at,
        "max_attempts": 1, "repeatable": True, "timeout_s": 60.0, "actor": "Ada", "workstation": "DESK-1",
        "branch_id": 1, "created_at": at, "started_at": at, "ended_at": at + timedelta(minutes=1),
    }  # fmt: skip
    app.core.database.write(lambda connection: connection.execute(insert(jobs).values(row)))


def test_what_happened_is_one_timeline(app: App, operator: Actor) -> None:
    now = app.core.clock.now()
    hour = timedelta(hours=1)
    followed = msgspec.structs.replace(incident("b", now.timestamp() - 50), because="db-1")
    put_up(app, now, incident("a", now.timestamp() - 60), followed)
    app.alerts.pause(operator, Pause("maintenance", now.timestamp() - 30, now.timestamp() + 600, "new disk"))
    note = Note("n", now.timestamp() - 20, EventKind.DEPLOY, "api-1", "now 0.2.0, before 0.1.0")
    app.operations.write(lambda connection: timeline_queries.add_notes(connection, [note]))
    _ran(app, "apply-migrations", JobState.DONE, 10)
    _ran(app, "analyze-tables", JobState.FAILED, 8)
    _ran(app, "check-indexes", JobState.DONE, 6, dry_run=True)
    _ran(app, "export-list", JobState.DONE, 4)
    found = app.health.timeline(operator, now - hour, now + hour)
    assert [(each.kind, each.target, each.until is None, each.failed) for each in found] == [
        (EventKind.DEPLOY, "", False, False),
        (EventKind.MAINTENANCE, "", False, True),
        (EventKind.ALERT, "redis", True, True),
        (EventKind.MAINTENANCE, "", True, False),
        (EventKind.DEPLOY, "api-1", False, False),
    ]
    assert found[2].reference == "incident:a" and found[3].by == "Odie"
    assert app.health.timeline(operator, now - 3 * hour, now - 2 * hour) == ()
    with pytest.raises(InvalidInput):
        app.health.timeline(operator, now, now - hour)
