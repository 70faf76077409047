"""Queries on what happened in a span of time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select

from app.database.results import AnyRow
from app.database.tables import alert_pauses, jobs, primaries
from app.database.tables.operations import watch_notes
from app.domain.events import EventKind, Note

_MOST = 1000


def jobs_within(connection: Connection, since: datetime, until: datetime) -> list[AnyRow]:
    """Jobs that ran at some time of a span and changed something, the newest first."""
    query = select(jobs).where(
        jobs.c.started_at < until,
        or_(jobs.c.ended_at.is_(None), jobs.c.ended_at > since),
        jobs.c.dry_run.is_(False),
    )
    return list(connection.execute(query.order_by(jobs.c.started_at.desc()).limit(_MOST)))


def promotions_within(connection: Connection, since: datetime, until: datetime) -> list[AnyRow]:
    """Databases that were made the primary in a span."""
    query = select(primaries).where(primaries.c.opened_at >= since, primaries.c.opened_at < until)
    return list(connection.execute(query.order_by(primaries.c.epoch.desc()).limit(_MOST)))


def pauses_within(connection: Connection, since: datetime, until: datetime) -> list[AnyRow]:
    """Silences and maintenance windows of a span."""
    query = select(alert_pauses).where(alert_pauses.c.since < until, alert_pauses.c.until > since)
    return list(connection.execute(query.order_by(alert_pauses.c.since.desc()).limit(_MOST)))


def add_notes(connection: Connection, notes: Iterable[Note]) -> None:
    """Keep what the watch noticed."""
    connection.execute(insert(watch_notes), [msgspec.structs.asdict(each) for each in notes])


def notes_within(connection: Connection, since: float, until: float) -> list[Note]:
    """What the watch noticed in a span."""
    query = select(watch_notes).where(watch_notes.c.at >= since, watch_notes.c.at < until)
    rows = connection.execute(query.order_by(watch_notes.c.at.desc()).limit(_MOST))
    return [Note(row.key, row.at, EventKind(row.kind), row.target, row.title) for row in rows]


def forget_notes_before(connection: Connection, edge: float) -> None:
    """Forget what was noticed before a time."""
    connection.execute(delete(watch_notes).where(watch_notes.c.at < edge))
