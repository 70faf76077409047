"""What one process changes, another shows."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection as Pipe

import pytest
from sqlalchemy import Connection, insert

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.database.tables import changes
from app.database.unit import Unit
from app.domain.actors import Actor, Role
from app.domain.changes import Change, Changed
from app.errors import Refused, Unreachable
from app.services.changes import LOOK_BACK_S, ChangesReader

SPAWN = multiprocessing.get_context("spawn")


def _touch(app: App, actor: Actor, *tags: str) -> int:
    def work(unit: Unit) -> int:
        unit.changed(Changed.COPIES | Changed.LOANS, *tags)
        return 1

    return app.core.acts.perform(actor, "touch", work, result=int).act_id


def _ids(found: tuple[Change, ...]) -> list[int]:
    return [change.act_id for change in found]


def test_a_reader_hands_out_each_change_once(app: App, head: Actor) -> None:
    _touch(app, head, "book:1")
    reader = app.changes.reader()
    assert reader.poll() == ()
    one = _touch(app, head, "book:17", "books")
    [change] = reader.poll()
    assert (change.act_id, change.flags, change.tags) == (
        one,
        Changed.COPIES | Changed.LOANS,
        ("book:17", "books"),
    )
    assert change.workstation == head.workstation
    assert reader.poll() == ()
    several = [_touch(app, head) for _ in range(3)]
    assert _ids(reader.poll()) == several
    assert reader.poll() == ()


def test_since_gives_what_is_behind_an_id(app: App, head: Actor) -> None:
    _touch(app, head)
    start = app.changes.newest_id()
    act = _touch(app, head)
    assert _ids(app.changes.since(start)) == [act]


def test_an_act_that_failed_changes_nothing(app: App, head: Actor) -> None:
    reader = app.changes.reader()

    def work(unit: Unit) -> int:
        unit.changed(Changed.COPIES)
        raise Refused("no")

    with pytest.raises(Refused):
        app.core.acts.perform(head, "touch", work, result=int)
    assert reader.poll() == ()


def _change_row(connection: Connection, act_id: int, **given: int) -> None:
    values = {"act_id": act_id, "recorded_at": datetime.now(UTC), "workstation": "W", "flags": 1, "tags": ""}
    values |= given
    connection.execute(insert(changes).values(**values))


@pytest.fixture
def seconds() -> list[float]:
    """The reader's own clock."""
    return [1000.0]


def test_a_change_committed_after_a_later_one_is_not_lost(
    app: App, head: Actor, database: Database, engine_name: str, seconds: list[float]
) -> None:
    if engine_name == "sqlite":
        pytest.skip("SQLite has one writer at a time: ids are committed in their order")
    act = _touch(app, head)
    reader = ChangesReader(database, lambda: seconds[0])
    with database.transaction() as slow:
        _change_row(slow, act)
        with database.transaction() as quick:
            _change_row(quick, act)
        [later] = reader.poll()
        seconds[0] += LOOK_BACK_S - 1
        with database.transaction() as third:
            _change_row(third, act)
        assert len(reader.poll()) == 1
    [earlier] = reader.poll()
    assert earlier.id < later.id
    assert reader.poll() == ()
    reader.close()


def test_a_reader_made_while_an_older_change_is_still_being_written_gets_it(
    app: App, head: Actor, database: Database, engine_name: str
) -> None:
    if engine_name == "sqlite":
        pytest.skip("SQLite has one writer at a time: ids are committed in their order")
    act = _touch(app, head)
    with database.transaction() as slow:
        _change_row(slow, act)
        _touch(app, head)
        reader = app.changes.reader()
        assert reader.poll() == ()
    assert len(reader.poll()) == 1


def test_an_id_that_was_passed_over_is_not_looked_for_for_ever(
    app: App, head: Actor, database: Database, seconds: list[float]
) -> None:
    act = _touch(app, head)
    reader = ChangesReader(database, lambda: seconds[0])
    for turn in range(50):
        with database.transaction() as connection:
            _change_row(connection, act, id=app.changes.newest_id() + 3)
        assert len(reader.poll()) == 1
        assert (
            turn < 7 or len(reader._missing) == 2 * 7
        )  # what the tests before passed over is given up by then
        seconds[0] += 10
    with database.transaction() as connection:
        _change_row(connection, act, id=app.changes.newest_id() + 1_000_000)
    [far] = reader.poll()
    assert len(reader._missing) <= 10_014
    with database.transaction() as connection:
        _change_row(connection, act, id=far.id - 1)
        _change_row(connection, act, id=far.id + 1)
    assert [change.id for change in reader.poll()] == [far.id - 1, far.id + 1]
    reader.close()


def test_a_poll_of_a_quiet_file_costs_next_to_nothing(app: App, head: Actor, engine_name: str) -> None:
    if engine_name != "sqlite":
        pytest.skip("only SQLite tells without a query")
    _touch(app, head)
    reader = app.changes.reader()
    reader.poll()
    started = time.thread_time()
    for _ in range(1_000):
        reader.poll()
    assert time.thread_time() - started < 0.25  # 0.01 s here; 1,000 queries take 0.3 s


def _write_elsewhere(url: str, pipe: Pipe) -> None:
    """Another process: writes when told to and says when it had its answer."""
    with build_on(Database(url), bcrypt_rounds=4) as app:
        actor = Actor(None, "other", Role.LIBRARIAN, "OTHER")
        pipe.send("ready")
        while (tag := pipe.recv()) is not None:
            _touch(app, actor, tag)
            pipe.send(time.monotonic())


def _wait(condition: Callable[[], tuple[Change, ...]], timeout_s: float) -> tuple[tuple[Change, ...], float]:
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        if found := condition():
            return found, time.monotonic()
    return (), time.monotonic()


def test_what_another_process_writes_is_seen_within_two_seconds(app: App, library_url: str) -> None:
    here, there = SPAWN.Pipe()
    other = SPAWN.Process(target=_write_elsewhere, args=(library_url, there))
    other.start()
    try:
        assert here.poll(60)
        here.recv()
        reader = app.changes.reader()
        for n in range(5):
            here.send(f"book:{n}")
            [change], seen_at = _wait(reader.poll, 10)
            written_at = here.recv()
            assert (change.tags, change.workstation) == ((f"book:{n}",), "OTHER")
            assert seen_at - written_at < 2
            assert reader.poll() == ()
    finally:
        here.send(None)
        other.join(30)
    assert other.exitcode == 0


def test_what_could_not_be_read_is_read_at_the_next_poll(
    app: App, head: Actor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = app.changes.reader()
    act = _touch(app, head)

    def away() -> None:
        raise Unreachable("The database does not answer.")

    with monkeypatch.context() as broken:
        broken.setattr(database, "read", away)
        with pytest.raises(Unreachable):
            reader.poll()
    assert _ids(reader.poll()) == [act]
