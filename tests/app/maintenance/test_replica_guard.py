"""What tasks do about replicas, on real ones: one that stands still, one that lags, one that has caught up."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.database.tables import changes
from app.database.unit import Unit
from app.database.upkeep.replicas import replicas
from app.domain.actors import Actor, Role
from app.domain.changes import Changed
from app.errors import Refused
from app.maintenance import analyze_tables, guards, optimize_tables, purge_expired
from app.maintenance.context import TaskContext
from app.maintenance.task import NoParams
from tests.app.maintenance.conftest import NotedRun
from tests.app.replicated import plain_library
from tests.servers.replication import ADMIN, Group, Replica, replicated, rows
from tests.waiting import until

ODIE = Actor(None, "Odie", Role.ADMIN, "PC")
LAG_S = 45


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("mariadb", marks=pytest.mark.engine),
        pytest.param("mysql", marks=[pytest.mark.engine, pytest.mark.long]),
    ],
)
def group(request: pytest.FixtureRequest) -> Iterator[Group]:
    """A primary and its replica, both with the library's schema."""
    with replicated(request.param) as made:
        plain_library(made.url(ADMIN))
        made.catch_up()
        yield made


@pytest.fixture
def replica(group: Group) -> Iterator[Replica]:
    """The replica, caught up at the beginning and at the end."""
    found = group.replicas[0]
    yield found
    found.delay(0)
    group.catch_up()


@pytest.fixture
def replicated_app(group: Group) -> Iterator[App]:
    """The library on the primary."""
    with build_on(Database(group.primary.prefix + "clms"), bcrypt_rounds=4) as app:
        yield app


@pytest.fixture
def task(replicated_app: App, noted_run: NotedRun, tmp_path: Path) -> TaskContext:
    """What a task works with there."""
    core = replicated_app.core
    perform = partial(core.acts.perform, ODIE)
    return TaskContext(
        core.database, replicated_app.operations, core.clock, tmp_path, ODIE, noted_run, perform
    )


def _lag(group: Group, task: TaskContext) -> None:
    """Let the replica wait with something the primary did a while ago."""
    group.replicas[0].delay(3600)
    with contextlib.closing(group.primary.connect("clms")) as connection, connection.cursor() as cursor:
        cursor.execute(f"SET timestamp = UNIX_TIMESTAMP() - {LAG_S}")
        cursor.execute("CREATE TABLE IF NOT EXISTS scratch (n BIGINT PRIMARY KEY) ENGINE=InnoDB")
        cursor.execute("INSERT INTO scratch VALUES (UUID_SHORT())")
    until(lambda: (replicas(task.database).found[0].lag_s or 0) >= LAG_S, "the replica to lag")


def _level(task: TaskContext) -> None:
    """Wait until a replica that has everything says so: MariaDB counts from its last event until it looks for the next."""
    until(lambda: replicas(task.database).found[0].lag_s == 0, "the replica to be level")


def _note_old_changes(task: TaskContext, count: int) -> None:
    def work(unit: Unit) -> int:
        unit.changed(Changed.COPIES, "book:1")
        return 1

    task.database.write(lambda connection: connection.execute(delete(changes)).rowcount)
    for _ in range(count + 1):  # the newest always stays
        task.perform("note", work, result=int)
    old = update(changes).values(recorded_at=task.clock.now() - timedelta(hours=25))
    task.database.write(lambda connection: connection.execute(old).rowcount)


def _hook(run: NotedRun, step: Callable[[int], None]) -> None:
    """Let something happen at a checkpoint, which is counted from 1."""
    inner = run.checkpoint

    def checkpoint() -> None:
        inner()
        step(run.checkpoints)

    run.checkpoint = checkpoint  # type: ignore[method-assign]


def _left(task: TaskContext) -> int:
    with task.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(changes)).scalar_one())


def test_nothing_begins_while_a_replica_stands_still(
    task: TaskContext, replica: Replica, group: Group
) -> None:
    _level(task)
    replica.hold()
    for begin in (
        lambda: analyze_tables.plan(task, NoParams()),
        lambda: analyze_tables.run(task, NoParams()),
        lambda: optimize_tables.run(task, optimize_tables.Params()),
        lambda: purge_expired.run(task, purge_expired.Params()),
    ):
        with pytest.raises(
            Refused, match=rf"127.0.0.1:{replica.server.port} does not follow: replication is stopped"
        ):
            begin()
    replica.go_on()
    group.catch_up()
    assert analyze_tables.run(task, NoParams()).warnings == ()
    assert optimize_tables.run(task, optimize_tables.Params()).warnings == ()
    assert purge_expired.run(task, purge_expired.Params()).warnings == ()


def test_nothing_begins_while_a_replica_lags(task: TaskContext, replica: Replica, group: Group) -> None:
    begun = time.monotonic()
    _lag(group, task)
    for begin in (
        lambda: analyze_tables.run(task, NoParams()),
        lambda: purge_expired.run(task, purge_expired.Params()),
    ):
        with pytest.raises(Refused, match=r"\b(\d+) s behind, 10 s are the most") as refused:
            begin()
        told = int(str(refused.value).partition(" s behind")[0].rpartition(" ")[2])
        assert LAG_S <= told <= LAG_S + time.monotonic() - begun + 1
    replica.delay(0)
    group.catch_up()  # as long as it has fetched nothing yet it believes to be level
    _level(task)
    assert analyze_tables.run(task, NoParams()).warnings == ()


def test_a_purge_waits_for_a_replica_that_falls_behind_and_goes_on(
    task: TaskContext, replica: Replica, group: Group, noted_run: NotedRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge_expired, "_AT_ONCE", 5)
    monkeypatch.setattr(guards, "_ASK_S", 0.05)
    _note_old_changes(task, 20)
    waited: list[int] = []

    def step(number: int) -> None:
        if number == 2:
            _lag(group, task)
        if number == 5:
            waited.append(_left(task))
            replica.delay(0)

    _hook(noted_run, step)
    done = purge_expired.run(task, purge_expired.Params())
    assert waited == [16], "one piece of five was removed, then it waited"
    assert (done.figures[0].value, _left(task), done.warnings) == (20, 1, ())
    said = [text for _, text in noted_run.lines]
    assert "s behind" in said[0] and said[-1] == "The replicas have caught up."


def test_a_purge_ends_with_what_is_done_when_a_replica_breaks(
    task: TaskContext, replica: Replica, noted_run: NotedRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge_expired, "_AT_ONCE", 5)
    monkeypatch.setattr(guards, "_ASK_S", 0.0)
    _note_old_changes(task, 20)
    _hook(noted_run, lambda number: replica.hold() if number == 3 else None)
    done = purge_expired.run(task, purge_expired.Params())
    assert done.figures[0].value == 10
    assert "Stopped before the end: The replica 127.0.0.1" in done.warnings[0]
    replica.go_on()
    assert purge_expired.run(task, purge_expired.Params()).figures[0].value == 10


def test_a_rebuild_ends_with_the_tables_done_when_a_replica_breaks(
    task: TaskContext, replica: Replica, group: Group, noted_run: NotedRun
) -> None:
    params = optimize_tables.Params(percent=20, floor_mb=2)
    for name in ("roomy_a", "roomy_b"):
        rows(group.primary, f"CREATE TABLE clms.{name} (n INT PRIMARY KEY, content LONGBLOB) ENGINE=InnoDB")
        for n in range(3):
            rows(group.primary, f"INSERT INTO clms.{name} VALUES ({n}, REPEAT('x', 3000000))")
        rows(group.primary, f"DELETE FROM clms.{name}")
    until(
        lambda: len(optimize_tables.plan(task, params).steps) == 2,
        "the server's own purge of the deleted rows",
    )
    _hook(noted_run, lambda number: replica.hold() if number == 2 else None)
    done = optimize_tables.run(task, params)
    assert len(done.data["tables"]) == 1
    assert "was left as it is: The replica" in done.warnings[0]
    replica.go_on()
    group.catch_up()
    again = optimize_tables.run(task, params)
    assert {*done.data["tables"], *again.data["tables"]} == {"roomy_a", "roomy_b"}
