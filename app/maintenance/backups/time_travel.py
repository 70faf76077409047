"""Going on from a backup to a second in time with the server's binary logs."""

from __future__ import annotations

from datetime import datetime

from app.database.backups import connections
from app.database.backups.binlog import require_same_logs
from app.database.backups.replaying import Replay, Replayed
from app.domain.backups import Manifest
from app.errors import InvalidInput, Refused
from app.maintenance.context import TaskContext


def require_logs(engine: str, nearest: str) -> None:
    """Refuse a library in a file; ``nearest`` is the last backup before the moment wanted, "" when there is none."""
    if engine == "sqlite":
        raise Refused(
            "A library in a file keeps no binary log: it can be restored as it was at a backup, not in between.",
            hint=f"Leave the time out and choose a backup; the last one before is {nearest}."
            if nearest
            else "Leave the time out and choose a backup; there is none from before that time.",
            code="no_logs",
        )


def require_past(context: TaskContext, until: datetime) -> None:
    """Refuse a time to come."""
    if until > context.clock.now():
        raise InvalidInput("This moment is still to come.", details={"field": "until"})


def require_start(manifest: Manifest, until: datetime) -> None:
    """Refuse a backup nothing can be replayed onto."""
    if until < manifest.taken_at:
        raise Refused(
            f"{manifest.name} is younger than the moment that is wanted.",
            hint="Choose an earlier backup.",
            code="backup_too_young",
        )
    if manifest.position is None or not manifest.position.exact:
        raise Refused(
            f"{manifest.name} does not know where the binary logs stood, so nothing can be replayed onto it.",
            hint="The server needs log_bin, and on MySQL the account RELOAD, when backups are taken.",
            code="no_position",
        )


def replay(context: TaskContext, manifest: Manifest, schema: str, until: datetime) -> Replayed:
    """Replay all that was written to the live library since the backup, up to and including that second."""
    assert manifest.position is not None
    url, product = context.database.url, context.engine
    span = max((until - manifest.taken_at).total_seconds(), 1.0)

    def told(at: datetime) -> None:
        context.checkpoint()
        done = (at - manifest.taken_at).total_seconds() / span
        context.progress(min(0.99, max(0.9, 0.9 + done * 0.09)), f"Replaying {at:%Y-%m-%d %H:%M:%S} UTC")

    with (
        connections.connect(url, product) as logs,
        connections.connect(url, product, schema) as session,
    ):
        require_same_logs(logs, product, manifest.position)
        replay = Replay(session, product, manifest.database, schema)
        return replay.until(logs, manifest.position, until, told)
