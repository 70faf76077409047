"""Writing one row and knowing its id."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert


def insert_row(connection: Connection, table: Table, **values: Any) -> int:
    """Insert a row and return the id the database gave it."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    assert key is not None, "one inserted row has a key"
    return int(key[0])
