"""Queries on titles and books. Rows become domain values here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)

from app.database.catalog_rows import contributor_rows, identifier_rows, subject_rows
from app.database.paging import behind, encode_cursor, page_of_ids, sort_choice
from app.database.results import AnyRow
from app.database.tables import (
    books,
    loans,
    students,
    title_contributors,
    title_identifiers,
    title_subjects,
    titles,
)
from app.domain.catalog import (
    Book,
    BookStatus,
    Contributor,
    LoanHistoryRow,
    Title,
    TitleDraft,
    TitleIdentifier,
    TitleRow,
)
from app.domain.paging import Count, Page, Window
from app.domain.searching import TitleQuery

COUNT_CAP = 100_000

SORTS: dict[str, ColumnElement[Any]] = {
    "title": titles.c.title_sort,
    "author": titles.c.author_sort,
    "year": titles.c.year,
    "added": titles.c.id,
}


def browse(connection: Connection, query: TitleQuery, window: Window) -> Page[TitleRow]:
    """One page of the catalogue in shelf order of ``query.sort``, without search words."""
    column, descending = sort_choice(query.sort or "title", SORTS)
    ids, cursor = page_of_ids(
        connection, _filtered(query), column, titles.c.id, window, descending=descending
    )
    return Page(rows(connection, ids), cursor)


def count(connection: Connection, query: TitleQuery) -> Count:
    """How many titles a browse shows; counting a filtered list stops at COUNT_CAP."""
    if not (query.collection or query.availability or query.language or query.year_from or query.year_to):
        total = connection.execute(
            select(func.count()).where(titles.c.deleted_at.is_(None)).select_from(titles)
        )
        return Count(total.scalar_one())
    limited = _filtered(query).with_only_columns(literal(1)).limit(COUNT_CAP + 1).subquery()
    number = connection.execute(select(func.count()).select_from(limited)).scalar_one()
    return Count(min(number, COUNT_CAP), exact=number <= COUNT_CAP)


def _filtered(query: TitleQuery) -> Select[Any]:
    chosen = select(titles.c.id).where(titles.c.deleted_at.is_(None))
    if query.language:
        chosen = chosen.where(titles.c.language == query.language)
    if query.year_from is not None:
        chosen = chosen.where(titles.c.year >= query.year_from)
    if query.year_to is not None:
        chosen = chosen.where(titles.c.year <= query.year_to)
    copy: list[ColumnElement[bool]] = []
    if query.collection:
        copy.append(books.c.collection == query.collection)
    if query.availability:
        copy.append(books.c.status == query.availability)
    if copy:
        copies = select(literal(1)).where(
            books.c.title_id == titles.c.id, books.c.deleted_at.is_(None), *copy
        )
        chosen = chosen.where(exists(copies))
    return chosen


def rows(connection: Connection, ids: Sequence[int]) -> tuple[TitleRow, ...]:
    """The list lines of the given titles, in the given order; ids that are gone are left out."""
    if not ids:
        return ()
    t = titles.c
    found = {
        row.id: row
        for row in connection.execute(
            select(t.id, t.title, t.subtitle, t.part, t.author, t.year, t.publisher, t.language).where(
                t.id.in_(ids)
            )
        )
    }
    copies: dict[int, list[AnyRow]] = defaultdict(list)
    b = books.c
    query = (
        select(b.title_id, b.status, b.collection, b.call_number, loans.c.due_on)
        .outerjoin(loans, loans.c.open_book_id == b.id)
        .where(b.title_id.in_(ids), b.deleted_at.is_(None))
        .order_by(b.id)
    )
    for row in connection.execute(query):
        copies[row.title_id].append(row)
    return tuple(_title_row(found[id_], copies[id_]) for id_ in ids if id_ in found)


def _title_row(row: AnyRow, copies: Sequence[AnyRow]) -> TitleRow:
    due = [copy.due_on for copy in copies if copy.due_on is not None]
    return TitleRow(
        id=row.id,
        title=row.title,
        subtitle=row.subtitle,
        part=row.part,
        author=row.author,
        year=row.year,
        publisher=row.publisher,
        language=row.language,
        collections=", ".join(dict.fromkeys(copy.collection for copy in copies if copy.collection)),
        call_number=next((copy.call_number for copy in copies if copy.call_number), None),
        copies=len(copies),
        available=sum(copy.status == BookStatus.AVAILABLE for copy in copies),
        next_due=min(due, default=None),
    )


def title(connection: Connection, title_id: int, *, lock: bool = False) -> Title | None:
    """A whole title with its books, deleted ones last; None when there is no such id. ``lock`` takes its row."""
    query = select(titles).where(titles.c.id == title_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        return None
    return Title(
        id=row.id,
        draft=_draft(connection, row),
        author=row.author,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        books=books_where(connection, books.c.title_id == title_id),
        merged_into=row.merged_into,
        deleted_at=row.deleted_at,
    )


def _draft(connection: Connection, row: AnyRow) -> TitleDraft:
    ident, contrib, subj = title_identifiers.c, title_contributors.c, title_subjects.c
    identifiers = connection.execute(
        select(title_identifiers).where(ident.title_id == row.id).order_by(ident.seq)
    )
    contributors = connection.execute(
        select(title_contributors).where(contrib.title_id == row.id).order_by(contrib.seq)
    )
    subjects = connection.execute(select(subj.term).where(subj.title_id == row.id).order_by(subj.seq))
    return TitleDraft(
        title=row.title,
        subtitle=row.subtitle,
        part=row.part,
        contributors=tuple(Contributor(one.name, one.role) for one in contributors),
        responsibility=row.responsibility,
        edition=row.edition,
        place=row.place,
        publisher=row.publisher,
        year=row.year,
        year_raw=row.year_raw,
        language=row.language,
        material=row.material,
        audience=row.audience,
        physical_description=row.physical_description,
        series=row.series,
        summary=row.summary,
        notes=row.notes,
        classification=row.classification,
        subjects=tuple(subjects.scalars()),
        identifiers=tuple(
            TitleIdentifier(one.kind, one.value, one.raw, one.qualifier, one.valid, one.repaired)
            for one in identifiers
        ),
    )


def books_where(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Book, ...]:
    """Copies with who has them now, in shelf order, deleted ones last."""
    query = (
        select(
            books, loans.c.due_on, loans.c.student_id.label("borrower_id"), students.c.name.label("borrower")
        )
        .outerjoin(loans, loans.c.open_book_id == books.c.id)
        .outerjoin(students, students.c.id == loans.c.student_id)
        .where(and_(*conditions))
        .order_by(books.c.deleted_at.is_not(None), books.c.call_sort, books.c.accession_number)
    )
    return tuple(_book(row) for row in connection.execute(query))


def _book(row: AnyRow) -> Book:
    return Book(
        id=row.id,
        title_id=row.title_id,
        accession_number=row.accession_number,
        status=BookStatus(row.status),
        call_number=row.call_number,
        collection=row.collection,
        item_type=row.item_type,
        location=row.location,
        copy_number=row.copy_number,
        volume=row.volume,
        price_minor=row.price_minor,
        price_raw=row.price_raw,
        fund=row.fund,
        acquired_on=row.acquired_on,
        condition_note=row.condition_note,
        notes=row.notes,
        alert=row.alert,
        source_row=row.source_row,
        version=row.version,
        deleted_at=row.deleted_at,
        due_on=row.due_on,
        borrower_id=row.borrower_id,
        borrower=row.borrower,
    )


def lock_book(connection: Connection, book_id: int) -> AnyRow | None:
    """Take the row of one copy until the transaction ends."""
    return connection.execute(select(books).where(books.c.id == book_id).with_for_update()).one_or_none()


def book_by_accession(connection: Connection, accession_number: str) -> AnyRow | None:
    """The copy with this normalised accession number, deleted or not."""
    query = select(books).where(books.c.accession_number == accession_number)
    return connection.execute(query).one_or_none()


def history(connection: Connection, title_id: int, window: Window) -> Page[LoanHistoryRow]:
    """Loans of a title, newest first; undone check-outs are left out."""
    query = (
        select(loans, books.c.accession_number, students.c.name.label("borrower"))
        .join(books, books.c.id == loans.c.book_id)
        .outerjoin(students, students.c.id == loans.c.student_id)
        .where(loans.c.title_id == title_id, func.coalesce(loans.c.close_reason, "") != "UNDONE")
    )
    if window.after is not None:
        query = query.where(behind(loans.c.id, loans.c.id, window.after, descending=True))
    found = connection.execute(
        query.order_by(loans.c.id.desc()).offset(0 if window.after else window.start).limit(window.limit + 1)
    ).all()
    shown = tuple(
        LoanHistoryRow(
            row.id,
            row.accession_number,
            row.student_id,
            row.borrower,
            row.checked_out_at,
            row.due_on,
            row.closed_at,
            row.close_reason,
            row.renewals,
        )
        for row in found[: window.limit]
    )
    more = len(found) > window.limit
    return Page(shown, encode_cursor(shown[-1].loan_id, shown[-1].loan_id) if more else None)


def insert_parts(connection: Connection, title_id: int, draft: TitleDraft) -> None:
    """Write the identifiers, contributors and subjects of a title that has none yet."""
    for table, part in (
        (title_identifiers, identifier_rows(title_id, draft)),
        (title_contributors, contributor_rows(title_id, draft)),
        (title_subjects, subject_rows(title_id, draft)),
    ):
        if part:
            connection.execute(insert(table), part)


def replace_parts(connection: Connection, title_id: int, draft: TitleDraft) -> None:
    """Write the identifiers, contributors and subjects of a title anew."""
    for table in (title_identifiers, title_contributors, title_subjects):
        connection.execute(delete(table).where(table.c.title_id == title_id))
    insert_parts(connection, title_id, draft)


def copy_title_to_books(connection: Connection, title_id: int, title_text: str, author: str | None) -> None:
    """Keep ``books.title`` and ``books.author`` equal to the title's."""
    connection.execute(
        update(books).where(books.c.title_id == title_id).values(title=title_text, author=author)
    )


def open_loan_count(connection: Connection, book_ids: Iterable[int]) -> int:
    """How many of these copies are on loan."""
    query = select(func.count()).select_from(loans).where(loans.c.open_book_id.in_(list(book_ids)))
    return connection.execute(query).scalar_one()


def choices(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The distinct collections, item types and locations in use, for filters and forms."""
    return {
        column.name: tuple(
            connection.execute(select(column).where(column != "").distinct().order_by(column)).scalars()
        )
        for column in (books.c.collection, books.c.item_type, books.c.location)
    }
