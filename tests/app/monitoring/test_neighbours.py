"""What a server on this computer takes of it."""

from __future__ import annotations

import socket
import sys

import pytest

from app.domain.health import Target, TargetKind
from app.monitoring.neighbours import Neighbours

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def test_connections_and_processes_of_a_port() -> None:
    neighbours = Neighbours()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)), server.accept()[0]:
            here = Target("api-1", TargetKind.API, f"http://127.0.0.1:{port}")
            found = neighbours.of(here)
            assert found["sockets"] == 1, "the end at the port counts, the other does not"
            assert found["process_memory"] > 10_000_000 and found["process_cpu"] > 0
            assert found["process_written"] >= 0
            assert neighbours.of_all()["sockets"] == 1


@pytest.mark.parametrize(
    "target",
    [
        Target("redis", TargetKind.REDIS, "192.0.2.7:6379"),
        Target("database", TargetKind.DATABASE, "sqlite:////srv/clms.db"),
        Target("files", TargetKind.FILES, "/srv"),
    ],
)
def test_of_what_runs_elsewhere_or_is_no_server_nothing_is_known(target: Target) -> None:
    neighbours = Neighbours()
    assert neighbours.of(target) == {}
    assert neighbours.of_all() == {}
