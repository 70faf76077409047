"""From ids of findings to what a person reads of them: the record, what it says, and the fix it proposes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from app.database import quality as queries
from app.database.catalog import books_where
from app.database.importing import titles_by_id
from app.database.quality import Found
from app.database.tables import books
from app.domain.catalog import Book, TitleDraft
from app.domain.identifiers import corrections
from app.domain.quality.duplicates import words_of
from app.domain.quality.findings import About, Item, Kind, Rule, Subject
from app.domain.quality.isbns import wrong_isbn
from app.domain.quality.rules import RULES


def items_of(connection: Connection, kind: Kind, found: Sequence[Found]) -> tuple[Item, ...]:
    """The findings with these ids, in their order."""
    if not found:
        return ()
    rule = RULES[kind]
    known = titles_by_id(connection, {one.title_id for one in found} | {one.other_id for one in found} - {0})
    drafts = {title_id: title.draft for title_id, title in known.items()}
    copies: dict[int, list[Book]] = defaultdict(list)
    own = books.c.title_id.in_(sorted({one.title_id for one in found}))
    for copy in books_where(connection, own, books.c.deleted_at.is_(None)):
        copies[copy.title_id].append(copy)
    carriers = _carriers(connection, [drafts[one.title_id] for one in found]) if kind is Kind.BAD_ISBN else {}
    return tuple(_item(rule, one, drafts, tuple(copies[one.title_id]), carriers) for one in found)


def _carriers(connection: Connection, drafts: Sequence[TitleDraft]) -> dict[str, tuple[str, ...]]:
    meant = {isbn for draft in drafts for isbn in corrections(wrong_isbn(draft))}
    return {isbn: tuple(named) for isbn, named in queries.carriers(connection, meant).items()}


def _item(
    rule: Rule,
    found: Found,
    drafts: dict[int, TitleDraft],
    copies: tuple[Book, ...],
    carriers: dict[str, tuple[str, ...]],
) -> Item:
    draft, other = drafts[found.title_id], drafts.get(found.other_id)
    copy = next((one for one in copies if one.id == found.book_id), None)
    subject = Subject(draft, copies, copy, other, carriers)
    number = copy or (copies[0] if rule.about is not About.COPY and copies else None)
    return Item(
        kind=rule.kind,
        title_id=found.title_id,
        book_id=found.book_id,
        other_id=found.other_id,
        title=" ".join(filter(None, (draft.title, draft.subtitle, draft.part))),
        author=draft.contributors[0].name if draft.contributors else "",
        accession_number=number.accession_number if number else "",
        said=rule.said(subject),
        other="" if other is None else " · ".join(filter(None, (other.title, words_of(other)))),
        proposal=rule.propose(subject),
    )
