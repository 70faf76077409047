"""Puts together what happened in a span of time from where it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection

from app import maintenance
from app.database import timeline as queries
from app.domain.events import Event, EventKind, Note, lane_of
from app.domain.incidents import Incident
from app.domain.jobs import JobState
from app.errors import NotFound

PROMOTED_WORDS = "{server} was made the primary database"

_BAD = (JobState.FAILED, JobState.STRANDED)


def of_library(connection: Connection, since: datetime, until: datetime, now: datetime) -> Iterator[Event]:
    """Jobs, promotions, silences and maintenance windows."""
    for row in queries.jobs_within(connection, since, until):
        lane = lane_of(row.kind)
        if lane is not None:
            failed = JobState(row.state) in _BAD
            yield Event(
                lane, row.started_at, row.ended_at, _title(row.kind), "", row.actor, failed, f"job:{row.id}"
            )
    for row in queries.promotions_within(connection, since, until):
        title = PROMOTED_WORDS.format(server=row.server)
        yield Event(EventKind.FAILOVER, row.opened_at, row.opened_at, title, "", row.opened_by)
    for row in queries.pauses_within(connection, since, until):
        ends = row.until if row.until <= now else None
        yield Event(
            EventKind.MAINTENANCE, row.since, ends, row.reason, row.target, row.created_by,
            reference=f"pause:{row.id}",
        )  # fmt: skip


def of_incident(incident: Incident) -> Event:
    """An alert that people were to be told of."""
    ends = None if incident.cleared_at is None else _at(incident.cleared_at)
    return Event(
        EventKind.ALERT, _at(incident.fired_at), ends, incident.title, incident.target, failed=True,
        reference=f"incident:{incident.key}",
    )  # fmt: skip


def of_note(note: Note) -> Event:
    """What the watch noticed."""
    return Event(note.kind, _at(note.at), _at(note.at), note.title, note.target)


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _title(kind: str) -> str:
    try:
        return maintenance.find(kind).SPEC.title
    except NotFound:  # of another release
        return kind
