"""Small things every query module needs of SQLAlchemy's results."""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import CursorResult, Row

#: A row of whatever columns; queries turn it into a domain value before it leaves ``app.database``.
AnyRow: TypeAlias = Row[*tuple[Any, ...]]


def new_id(inserted: CursorResult[Any]) -> int:
    """The id the database gave to the one row just inserted."""
    key = inserted.inserted_primary_key
    assert key is not None
    return int(key[0])
