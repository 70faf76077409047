"""Queries about MARC records: those kept for titles, and which titles have a record's numbers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.database.tables import title_identifiers, titles


def originals(connection: Connection, ids: Collection[int]) -> dict[int, bytes]:
    """The MARC records kept for these titles; those without one are left out."""
    query = select(titles.c.id, titles.c.marc).where(titles.c.id.in_(list(ids)), titles.c.marc.is_not(None))
    return {id_: bytes(marc) for id_, marc in connection.execute(query)}


@dataclass(frozen=True, slots=True)
class KnownNumber:
    """A number of a live title."""

    value: str
    title_id: int
    qualifier: str | None


def numbered_titles(connection: Connection, kind: str, values: Collection[str]) -> list[KnownNumber]:
    """Which live titles have these numbers of one kind as valid ones, the oldest first."""
    i = title_identifiers.c
    query = (
        select(i.value, i.title_id, i.qualifier)
        .join(titles, titles.c.id == i.title_id)
        .where(i.value.in_(list(values)), i.kind == kind, i.valid.is_(True), titles.c.deleted_at.is_(None))
        .order_by(i.title_id)
    )
    return [KnownNumber(*row) for row in connection.execute(query)]
