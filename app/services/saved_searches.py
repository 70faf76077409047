"""Saved searches: questions to the catalogue under a name, one's own or shared."""

from __future__ import annotations

from typing import Any

from app.database import saved_searches as queries
from app.database.results import AnyRow
from app.database.unit import Unit, canonical_json
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.work_lists import SavedSearch, SavedSearchDraft, SavedSearchRef, check_search
from app.errors import Conflict, NotFound
from app.services.core import Core
from app.services.work_lists import check_own


class SavedSearchesService:
    """Whoever may work at the desk saves searches; a shared one is changed by its owner or a head librarian."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def list(self, actor: Actor) -> tuple[SavedSearch, ...]:
        """One's own searches and shared ones, by name."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return queries.every(connection, actor)

    def save(
        self, actor: Actor, draft: SavedSearchDraft, *, key: str | None = None
    ) -> Receipt[SavedSearchRef]:
        """Save a search under a name. Raises InvalidInput for one that looks for nothing."""
        actor.require(Permission.CIRCULATE)
        checked = check_search(draft)

        def work(unit: Unit) -> SavedSearchRef:
            search_id = queries.add(
                unit.connection,
                **_columns(checked, actor.user_id is None),
                owner_id=actor.user_id,
                owner=actor.name,
                created_at=unit.now,
                updated_at=unit.now,
                version=1,
            )
            row = queries.one(unit.connection, search_id, actor)
            assert row is not None
            unit.audit("add", "saved_search", search_id, checked.name, after=dict(row._mapping))
            unit.changed(Changed.LISTS, "searches")
            return SavedSearchRef(search_id, checked.name, 1)

        return self._core.acts.perform(actor, "save_search", work, result=SavedSearchRef, key=key)

    def change(
        self, actor: Actor, search_id: int, version: int, draft: SavedSearchDraft, *, key: str | None = None
    ) -> Receipt[SavedSearchRef]:
        """Change name, sharing and what is looked for. Raises Conflict when it changed since ``version``, Denied when it
        is somebody else's."""
        checked = check_search(draft)

        def work(unit: Unit) -> SavedSearchRef:
            row = _own(unit, actor, search_id, version)
            values = _columns(checked, row.owner_id is None)
            before = {name: getattr(row, name) for name in values}
            queries.change(unit.connection, search_id, **values, updated_at=unit.now, version=version + 1)
            unit.audit("change", "saved_search", search_id, checked.name, before=before, after=values)
            unit.changed(Changed.LISTS, "searches")
            return SavedSearchRef(search_id, checked.name, version + 1)

        return self._core.acts.perform(actor, "change_search", work, result=SavedSearchRef, key=key)

    def delete(
        self, actor: Actor, search_id: int, version: int, *, key: str | None = None
    ) -> Receipt[SavedSearchRef]:
        """Remove a saved search. Raises as ``change`` does."""

        def work(unit: Unit) -> SavedSearchRef:
            row = _own(unit, actor, search_id, version)
            queries.remove(unit.connection, search_id)
            unit.audit("delete", "saved_search", search_id, row.name, before=dict(row._mapping))
            unit.changed(Changed.LISTS, "searches")
            return SavedSearchRef(search_id, row.name, version)

        return self._core.acts.perform(actor, "delete_search", work, result=SavedSearchRef, key=key)


def _columns(draft: SavedSearchDraft, of_program: bool) -> dict[str, Any]:
    return {"name": draft.name, "query": canonical_json(draft.query), "shared": draft.shared or of_program}


def _own(unit: Unit, actor: Actor, search_id: int, version: int) -> AnyRow:
    actor.require(Permission.CIRCULATE)
    row = queries.one(unit.connection, search_id, actor, lock=True)
    if row is None:
        raise NotFound("This search is not there any more.", details={"search_id": search_id})
    check_own(row, actor)
    if row.version != version:
        raise Conflict(
            "Somebody else changed this search meanwhile.",
            hint="Look at it again and repeat your change.",
            code="stale",
            details={"version": row.version},
        )
    return row
