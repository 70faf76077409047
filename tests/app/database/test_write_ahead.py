"""Bulk work brings the write-ahead log of a library in a file into it in its pauses; whatever else commits, does it itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.database import pacing
from app.database.engine import Database
from app.database.pacing import Pace

MANY = 1_500
"""A row fills a page, and SQLite brings a log of a thousand pages into the file."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{file}", pool_size=1)
    with opened.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE rows (words BLOB)")
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    yield opened
    opened.close()


def _add(connection: Connection) -> None:
    connection.exec_driver_sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " INSERT INTO rows SELECT zeroblob(4000) FROM n",
        (MANY,),
    )


def _piece(database: Database, pace: Pace) -> None:
    with database.transaction() as connection:
        pace.begin(connection)
        _add(connection)


def _in_the_file(file: Path, tmp_path: Path) -> int:
    """Rows that are in the file itself, whatever its log holds."""
    alone = tmp_path / "alone.db"
    shutil.copyfile(file, alone)
    with sqlite3.connect(alone) as connection:
        count: int = connection.execute("SELECT count(*) FROM rows").fetchone()[0]
    connection.close()
    return count


def test_a_commit_leaves_the_log_to_the_pause_after_it(
    database: Database, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_LOGGED_S", 0)
    pace = Pace(size=50, smallest=20, largest=2_000)
    _piece(database, pace)
    assert _in_the_file(file, tmp_path) == 0
    pace.end(MANY)
    assert _in_the_file(file, tmp_path) == MANY


def test_a_short_log_waits_for_a_later_pause(
    database: Database, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_LOGGED_S", 3_600)
    pace = Pace(size=50, smallest=20, largest=2_000)
    _piece(database, pace)
    pace.end(MANY)
    assert _in_the_file(file, tmp_path) == 0


@pytest.mark.parametrize("fails", [False, True])
def test_whoever_uses_the_connection_next_does_as_usual(
    database: Database, file: Path, tmp_path: Path, fails: bool
) -> None:
    def begin(connection: Connection) -> None:
        Pace(size=50, smallest=20, largest=2_000).begin(connection)
        _add(connection)
        if fails:
            raise ArithmeticError

    _try(lambda: database.write(begin), ArithmeticError if fails else None)
    with database.transaction() as connection:
        _add(connection)
    assert _in_the_file(file, tmp_path) == (MANY if fails else 2 * MANY)


def _try(call: Callable[[], None], error: type[Exception] | None) -> None:
    if error is None:
        call()
    else:
        with pytest.raises(error):
            call()


def test_a_reader_of_an_older_state_keeps_nobody_waiting(
    database: Database, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_LOGGED_S", 0)
    pace = Pace(size=50, smallest=20, largest=2_000)
    with sqlite3.connect(file) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM rows").fetchone()
        _piece(database, pace)
        pace.end(MANY)
        assert _in_the_file(file, tmp_path) == 0
    reader.close()
    _piece(database, pace)
    pace.end(MANY)
    assert _in_the_file(file, tmp_path) == 2 * MANY


def test_an_engine_that_has_no_connection_left_rests_all_the_same(
    file: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_LOGGED_S", 0)
    opened = Database(f"sqlite:///{file}", pool_size=1, acquire_timeout_s=0.01)
    pace = Pace(size=50, smallest=20, largest=2_000)
    _piece(opened, pace)
    with opened.read(), opened.read(), opened.read():
        pace.end(MANY)
    assert pace.longest_s > 0
    opened.close()
