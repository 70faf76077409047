"""Where the library holds something about a patron: one list, by which it is counted, given out and erased.

A table with a ``student_id`` that is not in the list fails a test: what is forgotten here would outlive an erasure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, func, literal, or_, select

from app.database.tables import (
    acts,
    audit_logs,
    books,
    cards,
    contacts,
    enrolments,
    equipment,
    equipment_sessions,
    holds,
    import_changes,
    ledger,
    loans,
    patron_blocks,
    renewals,
    student_activities,
    students,
    titles,
    visits,
)


class Fate(StrEnum):
    """What becomes of rows about an erased person."""

    REMOVED = "removed"  # they say nothing but who the person is
    UNLINKED = "unlinked"  # they count for the library and no longer name a patron
    KEPT = "kept"  # they point to the tombstone: money, queue and stream stay whole


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of one table about a patron. ``blanked`` are columns with free text or names, and what they become."""

    table: Table
    label: str
    fate: Fate
    blanked: tuple[tuple[str, str | None], ...] = ()

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.table.name)  # SQLAlchemy has a str of its own, which can't be sent

    def of(self, student_id: int) -> ColumnElement[bool]:
        """Whether a row is about this patron."""
        t = self.table.c
        if self.table is import_changes:
            return and_(t.entity == "student", t.entity_id == student_id)
        if self.table is renewals:
            return t.loan_id.in_(select(loans.c.id).where(loans.c.student_id == student_id))
        return t.student_id == student_id

    def speaking(self) -> ColumnElement[bool]:
        """Whether a row still says something that erasing blanks."""
        if not self.blanked:
            return literal(False)
        said: list[ColumnElement[bool]] = [
            self.table.c[column].is_not(None) if blank is None else self.table.c[column] != blank
            for column, blank in self.blanked
        ]
        # The entries that tell of the erasure itself name nobody, and stay.
        return (
            and_(or_(*said), self.table.c.action != ERASED_ACTION) if self.table is audit_logs else or_(*said)
        )

    @property
    def act_columns(self) -> tuple[str, ...]:
        """The columns that name the acts which wrote a row."""
        return tuple(
            column.name
            for column in self.table.c
            if any(key.column.table is acts for key in column.foreign_keys) or column.name == "act_id"
        )


ERASED_ACTION = "erase"

HOLDINGS: tuple[Holding, ...] = (
    Holding(cards, "Cards", Fate.REMOVED),
    Holding(contacts, "Contacts", Fate.REMOVED),
    Holding(enrolments, "School years", Fate.REMOVED),
    Holding(patron_blocks, "Blocks", Fate.REMOVED),
    Holding(import_changes, "States kept by imports", Fate.REMOVED),
    Holding(renewals, "Renewals", Fate.KEPT),
    Holding(loans, "Loans", Fate.UNLINKED),
    Holding(visits, "Visits", Fate.UNLINKED),
    Holding(
        equipment_sessions,
        "Equipment lent",
        Fate.UNLINKED,
        (("condition_out", None), ("condition_in", None)),
    ),
    Holding(holds, "Holds", Fate.KEPT),
    Holding(ledger, "Account", Fate.KEPT, (("note", ""),)),
    Holding(student_activities, "Activities", Fate.KEPT),
    Holding(
        audit_logs, "Audit entries", Fate.KEPT, (("label", ""), ("state_before", None), ("state_after", None))
    ),
)
"""In the order in which they are erased: who the person is first, the audit, from which a retry still learns, last."""


def counts(connection: Connection, student_id: int) -> dict[str, int]:
    """How many rows each table holds about a patron."""
    return {
        each.name: int(
            connection.execute(
                select(func.count()).select_from(each.table).where(each.of(student_id))
            ).scalar_one()
        )
        for each in HOLDINGS
    }


def student_row(connection: Connection, student_id: int) -> Row[Any] | None:
    """The patron's own row, whatever became of them."""
    return connection.execute(select(students).where(students.c.id == student_id)).one_or_none()


def rows(connection: Connection, holding: Holding, student_id: int) -> Sequence[Row[Any]]:
    """Every row of one holding, with the names of what it is about beside the ids."""
    return connection.execute(_named(holding, student_id).order_by(holding.table.c.id)).all()


def _named(holding: Holding, student_id: int) -> Select[Any]:
    table, beside, joined = holding.table, [], holding.table
    source: Any = joined
    if "book_id" in table.c:
        source = source.outerjoin(books, books.c.id == table.c.book_id)
        beside += [books.c.title.label("book_title"), books.c.accession_number.label("book_number")]
    elif "title_id" in table.c:
        source = source.outerjoin(titles, titles.c.id == table.c.title_id)
        beside.append(titles.c.title.label("book_title"))
    if "equipment_id" in table.c:
        source = source.outerjoin(equipment, equipment.c.id == table.c.equipment_id)
        beside.append(equipment.c.name.label("device"))
    columns = [column for column in table.c if column.name != "payload_digest"]
    return select(*columns, *beside).select_from(source).where(holding.of(student_id))
