"""Desks in a process of their own, lending and taking back as fast as they can: run by the circulation benchmark.

``python -m tests.benchmarks.desks URL DESKS FIRST`` opens the library with DESKS threads, the first of which has the
number FIRST, and for each line ``ours SECONDS`` or ``bare SECONDS`` on standard input answers "ready", waits for a
line, lends and takes back for so long, and answers how many acts were done and in how many seconds.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pymysql
from sqlalchemy.engine import make_url

from app.bootstrap import App
from app.services.acts import new_key
from tests.benchmarks.libraries import ACTOR, open_library

PAIRS = 10
"""So many patrons and copies each desk has, and takes in turn."""


def number(desk: int, pair: int) -> str:
    """The accession number of a desk's copy."""
    return f"DESK{desk:02d}{pair:04d}"


def main() -> None:
    """Carry out orders until standard input ends."""
    url, desks, first = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with open_library(url, desks) as app:
        mine = list(range(first, first + desks))
        ours = [Ours(app, desk) for desk in mine]
        bare = [Bare(url, one) for one in ours]
        for line in sys.stdin:
            what, seconds = line.split()
            workers: list[Any] = list(ours if what == "ours" else bare)
            done, took = rush([worker.pair for worker in workers], float(seconds))
            print(done, took, flush=True)
        for one in bare:
            one.close()


def rush(works: list[Callable[[int], None]], seconds: float) -> tuple[int, float]:
    """Let every desk work for so long after the parent's go; how many acts they did, and in how many seconds."""
    gate = threading.Event()
    counts = [0] * len(works)

    def one(place: int) -> None:
        gate.wait()
        end, turn = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            works[place](turn % PAIRS)
            turn += 1
        counts[place] = 2 * turn

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    sys.stdin.readline()
    started = time.monotonic()
    gate.set()
    for thread in threads:
        thread.join()
    return sum(counts), time.monotonic() - started


class Ours:
    """A desk of the product: the service, with everything it decides, locks and records."""

    def __init__(self, app: App, desk: int) -> None:
        self.circulation = app.circulation
        page = app.core.database
        self.numbers = [number(desk, pair) for pair in range(PAIRS)]
        with page.read() as connection:
            query = "SELECT id FROM students WHERE family_name = %s ORDER BY id"
            named = query.replace("%s", "?") if page.is_sqlite else query
            found = connection.exec_driver_sql(named, (f"Desk{desk:02d}",))
            self.patrons = [int(row[0]) for row in found]

    def pair(self, pair: int) -> None:
        """Lend a copy and take it back."""
        self.lend(pair)
        self.take_back(pair)

    def lend(self, pair: int) -> int:
        """Lend a copy; returns the act."""
        return self.circulation.check_out(ACTOR, self.patrons[pair], self.numbers[pair]).act_id

    def take_back(self, pair: int) -> int:
        """Take a copy back; returns the act."""
        return self.circulation.check_in(ACTOR, self.numbers[pair]).act_id


class _Insert:
    """Repeats the one row an act of the product wrote into a table, under another act."""

    def __init__(self, bare: Bare, table: str, act: int) -> None:
        key = "id" if table == "acts" else "act_id"
        columns, row = bare.one(f"SELECT * FROM {table} WHERE {key} = ?", (act,))
        kept = [(name, value) for name, value in zip(columns, row, strict=True) if name != "id"]
        self._names = [name for name, _ in kept]
        self._values = [value for _, value in kept]
        quoted = ", ".join(bare.quote(name) for name in self._names)
        self._sql = bare.sql(f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(kept))})")

    def write(self, cursor: Any, **other: Any) -> int:
        values = list(self._values)
        for name, value in other.items():
            values[self._names.index(name)] = value
        cursor.execute(self._sql, values)
        return int(cursor.lastrowid)


class Bare:
    """The same rows written by the bare driver in one durable transaction; nothing is read, decided or checked."""

    def __init__(self, url: str, ours: Ours) -> None:
        self._url = make_url(url)
        self.sqlite = self._url.get_backend_name() == "sqlite"
        self._connection: Any = self._connect()
        self._cursor = self._connection.cursor()
        self._templates = [self._learn(ours, pair) for pair in range(PAIRS)]

    def pair(self, pair: int) -> None:
        """Write what lending a copy and taking it back write."""
        lent, returned, loan, book = self._templates[pair]
        act = self._begin(lent)
        loan_id = loan.write(self._cursor, act_id=act, **{"open_book_id": book[0]} | _OPEN)
        self._status(book, "LOANED")
        self._end(lent, act, loan_id)
        act = self._begin(returned)
        self._cursor.execute(self.sql(_CLOSE), (book[1], book[1], act, loan_id))
        self._status(book, "AVAILABLE")
        self._end(returned, act, loan_id)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _begin(self, rows: dict[str, Any]) -> int:
        if self.sqlite:
            self._cursor.execute("BEGIN IMMEDIATE")
        return int(rows["acts"].write(self._cursor, key=new_key(), outcome=None))

    def _status(self, book: tuple[int, Any], status: str) -> None:
        self._cursor.execute(
            self.sql("UPDATE books SET status = ?, updated_at = ? WHERE id = ?"), (status, book[1], book[0])
        )

    def _end(self, rows: dict[str, Any], act: int, loan_id: int) -> None:
        rows["audit_logs"].write(self._cursor, act_id=act, entity_id=loan_id)
        rows["student_activities"].write(self._cursor, act_id=act)
        rows["changes"].write(self._cursor, act_id=act)
        self._cursor.execute(self.sql("UPDATE acts SET outcome = ? WHERE id = ?"), (rows["outcome"], act))
        self._connection.commit()

    def _learn(
        self, ours: Ours, pair: int
    ) -> tuple[dict[str, Any], dict[str, Any], _Insert, tuple[int, Any]]:
        """Let the product do it once and look at what it wrote."""
        lent = ours.lend(pair)
        loan = _Insert(self, "loans", lent)
        returned = ours.take_back(pair)
        _, (book, now) = self.one(
            "SELECT id, updated_at FROM books WHERE accession_number = ?", (ours.numbers[pair],)
        )
        self._connection.rollback()
        return self._rows(lent), self._rows(returned), loan, (book, now)

    def _rows(self, act: int) -> dict[str, Any]:
        tables = ("acts", "audit_logs", "student_activities", "changes")
        _, (outcome,) = self.one("SELECT outcome FROM acts WHERE id = ?", (act,))
        rows: dict[str, Any] = {table: _Insert(self, table, act) for table in tables}
        self._connection.rollback()
        return {**rows, "outcome": outcome}

    def one(self, query: str, values: tuple[Any, ...]) -> tuple[list[str], tuple[Any, ...]]:
        """The names and values of the one row a query finds."""
        self._cursor.execute(self.sql(query), values)
        return [column[0] for column in self._cursor.description], tuple(self._cursor.fetchone())

    def sql(self, text: str) -> str:
        """A statement in the driver's way of writing parameters."""
        return text if self.sqlite else text.replace("?", "%s")

    def quote(self, name: str) -> str:
        """A column's name, which may be a word of SQL."""
        return f'"{name}"' if self.sqlite else f"`{name}`"

    def _connect(self) -> Any:
        if self.sqlite:
            connection = sqlite3.connect(
                str(self._url.database), isolation_level=None, timeout=10, check_same_thread=False
            )
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")
            return connection
        server = pymysql.connect(
            host=self._url.host or "",
            port=self._url.port or 3306,
            user=self._url.username,
            password=self._url.password or "",
            database=self._url.database,
            charset="utf8mb4",
        )
        with server.cursor() as cursor:
            cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        return server


#: A loan as it is when it was just made.
_OPEN: dict[str, Any] = {
    "closed_at": None,
    "returned_at": None,
    "close_reason": None,
    "close_act_id": None,
    "version": 1,
}
_CLOSE = (
    "UPDATE loans SET open_book_id = NULL, returned_at = ?, closed_at = ?, close_reason = 'RETURNED', "
    "close_act_id = ?, version = version + 1 WHERE id = ?"
)


if __name__ == "__main__":
    main()
