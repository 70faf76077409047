"""Queries on what statements took of a server's time, a minute at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, delete, func, insert, select

from app.database.tables.operations import statement_slices as slices
from app.domain.statements import StatementTimes


def add(connection: Connection, target: str, at: float, found: Iterable[StatementTimes]) -> None:
    """Keep what came until ``at``."""
    rows = [_row(target, at, each) for each in found]
    if rows:
        connection.execute(insert(slices), rows)


def _row(target: str, at: float, times: StatementTimes) -> dict[str, object]:
    told = asdict(times)
    return {"target": target, "at": at, "schema_name": told.pop("schema"), **told}


def within(
    connection: Connection, target: str, since: float, until: float, most: int
) -> tuple[StatementTimes, ...]:
    """What statements of a server came to in a span, those that took the most time."""
    total = func.sum(slices.c.total_ms)
    query = (
        select(
            slices.c.digest, slices.c.schema_name, func.max(slices.c.text), func.sum(slices.c.calls), total,
            func.max(slices.c.max_ms), func.sum(slices.c.examined), func.sum(slices.c.sent),
            func.sum(slices.c.unindexed), func.sum(slices.c.disk_tables), func.sum(slices.c.errors),
        )
        .where(slices.c.target == target, slices.c.at > since, slices.c.at <= until)
        .group_by(slices.c.digest, slices.c.schema_name)
        .order_by(total.desc())
        .limit(most)
    )  # fmt: skip
    return tuple(
        StatementTimes(str(row[0]), str(row[1]), str(row[2]), int(row[3]), float(row[4]), float(row[5]),
                       *(int(each) for each in row[6:]))
        for row in connection.execute(query)
    )  # fmt: skip


def reach(connection: Connection, target: str) -> tuple[float, float] | None:
    """When the oldest and the newest slice of a server ended; None where there is none."""
    query = select(func.min(slices.c.at), func.max(slices.c.at)).where(slices.c.target == target)
    oldest, newest = connection.execute(query).one()
    return None if oldest is None else (float(oldest), float(newest))


def forget_before(connection: Connection, edge: float) -> None:
    """Forget what ended before a time."""
    connection.execute(delete(slices).where(slices.c.at < edge))
