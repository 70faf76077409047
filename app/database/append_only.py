"""What keeps append-only tables so: triggers that refuse to change or remove a row. Which there must be, as data.

A migration makes them; a swap of whole libraries takes them off for a moment, and a program that is killed in it
leaves them off. So they can be looked for and made again at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from app.database.engine import Database

_TRIGGERS = {
    True: "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
    False: "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()",
}
_MAY_SEE = " UNION ".join(
    f"SELECT 1 FROM information_schema.{kind}_privileges WHERE privilege_type = 'TRIGGER'"
    for kind in ("user", "schema", "table")
)


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses one event (UPDATE or DELETE) on a table, but for rows of which the condition ``unless`` holds, and for
    changes that keep ``kept`` and only set ``to_null`` to NULL and ``to_blank`` to ''. Without any it refuses all."""

    table: str
    event: str
    unless: str = ""
    kept: tuple[str, ...] = ()
    to_null: tuple[str, ...] = ()
    to_blank: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The trigger's name."""
        return f"{self.table}_no_{self.event.lower()}"

    def statement(self, *, sqlite: bool) -> str:
        """What makes it unless it is there."""
        conditions = (
            *filter(None, (self.unless,)),
            *(_same(column, sqlite=sqlite) for column in self.kept),
            *(f"(NEW.{each} IS NULL OR {_same(each, sqlite=sqlite)})" for each in self.to_null),
            *(f"(NEW.{each} = '' OR {_same(each, sqlite=sqlite)})" for each in self.to_blank),
        )
        unless, message = " AND ".join(conditions), f"{self.table} is append-only"
        head = f"CREATE TRIGGER IF NOT EXISTS {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW"
        if sqlite:
            when = f" WHEN NOT ({unless})" if unless else ""
            return f"{head}{when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        signal = f"SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{message}'"
        return f"{head} IF NOT ({unless}) THEN {signal}; END IF" if unless else f"{head} {signal}"


def whole(table: str) -> tuple[Guard, Guard]:
    """Guards of a table whose rows are never changed nor removed."""
    return Guard(table, "UPDATE"), Guard(table, "DELETE")


_ARCHIVED = (
    "EXISTS (SELECT 1 FROM archived_ranges WHERE archived_ranges.table_name = 'student_activities' "
    "AND archived_ranges.last_id >= OLD.id AND archived_ranges.first_id <= OLD.id)"
)
_AUDIT_KEPT = tuple(
    "id timestamp act_id action entity entity_id student_id actor_id actor workstation payload_digest".split()
)
_LEDGER_KEPT = tuple(
    "id act_id student_id kind type amount_minor currency loan_id book_id method drawer_id receipt_number charge_key "
    "reverses_id at local_day".split()
)
# Erasing a person blanks what the ledger and the audit say about them and nothing else.
GUARDS: tuple[Guard, ...] = (
    Guard("ledger", "UPDATE", kept=_LEDGER_KEPT, to_blank=("note",)),
    Guard("ledger", "DELETE"),
    *whole("allocations"),
    Guard("student_activities", "UPDATE"),
    # What lies in a file may go.
    Guard("student_activities", "DELETE", _ARCHIVED),
    *whole("archives"),
    *whole("archived_ranges"),
    *whole("audit_seals"),
    Guard(
        "audit_logs", "UPDATE", kept=_AUDIT_KEPT, to_null=("state_before", "state_after"), to_blank=("label",)
    ),
    Guard("audit_logs", "DELETE"),
)
"""All of this release. A migration that changes one changes it here too."""


def missing(connection: Connection) -> list[str]:
    """Tables that are not guarded as they must be, none where this account can't tell."""
    sqlite = connection.dialect.name == "sqlite"
    there = set(connection.execute(text(_TRIGGERS[sqlite])).scalars())
    if not there and not sqlite and not connection.execute(text(_MAY_SEE)).first():
        return []
    lacking = {guard.table: None for guard in GUARDS if guard.name not in there}
    return [table for table in lacking if inspect(connection).has_table(table)]


def restore(database: Database) -> Sequence[str]:
    """Make what is missing; the tables it was missing on. Safe to repeat."""
    with database.read() as connection:
        bare = missing(connection)
    if bare:
        with database.transaction() as connection:
            for guard in GUARDS:
                if guard.table in bare:
                    connection.exec_driver_sql(guard.statement(sqlite=database.is_sqlite))
    return bare


def _same(column: str, *, sqlite: bool) -> str:
    """Equal byte by byte; MySQL's collations would let case and accents be changed."""
    if sqlite:
        return f"NEW.{column} IS OLD.{column}"
    return f"CAST(NEW.{column} AS BINARY) <=> CAST(OLD.{column} AS BINARY)"
