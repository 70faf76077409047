"""Servers that run by what is rendered, one of each engine for all tests here."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cluster.rendering.database import my_cnf
from app.domain.topology import Engine, Node, NodeKind, Topology
from tests.app.cluster.kit import MIB, database, local
from tests.servers import databases
from tests.servers.ssh import SshServer, ssh_server

VERSIONS = {"mariadb": "10.11", "mysql": "9.7"}
KINDS = [
    pytest.param(kind, marks=pytest.mark.engine)
    for kind in ("mariadb", "mysql")
    if kind in os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql")
]


def topology_of(kind: str, folder: Path = Path("/srv/clms"), port: int = 23306, **given: Any) -> Topology:
    """Two small database servers and an API node."""
    return local(
        folder,
        (
            Node("api-1", NodeKind.API, "here", 3001),
            database(port, memory=512 * MIB),
            database(port + 1, "db-2", primary=False),
        ),
        engine=Engine(kind),
        engine_version=VERSIONS[kind],
        windows=5,
        **given,
    )


@pytest.fixture(scope="session", params=KINDS)
def configured_server(request: pytest.FixtureRequest) -> Iterator[databases.Server]:
    """A server of each engine in turn that was started with the rendered configuration, so it is read-only at first."""
    kind = request.param

    def configured(folder: Path, port: int) -> Path:
        for place in (folder / "db-1", folder / "db-1" / "logs"):
            place.mkdir(exist_ok=True)
            databases.hand_over(place)
        topology = topology_of(kind, folder, port)
        target = folder / "my.cnf"
        target.write_text(my_cnf(topology, topology.node("db-1")))
        _validate(kind, target)
        return target

    with databases.running(kind, configured=configured) as server:
        yield server


@pytest.fixture(scope="session")
def ssh() -> Iterator[SshServer]:
    """A computer that is reached over SSH: this one, as an account that may do little."""
    with ssh_server() as server:
        yield server


def _validate(kind: databases.Kind, target: Path) -> None:
    """With the servers' own way to look at a configuration and not start."""
    how = ["--validate-config"] if kind == "mysql" else ["--help", "--verbose"]
    recipe = databases.recipe(kind)
    command = [*recipe.command, f"--defaults-file={target}", *recipe.options, *how]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **databases.as_user())
    assert done.returncode == 0, done.stderr
