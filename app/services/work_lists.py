"""Lists of records to work on: kept in order, with notes and ticks, alone or together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.database import shelves
from app.database import work_lists as queries
from app.database.results import AnyRow
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.identifiers import normalise_accession
from app.domain.paging import Page, Window
from app.domain.work_lists import (
    MOST_ITEMS,
    Entity,
    ListChange,
    ListItem,
    SavedWorkList,
    WorkList,
    WorkListDraft,
    check_list,
    check_many,
    check_note,
    moved,
)
from app.errors import Conflict, Denied, NotFound, Refused
from app.services.core import Core


class WorkListsService:
    """Whoever sees a list works on it; name, sharing and end are its owner's, or a head librarian's."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def list(self, actor: Actor) -> tuple[WorkList, ...]:
        """One's own lists and shared ones, by name."""
        actor.require(Permission.EDIT_CATALOG)
        with self._core.database.read() as connection:
            return queries.every(connection, actor)

    def items(self, actor: Actor, list_id: int, window: Window) -> Page[ListItem]:
        """A page of the records of a list, in its order. Raises NotFound."""
        actor.require(Permission.EDIT_CATALOG)
        with self._core.database.read() as connection:
            row = _seen(queries.one(connection, list_id, actor), list_id)
            return queries.items(connection, Entity(row.entity), list_id, window)

    # The list itself

    def create(
        self,
        actor: Actor,
        draft: WorkListDraft,
        record_ids: Sequence[int] = (),
        notes: Sequence[str] = (),
        *,
        key: str | None = None,
    ) -> Receipt[SavedWorkList]:
        """Make a list, with records of its kind on it, and a note beside each where there are any. Raises InvalidInput."""
        actor.require(Permission.EDIT_CATALOG)
        checked = check_list(draft)
        if record_ids:
            check_many(len(record_ids))
        noted = dict(zip(record_ids, map(check_note, notes), strict=False))

        def work(unit: Unit) -> SavedWorkList:
            list_id = queries.add(
                unit.connection,
                name=checked.name,
                entity=checked.entity.value,
                about=checked.about,
                owner_id=actor.user_id,
                owner=actor.name,
                shared=checked.shared or actor.user_id is None,
                created_at=unit.now,
                updated_at=unit.now,
                version=1,
            )
            row = queries.one(unit.connection, list_id, actor)
            assert row is not None
            added = _put(unit, row, record_ids, checked.entity, noted)
            unit.audit(
                "add", "work_list", list_id, checked.name, after={**dict(row._mapping), "records": added}
            )
            unit.changed(Changed.LISTS, f"list:{list_id}")
            return SavedWorkList(list_id, checked.name, 1)

        return self._core.acts.perform(actor, "add_list", work, result=SavedWorkList, key=key)

    def change(
        self, actor: Actor, list_id: int, version: int, draft: WorkListDraft, *, key: str | None = None
    ) -> Receipt[SavedWorkList]:
        """Change name, sharing and what a list is about. Raises Conflict when it changed since ``version``, Denied when it
        is somebody else's, Refused for another kind of record."""
        checked = check_list(draft)

        def work(unit: Unit) -> SavedWorkList:
            row = self._own(unit, actor, list_id, version)
            if checked.entity.value != row.entity:
                raise Refused(
                    "What a list holds stays as it is.", hint="Make another list.", code="entity_stays"
                )
            values = {
                "name": checked.name,
                "about": checked.about,
                "shared": checked.shared or row.owner_id is None,
            }
            before = {name: getattr(row, name) for name in values}
            queries.change(unit.connection, list_id, **values, updated_at=unit.now, version=version + 1)
            unit.audit("change", "work_list", list_id, checked.name, before=before, after=values)
            unit.changed(Changed.LISTS, f"list:{list_id}")
            return SavedWorkList(list_id, checked.name, version + 1)

        return self._core.acts.perform(actor, "change_list", work, result=SavedWorkList, key=key)

    def delete(
        self, actor: Actor, list_id: int, version: int, *, key: str | None = None
    ) -> Receipt[SavedWorkList]:
        """Remove a list; its records stay where they are. Raises as ``change`` does."""

        def work(unit: Unit) -> SavedWorkList:
            row = self._own(unit, actor, list_id, version)
            held = queries.states(unit.connection, list_id, queries.all_of())
            queries.remove(unit.connection, list_id)
            unit.audit(
                "delete",
                "work_list",
                list_id,
                row.name,
                before={**dict(row._mapping), "records": len(held), "items": held},
            )
            unit.changed(Changed.LISTS, f"list:{list_id}")
            return SavedWorkList(list_id, row.name, version)

        return self._core.acts.perform(actor, "delete_list", work, result=SavedWorkList, key=key)

    # Its records

    def add(
        self, actor: Actor, list_id: int, record_ids: Sequence[int], of: Entity, *, key: str | None = None
    ) -> Receipt[ListChange]:
        """Put titles or copies (``of``) on a list, behind what is there. A list of copies takes the copies of titles, one of
        titles the titles of copies; what is on it already stays where it is. Raises InvalidInput, Refused when it is full."""
        check_many(len(record_ids))
        return self._on_list(
            actor, "add_to_list", list_id, lambda unit, row: _added(unit, row, record_ids, of), key
        )

    def scan(
        self, actor: Actor, list_id: int, accession_number: str, *, key: str | None = None
    ) -> Receipt[ListChange]:
        """Put the copy with this number on a list, or its title. Raises NotFound, Conflict when it is on it already."""
        number = normalise_accession(accession_number)

        def work(unit: Unit, row: AnyRow) -> ListChange:
            found = shelves.by_numbers(unit.connection, [number]).get(number)
            if found is None:
                raise NotFound(
                    f"No book has the accession number {number}.",
                    hint="Check the label.",
                    code="unknown_book",
                )
            done = _added(unit, row, [found.id], Entity.COPY)
            if not done.changed:
                raise Conflict(
                    f"{number} is on this list already.", code="taken", details={"book_id": found.id}
                )
            return done

        return self._on_list(actor, "add_to_list", list_id, work, key)

    def remove(
        self, actor: Actor, list_id: int, item_ids: Sequence[int], *, key: str | None = None
    ) -> Receipt[ListChange]:
        """Take records off a list. Those that are not on it any more are left out."""
        check_many(len(item_ids))

        def work(unit: Unit, row: AnyRow) -> ListChange:
            before = queries.states(unit.connection, list_id, queries.by_ids(item_ids))
            queries.take_out(unit.connection, list_id, [one["id"] for one in before])
            return _told(unit, row, "take_off", before, [])

        return self._on_list(actor, "take_off_list", list_id, work, key)

    def move(
        self,
        actor: Actor,
        list_id: int,
        item_ids: Sequence[int],
        beside: int,
        behind: bool = False,
        *,
        key: str | None = None,
    ) -> Receipt[ListChange]:
        """Let records of a list stand, in the order they have, before another of its records, or behind it. Those that are
        not on the list any more are left out; raises NotFound when ``beside`` is one of them."""
        check_many(len(item_ids))

        def work(unit: Unit, row: AnyRow) -> ListChange:
            place = queries.order_of(unit.connection, list_id)
            order = moved(list(place), item_ids, beside, behind=behind)
            fresh = {
                one: there for one, there in zip(order, place.values(), strict=True) if place[one] != there
            }
            before = queries.states(unit.connection, list_id, queries.by_ids(list(fresh)))
            queries.put_in_place(unit.connection, list_id, fresh)
            after = [one | {"place": fresh[one["id"]]} for one in before]
            _told(unit, row, "reorder", before, after)
            return ListChange(list_id, len(place.keys() & set(item_ids)) if fresh else 0)

        return self._on_list(actor, "order_list", list_id, work, key)

    def tick(
        self,
        actor: Actor,
        list_id: int,
        item_ids: Sequence[int],
        done: bool = True,
        *,
        key: str | None = None,
    ) -> Receipt[ListChange]:
        """Say that records of a list are done, or are not."""
        check_many(len(item_ids))

        def values(unit: Unit) -> dict[str, Any]:
            return {"done_at": unit.now if done else None, "done_by": actor.name if done else ""}

        def other(one: dict[str, Any]) -> bool:
            return (one["done_at"] is not None) is not done

        return self._rewrite(
            actor, "tick_list", "tick" if done else "untick", list_id, item_ids, values, other, key
        )

    def note(
        self, actor: Actor, list_id: int, item_ids: Sequence[int], note: str, *, key: str | None = None
    ) -> Receipt[ListChange]:
        """Write a note beside records of a list; "" takes it away."""
        check_many(len(item_ids))
        tidy = check_note(note)
        return self._rewrite(
            actor,
            "note_on_list",
            "note",
            list_id,
            item_ids,
            lambda _unit: {"note": tidy},
            lambda one: one["note"] != tidy,
            key,
        )

    def _rewrite(
        self,
        actor: Actor,
        kind: str,
        action: str,
        list_id: int,
        item_ids: Sequence[int],
        values: Callable[[Unit], dict[str, Any]],
        other: Callable[[dict[str, Any]], bool],
        key: str | None,
    ) -> Receipt[ListChange]:
        """Write values over those records of a list that have others."""

        def work(unit: Unit, row: AnyRow) -> ListChange:
            before = [
                one
                for one in queries.states(unit.connection, list_id, queries.by_ids(item_ids))
                if other(one)
            ]
            fresh = values(unit)
            queries.write(unit.connection, list_id, [one["id"] for one in before], **fresh)
            return _told(unit, row, action, before, [one | fresh for one in before])

        return self._on_list(actor, kind, list_id, work, key)

    def _on_list(
        self,
        actor: Actor,
        kind: str,
        list_id: int,
        work: Callable[[Unit, AnyRow], ListChange],
        key: str | None,
    ) -> Receipt[ListChange]:
        actor.require(Permission.EDIT_CATALOG)

        def on(unit: Unit) -> ListChange:
            return work(unit, _seen(queries.one(unit.connection, list_id, actor, lock=True), list_id))

        return self._core.acts.perform(actor, kind, on, result=ListChange, key=key)

    @staticmethod
    def _own(unit: Unit, actor: Actor, list_id: int, version: int) -> AnyRow:
        actor.require(Permission.EDIT_CATALOG)
        row = _seen(queries.one(unit.connection, list_id, actor, lock=True), list_id)
        check_own(row, actor)
        if row.version != version:
            raise Conflict(
                "Somebody else changed this list meanwhile.",
                hint="Look at it again and repeat your change.",
                code="stale",
                details={"version": row.version},
            )
        return row


def check_own(row: AnyRow, actor: Actor) -> None:
    """Raise Denied for what is somebody else's, save for those who may undo others' acts."""
    if not queries.is_mine(row, actor) and not actor.may(Permission.UNDO_OTHERS):
        raise Denied(
            f"“{row.name}” is {row.owner}'s.",
            hint="Ask them, or a head librarian.",
            code="not_yours",
        )


def _seen(row: AnyRow | None, list_id: int) -> AnyRow:
    if row is None:
        raise NotFound(
            "This list is not there.",
            hint="It was removed, or is not shared with you any more.",
            details={"list_id": list_id},
        )
    return row


def _put(unit: Unit, row: AnyRow, record_ids: Sequence[int], of: Entity, notes: Mapping[int, str]) -> int:
    """Put records behind those of a locked list; how many."""
    if not record_ids:
        return 0
    entity = Entity(row.entity)
    wanted = queries.live(unit.connection, entity, record_ids, of)
    there = queries.known(unit.connection, row.id, wanted)
    fresh = [each for each in wanted if each not in there]
    if queries.how_many(unit.connection, row.id) + len(fresh) > MOST_ITEMS:
        raise Refused(
            f"A list has at most {MOST_ITEMS:,} records.",
            hint="Take off what is done, or begin another.",
            code="full",
        )
    blank = {"list_id": row.id, "done_at": None, "done_by": "", "added_at": unit.now}
    queries.put(
        unit.connection, [{**blank, "record_id": each, "note": notes.get(each, "")} for each in fresh]
    )
    return len(fresh)


def _added(unit: Unit, row: AnyRow, record_ids: Sequence[int], of: Entity) -> ListChange:
    entity = Entity(row.entity)
    wanted = queries.live(unit.connection, entity, record_ids, of)
    there = queries.known(unit.connection, row.id, wanted)
    _put(unit, row, record_ids, of, {})
    after = queries.states(
        unit.connection, row.id, queries.by_records([one for one in wanted if one not in there])
    )
    done = _told(unit, row, "put_on", [], after)
    return ListChange(done.list_id, done.changed, len(there))


def _told(
    unit: Unit, row: AnyRow, action: str, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> ListChange:
    """Audit what became of records of a list: one entry for all of them, by which an undo brings them back."""
    if before or after:
        unit.audit(
            action,
            "list_items",
            row.id,
            row.name,
            before={"records": len(before), "items": before},
            after={"records": len(after), "items": after},
        )
        unit.changed(Changed.LISTS, f"list:{row.id}")
    return ListChange(row.id, max(len(before), len(after)))
