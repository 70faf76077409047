"""What the watch would have put up, and whoever looks after the machines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
import pytest
from sqlalchemy import Connection

from app.bootstrap import App
from app.database import incidents as incident_queries
from app.database import watch as queries
from app.database.tables.operations import metadata
from app.domain.actors import Actor, Role
from app.domain.alerts import Severity
from app.domain.board import Board, NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.incidents import Incident

HOST = NodeLine("this-computer", TargetKind.HOST, "", (), HealthState.HEALTHY, values={"host_cpu": 12.0})
REDIS = NodeLine("redis", TargetKind.REDIS, "", (), HealthState.UNHEALTHY, "Nothing listens there.", 5.0)


def incident(key: str, at: float, target: str = "redis", rule: str = "redis-down") -> Incident:
    """One that goes on."""
    title = "Redis does not answer"
    return Incident(key, rule, target, title, Severity.CRITICAL, at - 5, at, 2.0, 2.0, cause=True)


def put_up(app: App, at: datetime, *alerts: Incident, nodes: tuple[NodeLine, ...] = (HOST, REDIS)) -> None:
    """What the watch would."""
    board = Board(at.timestamp(), "worker on SRV", nodes, alerts)

    def work(connection: Connection) -> None:
        seen = queries.lease(connection)
        token = queries.take(connection, seen, 0, board.holder, at)
        assert token is not None
        queries.post(connection, token, at, msgspec.msgpack.encode(board))
        incident_queries.save(connection, alerts)

    app.operations.write(work)


@pytest.fixture
def operator(app: App, person: Callable[..., Actor]) -> Actor:
    """Whoever looks after the machines, where nobody has watched yet."""
    for table in metadata.tables.values():
        app.operations.write(lambda connection, table=table: connection.execute(table.delete()))
    return person(Role.OPERATOR, "Odie")
