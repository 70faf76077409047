"""Queries on the list of backups. The folders are the truth; this is what the library remembers of them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.database.tables import backups
from app.domain.backup_clock import BackupRow


def kept(connection: Connection, limit: int = 500) -> tuple[BackupRow, ...]:
    """The backups that were not removed, the newest state first."""
    query = select(backups).where(backups.c.removed_at.is_(None))
    rows = connection.execute(query.order_by(backups.c.taken_at.desc(), backups.c.id.desc()).limit(limit))
    return tuple(
        BackupRow(**{name: getattr(row, name) for name in BackupRow.__dataclass_fields__}) for row in rows
    )
