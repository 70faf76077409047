"""Queries on exported files, in the operations store: node and worker both reach it, wherever they run, and backups
leave it out, so that no copy of a register outlives its day.

A file is there once its head is, which the same transaction writes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from app.database import file_parts
from app.database.engine import Database
from app.database.tables.operations import export_files
from app.domain.exports import ExportFormat, ExportList

_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class ExportHead:
    """What is known of an exported file beside its bytes. ``size`` is in bytes."""

    job_id: int
    list: ExportList
    format: ExportFormat
    records: int
    size: int
    digest: str
    expires_at: datetime


def put(
    store: Database,
    job_id: int,
    of: tuple[ExportList, ExportFormat],
    content: bytes,
    records: int,
    expires_at: datetime,
) -> None:
    """Keep a file, in place of what an earlier run of the same job wrote."""
    head = {
        "job_id": job_id,
        "list_name": of[0].value,
        "format": of[1].value,
        "records": records,
        "size": len(content),
        "digest": file_parts.digest_of(content),
        "expires_at": expires_at,
    }

    def work(connection: Connection) -> None:
        _remove(connection, [job_id])
        file_parts.write(connection, _owner(job_id), content)
        connection.execute(insert(export_files), head)

    store.write(work)


def head(connection: Connection, job_id: int, now: datetime) -> ExportHead | None:
    """The file a job wrote, None when there is none or it expired."""
    c = export_files.c
    row = connection.execute(select(export_files).where(c.job_id == job_id, c.expires_at > now)).one_or_none()
    if row is None:
        return None
    return ExportHead(
        row.job_id,
        ExportList(row.list_name),
        ExportFormat(row.format),
        row.records,
        row.size,
        row.digest,
        row.expires_at,
    )


def content(connection: Connection, of: ExportHead) -> bytes | None:
    """The bytes of a file; None when they were removed or replaced since the head was read."""
    whole = file_parts.read(connection, _owner(of.job_id))
    return whole if file_parts.digest_of(whole) == of.digest else None


def expired(connection: Connection, now: datetime, limit: int) -> tuple[int, ...]:
    """Jobs whose files have had their time."""
    c = export_files.c
    return tuple(connection.execute(select(c.job_id).where(c.expires_at <= now).limit(limit)).scalars())


def remove_expired(store: Database, now: datetime) -> int:
    """Remove some of what expired; returns how many files, 0 when none is left."""

    def work(connection: Connection) -> int:
        return _remove(connection, expired(connection, now, _AT_ONCE))

    return store.write(work)


def remove_all_of(store: Database, list_: ExportList) -> int:
    """Remove every file of this list, also those somebody would still fetch; returns how many."""

    def work(connection: Connection) -> int:
        named = select(export_files.c.job_id).where(export_files.c.list_name == list_.value)
        return _remove(connection, connection.execute(named).scalars().all())

    return store.write(work)


def _remove(connection: Connection, job_ids: Collection[int]) -> int:
    if not job_ids:
        return 0
    file_parts.remove(connection, [_owner(job_id) for job_id in job_ids])
    return connection.execute(delete(export_files).where(export_files.c.job_id.in_(job_ids))).rowcount


def _owner(job_id: int) -> str:
    return f"export:{job_id}"
