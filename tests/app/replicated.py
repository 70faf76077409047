"""A small library on a primary with replicas: as much of it as background work touches, for a whole one takes longer to
make than what is proven with it."""

from __future__ import annotations

from alembic import command
from sqlalchemy import insert

from app.database import schema
from app.database.engine import Database
from app.database.tables import branches, metadata

_TABLES = (
    "schema_info users branches acts audit_logs changes jobs job_ready job_schedules job_ticks workers stored_files "
    "api_sessions import_batches students titles attachments"
).split()


def plain_library(url: str) -> str:
    """Make it at an administrator's URL, with one branch; returns that."""
    database = Database(url)
    metadata.create_all(database.engine, tables=[metadata.tables[name] for name in _TABLES])
    with schema.ALEMBIC, database.engine.begin() as connection:
        command.stamp(schema.alembic_config(connection), schema.HEAD)
    main = {"id": 1, "code": "MAIN", "name": "Main library", "timezone": "Asia/Manila"}
    database.write(lambda connection: connection.execute(insert(branches), main))
    database.close()
    return url
