"""Undoing what was done to titles and copies, while nothing newer stands on it."""

from __future__ import annotations

from collections.abc import Callable

from app import decoding
from app.database import search as searching
from app.database.acts import ActRow, AuditRow, audit_of
from app.database.unit import Unit
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.words import moment_words
from app.errors import Refused
from app.services.catalog_writes import (
    book_by_id,
    change_marc,
    marc_before,
    mark_book,
    mark_title,
    refuse_on_loan,
    title_by_id,
    update_book,
    update_title,
)

Handler = Callable[[Unit, ActRow], None]


def undo_handlers() -> dict[str, Handler]:
    """The kinds of act the catalogue can undo."""
    return dict.fromkeys(
        (
            "add_title",
            "change_title",
            "delete_title",
            "restore_title",
            "add_book",
            "change_book",
            "delete_book",
            "restore_book",
        ),
        undo_records,
    )


def undo_records(unit: Unit, act: ActRow) -> None:
    """Put every title and copy an act changed back as it was. Raises Refused when one changed since."""
    touched: dict[int, None] = {}
    for entry in reversed(audit_of(unit.connection, act.id)):
        if entry.entity == "cover":
            continue  # it stays with the title, as with any that is deleted, and comes back with it
        touched[undo_title(unit, entry) if entry.entity == "title" else undo_book(unit, entry)] = None
    live = [title_id for title_id in touched if title_by_id(unit, title_id).deleted_at is None]
    searching.remove(unit.connection, [title_id for title_id in touched if title_id not in live])
    searching.index(unit.connection, live)


def undo_title(unit: Unit, entry: AuditRow) -> int:
    """Take back what an entry says of a title, and return its id. Raises Refused when it changed since."""
    assert entry.entity_id is not None
    title = title_by_id(unit, entry.entity_id)
    _refuse_if_newer(unit, entry)
    if entry.action in ("add", "restore"):
        live = [book.id for book in title.books if book.deleted_at is None]
        if live:
            raise Refused(
                "Copies were added to this title since.", hint="Delete them first.", code="newer_act"
            )
        mark_title(unit, title, deleted=True)
    elif entry.action == "delete":
        mark_title(unit, title, deleted=False)
    elif entry.action == "record":
        change_marc(unit, title.id, title.draft.title, marc_before(entry))
    else:
        draft = decoding.decode(entry.state_before or "", TitleDraft)
        update_title(unit, title, draft, "undo_change")
    return title.id


def undo_book(unit: Unit, entry: AuditRow) -> int:
    """Take back what an entry says of a copy, and return its title's id. Raises Refused when it changed since."""
    assert entry.entity_id is not None
    book = book_by_id(unit, entry.entity_id)
    _refuse_if_newer(unit, entry)
    if entry.action in ("add", "restore"):
        refuse_on_loan(unit, [book.id])
        if book.status is BookStatus.HOLD_SHELF:
            raise Refused("This copy waits on the hold shelf.", hint="Cancel the hold first.", code="on_hold")
        mark_book(unit, book, deleted=True)
    elif entry.action == "delete":
        mark_book(unit, book, deleted=False)
    else:
        draft = decoding.decode(entry.state_before or "", BookDraft)
        update_book(unit, book, draft, "undo_change")
    return book.title_id


def _refuse_if_newer(unit: Unit, entry: AuditRow) -> None:
    newer = entry.newer(unit.connection)
    if newer is not None:
        raise Refused(
            f"“{entry.label}” was changed again on {moment_words(newer.timestamp, unit.zone, unit.today)} by {newer.actor}.",
            hint="Undo that change first.",
            code="newer_act",
            details={"act_id": newer.act_id},
        )
