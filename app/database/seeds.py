"""The rows a library can't do without: its identity, its first branch and a cash drawer."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, Table, insert, select

from app.database.tables import branches, drawers, schema_info

MIN_APP = "0.1.0"
"""The oldest release that works on the present schema."""

MAIN_BRANCH_ID = 1


def plant(connection: Connection, timezone: str = "Asia/Manila") -> None:
    """Insert the rows that are missing. Safe to repeat."""
    if not _any(connection, schema_info):
        connection.execute(
            insert(schema_info).values(
                id=1, library_id=str(uuid4()), min_app=MIN_APP, created_at=datetime.now(UTC)
            )
        )
    if not _any(connection, branches):
        connection.execute(
            insert(branches).values(id=MAIN_BRANCH_ID, code="MAIN", name="Main library", timezone=timezone)
        )
    if not _any(connection, drawers):
        connection.execute(insert(drawers).values(branch_id=MAIN_BRANCH_ID, name="MAIN", last_receipt=0))


def _any(connection: Connection, table: Table) -> bool:
    return connection.execute(select(1).select_from(table).limit(1)).first() is not None
