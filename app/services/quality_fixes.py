"""Carrying out what a finding proposes, by the catalogue's one write path."""

from __future__ import annotations

from dataclasses import replace

from app.database import search as searching
from app.database.unit import Unit
from app.domain.catalog import Title, TitleDraft, TitleIdentifier
from app.domain.quality.findings import Fix, Item, Proposal
from app.domain.quality.isbns import wrong_isbn
from app.services.catalog_writes import (
    book_by_id,
    draft_of,
    mark_title,
    title_by_id,
    update_book,
    update_title,
)


def carry_out(unit: Unit, item: Item, proposal: Proposal) -> None:
    """Write a proposal on the record it is about. Merging two titles is not among these: it asks what stays."""
    title = title_by_id(unit, item.title_id)
    if proposal.fix in (Fix.SET_CALL_NUMBER, Fix.SET_VOLUME):
        book = book_by_id(unit, item.book_id)
        draft = draft_of(book)
        if proposal.fix is Fix.SET_CALL_NUMBER:
            draft = replace(draft, call_number=proposal.value)
        else:
            draft = replace(draft, volume=proposal.value)
        update_book(unit, book, draft, "change")
        searching.index(unit.connection, [title.id])
    elif proposal.fix is Fix.DELETE_TITLE:
        mark_title(unit, title, deleted=True)
        searching.remove(unit.connection, [title.id])
    else:
        _write_title(unit, title, proposal)
        searching.index(unit.connection, [title.id])


def _write_title(unit: Unit, title: Title, proposal: Proposal) -> None:
    if proposal.fix is Fix.RESTORE_TITLE:
        mark_title(unit, title, deleted=False)
    elif proposal.fix is Fix.SET_YEAR:
        update_title(unit, title, replace(title.draft, year=int(proposal.value)), "change")
    else:
        update_title(unit, title, with_isbn(title.draft, proposal.value), "change")


def with_isbn(draft: TitleDraft, isbn: str) -> TitleDraft:
    """A title with the first wrong ISBN put right; one it has already is not said twice."""
    wrong = wrong_isbn(draft)
    found = list(draft.identifiers)
    at = next(i for i, one in enumerate(found) if one.kind == "isbn" and one.value == wrong and not one.valid)
    if any(one.value == isbn for one in found):
        del found[at]
    else:
        found[at] = TitleIdentifier("isbn", isbn, isbn, found[at].qualifier)
    return replace(draft, identifiers=tuple(found))
