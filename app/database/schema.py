"""The schema's life: created, brought up to date, checked against this release."""

from __future__ import annotations

from app.database.engine import Database
from app.database.seeds import plant
from app.database.tables import metadata

HEAD = "0001"


def upgrade(database: Database, timezone: str = "Asia/Manila") -> None:
    """Bring the schema to this release's, from nothing if need be."""
    metadata.create_all(database.engine)
    database.write(lambda connection: plant(connection, timezone))


def check(database: Database) -> None:
    """Refuse a schema this release can't work on."""
