"""People who read and write at a cluster through nginx while it breaks, and a log of what they were told.

The log stands outside the product: an act counts as acknowledged when its answer came, and is looked for in the database
afterwards. A write that got no good answer is sent again under the same key, as a client does, until it gets one.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import json
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.servers.local_cluster import Cluster

_PATIENCE_S = 60.0
_EACH_S = 0.14
"""So often each of them asks: below what nginx and the API let one person do."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One request: when it was sent and answered (monotonic), and the status, 0 where none came. ``name`` is what a write
    was to add."""

    began: float
    ended: float
    status: int
    name: str = ""


@dataclass
class Log:
    """What was answered."""

    reads: list[Answered] = field(default_factory=list)
    writes: list[Answered] = field(default_factory=list)

    @property
    def acknowledged(self) -> list[str]:
        """What writers were told was done."""
        return [each.name for each in self.writes if each.status in (200, 201)]

    def failed_reads(self) -> list[Answered]:
        """Reads that were not answered well."""
        return [each for each in self.reads if each.status != 200]

    def first_write_after(self, moment: float) -> float:
        """When the first write was acknowledged that was sent after a moment."""
        return min(each.ended for each in self.writes if each.status in (200, 201) and each.began > moment)


Token = dict[str, str]
"""The header that shows who asks."""


class Traffic:
    """Writers and readers, each a person with a thread and a connection of its own."""

    def __init__(self, cluster: Cluster, label: str) -> None:
        self.log = Log()
        self._label = label
        self._place = cluster.connect()  # found out once: nobody asks the cluster's own socket under load
        self._numbers = itertools.count(1)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, writers: Sequence[Token], readers: Sequence[Token]) -> None:
        """Begin."""
        for work, people in ((self._write, writers), (self._read, readers)):
            self._threads += [threading.Thread(target=work, args=(each,), daemon=True) for each in people]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let everybody finish what they began."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self, token: Token) -> None:
        line = _Line(self._place)
        while not self._stop.is_set():
            name = f"{self._label}{next(self._numbers)}"
            draft = {"family_name": name, "given_name": "Ana", "grade": "7", "section": "Rizal"}
            edge = time.monotonic() + _PATIENCE_S
            while time.monotonic() < edge:
                began = time.monotonic()
                headers = token | {"Idempotency-Key": f"key-of-{name}"}
                status = line.ask("POST", "/api/students", draft, headers)
                self.log.writes.append(Answered(began, time.monotonic(), status, name))
                if status in (200, 201):
                    break
                self._pace(began)
            self._pace(began)
        line.close()

    def _read(self, token: Token) -> None:
        line = _Line(self._place)
        for turn in itertools.count():
            if self._stop.is_set():
                break
            began = time.monotonic()
            path = ("/api/students?limit=5", "/api/titles?limit=5", "/api/audit?limit=5")[turn % 3]
            status = line.ask("GET", path, None, token)
            self.log.reads.append(Answered(began, time.monotonic(), status, path))
            self._pace(began)
        line.close()

    def _pace(self, began: float) -> None:
        """Wait until it is this person's turn again."""
        threading.Event().wait(max(0.0, began + _EACH_S - time.monotonic()))


class _Line:
    """A connection that is opened anew when it broke."""

    def __init__(self, place: http.client.HTTPSConnection) -> None:
        self._connection = http.client.HTTPSConnection(
            place.host,
            place.port,
            timeout=60,
            context=place._context,  # type: ignore[attr-defined]
        )

    def ask(self, method: str, path: str, body: object, headers: dict[str, str]) -> int:
        """The status, 0 where no answer came."""
        content = None if body is None else json.dumps(body)
        try:
            self._connection.request(method, path, content, {"Content-Type": "application/json", **headers})
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return 0
        return answer.status

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@contextlib.contextmanager
def traffic(
    cluster: Cluster, label: str, *, writers: Sequence[Token], readers: Sequence[Token]
) -> Iterator[Traffic]:
    """Traffic while the body runs; everybody has finished afterwards. ``label`` begins the names of what is written."""
    made = Traffic(cluster, label)
    made.start(writers, readers)
    try:
        yield made
    finally:
        made.stop()
