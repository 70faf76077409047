"""Queries an import asks in bulk: who has these numbers, which titles have these keys, and the import's own records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, func, insert, select, update

from app.database.tables import (
    acts,
    audit_logs,
    books,
    cards,
    equipment_sessions,
    holds,
    import_batches,
    ledger,
    loans,
    students,
    title_contributors,
    title_identifiers,
    title_subjects,
    titles,
    visits,
)
from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft, TitleIdentifier

UNDONE = "UNDONE"


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A live title with how many live copies it has."""

    id: int
    draft: TitleDraft
    copies: int


@dataclass(frozen=True, slots=True)
class KnownBook:
    """The copy that has an accession number. ``undone`` means it is left over from an import that was undone."""

    id: int
    title_id: int
    draft: BookDraft
    title_text: str
    deleted: bool
    undone: bool


def books_by_number(connection: Connection, numbers: Collection[str]) -> dict[str, KnownBook]:
    """The copies, deleted ones too, that have these normalised accession numbers."""
    query = (
        select(books, import_batches.c.state.label("batch_state"))
        .outerjoin(import_batches, import_batches.c.id == books.c.batch_id)
        .where(books.c.accession_number.in_(list(numbers)))
    )
    return {row.accession_number: _known_book(row) for row in connection.execute(query)}


def _known_book(row: Row[Any]) -> KnownBook:
    values = {name: getattr(row, name) for name in BookDraft.__dataclass_fields__}
    values["status"] = BookStatus(row.status)
    deleted = row.deleted_at is not None
    return KnownBook(
        row.id, row.title_id, BookDraft(**values), row.title, deleted, deleted and row.batch_state == UNDONE
    )


def titles_by_id(connection: Connection, ids: Collection[int]) -> dict[int, KnownTitle]:
    """These titles as drafts, with what an import compares and nothing else: four queries for any number of them."""
    if not ids:
        return {}
    wanted = list(ids)
    identifiers: dict[int, list[TitleIdentifier]] = defaultdict(list)
    i = title_identifiers.c
    for row in connection.execute(
        select(title_identifiers).where(i.title_id.in_(wanted)).order_by(i.title_id, i.seq)
    ):
        identifiers[row.title_id].append(
            TitleIdentifier(row.kind, row.value, row.raw, row.qualifier, row.valid, row.repaired)
        )
    people: dict[int, list[Contributor]] = defaultdict(list)
    c = title_contributors.c
    for row in connection.execute(
        select(title_contributors).where(c.title_id.in_(wanted)).order_by(c.title_id, c.seq)
    ):
        people[row.title_id].append(Contributor(row.name, row.role))
    subjects: dict[int, list[str]] = defaultdict(list)
    s = title_subjects.c
    for row in connection.execute(
        select(title_subjects).where(s.title_id.in_(wanted)).order_by(s.title_id, s.seq)
    ):
        subjects[row.title_id].append(row.term)
    counted = (
        select(books.c.title_id, func.count())
        .where(books.c.title_id.in_(wanted), books.c.deleted_at.is_(None))
        .group_by(books.c.title_id)
    )
    copies: dict[int, int] = dict(connection.execute(counted).all())
    columns = [column for column in titles.c if column.name != "marc"]
    found = connection.execute(select(*columns).where(titles.c.id.in_(wanted)))
    return {
        row.id: KnownTitle(
            row.id, _draft(row, identifiers[row.id], people[row.id], subjects[row.id]), copies.get(row.id, 0)
        )
        for row in found
    }


_PARTS = frozenset({"contributors", "identifiers", "subjects"})


def _draft(
    row: Row[Any], identifiers: list[TitleIdentifier], people: list[Contributor], subjects: list[str]
) -> TitleDraft:
    values = {name: getattr(row, name) for name in TitleDraft.__dataclass_fields__ if name not in _PARTS}
    return TitleDraft(
        **values, contributors=tuple(people), identifiers=tuple(identifiers), subjects=tuple(subjects)
    )


def titles_by_key(connection: Connection, keys: Collection[bytes]) -> dict[bytes, int]:
    """The oldest live title for each match key."""
    query = (
        select(titles.c.match_key, func.min(titles.c.id))
        .where(titles.c.match_key.in_(list(keys)), titles.c.deleted_at.is_(None))
        .group_by(titles.c.match_key)
    )
    return {bytes(key): id_ for key, id_ in connection.execute(query)}


def taken_numbers(connection: Connection, numbers: Collection[str]) -> dict[str, int]:
    """Which of these accession numbers copies have, deleted ones too."""
    if not numbers:
        return {}
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join(
        [mark] * len(numbers)
    )  # by the driver: SQLAlchemy takes longer over so many than the server
    query = f"SELECT accession_number, id FROM books WHERE accession_number IN ({marks})"
    return dict(connection.exec_driver_sql(query, tuple(numbers)).all())


# Patrons


@dataclass(frozen=True, slots=True)
class KnownPatron:
    """A patron an import may meet. ``undone`` means left over from an import that was undone."""

    id: int
    lrn: str | None
    name: str
    name_sort: bytes
    kind: str
    grade: str | None
    section: str | None
    deleted: bool
    undone: bool


_P = students.c


def _patrons(connection: Connection, *conditions: Any) -> list[KnownPatron]:
    query = (
        select(
            _P.id, _P.lrn, _P.name, _P.name_sort, _P.kind, _P.grade, _P.section, _P.deleted_at,
            import_batches.c.state,
        )
        .outerjoin(import_batches, import_batches.c.id == _P.batch_id)
        .where(*conditions)
    )  # fmt: skip
    return [
        KnownPatron(
            row.id, row.lrn, row.name, bytes(row.name_sort), row.kind, row.grade, row.section,
            row.deleted_at is not None, row.deleted_at is not None and row.state == UNDONE,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def patrons_by_lrn(connection: Connection, lrns: Collection[str]) -> dict[str, KnownPatron]:
    """The patrons, deleted ones too, that have these LRNs."""
    return {known.lrn: known for known in _patrons(connection, _P.lrn.in_(list(lrns))) if known.lrn}


def patrons_by_card(connection: Connection, numbers: Collection[str]) -> dict[str, KnownPatron]:
    """The holders, deleted ones too, of these normalised card numbers."""
    query = select(cards.c.number, cards.c.student_id).where(cards.c.number.in_(list(numbers)))
    holder = dict(connection.execute(query).all())
    known = {one.id: one for one in _patrons(connection, _P.id.in_(set(holder.values())))} if holder else {}
    return {number: known[id_] for number, id_ in holder.items() if id_ in known}


def patrons_by_name(connection: Connection, names: Collection[bytes]) -> dict[bytes, list[KnownPatron]]:
    """The live patrons (and those left over from undone imports) that sort under these names."""
    found: dict[bytes, list[KnownPatron]] = defaultdict(list)
    for known in _patrons(connection, _P.name_sort.in_(list(names))):
        if not known.deleted or known.undone:
            found[known.name_sort].append(known)
    return found


# Batches


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import as stored; ``options`` and ``counts`` are JSON."""

    id: int
    act_id: int
    kind: str
    file_name: str
    file_digest: str
    state: str
    options: str
    counts: str
    rows_done: int
    started_at: datetime
    finished_at: datetime | None
    actor: str


_BATCH = [
    *(import_batches.c[name] for name in BatchRow.__dataclass_fields__ if name != "actor"),
    acts.c.actor,
]


def batch(connection: Connection, batch_id: int) -> BatchRow | None:
    """One import."""
    return _one(connection, import_batches.c.id == batch_id)


def batch_of_act(connection: Connection, act_id: int) -> BatchRow | None:
    """The import that an act opened."""
    return _one(connection, import_batches.c.act_id == act_id)


def _one(connection: Connection, condition: Any) -> BatchRow | None:
    query = select(*_BATCH).join(acts, acts.c.id == import_batches.c.act_id).where(condition)
    row = connection.execute(query).one_or_none()
    return None if row is None else BatchRow(**row._mapping)


def newest_batches(connection: Connection, before: int | None, limit: int) -> list[BatchRow]:
    """Imports, newest first; ``before`` continues behind that id."""
    query = (
        select(*_BATCH).join(acts, acts.c.id == import_batches.c.act_id).order_by(import_batches.c.id.desc())
    )
    if before is not None:
        query = query.where(import_batches.c.id < before)
    return [BatchRow(**row._mapping) for row in connection.execute(query.limit(limit))]


def live_titles(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, str | None]]:
    """Title and author, as copies carry them, of those of these titles that are not deleted."""
    query = select(titles.c.id, titles.c.title, titles.c.author).where(
        titles.c.id.in_(list(ids)), titles.c.deleted_at.is_(None)
    )
    return {id_: (title, author) for id_, title, author in connection.execute(query)}


# Taking an import back


@dataclass(frozen=True, slots=True)
class Made:
    """A record an import made; ``why`` says why undo must leave it, "" when it may go."""

    id: int
    label: str
    why: str


def books_of_batch(connection: Connection, batch_id: int, behind: int, limit: int) -> list[Made]:
    """The live copies an import made, locked, by id behind ``behind``."""
    lent = exists().where(loans.c.book_id == books.c.id)
    query = (
        select(books.c.id, books.c.accession_number, books.c.version, books.c.status, lent.label("lent"))
        .where(books.c.batch_id == batch_id, books.c.deleted_at.is_(None), books.c.id > behind)
        .order_by(books.c.id)
        .limit(limit)
        .with_for_update()
    )
    found = []
    for row in connection.execute(query):
        why = ""
        if row.status == BookStatus.LOANED:
            why = "It is on loan."
        elif row.lent:
            why = "It has been lent since."
        elif row.status == BookStatus.HOLD_SHELF:
            why = "It waits on the hold shelf."
        elif row.version != 1:
            why = "It was changed since."
        found.append(Made(row.id, row.accession_number, why))
    return found


def delete_books(connection: Connection, ids: Collection[int], now: datetime) -> None:
    """Mark copies deleted."""
    if ids:
        values = {"deleted_at": now, "updated_at": now, "version": books.c.version + 1}
        connection.execute(update(books).where(books.c.id.in_(list(ids))).values(**values))


def older_titles_of(connection: Connection, book_ids: Collection[int], batch_id: int) -> list[int]:
    """The titles of these copies that the import did not make."""
    if not book_ids:
        return []
    query = (
        select(titles.c.id)
        .join(books, books.c.title_id == titles.c.id)
        .where(books.c.id.in_(list(book_ids)), func.coalesce(titles.c.batch_id, 0) != batch_id)
        .distinct()
    )
    return list(connection.execute(query).scalars())


def titles_of_batch(connection: Connection, batch_id: int, behind: int, limit: int) -> list[Made]:
    """The live titles an import made, locked, by id behind ``behind``."""
    copies = exists().where(books.c.title_id == titles.c.id, books.c.deleted_at.is_(None))
    wanted = exists().where(holds.c.title_id == titles.c.id, holds.c.closed_at.is_(None))
    query = (
        select(titles.c.id, titles.c.title, titles.c.version, copies.label("copies"), wanted.label("wanted"))
        .where(titles.c.batch_id == batch_id, titles.c.deleted_at.is_(None), titles.c.id > behind)
        .order_by(titles.c.id)
        .limit(limit)
        .with_for_update()
    )
    found = []
    for row in connection.execute(query):
        why = "It has copies still." if row.copies else "Somebody waits for it." if row.wanted else ""
        if not why and row.version != 1:
            why = "It was changed since."
        found.append(Made(row.id, row.title[:200], why))
    return found


def move_book(connection: Connection, book_id: int, title_id: int) -> None:
    """Make a copy one of another title."""
    title = connection.execute(select(titles.c.title, titles.c.author).where(titles.c.id == title_id)).one()
    connection.execute(
        update(books)
        .where(books.c.id == book_id)
        .values(title_id=title_id, title=title.title, author=title.author)
    )


def students_of_batch(connection: Connection, batch_id: int, behind: int, limit: int) -> list[int]:
    """The live patrons an import made, by id behind ``behind``."""
    query = select(_P.id).where(_P.batch_id == batch_id, _P.deleted_at.is_(None), _P.id > behind)
    return list(connection.execute(query.order_by(_P.id).limit(limit)).scalars())


def was_active(connection: Connection, student_id: int) -> bool:
    """Tell whether a patron ever borrowed, visited, used equipment, waited or was charged."""
    for column in (
        loans.c.student_id, visits.c.student_id, equipment_sessions.c.student_id, holds.c.student_id,
        ledger.c.student_id,
    ):  # fmt: skip
        if connection.execute(select(1).where(column == student_id).limit(1)).first() is not None:
            return True
    return False


def reset_version(connection: Connection, student_id: int) -> None:
    """Count a patron's versions from 1 again: they come anew with an import, and undo asks whether they changed."""
    connection.execute(update(students).where(students.c.id == student_id).values(version=1))


def last_written(connection: Connection, batch_id: int) -> datetime | None:
    """When an import last wrote rows."""
    query = select(func.max(audit_logs.c.timestamp)).where(
        audit_logs.c.entity == "import", audit_logs.c.entity_id == batch_id
    )
    return connection.execute(query).scalar()


def insert_students(connection: Connection, values: list[dict[str, Any]]) -> dict[bytes, int]:
    """Write patrons in one statement; returns their ids by ``audit_key``, which is random and so tells them apart."""
    before = connection.execute(select(func.max(_P.id))).scalar() or 0
    connection.execute(insert(students), values)
    query = select(_P.audit_key, _P.id).where(
        _P.id > before, _P.created_act_id == values[0]["created_act_id"]
    )
    return {bytes(key): id_ for key, id_ in connection.execute(query)}
