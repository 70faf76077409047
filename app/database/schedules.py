"""Queries on schedules and their ticks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from app.database.results import new_id
from app.database.tables import job_schedules, job_ticks
from app.domain.schedules import Schedule


def every(connection: Connection, *, enabled_only: bool = False) -> tuple[Schedule, ...]:
    """All schedules, the oldest first."""
    query = select(job_schedules).order_by(job_schedules.c.id)
    if enabled_only:
        query = query.where(job_schedules.c.enabled.is_(True))
    return tuple(_schedule(row) for row in connection.execute(query))


def one(connection: Connection, schedule_id: int, *, lock: bool = False) -> Schedule | None:
    """One schedule; ``lock`` holds it, so that two workers take turns."""
    query = select(job_schedules).where(job_schedules.c.id == schedule_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _schedule(row)


def add(connection: Connection, values: dict[str, Any]) -> int:
    """Add a schedule; ``values`` are its columns, ``params`` as a mapping."""
    return new_id(connection.execute(insert(job_schedules), _columns(values)))


def change(connection: Connection, schedule_id: int, version: int, values: dict[str, Any]) -> bool:
    """Change a schedule somebody read at ``version``; False when it changed meanwhile."""
    done = connection.execute(
        update(job_schedules)
        .where(job_schedules.c.id == schedule_id, job_schedules.c.version == version)
        .values(**_columns(values), version=version + 1)
    )
    return bool(done.rowcount)


def remove(connection: Connection, schedule_id: int) -> bool:
    """Remove a schedule with the memory of its ticks; False when it wasn't there."""
    connection.execute(delete(job_ticks).where(job_ticks.c.schedule_id == schedule_id))
    return bool(connection.execute(delete(job_schedules).where(job_schedules.c.id == schedule_id)).rowcount)


def looked(connection: Connection, schedule_id: int, at: datetime) -> None:
    """Note that all ticks up to ``at`` have been dealt with."""
    connection.execute(update(job_schedules).where(job_schedules.c.id == schedule_id).values(looked_at=at))


def known_ticks(connection: Connection, schedule_id: int, ticks: Iterable[datetime]) -> set[datetime]:
    """Which of these ticks were dealt with before."""
    query = select(job_ticks.c.tick).where(
        job_ticks.c.schedule_id == schedule_id, job_ticks.c.tick.in_(list(ticks))
    )
    return set(connection.execute(query).scalars())


def note_tick(connection: Connection, schedule_id: int, tick: datetime, job_id: int | None) -> None:
    """Keep what became of a tick: the job it put in, or None when it was missed."""
    connection.execute(insert(job_ticks), {"schedule_id": schedule_id, "tick": tick, "job_id": job_id})


def missed_ticks(connection: Connection, since: datetime) -> dict[int, tuple[datetime, ...]]:
    """The ticks nobody ran, by schedule, since an instant, oldest first."""
    query = (
        select(job_ticks.c.schedule_id, job_ticks.c.tick)
        .where(job_ticks.c.job_id.is_(None), job_ticks.c.tick >= since)
        .order_by(job_ticks.c.tick)
    )
    found: dict[int, list[datetime]] = {}
    for row in connection.execute(query):
        found.setdefault(row.schedule_id, []).append(row.tick)
    return {schedule_id: tuple(ticks) for schedule_id, ticks in found.items()}


def forget_missed(connection: Connection, schedule_id: int, after: datetime) -> None:
    """Ticks behind ``after`` count as missed no longer: a clock that was ahead said so, and they are still to come."""
    of_these = (
        job_ticks.c.schedule_id == schedule_id,
        job_ticks.c.tick > after,
        job_ticks.c.job_id.is_(None),
    )
    connection.execute(delete(job_ticks).where(*of_these))


def old_ticks(connection: Connection, before: datetime, limit: int) -> tuple[int, ...]:
    """The ids of ticks that lie before an instant and that no look at their schedule will come upon again."""
    query = (
        select(job_ticks.c.id)
        .join(job_schedules, job_schedules.c.id == job_ticks.c.schedule_id)
        .where(job_ticks.c.tick < before, job_ticks.c.tick <= job_schedules.c.looked_at)
        .order_by(job_ticks.c.id)
    )
    return tuple(connection.execute(query.limit(limit)).scalars())


def forget_ticks(connection: Connection, tick_ids: Iterable[int]) -> int:
    """Drop what is known of ticks; returns how many."""
    return int(connection.execute(delete(job_ticks).where(job_ticks.c.id.in_(list(tick_ids)))).rowcount)


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    if "params" not in values:
        return values
    return {**values, "params": msgspec.json.encode(values["params"], order="deterministic").decode()}


def _schedule(row: Any) -> Schedule:
    values = {name: getattr(row, name) for name in Schedule.__dataclass_fields__}
    values["params"] = msgspec.json.decode(values["params"])
    values["enabled"], values["catch_up"] = bool(values["enabled"]), bool(values["catch_up"])
    return Schedule(**values)
