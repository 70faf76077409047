"""``clms serve`` as a process, for tests that talk to it over the network."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.app.server.conftest import PASSWORD

_ROOT = Path(__file__).parents[3]


@dataclass
class Served:
    """A running ``clms serve``."""

    process: subprocess.Popen[str]
    port: int
    folder: Path
    token: str = ""
    workers: list[psutil.Process] = field(default_factory=list)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            return exchange(connection, method, path, body, {**self.credentials, **headers})
        finally:
            connection.close()

    @property
    def credentials(self) -> dict[str, str]:
        """What shows who asks."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


def exchange(
    connection: http.client.HTTPConnection, method: str, path: str, body: Any, headers: dict[str, str]
) -> tuple[int, Any]:
    """One request on an open connection."""
    content = None if body is None else json.dumps(body).encode()
    given = {"Content-Type": "application/json", **headers} if content else headers
    connection.request(method, path, content, given)
    answer = connection.getresponse()
    said = answer.read()
    return answer.status, json.loads(said) if said else None


def reach_all(port: int, number: int, workers: int) -> list[http.client.HTTPConnection]:
    """So many connections to a server, or more, until each of its workers has taken one: who takes it is chance."""
    found: list[http.client.HTTPConnection] = []
    reached: set[str] = set()
    while len(found) < number or len(reached) < workers:
        assert len(found) < 1_000, f"only {reached} take connections"
        found.append(http.client.HTTPConnection("127.0.0.1", port, timeout=30))
        found[-1].request("GET", "/live")
        answer = found[-1].getresponse()
        answer.read()
        reached.add(worker_of(answer))
    return found


def worker_of(answer: http.client.HTTPResponse) -> str:
    """Which worker answered."""
    return str(answer.getheader("x-request-id")).split("-")[0]


@contextlib.contextmanager
def serving(folder: Path, *words: str, workers: int = 2) -> Iterator[Served]:
    """Start the command and wait until it answers."""
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--workers", str(workers), *words]
    process = subprocess.Popen(
        command,
        env=environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "127.0.0.1:" in said, said
        port = int(re.split(r"\D", said.split("127.0.0.1:")[1])[0])
        children = psutil.Process(process.pid).children(recursive=True)
        yield Served(process, port, folder, workers=[each for each in children if is_worker(each)])
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(60)  # what was begun is finished first
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()


def environment(folder: Path) -> dict[str, str]:
    """What the command is started with."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("CLMS_")},
        "PYTHONPATH": str(_ROOT),
        "CLMS_DATA_DIR": str(folder),
        "CLMS_WORKSTATION": "NODE-1",
    }


def is_worker(process: psutil.Process) -> bool:
    """Whether a child answers requests: multiprocessing has one of its own."""
    with contextlib.suppress(psutil.NoSuchProcess):  # a zombie is none either
        return "resource_tracker" not in " ".join(process.cmdline())
    return False


def sign_in(served: Served, username: str = "maria.santos") -> None:
    """Let further requests be this user's."""
    body = {"username": username, "password": PASSWORD}
    status, answer = served.ask("POST", "/api/auth/login", body)
    assert status == 200, answer
    served.token = answer["access_token"]
