"""The list of backups. Taking, verifying and restoring them are maintenance tasks."""

from __future__ import annotations

from app.database import backup_index
from app.domain.actors import Actor, Permission
from app.domain.backup_clock import BackupRow
from app.services.core import Core


class BackupsService:
    """Reads what the library remembers of its backups."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def list(self, actor: Actor) -> tuple[BackupRow, ...]:
        """The backups that were not removed, the newest state first. Needs OPERATE."""
        actor.require(Permission.OPERATE)
        with self._core.database.read() as connection:
            return backup_index.kept(connection)
