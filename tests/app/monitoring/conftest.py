"""An operations store on each engine, and a watch that hurries."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from app.database.engine import Database
from app.database.operations import open_operations
from app.database.tables.operations import metadata
from app.domain import health
from app.monitoring import watch
from app.monitoring.collector import Collector
from app.monitoring.probe import Probe


@pytest.fixture(scope="module")
def opened_store(module_engine_url: str) -> Iterator[Database]:
    """The operations store of one file of tests."""
    library = Database(module_engine_url)
    opened = open_operations(library)
    yield opened
    _drop(opened)
    opened.close()
    library.close()


def _drop(store: Database) -> None:
    if not store.is_sqlite:
        with store.engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE `{store.url.database}`")


@pytest.fixture
def store(opened_store: Database) -> Database:
    """The same, emptied."""
    for table in metadata.tables.values():
        opened_store.write(lambda connection, table=table: connection.execute(table.delete()))
    return opened_store


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """One looks and judges a few times a second; how many looks a change takes to be believed stays as it is."""
    monkeypatch.setattr(Probe, "EVERY_S", 0.4)
    monkeypatch.setattr(health, "SOON_S", 0.2)
    monkeypatch.setattr(watch, "JUDGE_S", 0.2)


class FastClock:
    """A time of which ten seconds pass in one."""

    def __init__(self) -> None:
        self._at, self._tick = time.time(), time.monotonic()

    def __call__(self) -> float:
        return self._at + 10 * (time.monotonic() - self._tick)


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> FastClock:
    """The library's time, which runs ten times as fast, and somebody who looks at it as often as at the real one."""
    monkeypatch.setattr(watch, "WATCHED_S", watch.WATCHED_S / 10)
    monkeypatch.setattr(Collector, "EVERY_S", Collector.EVERY_S / 10)
    return FastClock()
