"""What is rendered for units of the system, started whole: database, Redis, migration, API node, worker, nginx.

The files stand as they are, but for their paths, which are moved below a folder, and their secrets. An administrator's
steps are taken in the order the files name: accounts, ``clms migrate``, rights on tables.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shlex
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymysql
import pytest
from dotenv import dotenv_values

from app.cluster.checking.contradictions import cross_check
from app.cluster.checking.finding import State, Weight
from app.cluster.checking.programs import Rehearsal
from app.cluster.local.databases import statements
from app.cluster.nodes import look
from app.cluster.rendering.files import Kind, RenderedFile, render
from app.cluster.rendering.secrets import reveal
from app.cluster.replication import Login, Server
from app.domain.topology import GIB, Driver, Engine, Host, Node, NodeKind, Topology
from tests.app.cluster.kit import MIB, SECRETS
from tests.servers import balancing, databases, redis_servers
from tests.servers.databases import RUNNING, as_user, die_with_parent, free_port, hand_over
from tests.servers.local_cluster import cluster_folder
from tests.waiting import until

ROOT = Path(__file__).parents[3]


@dataclass
class Deployment:
    """The files of a topology below a folder, and what was started of them."""

    folder: Path
    topology: Topology
    files: tuple[RenderedFile, ...]
    stack: contextlib.ExitStack
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def place(self, kind: Kind, node: str = "", name: str = "") -> Path:
        """Where a file stands."""
        (found,) = (
            file
            for file in self.files
            if file.kind is kind and file.node == node and file.path.endswith(name)
        )
        return self.folder / ("by-hand" if not found.host else "") / found.path.lstrip("/")

    def start(self, name: str, command: list[str], **options: Any) -> None:
        """Start a server and end it with the deployment."""
        log = self.folder / f"{name}.log"
        with log.open("wb") as stream:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, cwd=self.folder,
                preexec_fn=die_with_parent, start_new_session=True, **options,
            )  # fmt: skip
        RUNNING.add(process.pid)
        self.processes[name] = process
        self.stack.callback(self._end, process)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.terminate()
        process.wait(timeout=60)
        RUNNING.discard(process.pid)

    def start_unit(self, node: str) -> None:
        """Start what a unit of the system's says, with the settings it names and no others."""
        unit = self.place(Kind.SYSTEMD, node).read_text()
        words = shlex.split(_line(unit, "ExecStart"))
        files = [line.partition("=")[2] for line in unit.splitlines() if line.startswith("EnvironmentFile=")]
        self.start(node, _clms(*words[1:]), env=_environment(*map(Path, files)))

    def said(self, name: str) -> str:
        """What a server printed."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def until(self, condition, name: str) -> None:
        """Wait for a server that has to stay alive meanwhile."""

        def comes() -> bool:
            assert self.processes[name].poll() is None, self.said(name)
            return condition()

        until(comes, name)


def _line(text: str, name: str) -> str:
    (found,) = (line for line in text.splitlines() if line.startswith(f"{name}="))
    return found.partition("=")[2]


def _clms(*words: str) -> list[str]:
    return [sys.executable, "-m", "app", *words]


def _environment(*files: Path) -> dict[str, str]:
    told = {name: text or "" for file in files for name, text in dotenv_values(file).items()}
    system = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**system, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(files[0].parent), **told}


def _topology(engine: str, database_port: int) -> Topology:
    version = ".".join(databases.recipe(engine).version.split(".")[:2])
    nodes = (
        Node("proxy", NodeKind.PROXY, "one", free_port(), plain_port=free_port()),
        Node("api-1", NodeKind.API, "one", free_port()),
        Node("worker", NodeKind.WORKER, "one"),
        Node("db-1", NodeKind.DATABASE, "one", database_port, primary=True, memory=600 * MIB),
        Node("redis-1", NodeKind.REDIS, "one", free_port(), memory=100 * MIB),
    )
    return Topology(
        name="one-computer",
        server_name="localhost",
        engine=Engine(engine),
        engine_version=version,
        hosts=(Host("one", "127.0.0.1", 4 * GIB, 2),),
        nodes=nodes,
        driver=Driver.SYSTEMD,
        windows=5,
    )


def _install(folder: Path, topology: Topology) -> tuple[RenderedFile, ...]:
    """Put every file where it belongs, below the folder."""
    mover = Rehearsal(folder, as_user())
    files = render(topology)
    for file in files:
        place = folder / ("by-hand" if not file.host else "") / file.path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(mover.moved(reveal(file.text, SECRETS)))
    for name in ("etc", "var", "run"):
        for each in (folder / name, *(folder / name).rglob("*")):
            hand_over(each)
    return files


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("mariadb", marks=pytest.mark.engine),
        pytest.param("mysql", marks=(pytest.mark.engine, pytest.mark.long)),
    ],
)
def deployment(request: pytest.FixtureRequest) -> Iterator[Deployment]:
    """Everything of a topology, running."""
    engine = request.param
    if engine not in os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql"):
        pytest.skip(f"CLMS_TEST_ENGINES leaves {engine} out")
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(cluster_folder())
        whole: list[Deployment] = []

        def configured(_folder: Path, port: int) -> Path:
            topology = _topology(engine, port)
            whole[:] = [Deployment(folder, topology, _install(folder, topology), stack)]
            return whole[0].place(Kind(engine), "db-1")

        server = stack.enter_context(databases.running(engine, configured=configured))
        (found,) = whole
        _make_library(found, server)
        _start(found)
        yield found


def _make_library(found: Deployment, server: databases.Server) -> None:
    primary = Server(
        "db-1", found.topology.engine, "127.0.0.1", server.port, Login(databases.USER, databases.PASSWORD)
    )

    def run(name: str) -> None:
        with primary.session() as session:
            for statement in statements(found.place(Kind.SQL, name=name).read_text()):
                session.rows(statement)

    with primary.session() as session:
        assert session.role == "closed"
        session.open_to_administrators()
        session.open()
        session.rows(
            "SET GLOBAL sync_binlog = 0, innodb_flush_log_at_trx_commit = 0"
        )  # quicker, as in other tests
    run("accounts.sql")
    done = subprocess.run(
        _clms("migrate"),
        env=_environment(
            found.place(Kind.ENVIRONMENT, name="migrate.env"),
            found.place(Kind.SECRETS, name="migrate.secrets.env"),
        ),
        cwd=found.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    run("accounts-tables.sql")


def _start(found: Deployment) -> None:
    """The rest, in the order they lean on each other."""
    topology = found.topology
    found.start(
        "redis-1",
        ["redis-server", str(found.place(Kind.REDIS, "redis-1"))],
        executable=redis_servers.program(),
        **as_user(),
    )
    found.start_unit("api-1")
    found.start_unit("worker")
    found.until(lambda: _ready(topology.node("api-1").port), "api-1")
    proxy = topology.node("proxy")
    configuration = found.place(Kind.NGINX, "proxy")
    (configuration.parent / "tls").mkdir(exist_ok=True)
    balancing.certificate(configuration.parent / "tls")
    for line in found.place(Kind.FOLDERS).read_text().splitlines():
        if line.startswith("d "):
            place = Path(line.split()[1])
            place.mkdir(parents=True, exist_ok=True)
            hand_over(place)
    stack = found.stack
    hand_over(found.folder)
    stack.enter_context(balancing.running(configuration, found.folder, proxy.port))


def _ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError):
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    return False


def _ask(found: Deployment, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    trusted = ssl.create_default_context(
        cafile=str(found.place(Kind.NGINX, "proxy").parent / "tls" / "clms.crt")
    )
    port = found.topology.node("proxy").port
    connection = http.client.HTTPSConnection("localhost", port, timeout=30, context=trusted)
    with contextlib.closing(connection):
        content = None if body is None else json.dumps(body)
        connection.request(method, path, content, {"Content-Type": "application/json"} if content else {})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def test_requests_are_answered_through_everything(deployment: Deployment) -> None:
    def well() -> bool:
        status, health = _ask(deployment, "GET", "/health")
        errors = {check["service"]: check["error"] for check in health["checks"]}
        return status == 200 and health["ready"] and errors["database"] is errors["redis"] is None

    until(well, "it to have found everything, Redis too, which began beside it")
    status, told = _ask(deployment, "POST", "/api/auth/login", {"username": "nobody", "password": "x" * 12})
    assert (status, told["code"]) == (401, told["code"])


def test_each_node_is_what_the_topology_says(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = deployment.place(Kind.NGINX, "proxy").parent / "tls" / "clms.crt"
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    topology = deployment.topology
    for node in topology.nodes:
        if node.kind is not NodeKind.WORKER:
            found = look(topology, node, SECRETS.__getitem__)
            assert found.state is State.GOOD, found


def test_the_worker_works(deployment: Deployment) -> None:
    port = deployment.topology.node("db-1").port
    password = SECRETS["clms_ops"]
    with (
        contextlib.closing(
            pymysql.connect(host="127.0.0.1", port=port, user="clms_ops", password=password, autocommit=True)
        ) as connection,
        connection.cursor() as cursor,
    ):

        def entered() -> bool:
            cursor.execute("SELECT pid FROM clms.workers")
            return deployment.processes["worker"].pid in {row[0] for row in cursor.fetchall()}

        deployment.until(entered, "worker")


def test_the_files_fit_together(deployment: Deployment) -> None:
    found = cross_check(deployment.topology, deployment.files)
    assert [each for each in found if each.weight is Weight.CONTRADICTION] == []
