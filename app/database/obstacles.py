"""What workers say they can't do as they are set up, in the operations store."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from app.database.tables.operations import worker_obstacles as table
from app.domain.jobs import Obstacle


def note(connection: Connection, worker_id: int, found: Mapping[str, Obstacle]) -> None:
    """Keep what a worker can't do, by kind of job."""
    rows = [
        {
            "worker_id": worker_id,
            "kind": kind,
            "message": each.message[:500],
            "hint": each.hint[:500],
            "code": each.code,
        }
        for kind, each in found.items()
    ]
    if rows:
        connection.execute(insert(table), rows)


def forget(connection: Connection, worker_id: int) -> None:
    """A worker that is gone says nothing any more."""
    connection.execute(delete(table).where(table.c.worker_id == worker_id))


def said_by(connection: Connection, hosts: Mapping[int, str]) -> dict[str, Obstacle]:
    """What one of these workers can't do, by kind of job; ``hosts`` are their computers by their ids."""
    if not hosts:
        return {}
    query = select(table).where(table.c.worker_id.in_(hosts)).order_by(table.c.worker_id)
    return {
        row.kind: Obstacle(row.message, row.hint, row.code, hosts[row.worker_id])
        for row in connection.execute(query)
    }
