"""Stopped and renewed while clients ask without pause, each time on a new connection: whoever got through is answered."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.app.server.served import Served, is_worker, serving, sign_in
from tests.waiting import until

_PAUSE_S = 0.004  # the workers that start need a processor too


@dataclass
class Firing:
    """Clients that ask one request after the other, until they are told to stop or nobody listens any more."""

    served: Served
    stop: threading.Event = field(default_factory=threading.Event)
    outcomes: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self, readers: int, writers: int) -> None:
        """Let so many ask and so many write."""
        calls = [self._read] * readers + [self._write] * writers
        self.threads = [threading.Thread(target=call, args=(number,)) for number, call in enumerate(calls)]
        for thread in self.threads:
            thread.start()

    def wait_for(self, more: int) -> None:
        """Until so many further answers came."""
        asked = self.outcomes["200"]
        until(lambda: self.outcomes["200"] >= asked + more, "further answers")

    def wait(self) -> None:
        """Until all have had their last answer."""
        for thread in self.threads:
            thread.join(60)
            assert not thread.is_alive()

    def _read(self, _: int) -> None:
        while self._ask("GET", "/live") and not self.stop.wait(_PAUSE_S):
            pass

    def _write(self, number: int) -> None:
        count = 0
        while not self.stop.wait(_PAUSE_S):
            count += 1
            name = f"Firing {number}-{count}"
            status = self._ask("POST", "/api/students", {"family_name": name, "given_name": "Ana"})
            if status == "201":
                self.acknowledged.append(f"{name}, Ana")
            elif not status:
                return

    def _ask(self, method: str, path: str, body: object = None) -> str:
        """The status, or nothing when nobody listens: the system refuses a connection then, or takes it back before it is
        there, where the server closes in that moment."""
        try:
            connection = socket.create_connection(("127.0.0.1", self.served.port), timeout=40)
        except (ConnectionRefusedError, ConnectionResetError):
            self.outcomes["refused"] += 1
            return ""
        content = b"" if body is None else json.dumps(body).encode()
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {self.served.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        answer = b""
        with connection, contextlib.suppress(OSError):
            connection.sendall(head.encode() + content)
            while part := connection.recv(65536):
                answer += part
        headers, _, rest = answer.partition(b"\r\n\r\n")
        status = headers[9:12].decode()
        whole = f"content-length: {len(rest)}\r\n".encode() in headers + b"\r\n"
        if not (whole and status in ("200", "201", "429")):
            self.lost.append(f"{path}: {answer[:80]!r}")
        self.outcomes[status] += 1
        return status


def _workers(served: Served) -> set[int]:
    return {each.pid for each in psutil.Process(served.process.pid).children() if is_worker(each)}


def _renew(served: Served) -> None:
    before = _workers(served)
    served.process.send_signal(signal.SIGUSR1)
    until(lambda: len(_workers(served)) == len(before) and not _workers(served) & before, "others")


def _patrons(folder: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(folder / "clms.db")) as connection:
        rows = connection.execute("SELECT name FROM students WHERE name LIKE 'Firing%'").fetchall()
    return sorted(name for (name,) in rows)


def _renew_and_stop(library: Path, workers: int, renewals: int) -> None:
    already = _patrons(library)
    with serving(library, workers=workers) as served:
        sign_in(served)
        firing = Firing(served)
        firing.start(readers=4, writers=2)
        try:
            for _ in range(renewals):
                _renew(served)
                firing.wait_for(50)
            assert firing.lost == [] and firing.outcomes["refused"] == 0
            until(lambda: firing.outcomes["200"] > 100 and firing.acknowledged, "some of each")
            served.process.send_signal(signal.SIGTERM)
            firing.wait()  # each until nobody listens any more
            assert served.process.wait(60) == 0
        finally:
            firing.stop.set()
            firing.wait()
    assert firing.lost == []
    assert firing.outcomes["refused"] >= 1 and firing.outcomes["200"] > 100
    assert firing.acknowledged
    assert sorted(already + firing.acknowledged) == _patrons(library)


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="there are no such signals here")
def test_nobody_is_dropped_while_workers_are_renewed_and_the_server_stops(library: Path) -> None:
    _renew_and_stop(library, 1, 1)


@pytest.mark.long
@pytest.mark.parametrize("_", range(5))
def test_nobody_is_dropped_time_and_again(library: Path, _: int) -> None:
    _renew_and_stop(library, 2, 2)
