"""Desks that lend and take back through the API as fast as it answers, and note outside the product what it acknowledged."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymysql

from tests.servers.http_line import Lines, after

_PATIENCE_S = 20.0
_AGAIN_S = 0.05
_STILL_S = 1.0


@dataclass
class Desk:
    """One desk with a copy and a patron of its own."""

    student_id: int
    number: str
    begun: int = 0


@dataclass
class Desks:
    """All of them, each asking again with the same key until it is answered. ``tokens`` are shown in turn, one an act."""

    port: int
    desks: list[Desk]
    tokens: list[str]
    log: Path
    acknowledged: int = 0
    problems: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._work()), name="desks")
        self._shown = itertools.cycle(self.tokens)
        self._noted = self.log.open("a")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Begin no further act, and bring each that was begun to its end."""
        self._over.set()
        self._thread.join()
        self._noted.close()

    async def _work(self) -> None:
        lines = Lines("127.0.0.1", self.port, None, _PATIENCE_S)
        await asyncio.gather(*(self._at(desk, lines) for desk in self.desks))
        lines.close()

    async def _at(self, desk: Desk, lines: Lines) -> None:
        while not self._over.is_set():
            lends, key = desk.begun % 2 == 0, f"{desk.number}-{desk.begun:06d}"
            desk.begun += 1
            body: dict[str, Any] = {"accession_number": desk.number}
            if lends:
                body["student_id"] = desk.student_id
            path = "/api/loans" if lends else "/api/returns"
            said = await self._until_done(lines, self._request(path, json.dumps(body).encode(), key))
            self._noted.write(json.dumps({"copy": desk.number, "lends": lends, "act": said["key"]}) + "\n")
            self._noted.flush()
            self.acknowledged += 1

    async def _until_done(self, lines: Lines, request: bytes) -> Any:
        """Ask until it is answered, as one person: a key sent by somebody else is of another act."""
        while True:
            answer = await lines.ask(request)
            if answer.good:
                return json.loads(answer.body)
            if answer.status not in (0, 408, 429, 502, 503):
                self.problems.add(answer.why)
            await after(_AGAIN_S)

    def _request(self, path: str, body: bytes, key: str) -> bytes:
        lines = (
            f"POST {path} HTTP/1.1",
            "Host: localhost",
            f"Authorization: Bearer {next(self._shown)}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            f"Idempotency-Key: {key}",
        )
        return "\r\n".join([*lines, "", ""]).encode() + body

    def wait(self, more: int, seconds: float) -> None:
        """Until so many more acts were acknowledged. Fails after so many seconds."""
        wanted, until = self.acknowledged + more, time.monotonic() + seconds
        while self.acknowledged < wanted:
            assert time.monotonic() < until, f"{wanted - self.acknowledged} acts missing; {self.problems}"
            self._over.wait(0.02)

    def wait_until_still(self) -> None:
        """Until no act was acknowledged for a while."""
        before = -1
        while before != self.acknowledged:
            before = self.acknowledged
            self._over.wait(_STILL_S)

    def audit(self, connection: pymysql.Connection[Any]) -> tuple[list[str], list[str]]:
        """What was acknowledged and is not in the library, and what is there without, or twice."""
        noted = [json.loads(line) for line in self.log.read_text().splitlines()]
        told = [(each["copy"], each["lends"], each["act"]) for each in noted]
        copies = tuple(desk.number for desk in self.desks)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT b.accession_number, a.`key`, c.`key` FROM loans l JOIN books b ON b.id = l.book_id"
                " JOIN acts a ON a.id = l.act_id LEFT JOIN acts c ON c.id = l.close_act_id"
                f" WHERE b.accession_number IN ({', '.join(['%s'] * len(copies))})",
                copies,
            )
            rows = cursor.fetchall()
        there = [(copy, True, lent) for copy, lent, _ in rows]
        there += [(copy, False, back) for copy, _, back in rows if back]
        lost = sorted(map(str, set(told) - set(there)))
        extra = sorted(map(str, set(there) - set(told)))
        twice = [str(each) for some in (told, there) for each in set(some) if some.count(each) > 1]
        return lost, extra + twice
