"""``clms cluster up`` as a process, for tests and benchmarks that want the whole production architecture.

::

    with local_cluster("mariadb") as cluster:
        cluster.order("kill", "api-2")
        cluster.ask("GET", "/ready")              # through nginx, over TLS
        cluster.node("db-1").role

It ends with the process that started it, even if that one is killed.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shlex
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

from app.bootstrap import App, build
from app.cluster.local.control import ask
from app.domain.local_cluster import NodeStatus, Order
from app.settings import load
from tests.servers import FOLDERS, databases, redis_servers
from tests.waiting import until

PASSWORD = "reading is a quiet joy"
"""The first user's of the cluster that the tests share."""

_CLMS = (sys.executable, "-m", "app")
_ROOT = Path(__file__).parents[2]
_END_S = 60.0


class Cluster:
    """A cluster in a folder of its own, which the command makes and takes away again. Its nodes have ``environment`` too."""

    def __init__(
        self, folder: Path, engine: str, *further: str, environment: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder / "cluster"
        self._environment = environment or {}
        self._programs = folder / "programs"
        self._words = ["--engine", engine, "--programs", str(self._programs), *further]
        self.process: subprocess.Popen[str] | None = None
        self.said: list[str] = []

    def begin(self) -> None:
        """Start the command; ``hear`` waits for what it says."""
        provide_programs(self._programs)
        self.process = subprocess.Popen(
            _command("up", self.folder, *self._words),
            env={**_environment(), **self._environment},
            cwd=self._programs,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=databases.die_with_parent,
        )
        databases.RUNNING.add(self.process.pid)

    def hear(self, words: str) -> None:
        """Wait until the command says this."""
        assert self.process is not None
        assert self.process.stdout is not None
        while not (self.said and words in self.said[-1]):
            line = self.process.stdout.readline()
            assert line, "\n".join(self.said)
            self.said.append(line.rstrip())

    def end(self) -> int:
        """As Ctrl+C does; returns the command's exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
        return self.wait()

    def wait(self) -> int:
        """Wait for the command's end; returns its exit code."""
        assert self.process is not None
        assert self.process.stdout is not None
        if not self.process.stdout.closed:
            self.said += self.process.stdout.read().splitlines()
            self.process.stdout.close()
        code = self.process.wait(_END_S)
        databases.RUNNING.discard(self.process.pid)
        return code

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One further command on this cluster."""
        verb, *rest = words
        command = _command(verb, self.folder, *rest)
        return subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)

    def deploy(self, release: Path, **params: Any) -> dict[str, Any]:
        """Roll a release out as whoever looks after the servers does in a terminal, with the settings of the worker, which
        name the deployment; returns what ``--json`` says."""
        given = {"release": release, **params}
        words = [word for name, value in given.items() for word in ("--param", f"{name}={value}")]
        task = "rolling-deploy"
        done = subprocess.run(
            [*_CLMS, "maintenance", "run", task, *words, "--confirm", task, "--json"],
            cwd=self.folder / "worker-1",
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def order(self, verb: str, node: str = "", *, force: bool = False) -> str:
        """Give the running cluster an order, as the command does; returns what it says."""
        return ask(self.folder / "control.sock", Order(verb, node, force)).said

    def status(self) -> dict[str, NodeStatus]:
        """How the nodes stand, by their names."""
        return {node.name: node for node in ask(self.folder / "control.sock", Order("status")).nodes}

    def node(self, name: str) -> NodeStatus:
        """One of the nodes."""
        return self.status()[name]

    def wait_for(self, name: str, state: str) -> None:
        """Wait until a node is in a state."""
        until(lambda: self.node(name).state == state, f"{name} to be {state}")

    @property
    def settings(self) -> dict[str, str]:
        """The settings that programs which work on its library are given."""
        return {name: text or "" for name, text in dotenv_values(self.folder / ".env").items()}

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        node: str = "nginx",
        timeout: float = 60,
        **headers: str,
    ) -> tuple[int, Any]:
        """One request on a connection of its own: to nginx, or to an API node itself."""
        connection = self.connect(node, timeout)
        try:
            content = None if body is None else json.dumps(body)
            connection.request(method, path, content, {"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            said = answer.read()
            return answer.status, json.loads(said) if said else None
        finally:
            connection.close()

    def connect(self, node: str = "nginx", timeout: float = 60) -> http.client.HTTPConnection:
        """A connection to nginx or to an API node."""
        place = (found := self.node(node)).host, found.port
        if node != "nginx":
            return http.client.HTTPConnection(*place, timeout=timeout)
        trusted = ssl.create_default_context(cafile=str(self.folder / "tls" / "certificate.pem"))
        return http.client.HTTPSConnection(*place, timeout=timeout, context=trusted)

    def connector(self) -> Callable[[], http.client.HTTPConnection]:
        """What opens connections to nginx, without asking the cluster where it is each time."""
        place = (found := self.node("nginx")).host, found.port
        trusted = ssl.create_default_context(cafile=str(self.folder / "tls" / "certificate.pem"))
        return lambda: http.client.HTTPSConnection(*place, timeout=60, context=trusted)

    def left(self) -> list[str]:
        """The processes that work in its folder, the command's own apart."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                with contextlib.suppress(OSError):
                    if self.folder in Path(os.readlink(entry / "cwd").removesuffix(" (deleted)")).parents:
                        found.append((entry / "cmdline").read_text().replace("\0", " "))
        return found


@contextlib.contextmanager
def cluster_folder() -> Iterator[Path]:
    """A folder that servers of another account may pass through; nothing of it is left."""
    folder = Path(tempfile.mkdtemp(prefix="clms-local-cluster-", dir=FOLDERS))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def local_cluster(
    engine: str = "mariadb", *further: str, environment: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """A cluster that is up; ended afterwards, and nothing of it may be left."""
    with cluster_folder() as folder:
        cluster = Cluster(folder, engine, *further, environment=environment)
        try:
            cluster.begin()
            cluster.hear("The cluster is up")
            yield cluster
        finally:
            code = cluster.end()
        assert code == 0, "\n".join(cluster.said)
        assert cluster.left() == []
        assert not cluster.folder.exists()


@contextlib.contextmanager
def cluster_to_share() -> Iterator[Cluster]:
    """One on MariaDB for several tests, whose nodes can be cut off, with a first user. Skips where MariaDB is left out."""
    if "mariadb" not in os.environ.get("CLMS_TEST_ENGINES", "mariadb"):
        pytest.skip("CLMS_TEST_ENGINES leaves MariaDB out")
    with local_cluster("mariadb", "--partitions") as started:
        with library_of(started) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        yield started


@contextlib.contextmanager
def whole(cluster: Cluster) -> Iterator[Cluster]:
    """The cluster with every node up; up again afterwards. One that was slow to answer for once is looked at again."""

    def broken() -> dict[str, str]:
        return {name: node.state for name, node in cluster.status().items() if node.state != "up"}

    until(lambda: not broken(), "every node to be up")
    yield cluster
    if left := broken():
        until(lambda: not broken(), f"what a test left broken: {left}")


def library_of(cluster: Cluster) -> App:
    """The cluster's library, opened by this process with the settings the cluster gives."""
    settings = load(
        {**cluster.settings, "CLMS_DATA_DIR": str(cluster.folder.parent / "desk"), "BCRYPT_ROUNDS": "4"}
    )
    return build(settings)


def _command(verb: str, folder: Path, *words: str) -> list[str]:
    return [*_CLMS, "cluster", verb, "--dir", str(folder), *words]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_ROOT)}


def provide_programs(folder: Path) -> None:
    """Servers that are not installed as the product expects: MySQL unpacked beside the system, Redis by another name."""
    if folder.exists():  # for a cluster before, in the same place
        return
    folder.mkdir()
    folder.chmod(0o711)
    (folder / "redis-server").symlink_to(redis_servers.program())
    mysql = databases.recipe("mysql")
    wrapper = folder / "mysqld"
    # Where the defaults are is only taken as the first word.
    wrapper.write_text(
        f'#!/bin/sh\nfirst=$1\nshift\nexec {shlex.join(mysql.command)} "$first" {shlex.join(mysql.options)} "$@"\n'
    )
    wrapper.chmod(0o755)
