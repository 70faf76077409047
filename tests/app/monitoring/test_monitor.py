"""The keeper of the watch on a real library: it is stored, taken over, and goes on while the database is away."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection

from app.database import alerts as alert_queries
from app.database import incidents as incident_queries
from app.database import watch as queries
from app.database.clock import Clock
from app.database.engine import Database
from app.database.operations import open_operations
from app.domain import incidents
from app.domain.alert_causes import Pause
from app.domain.alert_channels import Channel, ChannelKind
from app.domain.alert_seed import RULES
from app.domain.alerts import AlertRule
from app.domain.board import Board
from app.domain.health import HealthState, Target, TargetKind
from app.domain.watching import Rank
from app.monitoring import lease as lease_module
from app.monitoring import monitor as module
from app.monitoring.history import History
from app.monitoring.monitor import Monitor, Post
from app.monitoring.probe import Access, Heartbeat
from app.monitoring.targets import targets_here
from tests.app.monitoring.conftest import FastClock
from tests.app.monitoring.hearing import Webhook, listening
from tests.servers.databases import free_port, running
from tests.waiting import until

RULE = AlertRule("redis-down", "Redis is away", TargetKind.REDIS, "health", 2, 2, 0, clear_s=0, cause=True)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, hurried: None) -> None:
    """What is looked at every few seconds is looked at oftener."""
    monkeypatch.setattr(module, "BEAT_S", 0.3)
    monkeypatch.setattr(module, "_DECISIONS_S", 0.3)
    monkeypatch.setattr(module, "_TARGETS_S", 0.3)
    monkeypatch.setattr(module, "_ROUND_S", 0.2)
    monkeypatch.setattr(lease_module, "LEASE_S", 3.0)
    monkeypatch.setattr(incidents, "GROUP_WAIT_S", 0.2)


class Place:
    """A library, and monitors of it."""

    now: Callable[[], float] = staticmethod(time.time)

    def __init__(self, url: str, folder: Path, secrets: Callable[[str], str] = lambda _: "") -> None:
        self.library = Database(url, statement_timeout_s=2, connect_timeout_s=2)
        made = open_operations(self.library)
        self.store = Database(made.url, pool_size=3, statement_timeout_s=2, connect_timeout_s=2)
        made.close()
        self.folder, self.secrets = folder, secrets
        self.clock = Clock()
        self.targets: tuple[Target, ...] = targets_here(folder)
        self.heartbeat: Heartbeat | None = None
        self._stack = contextlib.ExitStack()
        self._stack.callback(self.library.close)
        self._stack.callback(self.store.close)

    def monitor(self, holder: str, rank: Rank = Rank.WORKER) -> Monitor:
        """One that is started, and closed with the place."""
        access = Access(self.library.url, heartbeat=self.heartbeat, now=self.now)
        post = Post(
            self.library,
            self.store,
            self.clock,
            access,
            lambda _: self.targets,
            self.secrets,
            self.folder / "kept",
        )
        made = Monitor(post, rank, holder)
        self._stack.callback(made.close)
        made.start()
        return made

    def ask(self, query: Callable[[Connection], Any]) -> Any:
        """Read the operations store."""
        with self.store.read() as connection:
            return query(connection)

    def board(self) -> Board | None:
        """What is put up."""
        found = self.ask(queries.board)
        return None if found is None else msgspec.msgpack.decode(found[1], type=Board)

    def incidents(self) -> tuple[Any, ...]:
        """What goes on."""
        return tuple(self.ask(incident_queries.going_on))

    def close(self) -> None:
        """End everything."""
        self._stack.close()


@pytest.fixture
def place(tmp_path: Path, sqlite_library: str) -> Iterator[Place]:
    """A new library in a file."""
    file = shutil.copyfile(sqlite_library.removeprefix("sqlite:///"), tmp_path / "clms.db")
    made = Place(f"sqlite:///{file}", tmp_path)
    yield made
    made.close()


def _decide(place: Place, work: Callable[[Connection], Any]) -> Any:
    return place.library.write(work)


def test_what_it_finds_is_put_up_and_kept_for_everybody(place: Place) -> None:
    place.heartbeat = Heartbeat("SELECT beat FROM heartbeat")
    monitor = place.monitor("worker on here")
    until(lambda: (board := place.board()) and len(board.nodes) == 3 and _known(board), "the board")
    board = place.board()
    assert board is not None and board.holder == "worker on here" and not board.local
    assert monitor.holds
    until(lambda: History(place.store).targets() == ("files", "library", "this-computer"), "the history")
    now = place.clock.now().timestamp()
    found = History(place.store).read("files", ["files_free"], now - 3600, now, now)
    assert found["files_free"][0].mean > 0
    until(lambda: place.heartbeat.written > 0, "the heartbeat")


def _known(board: Board) -> bool:
    return all(node.state is not HealthState.UNKNOWN and node.values for node in board.nodes)


def test_somebody_who_looks_gets_figures_every_second(place: Place, fast: FastClock) -> None:
    place.now = fast
    place.monitor("worker")
    until(lambda: place.board(), "the board")
    soon = place.clock.now().replace(year=2100)
    place.store.write(lambda connection: queries.look(connection, "window on DESK-1", soon))
    until(lambda: (board := place.board()) and board.watched, "that it is known")
    begun = fast()

    def seconds() -> int:
        now = fast()
        found = History(place.store).read("files", ["files_free"], begun, now, now)["files_free"]
        return len([bucket for bucket in found if bucket.at % 30])

    until(lambda: seconds() >= 3, "figures by the second")


def test_the_next_one_goes_on_where_the_last_one_stopped(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine it takes the last one longer to find out, and to say what it has sent.
    monkeypatch.setattr(module, "_HANDOVER_S", 20.0)
    place.targets = (Target("redis-1", TargetKind.REDIS, f"127.0.0.1:{free_port()}"),)
    with listening(Webhook()) as hook:
        place.secrets = lambda _: f"json://127.0.0.1:{hook.port}/x"
        now = place.clock.now()
        channel = Channel("Hook", ChannelKind.WEBHOOK, "env:HOOK")
        _decide(place, lambda connection: alert_queries.add_channel(connection, channel, "Odie", now))
        _decide(place, lambda connection: alert_queries.save_rule(connection, RULE, 0, "Odie", now))
        window = place.monitor("window", Rank.WINDOW)
        until(lambda: any(each.told_at for each in place.incidents()), "the alert")
        first = place.incidents()[0]
        worker = place.monitor("worker")
        until(lambda: worker.holds and not window.holds, "the better placed to take over")
        until(lambda: (board := place.board()) and board.holder == "worker" and board.incidents, "its board")
        until(lambda: hook.heard, "the notice")

        def deliveries() -> tuple[Any, ...]:
            return tuple(place.ask(incident_queries.newest_deliveries))

        until(lambda: [each for each in deliveries() if each.delivered_at], "its receipt")
        assert [each.key for each in place.incidents()] == [first.key], "it is not raised a second time"
        assert len(deliveries()) == 1 and len(hook.heard) == 1
        place.targets = targets_here(place.folder)
        until(lambda: not place.incidents(), "what is no longer watched to end")


def test_what_people_decide_holds_within_seconds(place: Place) -> None:
    place.targets = (Target("redis-1", TargetKind.REDIS, f"127.0.0.1:{free_port()}"),)
    now = place.clock.now()
    _decide(place, lambda connection: alert_queries.save_rule(connection, RULE, 0, "Odie", now))
    place.monitor("worker")
    until(place.incidents, "the alert")
    incident = place.incidents()[0]
    assert (incident.rule, incident.target, incident.paused, incident.acknowledged) == (
        "redis-down",
        "redis-1",
        False,
        False,
    )
    now = place.clock.now()
    pause = Pause("silence", now.timestamp() - 1, now.timestamp() + 600, "we know", target="redis-1")
    _decide(place, lambda connection: alert_queries.add_pause(connection, pause, "Odie", now))
    _decide(
        place,
        lambda connection: alert_queries.acknowledge(connection, incident.key, "Odie", "I look at it", now),
    )
    until(lambda: place.incidents()[0].paused and place.incidents()[0].acknowledged, "both to hold")
    off = msgspec.structs.replace(RULE, enabled=False)
    _decide(place, lambda connection: alert_queries.save_rule(connection, off, 1, "Odie", now))
    until(lambda: not place.incidents(), "a rule that was switched off to end its alerts")


def test_while_the_database_is_away_it_goes_on_and_fills_in_afterwards(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(running("mariadb", durable=False))
        with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE clms CHARACTER SET utf8mb4")
        library = Database(f"{server.prefix}clms")
        _only_alerts(library)
        library.close()
        hook = stack.enter_context(listening(Webhook()))
        place = Place(f"{server.prefix}clms", tmp_path, lambda _: f"json://127.0.0.1:{hook.port}/x")
        stack.callback(place.close)
        rule = next(rule for rule in RULES if rule.name == "database-down")
        soon = msgspec.structs.replace(rule, for_s=1.0)
        place.targets = (
            Target("db-1", TargetKind.DATABASE, f"{server.prefix}clms"),
            *targets_here(tmp_path)[:2],
        )
        now = place.clock.now()
        channel = Channel("Hook", ChannelKind.WEBHOOK, "env:HOOK")
        _decide(place, lambda connection: alert_queries.add_channel(connection, channel, "Odie", now))
        _decide(place, lambda connection: alert_queries.save_rule(connection, soon, 0, "Odie", now))
        watch_until = now.replace(year=2100)
        place.store.write(lambda connection: queries.look(connection, "window", watch_until))
        monitor = place.monitor("worker")
        until(lambda: (board := place.board()) and board.watched and _known(board), "the board")
        server.kill()
        until(lambda: hook.heard, "the alert, without a database")
        assert hook.heard[0]["title"] == "CRITICAL: Database does not answer – db-1"
        until(lambda: list((tmp_path / "kept").glob("*.figures")), "figures kept on this computer")
        assert monitor.holds
        server.start()
        until(lambda: place.incidents() or _ended(place), "the alert in the store")
        until(lambda: not list((tmp_path / "kept").glob("*.figures")), "what was kept to be stored")
        until(lambda: (board := place.board()) and not board.local, "word that it is back")
        at = place.clock.now().timestamp()
        samples = History(place.store).read("files", ["files_free"], at - 2 * 3600 - 1, at, at)["files_free"]
        gaps = [later.at - earlier.at for earlier, later in pairwise(samples)]
        assert all(gap <= 30 for gap in gaps), "no gap in what needs no database"


def _ended(place: Place) -> bool:
    return bool(place.ask(lambda connection: incident_queries.within(connection, 0, 2**40)))


def _only_alerts(library: Database) -> None:
    """As much of the schema as alerts need."""
    from app.database.tables import metadata

    names = ("alert_rules", "alert_pauses", "alert_acknowledgements", "alert_channels")
    metadata.create_all(library.engine, tables=[metadata.tables[name] for name in names])


def test_of_two_that_begin_at_once_one_watches(place: Place) -> None:
    begin = threading.Barrier(2)
    found: list[Monitor] = []

    def run(name: str) -> None:
        begin.wait()
        found.append(place.monitor(name))

    threads = [threading.Thread(target=run, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until(lambda: place.board(), "the board")
    assert sum(each.holds for each in found) == 1
    holder = next(each for each in found if each.holds)
    holder.close()
    until(lambda: any(each.holds for each in found if each is not holder), "the other to take over")
