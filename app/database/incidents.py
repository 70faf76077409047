"""Queries on alerts there were and messages about them, in the operations store."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, Table, delete, insert, or_, select

from app import decoding
from app.database.results import AnyRow
from app.database.tables.operations import deliveries, incidents
from app.domain.alert_channels import Delivery
from app.domain.alerts import Severity
from app.domain.incidents import Incident

_INCIDENT = decoding.unpacker(Incident)


def save(connection: Connection, changed: Iterable[Incident]) -> None:
    """Keep incidents as they are now."""
    _replace(
        connection,
        incidents,
        [
            {
                "key": each.key,
                "rule": each.rule,
                "target": each.target,
                "fired_at": each.fired_at,
                "cleared_at": each.cleared_at,
                "content": msgspec.msgpack.encode(each),
            }
            for each in changed
        ],
    )


def going_on(connection: Connection) -> tuple[Incident, ...]:
    """Those that are not over, the oldest first."""
    query = select(incidents.c.content).where(incidents.c.cleared_at.is_(None))
    return tuple(map(_INCIDENT.decode, connection.execute(query.order_by(incidents.c.fired_at)).scalars()))


def within(connection: Connection, since: float, until: float, limit: int = 1000) -> tuple[Incident, ...]:
    """Those that went on at some time of a span, the newest first."""
    table = incidents.c
    query = select(table.content).where(
        table.fired_at < until, or_(table.cleared_at.is_(None), table.cleared_at > since)
    )
    found = connection.execute(query.order_by(table.fired_at.desc()).limit(limit)).scalars()
    return tuple(map(_INCIDENT.decode, found))


def one(connection: Connection, key: str) -> Incident | None:
    """One of them."""
    content = connection.execute(select(incidents.c.content).where(incidents.c.key == key)).scalar()
    return None if content is None else _INCIDENT.decode(content)


def save_deliveries(connection: Connection, changed: Iterable[Delivery]) -> None:
    """Keep messages as they are now."""
    _replace(connection, deliveries, [msgspec.structs.asdict(each) for each in changed])


def on_their_way(connection: Connection) -> tuple[Delivery, ...]:
    """Messages that wait for an attempt, the oldest first."""
    query = select(deliveries).where(deliveries.c.next_at.is_not(None)).order_by(deliveries.c.made_at)
    return tuple(_delivery(row) for row in connection.execute(query))


def newest_deliveries(connection: Connection, limit: int = 200) -> tuple[Delivery, ...]:
    """The newest messages first."""
    query = select(deliveries).order_by(deliveries.c.made_at.desc()).limit(limit)
    return tuple(_delivery(row) for row in connection.execute(query))


def forget_before(connection: Connection, edge: float) -> None:
    """Forget what was over, and sent, before a time."""
    connection.execute(delete(incidents).where(incidents.c.cleared_at < edge))
    connection.execute(delete(deliveries).where(deliveries.c.made_at < edge, deliveries.c.next_at.is_(None)))


def _replace(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(delete(table).where(table.c.key.in_([row["key"] for row in rows])))
        connection.execute(insert(table), rows)


def _delivery(row: AnyRow) -> Delivery:
    values = dict(row._mapping)
    return Delivery(**{**values, "severity": Severity(values["severity"])})
