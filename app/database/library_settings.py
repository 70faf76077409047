"""Queries on the settings of the whole library, and on what stands in the way of changing them."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from app.database.tables import books, ledger, library_settings


def stored(connection: Connection, *, lock: bool = False) -> dict[str, tuple[Any, int]]:
    """Value and version of each setting that was ever set, by name; ``lock`` lets writers take turns."""
    query = select(library_settings).order_by(library_settings.c.name)
    rows = connection.execute(query.with_for_update() if lock else query)
    return {row.name: (msgspec.json.decode(row.value), row.version) for row in rows}


def has_entries_in_other_currency(connection: Connection, currency: str) -> bool:
    """Tell whether the ledger holds an amount in another currency."""
    query = select(ledger.c.id).where(ledger.c.currency != currency).limit(1)
    return connection.execute(query).first() is not None


def used_item_types(connection: Connection, item_types: set[str]) -> set[str]:
    """Those of the given item types that copies have."""
    found: set[str] = set()
    for item_type in sorted(item_types):
        query = (
            select(books.c.id).where(books.c.item_type == item_type, books.c.deleted_at.is_(None)).limit(1)
        )
        if connection.execute(query).first() is not None:
            found.add(item_type)
    return found
