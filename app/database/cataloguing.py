"""Queries for whoever adds a title: the one added last, titles alike, titles that have an ISBN."""

from __future__ import annotations

from sqlalchemy import Connection, Row, select

from app.database.tables import acts, books, title_contributors, title_subjects, titles
from app.domain.catalog import TitleDraft
from app.domain.neighbours import Neighbour
from app.domain.text import name_sort, sort_key

#: The own last title is looked for among so many newest ones, and titles alike are looked at.
_NEWEST, _ALIKE = 200, 300


def last_added(connection: Connection, user_id: int) -> int | None:
    """The title that a person added last by hand, among the newest; None when none of these is theirs."""
    newest = (
        select(titles.c.id, titles.c.created_act_id)
        .where(titles.c.deleted_at.is_(None), titles.c.batch_id.is_(None))
        .order_by(titles.c.id.desc())
        .limit(_NEWEST)
        .subquery()
    )
    own = (
        select(newest.c.id)
        .join(acts, acts.c.id == newest.c.created_act_id)
        .where(acts.c.actor_id == user_id, acts.c.kind == "add_title")
        .order_by(newest.c.id.desc())
        .limit(1)
    )
    return connection.execute(own).scalar_one_or_none()


def neighbours(connection: Connection, draft: TitleDraft) -> list[Neighbour]:
    """The call numbers of copies of titles by the same main contributor, or on the same subjects."""
    author = name_sort(draft.contributors[0].name) if draft.contributors else b""
    terms = {sort_key(term): term for term in draft.subjects}
    by_author = set(_titles_of(connection, author)) if author else set()
    by_subject: dict[int, list[str]] = {}
    for key, term in terms.items():
        for title_id in _titles_on(connection, key):
            by_subject.setdefault(title_id, []).append(term)
    alike = sorted(by_author | set(by_subject), reverse=True)[:_ALIKE]
    return [
        Neighbour(
            row.title_id, row.call_number, row.title_id in by_author, tuple(by_subject.get(row.title_id, ()))
        )
        for row in _call_numbers(connection, alike)
    ]


def _titles_of(connection: Connection, author: bytes) -> list[int]:
    c = title_contributors.c
    query = (
        select(c.title_id).where(c.name_sort == author, c.seq == 1).order_by(c.title_id.desc()).limit(_ALIKE)
    )
    return list(connection.execute(query).scalars())


def _titles_on(connection: Connection, term: bytes) -> list[int]:
    c = title_subjects.c
    query = select(c.title_id).where(c.term_sort == term).order_by(c.title_id.desc()).limit(_ALIKE)
    return list(connection.execute(query).scalars())


def _call_numbers(connection: Connection, ids: list[int]) -> list[Row[tuple[int, str | None]]]:
    query = (
        select(books.c.title_id, books.c.call_number)
        .where(
            books.c.title_id.in_(ids),
            books.c.deleted_at.is_(None),
            books.c.call_number.is_not(None),
            books.c.call_number != "",
        )
        .order_by(books.c.title_id.desc(), books.c.id)
    )
    return list(connection.execute(query)) if ids else []
