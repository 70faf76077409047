"""A small library with awkward values, and what tests of backups ask again and again."""

from __future__ import annotations

import os
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import stored_files
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from app.maintenance import backup_database, verify_backup
from app.maintenance.context import TaskContext
from app.maintenance.task import Outcome

AWKWARD = ('O\'Brien \\ "sons"', "tab\tline\nend\\", "𝒜strid Łódź ñ 图书", "NULL", "''", "\\N", "%s;--")


def stock(app: App, database: Database, head: Actor, photos: int = 2, photo_bytes: int = 70_000) -> None:
    """Titles, copies, patrons, money and pictures with every awkward value a column may hold."""
    for place, name in enumerate(AWKWARD):
        app.catalog.add_title(head, TitleDraft(name), [BookDraft(f"B{place:04d}")])
    patron = app.students.add(head, StudentDraft("Reyes", "Ana", grade="7", section="Rizal")).value
    app.ledger.charge(head, patron.student_id, ChargeType.DAMAGE, 500, AWKWARD[0])
    now = app.core.clock.now()
    files = [
        {
            "digest": os.urandom(32).hex(),
            "media_type": "image/png",
            "size": photo_bytes,
            "content": bytes(range(256)) + os.urandom(photo_bytes),
            "created_at": now,
        }
        for _ in range(photos)
    ]
    database.write(lambda connection: connection.execute(insert(stored_files), files))


def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table as the driver gives it, without the tables that backups themselves write to."""
    skipped = {"backups", "acts", "audit_logs"}
    with database.engine.connect() as connection:
        names = [n for n in database.engine.dialect.get_table_names(connection) if n not in skipped]
        return {
            name: sorted(
                (tuple(row) for row in connection.execute(text(f"SELECT * FROM {_quoted(database, name)}"))),
                key=repr,
            )
            for name in sorted(names)
        }


def _quoted(database: Database, name: str) -> str:
    return database.engine.dialect.identifier_preparer.quote_identifier(name)


def back_up(context: TaskContext, folder: Path, **params: Any) -> Outcome:
    """Take a backup."""
    return backup_database.run(context, backup_database.SPEC.read({"folder": str(folder), **params}))


def verify(context: TaskContext, folder: Path, **params: Any) -> Outcome:
    """Prove one."""
    return verify_backup.run(context, verify_backup.SPEC.read({"folder": str(folder), **params}))


def scratch_places(context: TaskContext) -> list[str]:
    """Scratch schemas and folders that are there now."""
    if context.database.is_sqlite:
        return [each.name for each in context.data_dir.glob("clms_verify_*")]
    with context.database.read() as connection:
        names = connection.execute(text("SHOW DATABASES LIKE 'clms\\_verify\\_%'"))
        return [name for (name,) in names]


def seconds_of(context: TaskContext) -> datetime:
    """The library's clock, once its present second is over: what follows lies in another one."""
    now = context.clock.now()
    whole = now.replace(microsecond=0) + timedelta(seconds=1)
    while context.clock.now() < whole:
        threading.Event().wait(0.02)
    return whole - timedelta(seconds=1)
