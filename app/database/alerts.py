"""Queries on what people decided about alerts, in the library's database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from app import decoding
from app.database.results import AnyRow, new_id
from app.database.tables import alert_acknowledgements, alert_channels, alert_pauses, alert_rules
from app.domain.alert_causes import Pause
from app.domain.alert_channels import Channel, ChannelKind, SavedChannel
from app.domain.alerts import AlertRule, Severity

SINCE = "0009"
"""The revision that brought these tables."""


@dataclass(frozen=True, slots=True)
class SavedRule:
    """A rule that was changed or added."""

    rule: AlertRule
    version: int
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SavedPause:
    """A silence or a maintenance window."""

    id: int
    pause: Pause
    created_by: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who looks after an incident."""

    incident: str
    at: datetime
    by: str
    note: str


# --- rules -------------------------------------------------------------------------------------------------


def saved_rules(connection: Connection) -> dict[str, SavedRule]:
    """Those that were changed or added, by name."""
    rows = connection.execute(select(alert_rules).order_by(alert_rules.c.name))
    return {row.name: _rule(row) for row in rows}


def saved_rule(connection: Connection, name: str) -> SavedRule | None:
    """One of those, held until the transaction ends."""
    query = select(alert_rules).where(alert_rules.c.name == name).with_for_update()
    row = connection.execute(query).one_or_none()
    return None if row is None else _rule(row)


def save_rule(connection: Connection, rule: AlertRule, version: int, by: str, now: datetime) -> None:
    """Keep a rule as its next version; ``version`` is 0 for one that was not kept yet."""
    values = {
        "definition": msgspec.json.encode(rule).decode(),
        "changed_at": now,
        "changed_by": by,
        "version": version + 1,
    }
    if version:
        connection.execute(update(alert_rules).where(alert_rules.c.name == rule.name).values(values))
    else:
        connection.execute(insert(alert_rules).values(name=rule.name, **values))


def forget_rule(connection: Connection, name: str) -> bool:
    """Let the shipped rule hold again, or an added one be gone; False when there was nothing to forget."""
    return bool(connection.execute(delete(alert_rules).where(alert_rules.c.name == name)).rowcount)


def _rule(row: AnyRow) -> SavedRule:
    rule = decoding.decode(row.definition, AlertRule)
    return SavedRule(rule, row.version, row.changed_by, row.changed_at)


# --- silences and maintenance windows ----------------------------------------------------------------------


def pauses(connection: Connection, after: datetime) -> tuple[SavedPause, ...]:
    """Those that end after a time, the next to begin first."""
    query = select(alert_pauses).where(alert_pauses.c.until > after).order_by(alert_pauses.c.since)
    return tuple(_pause(row) for row in connection.execute(query))


def add_pause(connection: Connection, pause: Pause, by: str, now: datetime) -> int:
    """Keep one; returns its id."""
    since, until = (datetime.fromtimestamp(each, UTC) for each in (pause.since, pause.until))
    row = {
        "kind": pause.kind,
        "target": pause.target,
        "rule": pause.rule,
        "since": since,
        "until": until,
        "reason": pause.reason[:500],
        "created_at": now,
        "created_by": by,
    }
    return new_id(connection.execute(insert(alert_pauses).values(row)))


def end_pause(connection: Connection, pause_id: int, now: datetime) -> SavedPause | None:
    """End one that is not over yet; how it was, None where there is none."""
    query = select(alert_pauses).where(alert_pauses.c.id == pause_id).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None or row.until <= now:
        return None
    if row.since >= now:
        connection.execute(delete(alert_pauses).where(alert_pauses.c.id == pause_id))
    else:
        connection.execute(update(alert_pauses).where(alert_pauses.c.id == pause_id).values(until=now))
    return _pause(row)


def _pause(row: AnyRow) -> SavedPause:
    since, until = row.since.timestamp(), row.until.timestamp()
    return SavedPause(row.id, Pause(row.kind, since, until, row.reason, row.target, row.rule), row.created_by)


# --- acknowledgements --------------------------------------------------------------------------------------


def acknowledged(connection: Connection, incidents: Collection[str]) -> dict[str, Acknowledgement]:
    """Those of these incidents that somebody looks after."""
    query = select(alert_acknowledgements).where(alert_acknowledgements.c.incident.in_(list(incidents)))
    return {
        row.incident: Acknowledgement(row.incident, row.at, row.by, row.note)
        for row in connection.execute(query)
    }


def acknowledge(connection: Connection, incident: str, by: str, note: str, now: datetime) -> None:
    """Keep that somebody looks after an incident. Raises IntegrityError when somebody does already."""
    connection.execute(
        insert(alert_acknowledgements).values(incident=incident, at=now, by=by, note=note[:500])
    )


# --- channels ----------------------------------------------------------------------------------------------


def channels(connection: Connection) -> tuple[SavedChannel, ...]:
    """All of them, by name."""
    rows = connection.execute(select(alert_channels).order_by(alert_channels.c.name))
    return tuple(_channel(row) for row in rows)


def channel(connection: Connection, channel_id: int) -> SavedChannel | None:
    """One of them, held until the transaction ends."""
    query = select(alert_channels).where(alert_channels.c.id == channel_id).with_for_update()
    row = connection.execute(query).one_or_none()
    return None if row is None else _channel(row)


def add_channel(connection: Connection, channel: Channel, by: str, now: datetime) -> int:
    """Keep one; returns its id."""
    row = {**_row(channel), "created_at": now, "created_by": by, "version": 1}
    return new_id(connection.execute(insert(alert_channels).values(row)))


def change_channel(connection: Connection, channel_id: int, version: int, channel: Channel) -> bool:
    """Change one that was read at a version; False when it changed meanwhile."""
    done = connection.execute(
        update(alert_channels)
        .where(alert_channels.c.id == channel_id, alert_channels.c.version == version)
        .values(**_row(channel), version=version + 1)
    )
    return bool(done.rowcount)


def remove_channel(connection: Connection, channel_id: int) -> None:
    """Forget one; what was sent there stays known."""
    connection.execute(delete(alert_channels).where(alert_channels.c.id == channel_id))


def _row(channel: Channel) -> dict[str, object]:
    return {
        "name": channel.name,
        "kind": channel.kind.value,
        "secret": channel.secret,
        "least": channel.least.value,
        "enabled": channel.enabled,
    }


def _channel(row: AnyRow) -> SavedChannel:
    made = Channel(row.name, ChannelKind(row.kind), row.secret, Severity(row.least), bool(row.enabled))
    return SavedChannel(row.id, made, row.version, row.created_by)
