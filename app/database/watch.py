"""Queries on who watches over the library: the lease, the board everybody reads, who looks at it, the heartbeat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from app.database.tables.operations import heartbeat, watch_board, watch_lease, watchers


@dataclass(frozen=True, slots=True)
class LeaseRow:
    """The lease as it stands. ``holder`` is "" once it was given back."""

    token: int
    rank: int
    holder: str
    beats: int
    since: datetime
    seen_at: datetime


def lease(connection: Connection) -> LeaseRow | None:
    """The lease; None before the first."""
    row = connection.execute(select(watch_lease).where(watch_lease.c.id == 1)).one_or_none()
    if row is None:
        return None
    return LeaseRow(row.token, row.rank, row.holder, row.beats, row.since, row.seen_at)


def take(connection: Connection, seen: LeaseRow | None, rank: int, holder: str, now: datetime) -> int | None:
    """Take the lease that was seen so; the token of ours, None when somebody else was quicker.

    Two that insert the first row at once: one of them meets a Conflict.
    """
    token = 1 if seen is None else seen.token + 1
    values = {"token": token, "rank": rank, "holder": holder, "beats": 0, "since": now, "seen_at": now}
    if seen is None:
        connection.execute(insert(watch_lease).values(id=1, **values))
        return token
    unchanged = (watch_lease.c.token == seen.token) & (watch_lease.c.beats == seen.beats)
    done = connection.execute(update(watch_lease).where(watch_lease.c.id == 1, unchanged).values(**values))
    return token if done.rowcount else None


def beat(connection: Connection, token: int, now: datetime) -> bool:
    """Say that the holder lives; False when the lease is no longer its own."""
    values = {"beats": watch_lease.c.beats + 1, "seen_at": now}
    done = connection.execute(
        update(watch_lease).where(watch_lease.c.id == 1, watch_lease.c.token == token).values(values)
    )
    return bool(done.rowcount)


def give_back(connection: Connection, token: int) -> None:
    """Let whoever wants it have the lease at once."""
    connection.execute(
        update(watch_lease)
        .where(watch_lease.c.id == 1, watch_lease.c.token == token)
        .values(holder="", beats=watch_lease.c.beats + 1)
    )


def holds(connection: Connection, token: int) -> bool:
    """Whether the lease is still that holder's, which it stays until this transaction ends."""
    query = select(watch_lease.c.token).where(watch_lease.c.id == 1).with_for_update()
    return connection.execute(query).scalar() == token


def post(connection: Connection, token: int, at: datetime, content: bytes) -> None:
    """Put up what everybody reads."""
    connection.execute(delete(watch_board))
    connection.execute(insert(watch_board).values(id=1, token=token, at=at, content=content))


def board(connection: Connection) -> tuple[datetime, bytes] | None:
    """What was put up last, and when; None before the first time."""
    row = connection.execute(select(watch_board.c.at, watch_board.c.content)).one_or_none()
    return None if row is None else (row.at, row.content)


def look(connection: Connection, name: str, until: datetime) -> None:
    """Say that somebody looks, until a time."""
    connection.execute(delete(watchers).where(watchers.c.name == name))
    connection.execute(insert(watchers).values(name=name, until=until))


def looked_at(connection: Connection, now: datetime) -> bool:
    """Whether anybody looks."""
    return bool(connection.execute(select(func.count()).where(watchers.c.until > now)).scalar())


def forget_lookers(connection: Connection, before: datetime) -> None:
    """Forget those who stopped looking."""
    connection.execute(delete(watchers).where(watchers.c.until < before))


def write_heartbeat(connection: Connection, beat: float) -> None:
    """Write the time for replicas to show."""
    if not connection.execute(update(heartbeat).where(heartbeat.c.id == 1).values(beat=beat)).rowcount:
        connection.execute(insert(heartbeat).values(id=1, beat=beat))
