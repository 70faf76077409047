"""Replaying binary logs onto a restored schema, up to a second in time.

Rows go in as the BINLOG statements mysqlbinlog would print, with the table maps turned to the restored schema.
Statements that change the schema are carried out there too, and refused where they name the live one: nothing of a
replay may reach it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.database.backups import binlog
from app.database.backups.binlog import BEGINNINGS, ROWS, Event, Kind
from app.database.backups.connections import Connection, run
from app.domain.backups import Position
from app.errors import Refused

_SCHEMA_CHANGE = re.compile(
    r"^(/\*.*?\*/\s*)*(CREATE|ALTER|DROP|TRUNCATE|RENAME)\s+(OR\s+REPLACE\s+)?(UNIQUE\s+|FULLTEXT\s+|TEMPORARY\s+)?"
    r"(DEFINER\s*=\s*\S+\s+)?(TABLE|INDEX|VIEW|TRIGGER|\S+)",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = {"TABLE", "INDEX", "VIEW", "TRIGGER"}
_BY_STATEMENT = re.compile(r"^(INSERT|UPDATE|DELETE|REPLACE|LOAD)\b", re.IGNORECASE)
_DEFINER = re.compile(r"\sDEFINER\s*=\s*\S+@\S+", re.IGNORECASE)


@dataclass(slots=True)
class Replayed:
    """How much was replayed, and when the last of it had been written."""

    transactions: int = 0
    rows_events: int = 0
    last_at: datetime | None = None


@dataclass(slots=True)
class Replay:
    """Carries events of ``source``, the live schema, out on ``session``, whose default schema is ``target``."""

    session: Connection
    product: str
    source: str
    target: str
    done: Replayed = field(default_factory=Replayed)
    _ours: set[int] = field(default_factory=set)
    _maps: list[Event] = field(default_factory=list)
    _rows: list[Event] = field(default_factory=list)
    _touched: bool = False

    def until(
        self, logs: Connection, position: Position, last: datetime, told: Callable[[datetime], None]
    ) -> Replayed:
        """Replay all that was written up to and including the second ``last``."""
        end = int(last.timestamp())
        for event in binlog.events(logs, position):
            if event.kind in BEGINNINGS:
                if event.at > end:
                    break
                told(datetime.fromtimestamp(event.at, UTC))
            self._take(event)
        return self.done

    def _take(self, event: Event) -> None:
        if event.kind == Kind.FORMAT:
            self._send([event])
            if self.product == "mysql":
                run(self.session, "SET @@SESSION.gtid_next = 'AUTOMATIC'")  # the format event takes that away
        elif event.kind == Kind.TABLE_MAP:
            self._take_map(event)
        elif event.kind in ROWS:
            self._take_rows(event)
        elif event.kind == Kind.XID:
            self._commit(event.at)
        elif event.kind == Kind.QUERY:
            self._take_query(event)

    def _take_map(self, event: Event) -> None:
        if binlog.database_of(event) == self.source:
            self._ours.add(event.table_id)
            self._maps.append(binlog.moved_to(event, self.target))
        else:
            self._ours.discard(event.table_id)

    def _take_rows(self, event: Event) -> None:
        if event.table_id in self._ours:
            self._rows.append(event)
        if event.ends_statement:
            if self._rows:
                if not self._touched:
                    run(self.session, "START TRANSACTION")
                    self._touched = True
                self._rows[-1] = binlog.ending_statement(self._rows[-1])
                self._send([*self._maps, *self._rows])
                self.done.rows_events += len(self._rows)
            self._maps, self._rows = [], []

    def _take_query(self, event: Event) -> None:
        database, query = binlog.query_of(event)
        word = query[:9].upper()
        if word in ("BEGIN", "COMMIT"):
            if word == "COMMIT":
                self._commit(event.at)
        elif word.startswith("ROLLBACK") and " TO " not in query.upper():
            self._roll_back()
        elif database == self.source:
            self._change(query, event.at)

    def _change(self, query: str, at: int) -> None:
        """A statement that changes the schema; other statements about it (ANALYZE, GRANT) have no place here."""
        if _BY_STATEMENT.match(query):
            raise Refused(
                "The binary logs hold changes as statements, which may do something else when they are repeated.",
                hint="Set binlog_format=ROW on the server; restore without a time.",
                code="logs_unfit",
            )
        found = _SCHEMA_CHANGE.match(query)
        if not found or found[6].upper() not in _ABOUT:
            return
        if re.search(
            rf"(`{re.escape(self.source)}`|\b{re.escape(self.source)}\b)\s*\.", query, re.IGNORECASE
        ):
            raise Refused(
                f"At {datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S} UTC the schema was changed by a statement that "
                "names the live library; it is not repeated.",
                hint="Restore up to a moment before it, or from a backup taken after it.",
                code="logs_unfit",
            )
        run(self.session, _DEFINER.sub("", query))
        self.done.last_at = datetime.fromtimestamp(at, UTC)

    def _commit(self, at: int) -> None:
        if self._touched:
            run(self.session, "COMMIT")
            self.done.transactions += 1
            self.done.last_at = datetime.fromtimestamp(at, UTC)
        self._touched = False

    def _roll_back(self) -> None:
        if self._touched:
            run(self.session, "ROLLBACK")
        self._touched = False

    def _send(self, events: list[Event]) -> None:
        run(self.session, b"BINLOG '%b'" % base64.b64encode(b"".join(event.raw for event in events)))
