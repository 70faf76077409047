"""Queries on titles and books. Rows become domain values here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
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
from app.database.pipeline import Pipeline
from app.database.prepared import Prepared
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
from app.database.title_lines import rows
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


_DRAFT_FIELDS = tuple(
    name
    for name in TitleDraft.__dataclass_fields__
    if name not in ("contributors", "subjects", "identifiers")
)
_ABOUT_FIELDS = (
    "author", "version", "created_at", "updated_at", "merged_into", "deleted_at", "cover_digest", "cover_thumb_digest",
)  # fmt: skip
_TITLE_ID: BindParameter[int] = bindparam("title_id")
_whole = select(titles.c.id, *(titles.c[name] for name in (*_ABOUT_FIELDS, *_DRAFT_FIELDS))).where(
    titles.c.id == _TITLE_ID
)
_WHOLE = {False: Prepared(_whole), True: Prepared(_whole.with_for_update())}
_IDENTIFIERS, _CONTRIBUTORS, _SUBJECTS = (
    Prepared(
        select(*(table.c[name] for name in names)).where(table.c.title_id == _TITLE_ID).order_by(table.c.seq)
    )
    for table, names in (
        (title_identifiers, tuple(TitleIdentifier.__dataclass_fields__)),
        (title_contributors, tuple(Contributor.__dataclass_fields__)),
        (title_subjects, ("term",)),
    )
)


def title(connection: Connection, title_id: int, *, lock: bool = False) -> Title | None:
    """A whole title with its books, deleted ones last; None when there is no such id. ``lock`` takes its row."""
    pipeline = Pipeline(connection)
    statements = (_WHOLE[lock], _IDENTIFIERS, _CONTRIBUTORS, _SUBJECTS, _BOOKS_OF_TITLE)
    whole, identifiers, contributors, subjects, copies = [
        pipeline.add(statement(title_id=title_id)) for statement in statements
    ]
    if not whole.rows:
        return None
    values = whole.rows[0]
    about = dict(zip(_ABOUT_FIELDS, values[1:], strict=False))
    draft = TitleDraft(
        **dict(zip(_DRAFT_FIELDS, values[1 + len(_ABOUT_FIELDS) :], strict=True)),
        contributors=tuple(Contributor(*row) for row in contributors.rows),
        subjects=tuple(row[0] for row in subjects.rows),
        identifiers=tuple(TitleIdentifier(*row) for row in identifiers.rows),
    )
    return Title(values[0], draft, books=tuple(map(_book, copies.rows)), **about)


_BOOK_FIELDS = tuple(Book.__dataclass_fields__)
_BOOK_STATUS = _BOOK_FIELDS.index("status")
_OF_LOAN: dict[str, ColumnElement[Any]] = {
    "due_on": loans.c.due_on,
    "borrower_id": loans.c.student_id,
    "borrower": students.c.name,
}
_BOOKS = (
    select(*((_OF_LOAN[name] if name in _OF_LOAN else books.c[name]).label(name) for name in _BOOK_FIELDS))
    .select_from(books)
    .outerjoin(loans, loans.c.open_book_id == books.c.id)
    .outerjoin(students, students.c.id == loans.c.student_id)
    .order_by(books.c.deleted_at.is_not(None), books.c.call_sort, books.c.accession_number)
)
_BOOKS_OF_TITLE = Prepared(_BOOKS.where(books.c.title_id == _TITLE_ID))


def books_where(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Book, ...]:
    """Copies with who has them now, in shelf order, deleted ones last."""
    return tuple(map(_book, connection.execute(_BOOKS.where(and_(*conditions)))))


def _book(row: Sequence[Any]) -> Book:
    values = list(row)
    values[_BOOK_STATUS] = BookStatus(values[_BOOK_STATUS])
    return Book(*values)


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
    for table, rows_from in _PARTS.values():
        if part := rows_from(title_id, draft):
            connection.execute(insert(table), part)


def replace_parts(connection: Connection, title_id: int, draft: TitleDraft, before: TitleDraft) -> None:
    """Write those of the identifiers, contributors and subjects of a title anew that differ from ``before``."""
    for name, (table, rows_from) in _PARTS.items():
        if getattr(draft, name) == getattr(before, name):
            continue
        connection.execute(delete(table).where(table.c.title_id == title_id))
        if part := rows_from(title_id, draft):
            connection.execute(insert(table), part)


_PARTS: dict[str, tuple[Table, Callable[[int, TitleDraft], list[dict[str, Any]]]]] = {
    "identifiers": (title_identifiers, identifier_rows),
    "contributors": (title_contributors, contributor_rows),
    "subjects": (title_subjects, subject_rows),
}


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
