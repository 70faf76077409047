"""Queries on saved searches."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from app import decoding
from app.database.inserting import insert_row
from app.database.results import AnyRow
from app.database.tables import saved_searches
from app.database.work_lists import is_mine
from app.domain.actors import Actor
from app.domain.searching import TitleQuery
from app.domain.work_lists import SavedSearch, SavedSearchDraft

_s = saved_searches.c


def every(connection: Connection, actor: Actor) -> tuple[SavedSearch, ...]:
    """Those a person sees, by name."""
    query = select(saved_searches).where(_seen(actor)).order_by(_s.name, _s.id)
    return tuple(_search(row, actor) for row in connection.execute(query))


def one(connection: Connection, search_id: int, actor: Actor, *, lock: bool = False) -> AnyRow | None:
    """A row, None where there is none that the person sees."""
    query = select(saved_searches).where(_s.id == search_id, _seen(actor))
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def add(connection: Connection, **values: Any) -> int:
    """Write one and return its id."""
    return insert_row(connection, saved_searches, **values)


def change(connection: Connection, search_id: int, **values: Any) -> None:
    """Write columns of a locked one."""
    connection.execute(update(saved_searches).where(_s.id == search_id).values(**values))


def remove(connection: Connection, search_id: int) -> None:
    """Remove a locked one."""
    connection.execute(delete(saved_searches).where(_s.id == search_id))


def _seen(actor: Actor) -> Any:
    shared = _s.shared.is_(True)
    return shared if actor.user_id is None else or_(shared, _s.owner_id == actor.user_id)


def _search(row: AnyRow, actor: Actor) -> SavedSearch:
    draft = SavedSearchDraft(row.name, decoding.decode(row.query, TitleQuery), bool(row.shared))
    return SavedSearch(row.id, draft, row.owner, is_mine(row, actor), row.version)
