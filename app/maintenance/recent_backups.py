"""The backup that a change of the schema can go back to: a fresh one is demanded, or a reason to go on without."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import inspect

from app.database import backup_index
from app.domain.backup_clock import PROVEN, BackupRow
from app.errors import InvalidInput, Refused
from app.maintenance.context import TaskContext

_LEAST_REASON = 10
_UNFIT = ("failed", "partial")


def require(context: TaskContext, hours: int, without: str) -> tuple[str, tuple[str, ...]]:
    """The backup there is a way back to, or the reason ``without`` for none, with what is to be said about it. Raises
    Refused when there is neither."""
    reason = without.strip()
    if reason and len(reason) < _LEAST_REASON:
        raise InvalidInput(
            "Why it may go on without a backup is not said.",
            hint=f"Write at least {_LEAST_REASON} letters: somebody will want to know.",
            details={"field": "without_backup"},
        )
    fresh = _fresh(context, hours)
    if fresh is not None:
        doubt = f"The backup {fresh.name} was never put to the proof: verify it first, if you can."
        return f"The way back is the backup {fresh.name}.", () if fresh.verdict == PROVEN else (doubt,)
    if reason:
        return f"Without a backup: {reason}", (f"There is no fresh backup. It goes on because: {reason}",)
    raise Refused(
        f"There is no usable backup of this library that is at most {hours} hours old.",
        hint="Run “backup-database” first, or write why it may go on without one.",
        code="backup_missing",
        details={"hours": hours},
    )


def _fresh(context: TaskContext, hours: int) -> BackupRow | None:
    edge = context.clock.now() - timedelta(hours=hours)
    with context.database.read() as connection:
        found = backup_index.kept(connection) if inspect(connection).has_table("backups") else ()
    usable = (
        each
        for each in found
        if each.engine == context.engine and each.taken_at >= edge and each.verdict not in _UNFIT
    )
    return max(usable, key=lambda each: (each.verdict == PROVEN, each.taken_at), default=None)
