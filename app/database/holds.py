"""Queries on holds beside those a decision about lending needs."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from app.database.circulation import OPEN_HOLDS
from app.database.results import AnyRow, new_id
from app.database.tables import books, holds, students, titles
from app.database.unit import Unit


def hold(connection: Connection, hold_id: int, *, lock: bool = False) -> AnyRow | None:
    """One hold."""
    query = select(holds).where(holds.c.id == hold_id)
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def hold_of_act(connection: Connection, act_id: int) -> AnyRow | None:
    """The hold an act placed."""
    return connection.execute(select(holds).where(holds.c.act_id == act_id)).one_or_none()


def lock_title(connection: Connection, title_id: int) -> AnyRow | None:
    """Take a title's row, so that its queue changes one act at a time."""
    query = select(titles.c.id, titles.c.title, titles.c.deleted_at).where(titles.c.id == title_id)
    return connection.execute(query.with_for_update()).one_or_none()


def copies(connection: Connection, title_id: int) -> list[AnyRow]:
    """The copies of a title a hold could get."""
    b = books.c
    never = ("LOST", "MISSING", "WITHDRAWN")
    query = select(books).where(b.title_id == title_id, b.deleted_at.is_(None), b.status.not_in(never))
    return list(connection.execute(query.order_by(b.id)))


def insert_hold(connection: Connection, unit: Unit, student_id: int, title_id: int) -> int:
    """Add a hold at the end of the queue. UNIQUE refuses a second open one of the same patron and title."""
    inserted = connection.execute(
        insert(holds).values(
            act_id=unit.act_id,
            title_id=title_id,
            student_id=student_id,
            branch_id=unit.actor.branch_id,
            state="PENDING",
            priority=0,
            requested_at=unit.occurred_at,
            open_student_title=f"{student_id}:{title_id}",
            version=1,
        )
    )
    return new_id(inserted)


def has_open_hold(connection: Connection, student_id: int, title_id: int) -> bool:
    """Whether the patron waits for the title."""
    mark = f"{student_id}:{title_id}"
    return (
        connection.execute(select(holds.c.id).where(holds.c.open_student_title == mark)).first() is not None
    )


def reopen_in_queue(connection: Connection, ended: AnyRow) -> None:
    """Open an ended hold again at its old place."""
    values = {
        "state": "PENDING",
        "closed_at": None,
        "close_act_id": None,
        "open_student_title": f"{ended.student_id}:{ended.title_id}",
        "waiting_since": None,
        "expires_on": None,
    }
    opened = update(holds).where(holds.c.id == ended.id)
    connection.execute(opened.values(**values, version=holds.c.version + 1))


def queue(connection: Connection, title_id: int) -> Sequence[AnyRow]:
    """A title's open holds as its sheet lists them."""
    h = holds.c
    query = (
        select(
            h.id,
            h.student_id,
            students.c.name,
            h.state,
            h.requested_at,
            books.c.accession_number,
            h.expires_on,
        )
        .join(students, students.c.id == h.student_id)
        .outerjoin(books, books.c.id == h.waiting_book_id)
        .where(h.title_id == title_id, h.state.in_(OPEN_HOLDS))
        .order_by(h.priority, h.requested_at, h.id)
    )
    return connection.execute(query).all()
