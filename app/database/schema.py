"""The schema's life: created, brought up to date, checked against this release."""

from __future__ import annotations

from app.database.engine import Database
from app.database.seeds import plant
from app.database.tables import metadata

HEAD = "0001"


def upgrade(database: Database) -> None:
    """Bring the schema to this release's, from nothing if need be."""
    metadata.create_all(database.engine)
    database.write(plant)


def check(database: Database) -> None:
    """Refuse a schema this release can't work on."""
