"""Queries on loans, renewals and what a decision about lending needs to know."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from app.database.pipeline import Pipeline, Sent
from app.database.prepared import Prepared, adding
from app.database.results import AnyRow, new_id
from app.database.students import patron_of
from app.database.tables import (
    books,
    holds,
    ledger,
    loans,
    renewals,
    students,
    title_identifiers,
    titles,
)
from app.domain.desk import BookChoice
from app.domain.members import Patron

# Made once: these three write every loan and return.
_OPEN = adding(loans, "returned_at", "closed_at", "close_reason", "close_act_id", "lost_at")
_CLOSE = Prepared(
    update(loans)
    .where(loans.c.id == bindparam("loan_id"))
    .values(
        open_book_id=None,
        version=loans.c.version + 1,
        **{name: bindparam(name) for name in ("closed_at", "returned_at", "close_reason", "close_act_id")},
    )
)
_SET_STATUS = Prepared(
    update(books)
    .where(books.c.id == bindparam("book_id"))
    .values(status=bindparam("status"), updated_at=bindparam("updated_at"))
)
OPEN_HOLDS = ("PENDING", "TARGETED", "WAITING", "SUSPENDED", "IN_TRANSIT")


def book_for_desk(connection: Connection, condition: ColumnElement[bool], *, lock: bool) -> AnyRow | None:
    """One copy with what the desk needs of it; ``lock`` takes its row."""
    query = select(books).where(condition)
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def loan(connection: Connection, loan_id: int, *, lock: bool = False) -> AnyRow | None:
    """One loan by id."""
    query = select(loans).where(loans.c.id == loan_id)
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def open_loans_of_patron(connection: Connection, student_id: int) -> Sequence[AnyRow]:
    """The open loans of a patron with the book's number and title, those due first leading."""
    query = (
        select(
            loans,
            books.c.accession_number,
            books.c.title,
            books.c.author,
            books.c.price_minor,
            books.c.call_number,
        )
        .join(books, books.c.id == loans.c.book_id)
        .where(loans.c.student_id == student_id, loans.c.open_book_id.is_not(None))
        .order_by(loans.c.due_at, loans.c.id)
    )
    return connection.execute(query).all()


def open_holds_of_title(connection: Connection, title_id: int, *, lock: bool = False) -> Sequence[AnyRow]:
    """The open holds of a title in queue order."""
    h = holds.c
    query = (
        select(holds)
        .where(h.title_id == title_id, h.state.in_(OPEN_HOLDS))
        .order_by(h.priority, h.requested_at, h.id)
    )
    return connection.execute(query.with_for_update() if lock else query).all()


def open_holds_of_patron(connection: Connection, student_id: int) -> Sequence[AnyRow]:
    """The open holds of a patron with the title, those waiting on the shelf first."""
    h = holds.c
    query = (
        select(holds, titles.c.title, books.c.accession_number)
        .join(titles, titles.c.id == h.title_id)
        .outerjoin(books, books.c.id == h.waiting_book_id)
        .where(h.student_id == student_id, h.state.in_(OPEN_HOLDS))
        .order_by(h.waiting_book_id.is_(None), h.id)
    )
    return connection.execute(query).all()


def insert_loan(pipeline: Pipeline, values: dict[str, Any]) -> Sent:
    """Open a loan. The UNIQUE ``open_book_id`` refuses a second one."""
    return pipeline.add(_OPEN(**values, open_book_id=values["book_id"], renewals=0, version=1))


def close_loan(
    pipeline: Pipeline,
    loan_id: int,
    *,
    at: datetime,
    returned_at: datetime | None,
    reason: str,
    act_id: int | Sent,
) -> None:
    """Close an open loan."""
    pipeline.tell(
        _CLOSE(
            loan_id=loan_id, closed_at=at, returned_at=returned_at, close_reason=reason, close_act_id=act_id
        )
    )


def reopen_loan(connection: Connection, loan_id: int) -> None:
    """Open a closed loan again, as it was."""
    connection.execute(
        update(loans)
        .where(loans.c.id == loan_id)
        .values(
            open_book_id=loans.c.book_id,
            closed_at=None,
            returned_at=None,
            close_reason=None,
            close_act_id=None,
            version=loans.c.version + 1,
        )
    )


def set_due(connection: Connection, loan_id: int, due_at: datetime, due_on: date, renewals_used: int) -> None:
    """Give a loan another due date and count of renewals."""
    values = {"due_at": due_at, "due_on": due_on, "renewals": renewals_used, "version": loans.c.version + 1}
    connection.execute(update(loans).where(loans.c.id == loan_id).values(**values))


def insert_renewal(connection: Connection, values: dict[str, Any]) -> int:
    """Note a renewal. UNIQUE (loan, number) refuses the same one twice."""
    return new_id(connection.execute(insert(renewals).values(**values)))


def renewal_of_act(connection: Connection, act_id: int) -> AnyRow | None:
    """The renewal an act made."""
    return connection.execute(select(renewals).where(renewals.c.act_id == act_id)).one_or_none()


def mark_renewal_undone(connection: Connection, renewal_id: int, act_id: int) -> None:
    """Free a renewal's number and say which act undid it."""
    marked = update(renewals).where(renewals.c.id == renewal_id)
    connection.execute(marked.values(number=None, undone_act_id=act_id))


def set_book_status(pipeline: Pipeline, book_id: int, status: str, now: datetime) -> None:
    """Say what is true of a copy now. Only the functions that open or close loans and holds call this."""
    pipeline.tell(_SET_STATUS(book_id=book_id, status=str(status), updated_at=now))


def later_loan(connection: Connection, book_id: int, loan_id: int) -> AnyRow | None:
    """A loan of the copy that was made after this one and not undone."""
    query = (
        select(loans, students.c.name)
        .outerjoin(students, students.c.id == loans.c.student_id)
        .where(
            loans.c.book_id == book_id,
            loans.c.id > loan_id,
            func.coalesce(loans.c.close_reason, "") != "UNDONE",
        )
        .limit(1)
    )
    return connection.execute(query).one_or_none()


def free_copies(connection: Connection, title_id: int, but_book_id: int) -> int:
    """How many other copies of the title are on the shelf."""
    b = books.c
    query = select(func.count()).where(
        b.title_id == title_id, b.id != but_book_id, b.status == "AVAILABLE", b.deleted_at.is_(None)
    )
    return connection.execute(query.select_from(books)).scalar_one()


def fine_posted(connection: Connection, loan_id: int, due_at: datetime) -> int:
    """What was charged for lateness of a loan since its present due date, voided charges left out, in minor units."""
    voids = ledger.alias("voids")
    query = (
        select(func.coalesce(func.sum(ledger.c.amount_minor), 0))
        .outerjoin(voids, voids.c.reverses_id == ledger.c.id)
        .where(
            ledger.c.loan_id == loan_id,
            ledger.c.kind == "CHARGE",
            ledger.c.type == "OVERDUE",
            ledger.c.at >= due_at,
            voids.c.id.is_(None),
        )
    )
    return int(connection.execute(query).scalar_one())


def patrons_by_id(connection: Connection, ids: Collection[int]) -> dict[int, Patron]:
    """The given patrons by id, without locking them."""
    columns = [students.c[name] for name in Patron.__dataclass_fields__]
    return {
        row.id: patron_of(row) for row in connection.execute(select(*columns).where(students.c.id.in_(ids)))
    }


def lock_patron_rows(connection: Connection, ids: Sequence[int]) -> None:
    """Hold the rows of these patrons until the transaction ends, in the order of their ids."""
    query = select(students.c.id).where(students.c.id.in_(ids)).order_by(students.c.id)
    connection.execute(query.with_for_update()).all()


def close_hold(connection: Connection, hold_id: int, state: str, now: datetime, act_id: int) -> None:
    """End a hold: its patron may ask for the title again and the copy is free of it."""
    ended = update(holds).where(holds.c.id == hold_id)
    connection.execute(
        ended.values(
            state=state,
            closed_at=now,
            close_act_id=act_id,
            open_student_title=None,
            waiting_book_id=None,
            version=holds.c.version + 1,
        )
    )


def put_on_shelf(connection: Connection, hold_id: int, book_id: int, now: datetime, expires: date) -> None:
    """Give a copy to a hold: it waits on the hold shelf through ``expires``."""
    given = update(holds).where(holds.c.id == hold_id)
    values = {"state": "WAITING", "waiting_book_id": book_id, "waiting_since": now, "expires_on": expires}
    connection.execute(given.values(**values, version=holds.c.version + 1))


def unvoided_charges(connection: Connection, loan_id: int, types: Collection[str]) -> list[int]:
    """The charges of these types on a loan that nobody voided, in order."""
    voids = ledger.alias("voids")
    query = (
        select(ledger.c.id)
        .outerjoin(voids, voids.c.reverses_id == ledger.c.id)
        .where(
            ledger.c.loan_id == loan_id,
            ledger.c.kind == "CHARGE",
            ledger.c.type.in_(types),
            voids.c.id.is_(None),
        )
        .order_by(ledger.c.id)
    )
    return list(connection.execute(query).scalars())


def loan_where(connection: Connection, condition: ColumnElement[bool]) -> AnyRow | None:
    """The first loan for which ``condition`` holds."""
    return connection.execute(select(loans).where(condition).order_by(loans.c.id).limit(1)).one_or_none()


def hold_waiting_for(connection: Connection, book_id: int) -> AnyRow | None:
    """The hold for which a copy waits on the hold shelf."""
    return connection.execute(select(holds).where(holds.c.waiting_book_id == book_id)).one_or_none()


def put_back_in_queue(connection: Connection, hold_id: int) -> None:
    """Take the copy from a hold; it keeps its place in the queue."""
    values = {"state": "PENDING", "waiting_book_id": None, "waiting_since": None, "expires_on": None}
    taken = update(holds).where(holds.c.id == hold_id)
    connection.execute(taken.values(**values, version=holds.c.version + 1))


def holds_closed_by(connection: Connection, act_id: int) -> Sequence[AnyRow]:
    """The holds an act ended."""
    return connection.execute(select(holds).where(holds.c.close_act_id == act_id)).all()


def reopen_hold(connection: Connection, hold: AnyRow, book_id: int) -> None:
    """Open an ended hold again at its old place; if a copy had waited for it, this one waits again."""
    waited = hold.waiting_since is not None
    values = {
        "state": "WAITING" if waited else "PENDING",
        "closed_at": None,
        "close_act_id": None,
        "open_student_title": f"{hold.student_id}:{hold.title_id}",
        "waiting_book_id": book_id if waited else None,
    }
    opened = update(holds).where(holds.c.id == hold.id)
    connection.execute(opened.values(**values, version=holds.c.version + 1))


def copies_by_identifier(connection: Connection, value: str, limit: int) -> tuple[BookChoice, ...]:
    """The copies of every title with this ISBN, at most ``limit``; sets share one, so there may be many."""
    query = (
        select(books.c.id, books.c.accession_number, books.c.title, books.c.status)
        .join(title_identifiers, title_identifiers.c.title_id == books.c.title_id)
        .where(title_identifiers.c.value == value, books.c.deleted_at.is_(None))
        .distinct()
        .order_by(books.c.accession_number)
        .limit(limit)
    )
    return tuple(BookChoice(*row) for row in connection.execute(query))


def face_of(connection: Connection, student_id: int) -> AnyRow:
    """What the patron card shows and no decision asks for: kind, LRN and the digest of the photo."""
    columns = (students.c.kind, students.c.lrn, students.c.photo_digest)
    return connection.execute(select(*columns).where(students.c.id == student_id)).one()
