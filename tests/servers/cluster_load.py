"""A school at work on a cluster: readers and desks that ask at a steady rate, whatever becomes of what they asked before
(an open model), and a log outside the product of every act that it acknowledged.

::

    school = School.open(cluster, app, people=60, desks=200)
    with school.at_work(rate=300) as work:
        cluster.order("kill", "api-2")
        ...
    work.report                       # errors, times
    school.audit(connection)          # what was acknowledged and is lost, what was done twice
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import random
import ssl
import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvloop

from app.domain.accounts import UserDraft
from app.domain.actors import Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from tests.servers.http_line import Answer, Lines, after
from tests.servers.local_cluster import Cluster
from tests.waiting import until

if TYPE_CHECKING:
    import pymysql

    from app.bootstrap import App

PATIENCE_S = 10.0
"""A client waits so long for an answer."""
RATES = (300, 150, 75, 40)
"""Requests a second: what is asked of the cluster, and what may be asked of a machine that does other things too."""
IN_TIME_S = 0.5
ACTS = 0.2
"""This part of the requests lends a copy or takes it back; the others read."""
_AGAIN_S = 1.0
_GOOD_S = 300.0
"""Tokens are renewed when they are older, so that they last for what is done next."""
_CALM_S = 4.0
_SETTLE_S = 60.0
_WORDS = ("noli", "science", "algebra", "history", "reading", "filipino", "sea", "garden", "river", "light")
_PASSWORD = "reading is a quiet joy"


SignedIn = dict[str, Any]
"""What the server says to whom it lets in: an access token, and the one it is renewed with."""


@dataclass(slots=True)
class Desk:
    """A patron with the one copy that is lent to them and taken back, again and again."""

    student_id: int
    accession_number: str
    lent: bool = False


@dataclass(slots=True)
class Intent:
    """One act that somebody wants done: sent again under the same key until it is acknowledged."""

    key: str
    desk: Desk
    lends: bool
    sent: int = 0
    act: str = ""
    """The key of the act that was acknowledged."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A request that got no good answer. Times are of :func:`time.monotonic`: when it was due, when it had failed."""

    due: float
    at: float
    what: str


@dataclass
class Report:
    """What became of the requests. ``unserved`` are acts that nobody was at a desk for, all being busy with one."""

    rate: float
    sent: int = 0
    answered: list[tuple[float, float]] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    unserved: int = 0

    def percentile(self, part: float) -> float:
        """Seconds from when a request was due to its good answer."""
        times = sorted(took for _, took in self.answered)
        return times[min(len(times) - 1, int(part * len(times)))] if times else float("nan")

    def slower_than(self, seconds: float) -> int:
        """How many good answers took longer."""
        return sum(took > seconds for _, took in self.answered)


@dataclass(frozen=True, slots=True)
class Audit:
    """``lost``: acknowledged and not in the library; ``doubled``: in the library more often than wanted."""

    acknowledged: int
    resent: int
    unresolved: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]


class School:
    """People with tokens, desks with patrons and copies, and the log of what they were told."""

    def __init__(self, cluster: Cluster, signed_in: list[SignedIn], desks: list[Desk], log: Path) -> None:
        self.cluster, self.log = cluster, log
        self._signed_in, self._signed_in_at = signed_in, time.monotonic()
        self.free = deque(desks)
        self.desks = {desk.accession_number: desk for desk in desks}
        self.intents: list[Intent] = []
        self.titles: list[int] = []

    @classmethod
    def open(cls, cluster: Cluster, app: App, log: Path, *, people: int, desks: int) -> School:
        """Make its people, patrons and copies through the services, and sign everybody in."""
        actor = app.accounts.sign_in("maria.santos", _PASSWORD)
        mark = uuid.uuid4().hex[:6].upper()  # as numbers of copies are kept
        signed_in = []
        for number in range(people):
            user = app.accounts.add(
                actor, UserDraft(f"Desk {mark} {number}", Role.LIBRARIAN), _PASSWORD
            ).value
            body = {"username": user.username, "password": _PASSWORD}
            status, said = cluster.ask("POST", "/api/auth/login", body)
            assert status == 200, said
            signed_in.append(said)
        numbers = [f"{mark}-{number}" for number in range(desks)]
        title = app.catalog.add_title(
            actor, TitleDraft(f"Noli me tangere {mark}"), [BookDraft(number) for number in numbers]
        )
        made = [
            Desk(
                app.students.add(
                    actor, StudentDraft(f"Reyes {mark}", f"Ana {number}", grade="7", section="Rizal")
                ).value.student_id,
                number,
            )
            for number in numbers
        ]
        found = cls(cluster, signed_in, made, log)
        found.titles = [title.value.title_id]
        return found

    @property
    def tokens(self) -> list[str]:
        """What its people show to be let in."""
        return [each["access_token"] for each in self._signed_in]

    def _stay_signed_in(self) -> None:
        """A token is good for a quarter of an hour, and a table of faults takes longer."""
        if time.monotonic() - self._signed_in_at < _GOOD_S:
            return
        self._signed_in_at = time.monotonic()
        for number, each in enumerate(self._signed_in):
            body = {"refresh_token": each["refresh_token"]}
            status, self._signed_in[number] = self.cluster.ask("POST", "/api/auth/refresh", body)
            assert status == 200, self._signed_in[number]

    @contextlib.contextmanager
    def at_work(self, rate: float) -> Iterator[Work]:
        """So many requests a second meanwhile; at the end every act that was begun is brought to its end."""
        self._stay_signed_in()
        work = Work(self, rate)
        work.start()
        try:
            yield work
        finally:
            work.stop()

    def bearable(self) -> float:
        """The highest of RATES at which 99 of 100 requests are answered in time and all are answered while nothing is done
        to the cluster: what fails at more is the machine's doing. They open their connections and fill their caches before
        that, as those of a school that opened an hour ago have done."""
        self._work_a_while(RATES[-1])
        for rate in RATES:
            work = self._work_a_while(rate)
            if not work.report.failed and work.report.percentile(0.99) < IN_TIME_S:
                return rate
        raise AssertionError(f"this machine does not bear {RATES[-1]} requests a second")

    def _work_a_while(self, rate: float) -> Work:
        with self.at_work(rate) as work:
            until(lambda: work.report.sent > _CALM_S * rate, "the school to work")
        return work

    def note(self, intent: Intent) -> None:
        """Write down an acknowledged act."""
        with self.log.open("a") as log:
            words = {"act": intent.act, "lends": intent.lends, "copy": intent.desk.accession_number}
            log.write(json.dumps(words) + "\n")

    def audit(self, primary: pymysql.Connection[Any]) -> Audit:
        """Compare the log with the library."""
        told = [json.loads(line) for line in self.log.read_text().splitlines()]
        with primary.cursor() as cursor:
            copies = ", ".join(["%s"] * len(self.desks))
            cursor.execute(
                "SELECT b.accession_number, a.`key`, c.`key` FROM loans l JOIN books b ON b.id = l.book_id "
                "JOIN acts a ON a.id = l.act_id LEFT JOIN acts c ON c.id = l.close_act_id "
                f"WHERE b.accession_number IN ({copies})",
                tuple(self.desks),
            )
            rows = [tuple(map(_text, row)) for row in cursor.fetchall()]
        there = {(copy, True, lent) for copy, lent, _ in rows}
        there |= {(copy, False, back) for copy, _, back in rows if back}
        noted = {(each["copy"], each["lends"], each["act"]) for each in told}
        return Audit(
            acknowledged=len(told),
            resent=sum(intent.sent > 1 for intent in self.intents),
            unresolved=sum(not intent.act for intent in self.intents),
            lost=tuple(sorted(map(str, noted - there))),
            doubled=tuple(sorted(map(str, there - noted))),
        )


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value or "")


class Work(threading.Thread):
    """Sends requests from a thread of its own."""

    def __init__(self, school: School, rate: float) -> None:
        super().__init__(name="school", daemon=True)
        self.report = Report(rate)
        self._school, self._rate, self._tokens = school, rate, school.tokens
        self._over = threading.Event()
        self._problem: BaseException | None = None
        self._chance = random.Random(3)
        self._ends = math.inf

    def stop(self) -> None:
        """Send no more; wait until everything begun has an end. Raises what broke here."""
        self._ends = time.monotonic() + _SETTLE_S
        self._over.set()
        self.join()
        if self._problem is not None:
            raise self._problem

    def run(self) -> None:
        """The thread's work."""
        try:
            uvloop.run(self._work())
        except BaseException as problem:  # noqa: BLE001 - raised by stop()
            self._problem = problem

    async def _work(self) -> None:
        cluster = self._school.cluster
        nginx = cluster.node("nginx")
        trusted = ssl.create_default_context(cafile=str(cluster.folder / "tls" / "certificate.pem"))
        self._lines = lines = Lines(nginx.host, nginx.port, trusted, PATIENCE_S)
        tasks: set[asyncio.Task[None]] = set()
        began, number = time.monotonic(), 0
        while not self._over.is_set():
            due = began + number / self._rate
            if (early := due - time.monotonic()) > 0:
                await after(early)
            task = asyncio.create_task(self._one(due))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            number += 1
        await asyncio.gather(*tasks)
        lines.close()

    async def _one(self, due: float) -> None:
        if self._chance.random() >= ACTS:
            self.report.sent += 1
            self._count(due, await self._lines.ask(self._reading()), "read")
        elif self._school.free:
            await self._act(due, self._school.free.popleft())
        else:
            self.report.unserved += 1

    def _reading(self) -> bytes:
        chance, kind = self._chance, self._chance.random()
        if kind < 0.4:
            path = f"/api/titles/{chance.choice(self._school.titles)}"
        elif kind < 0.7:
            path = f"/api/titles/search?text={chance.choice(_WORDS)}&limit=20"
        else:
            path = "/api/students?limit=20"
        return self._request("GET", path)

    async def _act(self, due: float, desk: Desk) -> None:
        intent = Intent(str(uuid.uuid4()), desk, not desk.lent)
        self._school.intents.append(intent)
        body: dict[str, Any] = {"accession_number": desk.accession_number}
        path = "/api/returns"
        if intent.lends:
            path, body = "/api/loans", {**body, "student_id": desk.student_id}
        request = self._request("POST", path, json.dumps(body).encode(), intent.key)
        while not intent.act:
            intent.sent += 1
            self.report.sent += 1
            answer = await self._lines.ask(request)
            self._count(due, answer, "act")
            if answer.good:
                intent.act = json.loads(answer.body)["key"]
                desk.lent = intent.lends
                self._school.note(intent)
                self._school.free.append(desk)
            elif time.monotonic() > self._ends:
                return
            else:
                await after(_AGAIN_S)
                due = time.monotonic()

    def _request(self, method: str, path: str, body: bytes = b"", key: str = "") -> bytes:
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
        lines.append(f"Authorization: Bearer {self._chance.choice(self._tokens)}")
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        if key:
            lines.append(f"Idempotency-Key: {key}")
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _count(self, due: float, answer: Answer, what: str) -> None:
        now = time.monotonic()
        if answer.good:
            self.report.answered.append((due, now - due))
        else:
            self.report.failed.append(Failed(due, now, f"{what} {answer.why}"))
