"""Making one title of two, and undoing it: copies, loans and holds go over, and find their way back.

Rows are locked as everywhere: titles, then copies by their ids, then holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from app import decoding
from app.database import catalog, title_files
from app.database import merging as queries
from app.database import search as searching
from app.database.acts import ActRow, AuditRow, audit_of
from app.database.marc import originals
from app.database.results import AnyRow
from app.database.tables import books, holds
from app.database.unit import Unit
from app.domain.catalog import Title, TitleDraft
from app.domain.changes import Changed
from app.domain.marc.storing import restored, stored
from app.domain.quality.merging import Merged, check, merged
from app.domain.quality.record_merging import said_with, with_fields
from app.domain.title_files import Attachment
from app.errors import InvalidInput, Refused
from app.services.catalog_writes import change_marc, marc_before, title_by_id, update_title
from app.services.undo_edits import refuse_if_newer

_APART = ("cover_digest", "cover_thumb_digest", "marc")


def undo_handlers() -> dict[str, Callable[[Unit, ActRow], None]]:
    """The kinds of act undone here."""
    return {"merge_titles": _undo}


def merge(
    unit: Unit,
    kept_id: int,
    gone_id: int,
    versions: Mapping[int, int],
    taken: Collection[str],
    marc_fields: Collection[int] = (),
) -> Merged:
    """Move everything from one title to another, and let the first be deleted as merged."""
    if kept_id == gone_id:
        raise InvalidInput("A title can't be merged with itself.", details={"field": "gone_id"})
    locked = {each: title_by_id(unit, each, versions[each]) for each in sorted((kept_id, gone_id))}
    kept, gone = locked[kept_id], locked[gone_id]
    check(kept, gone)
    copies = queries.lock_copies(unit.connection, books.c.title_id == gone.id)
    waiting = queries.lock_holds(unit.connection, holds.c.title_id.in_((kept.id, gone.id)))
    _refuse_waiting_twice(unit, waiting, kept)
    moved = [hold for hold in waiting if hold.title_id == gone.id]
    lent = _move(unit, copies, moved, gone.id, kept.id)
    draft = merged(kept.draft, gone.draft, taken)
    if marc_fields:
        draft = _take_fields(unit, kept, gone, draft, taken, marc_fields)
    over = _take_apart(unit, kept, gone)
    _move_files(unit, title_files.of_title(unit.connection, gone.id), gone.id, kept.id)
    catalog.copy_title_to_books(unit.connection, kept.id, kept.draft.title, kept.author)
    saved = update_title(unit, kept, draft, "merge")
    values = {"merged_into": kept.id, "deleted_at": unit.now}
    queries.write_apart(unit.connection, gone.id, **values, updated_at=unit.now, version=gone.version + 1)
    unit.audit(
        "merge_into",
        "title",
        gone.id,
        gone.draft.title,
        before={"merged_into": None},
        after={"merged_into": kept.id, "took": over},
    )
    unit.changed(Changed.TITLES, f"title:{gone.id}", "books", "quality")
    searching.remove(unit.connection, [gone.id])
    searching.index(unit.connection, [kept.id])
    return Merged(kept.id, saved.version, gone.id, len(copies), lent, len(moved))


def _refuse_waiting_twice(unit: Unit, waiting: Sequence[AnyRow], kept: Title) -> None:
    """One patron has one open hold of a title: which of two stays is for the desk to say."""
    open_ones = [hold for hold in waiting if hold.open_student_title is not None]
    at_kept = {hold.student_id for hold in open_ones if hold.title_id == kept.id}
    twice = [hold for hold in open_ones if hold.title_id != kept.id and hold.student_id in at_kept]
    if twice:
        raise Refused(
            "A patron waits for both titles."
            if len(twice) == 1
            else f"{len(twice)} patrons wait for both titles.",
            hint="Cancel one of the two holds first.",
            code="waits_for_both",
            details={"student_ids": tuple(hold.student_id for hold in twice)},
        )


def _move(unit: Unit, copies: Sequence[AnyRow], moved: Sequence[AnyRow], old: int, new: int) -> int:
    """Move locked copies and holds with an audit entry for each; how many loans went with them."""
    states = {"title_id": old}, {"title_id": new}
    for copy in copies:
        unit.audit("move", "book", copy.id, copy.accession_number, before=states[0], after=states[1])
    for hold in moved:
        queries.move_hold(unit.connection, hold, new)
        unit.audit("move", "hold", hold.id, "", before=states[0], after=states[1])
        unit.changed(Changed.HOLDS, f"student:{hold.student_id}")
    flags = Changed.COPIES | Changed.LOANS if copies else Changed.TITLES
    unit.changed(flags, f"title:{old}", f"title:{new}", *(f"book:{copy.id}" for copy in copies))
    return queries.move_copies(unit.connection, [copy.id for copy in copies], new, unit.now) if copies else 0


def _take_fields(
    unit: Unit, kept: Title, gone: Title, draft: TitleDraft, taken: Collection[str], places: Collection[int]
) -> TitleDraft:
    """Let fields of the MARC record that goes over to the one that stays, and the title say what they say."""
    found = originals(unit.connection, (kept.id, gone.id))
    if len(found) < 2:
        raise InvalidInput("One of these titles has no MARC record.", details={"field": "marc_fields"})
    before = restored(found[kept.id])
    after = with_fields(before, restored(found[gone.id]), places)
    change_marc(unit, kept.id, kept.draft.title, stored(after))
    return said_with(draft, before, after, taken)


def _take_apart(unit: Unit, kept: Title, gone: Title) -> tuple[str, ...]:
    """Let the title that stays have the cover and the MARC record of the other where it has none; which it took."""
    mine, theirs = (queries.kept_apart(unit.connection, title.id) for title in (kept, gone))
    over = {
        name: getattr(theirs, name) for name in _APART if not getattr(mine, name) and getattr(theirs, name)
    }
    if over:
        queries.write_apart(unit.connection, kept.id, **over)
    return tuple(over)


def _move_files(unit: Unit, files: Sequence[Attachment], old: int, new: int) -> None:
    """Let attachments belong to another title, with an audit entry for each."""
    for one in files:
        states = {"title_id": old}, {"title_id": new}
        unit.audit("move", "attachment", one.id, one.name, before=states[0], after=states[1])
    title_files.move(unit.connection, [one.id for one in files], new)


def _undo(unit: Unit, act: ActRow) -> None:
    entries = audit_of(unit.connection, act.id)
    of_kept, of_gone = (_entry(entries, action) for action in ("merge", "merge_into"))
    locked = {
        each: title_by_id(unit, each) for each in sorted((of_kept.entity_id or 0, of_gone.entity_id or 0))
    }
    kept, gone = locked[of_kept.entity_id or 0], locked[of_gone.entity_id or 0]
    for entry in (of_kept, of_gone):
        refuse_if_newer(unit, entry)
    mine = [entry.entity_id or 0 for entry in entries if entry.entity == "book"]
    copies = queries.lock_copies(unit.connection, books.c.id.in_(mine))
    of_act = {entry.entity_id for entry in entries if entry.entity == "hold"}
    waiting = queries.lock_holds(unit.connection, holds.c.title_id == kept.id)
    back = [hold for hold in waiting if hold.id in of_act]
    _refuse_crossed(waiting, of_act, set(mine))
    _move(unit, copies, back, kept.id, gone.id)
    filed = {entry.entity_id for entry in entries if entry.entity == "attachment"}
    files = [one for one in title_files.of_title(unit.connection, kept.id) if one.id in filed]
    _move_files(unit, files, kept.id, gone.id)
    values = {"merged_into": None, "deleted_at": None, "updated_at": unit.now, "version": gone.version + 1}
    queries.write_apart(unit.connection, gone.id, **values)
    catalog.copy_title_to_books(unit.connection, gone.id, gone.draft.title, gone.author)
    unit.audit("undo_merge", "title", gone.id, gone.draft.title)
    for record in (entry for entry in entries if entry.action == "record"):
        change_marc(unit, kept.id, kept.draft.title, marc_before(record))
    took = msgspec.json.decode(of_gone.state_after or "{}")["took"]
    if took:
        queries.write_apart(unit.connection, kept.id, **dict.fromkeys(took))
    before = decoding.decode(of_kept.state_before or "", TitleDraft)
    update_title(unit, kept, before, "undo_merge")
    unit.changed(Changed.TITLES, f"title:{gone.id}", "books", "quality")
    searching.index(unit.connection, [kept.id, gone.id])


def _entry(entries: Sequence[AuditRow], action: str) -> AuditRow:
    return next(entry for entry in entries if entry.entity == "title" and entry.action == action)


def _refuse_crossed(
    waiting: Sequence[AnyRow], moved: Collection[int | None], copies: Collection[int]
) -> None:
    """A copy that waits on the shelf for a patron stays with the title that patron asked for."""
    for hold in waiting:
        if hold.waiting_book_id is not None and (hold.id in moved) != (hold.waiting_book_id in copies):
            raise Refused(
                "A copy of one of these titles waits on the hold shelf for a patron who asked for the other.",
                hint="Lend it or cancel the hold first.",
                code="on_hold",
                details={"hold_id": hold.id, "book_id": hold.waiting_book_id},
            )
