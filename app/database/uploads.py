"""Queries on lists that were sent to be imported, in the operations store: their bytes, previews and rows.

``version`` of a preview is the number of the job that made it, so that no two are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from app.database import erasing, file_parts
from app.database.engine import Database
from app.database.tables.operations import upload_rows, uploads

_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class UploadRow:
    """An upload as it is kept. ``options``, ``source``, ``preview`` and ``result`` are JSON."""

    id: str
    user_id: int | None
    name: str
    size: int
    digest: str
    options: str
    expires_at: datetime
    job_id: int | None
    version: int
    source: str | None
    kind: str | None
    preview: str | None
    verdicts: str | None
    result: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview as it is kept: JSON, the digest of what becomes of each row, and the CSV of rows not taken."""

    version: int
    kind: str
    preview: str
    verdicts: str
    report: bytes


def add(store: Database, row: UploadRow, content: bytes) -> None:
    """Keep a file. One of the same id is there already when a request is repeated: then nothing is done."""

    def work(connection: Connection) -> None:
        if connection.execute(select(uploads.c.id).where(uploads.c.id == row.id)).scalar() is not None:
            return
        values = {name: getattr(row, name) for name in UploadRow.__dataclass_fields__}
        connection.execute(insert(uploads), values)
        file_parts.write(connection, _bytes(row.id), content)

    store.write(work)


def one(connection: Connection, upload_id: str, now: datetime) -> UploadRow | None:
    """An upload, None when there is none or it expired."""
    c = uploads.c
    row = connection.execute(select(uploads).where(c.id == upload_id, c.expires_at > now)).one_or_none()
    return None if row is None else UploadRow(**row._mapping)


def of_user(connection: Connection, user_id: int | None, now: datetime) -> tuple[UploadRow, ...]:
    """What somebody sent, the last to expire first."""
    c = uploads.c
    query = (
        select(uploads).where(c.user_id == user_id, c.expires_at > now).order_by(c.expires_at.desc(), c.id)
    )
    return tuple(UploadRow(**row._mapping) for row in connection.execute(query))


def content(connection: Connection, row: UploadRow) -> bytes | None:
    """The bytes that were sent; None once they were imported or removed."""
    whole = file_parts.read(connection, _bytes(row.id))
    return whole if file_parts.digest_of(whole) == row.digest else None


def report(connection: Connection, row: UploadRow) -> bytes:
    """The CSV of the rows that are not taken."""
    return file_parts.read(connection, _report(row.id))


def change(store: Database, upload_id: str, **values: Any) -> None:
    """Note the job that has to do with it now (``job_id``), how it is to be read (``options``), what a look at
    it found out (``source``), when it expires."""
    store.write(lambda connection: _set_in(connection, upload_id, values))


def _set_in(connection: Connection, upload_id: str, values: Mapping[str, Any]) -> bool:
    done = connection.execute(update(uploads).where(uploads.c.id == upload_id).values(**values))
    return done.rowcount == 1


# Previews


def begin_rows(store: Database, upload_id: str, version: int) -> None:
    """Forget what an earlier run of the same job wrote of its preview."""
    c = upload_rows.c
    gone = delete(upload_rows).where(c.upload_id == upload_id, c.version == version)
    store.write(lambda connection: connection.execute(gone).rowcount)


def add_rows(store: Database, upload_id: str, version: int, rows: Sequence[tuple[int, str, str]]) -> None:
    """Keep rows of a preview: number, verdict and JSON. They are shown once the preview is kept."""
    values = [
        {"upload_id": upload_id, "version": version, "seq": seq, "verdict": verdict, "content": content}
        for seq, verdict, content in rows
    ]
    store.write(lambda connection: connection.execute(insert(upload_rows), values).rowcount)


def show(store: Database, upload_id: str, shown: Shown, expires_at: datetime) -> None:
    """Put a preview in the place of the one before."""
    values = {
        "version": shown.version,
        "kind": shown.kind,
        "preview": shown.preview,
        "verdicts": shown.verdicts,
        "expires_at": expires_at,
    }

    def work(connection: Connection) -> None:
        if not _set_in(connection, upload_id, values):
            _remove(connection, [upload_id])  # it was removed meanwhile, and so are these rows
            return
        _replace_report(connection, upload_id, shown.report)
        c = upload_rows.c
        connection.execute(delete(upload_rows).where(c.upload_id == upload_id, c.version != shown.version))

    store.write(work)


def rows(
    connection: Connection, row: UploadRow, verdicts: Collection[str], behind: int, limit: int, skip: int = 0
) -> list[tuple[int, str]]:
    """Rows of the preview behind ``behind``, of some verdicts (any when none are named): number and JSON."""
    c = upload_rows.c
    query = select(c.seq, c.content).where(c.upload_id == row.id, c.version == row.version, c.seq > behind)
    if verdicts:
        query = query.where(c.verdict.in_(verdicts))
    found = connection.execute(query.order_by(c.seq).limit(limit).offset(skip))
    return [(seq, content) for seq, content in found]


def finish(store: Database, upload_id: str, result: str, report: bytes, expires_at: datetime) -> None:
    """Keep what the import became, and no longer the bytes."""

    def work(connection: Connection) -> None:
        if _set_in(connection, upload_id, {"result": result, "expires_at": expires_at}):
            file_parts.remove(connection, [_bytes(upload_id)])
            _replace_report(connection, upload_id, report)

    store.write(work)


def _replace_report(connection: Connection, upload_id: str, report: bytes) -> None:
    file_parts.remove(connection, [_report(upload_id)])
    file_parts.write(connection, _report(upload_id), report)


# Removing


def count_expired(connection: Connection, now: datetime) -> int:
    """How many have had their time."""
    query = select(func.count()).select_from(uploads).where(uploads.c.expires_at <= now)
    return int(connection.execute(query).scalar_one())


def remove_expired(store: Database, now: datetime) -> int:
    """Remove some of what expired; returns how many, 0 when none is left."""
    query = select(uploads.c.id).where(uploads.c.expires_at <= now).limit(_AT_ONCE)
    return store.write(lambda connection: _remove(connection, connection.execute(query).scalars().all()))


def remove(store: Database, upload_id: str) -> int:
    """Remove one; returns how many there were."""
    return store.write(lambda connection: _remove(connection, [upload_id]))


def remove_all_but(store: Database, kind: str) -> int:
    """Remove what is of another kind than this, or of none that is known; returns how many."""
    c = uploads.c
    query = select(c.id).where(or_(c.kind.is_(None), c.kind != kind))
    return store.write(lambda connection: _remove(connection, connection.execute(query).scalars().all()))


def _remove(connection: Connection, ids: Collection[str]) -> int:
    if not ids:
        return 0
    erasing.overwrite(connection)
    file_parts.remove(connection, [owner(each) for each in ids for owner in (_bytes, _report)])
    connection.execute(delete(upload_rows).where(upload_rows.c.upload_id.in_(ids)))
    return connection.execute(delete(uploads).where(uploads.c.id.in_(ids))).rowcount


def _bytes(upload_id: str) -> str:
    return f"upload:{upload_id}"


def _report(upload_id: str) -> str:
    return f"report:{upload_id}"
