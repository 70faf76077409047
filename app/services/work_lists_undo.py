"""Undoing what was done to lists and saved searches, while what it made of them still stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row

from app.database import work_lists as queries
from app.database.acts import ActRow, AuditRow, audit_of
from app.database.tables import saved_searches, work_lists
from app.database.unit import Unit
from app.domain.changes import Changed
from app.errors import Refused
from app.services.undo_edits import restore_from_audit

Handler = Callable[[Unit, ActRow], None]


def undo_handlers() -> dict[str, Handler]:
    """The kinds of act on lists and saved searches that can be undone."""
    kinds = "add_list change_list delete_list add_to_list take_off_list tick_list note_on_list order_list"
    return {
        **dict.fromkeys(kinds.split(), _undo_list),
        **dict.fromkeys("save_search change_search delete_search".split(), _undo_search),
    }


def _undo_search(unit: Unit, act: ActRow) -> None:
    restore_from_audit(unit, act.id, "saved_search", saved_searches)
    unit.changed(Changed.LISTS, "searches")


def _undo_list(unit: Unit, act: ActRow) -> None:
    entries = audit_of(unit.connection, act.id)
    if not entries:
        raise Refused("This act changed nothing.", code="nothing_to_undo")
    entry = entries[0]
    assert entry.entity_id is not None
    if entry.entity == "work_list":
        restore_from_audit(unit, act.id, "work_list", work_lists, uncreate=_uncreate)
        queries.put(unit.connection, _items(entry.state_before))
    else:
        _bring_back(unit, entry, entry.entity_id)
    unit.changed(Changed.LISTS, f"list:{entry.entity_id}")


def _uncreate(unit: Unit, entry: AuditRow, row: Row[Any]) -> None:
    """Take a list back that has what it was made with, and nothing more."""
    made_with = msgspec.json.decode(entry.state_after or "{}").get("records", 0)
    if queries.how_many(unit.connection, row.id) != made_with:
        raise _changed(entry)
    queries.remove(unit.connection, row.id)


def _bring_back(unit: Unit, entry: AuditRow, list_id: int) -> None:
    """Put records of a list back as they were, where nobody changed just these since."""
    if not queries.lock(unit.connection, list_id):
        raise Refused(f"The list “{entry.label}” was removed.", hint="Undo that first.", code="newer_act")
    before, after = _items(entry.state_before), _items(entry.state_after)
    was, became = ({one["id"]: one for one in some} for some in (before, after))
    now = {
        one["id"]: one for one in queries.states(unit.connection, list_id, queries.by_ids([*was, *became]))
    }
    ordered = entry.action == "reorder"
    back = [one for key, one in was.items() if key not in became]
    again = queries.known(unit.connection, list_id, [one["record_id"] for one in back])
    if _said(now, ordered) != _said(became, ordered) or again:
        raise _changed(entry)
    queries.take_out(unit.connection, list_id, [key for key in became if key not in was])
    queries.put(unit.connection, back)
    if ordered:
        queries.put_in_place(unit.connection, list_id, _said(was, ordered))
    for key in () if ordered else was.keys() & became.keys():
        kept = {name: was[key][name] for name in ("note", "done_at", "done_by")}
        queries.write(unit.connection, list_id, [key], **kept)
    unit.audit("undo", "list_items", list_id, entry.label, before={"items": after}, after={"items": before})


def _said(records: dict[int, dict[str, Any]], ordered: bool) -> dict[int, Any]:
    """Of records what an act was about: where they stand, or all else; neither hinders that the other is taken back."""
    if ordered:
        return {key: one["place"] for key, one in records.items()}
    return {key: {**one, "place": None} for key, one in records.items()}


def _changed(entry: AuditRow) -> Refused:
    return Refused(
        f"The list “{entry.label}” was changed again since.", hint="Change it by hand.", code="newer_act"
    )


def _items(state: str | None) -> list[dict[str, Any]]:
    """Records of a list as the audit has them, with their instants read back."""
    found: list[dict[str, Any]] = msgspec.json.decode(state or "{}").get("items", [])
    for one in found:
        one.setdefault("place", None)  # kept by a release that knew none
        for name in ("done_at", "added_at"):
            one[name] = datetime.fromisoformat(one[name]) if one[name] else None
    return found
