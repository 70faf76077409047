"""Clients of API servers that write titles and time what they read, each in a process of its own.

All times are of the machine's monotonic clock, which its processes share.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.app.server.served import reach_all, worker_of
from tests.waiting import until

TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Read:
    """One read: between ``begun`` and ``done`` a title was seen in its ``number``-th state, by the worker ``pid``.
    ``number`` is -1 where the answer was an error."""

    begun: float
    done: float
    title_id: int
    number: int
    pid: str


@dataclass(frozen=True, slots=True)
class Write:
    """A title was given its ``number``-th state, acknowledged at ``at``. ``seen`` is what its writer saw right
    afterwards at another node, ``near`` at the same one."""

    at: float
    title_id: int
    number: int
    seen: int
    near: int


class Connections:
    """A few connections to each of some servers, in turn, with many users' tokens."""

    def __init__(self, ports: Sequence[int], tokens: Sequence[str], each: int, workers: int = 1) -> None:
        made = [reach_all(port, each, workers) for port in ports]
        self._open = [one for some in itertools.zip_longest(*made) for one in some if one is not None]
        self._turn = itertools.cycle(range(len(self._open)))
        self._tokens = itertools.cycle(tokens)

    def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, Any, http.client.HTTPResponse]:
        """One request on the next connection, again with another user's token when one has asked too often."""
        connection = self._open[next(self._turn)]
        content = None if body is None else json.dumps(body).encode()
        while True:
            given = {"Authorization": f"Bearer {next(self._tokens)}", **headers}
            if content:
                given["Content-Type"] = "application/json"
            connection.request(method, path, content, given)
            answer = connection.getresponse()
            said = answer.read()
            if answer.status != TOO_MANY:
                return answer.status, json.loads(said), answer

    def close(self) -> None:
        """Close all."""
        for connection in self._open:
            connection.close()


def read_on(
    ports: Sequence[int], tokens: Sequence[str], titles: Sequence[int], count: int, workers: int, end: Path
) -> list[Read]:
    """Read each title once, which the file ``end`` with the process' number tells; then ``count`` times, and on until
    ``end`` is there; and each once more."""
    connections, found = Connections(ports, tokens, 8, workers), list[Read]()

    def which() -> Iterator[int]:
        yield from titles
        end.with_suffix(f".{os.getpid()}").touch()
        while len(found) < count or not end.exists():
            yield random.choice(titles)
        yield from titles

    for title_id in which():
        begun = time.monotonic()
        status, said, answer = connections.ask("GET", f"/api/titles/{title_id}")
        done = time.monotonic()
        found.append(Read(begun, done, title_id, _number(said) if status == 200 else -1, worker_of(answer)))
    connections.close()
    return found


def write_on(
    ports: Sequence[int],
    tokens: Sequence[str],
    titles: Sequence[int],
    count: int,
    pause_s: float,
    end: Path,
) -> list[Write]:
    """Once two read: write ``count`` times, a title after the other, and read each at once: at the next server, then at
    its own. Then make the file ``end``."""
    until(lambda: len(list(end.parent.glob(f"{end.name}.*"))) == 2, "the readers")
    connections, found = Connections(ports, tokens, 1), []
    pause = threading.Event()
    versions = dict.fromkeys(titles, 1)
    for number, title_id in enumerate(itertools.islice(itertools.cycle(titles), count)):
        state = number // len(titles) + 1
        headers = {"If-Match": f'"{versions[title_id]}"'}
        status, said, answer = connections.ask(
            "PUT", f"/api/titles/{title_id}", {"title": f"State {state}"}, **headers
        )
        at = time.monotonic()
        assert status == 200, said
        versions[title_id] = said["value"]["version"]
        position = {"Clms-Position": str(answer.getheader("clms-position"))}
        seen, near = (
            _number(connections.ask("GET", f"/api/titles/{title_id}", **position)[1]) for _ in range(2)
        )
        found.append(Write(at, title_id, state, seen, near))
        pause.wait(pause_s)
    end.touch()
    connections.close()
    return found


def _number(title: Any) -> int:
    return int(title["draft"]["title"].removeprefix("State "))
