"""People at work on a cluster through nginx while something is done to it: what each of them met is written down.

::

    with Load(cluster, tokens) as load:
        cluster.run("restart", "api-1")
    assert load.failures == []
    assert load.doubts(names_in_the_library) == []
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import json
import ssl
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import uuid4

from tests.servers.local_cluster import Cluster

_STALE = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError, ssl.SSLEOFError)


class Load:
    """One thread a token, each asking ``rate`` times a second on a connection it keeps. Every fourth request writes: it
    enters a student, with a key under which it is done once.

    A kept connection that was closed under a request without a word of an answer is opened again and the request sent
    once more, as every client does (RFC 9112, 9.3.1); ``reopened`` counts those. All else is a failure.
    """

    def __init__(self, cluster: Cluster, tokens: Sequence[Mapping[str, str]], rate: float = 5.0) -> None:
        self._connect: Callable[[], http.client.HTTPConnection] = cluster.connector()
        self._tokens, self._pause = tokens, 1 / rate
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self.failures: list[str] = []
        self.entered: list[str] = []
        self.answered = self.reopened = 0
        self.longest_s = 0.0

    def __enter__(self) -> Load:
        for number, token in enumerate(self._tokens):
            thread = threading.Thread(target=self._work, args=(number, dict(token)), name=f"load-{number}")
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def doubts(self, found: Collection[str]) -> list[str]:
        """What was acknowledged and is not there, or is there more than once."""
        times = dict.fromkeys(self.entered, 0)
        for name in found:
            if name in times:
                times[name] += 1
        return [f"{name} is there {number} times" for name, number in times.items() if number != 1]

    def _work(self, number: int, headers: dict[str, str]) -> None:
        connection = self._connect()
        used = False
        for turn in itertools.count():
            if self._stop.wait(self._pause):
                break
            name = f"Load{number}x{uuid4().hex[:12]}"
            begun = time.monotonic()
            try:
                try:
                    status, said = self._ask(connection, turn, name, headers)
                except _STALE:
                    connection.close()
                    if not used:
                        raise
                    self.reopened += 1
                    status, said = self._ask(connection, turn, name, headers)
                used = True
            except (OSError, http.client.HTTPException) as problem:
                self.failures.append(f"{problem!r} after {time.monotonic() - begun:.2f} s")
                connection.close()
                used = False
                continue
            self.longest_s = max(self.longest_s, time.monotonic() - begun)
            self.answered += 1
            if status not in (200, 201):
                self.failures.append(f"{status} {said[:200]!r}")
            elif _writes(turn):
                self.entered.append(name)
        with contextlib.suppress(OSError):
            connection.close()

    def _ask(
        self, connection: http.client.HTTPConnection, turn: int, name: str, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        if _writes(turn):
            draft: dict[str, Any] = {
                "family_name": name,
                "given_name": "Lia",
                "grade": "7",
                "section": "Rizal",
            }
            key = {"Idempotency-Key": f"load-{name}", "Content-Type": "application/json"}
            connection.request("POST", "/api/students", json.dumps(draft), {**headers, **key})
        else:
            path = ("/api/titles?text=noli", "/api/students", "/api/auth/me")[turn % 4 - 1]
            connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.will_close:
            connection.close()
        return answer.status, said


def _writes(turn: int) -> bool:
    return turn % 4 == 0
