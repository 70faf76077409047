"""What Alembic runs: our own caller hands it the connection; from a developer's terminal it opens DATABASE_URL."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection

from app.database.tables import metadata


def _run(connection: Connection) -> None:
    told_only = context.is_offline_mode()
    options: dict[str, Any] = {
        "transactional_ddl": connection.dialect.name == "sqlite" and not told_only,
        "on_version_apply": context.config.attributes.get("applied", ()),
    }
    context.configure(connection=connection, target_metadata=metadata, compare_type=True, **options)
    with context.begin_transaction():
        context.run_migrations()


def _from_terminal() -> None:
    from app.database.engine import Database
    from app.settings import load

    database = Database(load().database_url)
    try:
        with database.engine.connect() as connection:
            _run(connection)
    finally:
        database.close()


handed: Connection | None = context.config.attributes.get("connection")
if handed is not None:
    _run(handed)
else:
    _from_terminal()
