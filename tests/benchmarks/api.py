"""The REST API against an Express server written as the guide's snippets are, asked by wrk over 32 connections for 2,000
signed-in users.

Both stand on one database server, with the same students and books, and have a Redis each. Ours has everything on that
it has in use: limits, rules, audit, metrics. "Kept" asks a few things over and over, "new" each thing once, so that its
answer never lies in a cache, though parts of it may. A word that few books have lets the guide's statement scan them all. Rates are
good answers by the clock on the wall; times are what so many of a hundred answers stayed under, of the middle one of
three runs.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import statistics
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt

from app.bootstrap import App
from app.domain.accounts import UserDraft
from app.domain.actors import Actor, Role
from app.domain.sessions import Session
from app.server.tokens import Tokens
from tests.benchmarks.api_cases import Case, loans, reads
from tests.benchmarks.api_servers import CONNECTIONS, KEY, SHARES, Said, Side, ask, express_server, our_server
from tests.benchmarks.circulation import stock
from tests.benchmarks.libraries import large_data, open_library
from tests.benchmarks.table import Aim, Options, Row, ratio_at_least, take_turns, under
from tests.servers import databases, redis_servers

BASELINE = "Express, as the guide has it"
USERS = 2_000
A_WORKER = 10_000
"""So many cached reads a second each worker shall answer."""

_SIZES = (78_500, 785_000)
"""Titles, which have about 100,000 and a million copies."""

_ROUNDS = 3
_PASSWORD = "reading is a quiet joy"
_GUIDE = (
    "CREATE DATABASE guide CHARACTER SET utf8mb4",
    "CREATE TABLE guide.students (id BIGINT PRIMARY KEY, lrn VARCHAR(20), name VARCHAR(255) NOT NULL, grade VARCHAR(20),"
    " section VARCHAR(60), status VARCHAR(20) NOT NULL, KEY idx_students_name (name))"
    " SELECT id, lrn, name, grade, section, status FROM clms.students WHERE deleted_at IS NULL",
    "CREATE TABLE guide.books (id BIGINT PRIMARY KEY, title VARCHAR(500) NOT NULL, author VARCHAR(255), "
    " status VARCHAR(20) NOT NULL, accession_number VARCHAR(60) NOT NULL, KEY idx_books_status (status),"
    " KEY idx_books_accession (accession_number))"
    " SELECT id, LEFT(title, 500) AS title, LEFT(author, 255) AS author, status, accession_number FROM clms.books"
    " WHERE deleted_at IS NULL",
    "CREATE TABLE guide.loans (id BIGINT PRIMARY KEY AUTO_INCREMENT, book_id BIGINT NOT NULL, student_id BIGINT NOT NULL,"
    " lent_at DATETIME NOT NULL, due_at DATETIME NOT NULL, returned_at DATETIME, KEY (book_id, returned_at))",
    "CREATE TABLE guide.student_activities (id BIGINT PRIMARY KEY AUTO_INCREMENT, student_id BIGINT NOT NULL,"
    " type VARCHAR(30) NOT NULL, timestamp DATETIME NOT NULL, KEY idx_student_activities_timestamp (timestamp),"
    " KEY idx_student_activities_student_timestamp (student_id, timestamp))",
)
_LENT = {
    "clms": "SELECT accession_number FROM clms.books WHERE status = 'LOANED' AND accession_number LIKE 'DESK%'",
    "guide": "SELECT accession_number FROM guide.books WHERE status = 'BORROWED' AND accession_number LIKE 'DESK%'",
}
_BUSY = (
    "SELECT COUNT(*) FROM information_schema.processlist WHERE command = 'Query' AND id <> CONNECTION_ID()"
)


@dataclass(frozen=True)
class Library:
    """One that is measured: its server, how many copies it has, what is asked, and who is signed in."""

    server: databases.Server
    books: int
    cases: list[Case]
    loans: Case
    sessions: list[Session]

    def tokens(self) -> tuple[list[str], list[str]]:
        """New ones for all, ours and the baseline's. Ours are good for a quarter of an hour, which is longer than two
        servers are compared."""
        now = datetime.now(UTC)
        mine = Tokens([KEY])
        claims = [{"sub": str(each.user_id), "exp": now + timedelta(hours=1)} for each in self.sessions]
        return [mine.access(each, now) for each in self.sessions], [
            jwt.encode(each, KEY, algorithm="HS256") for each in claims
        ]


def rows(options: Options) -> Iterator[Row]:
    """Measure on each server engine; the API on a file is not what nginx balances."""
    for engine in options.engines:
        if engine == "sqlite":
            continue
        kind: databases.Kind = "mariadb" if engine == "mariadb" else "mysql"
        for size in _SIZES[:1] if options.small else _SIZES:
            with _library(kind, size, 300 if options.small else 1_000) as library:
                for workers in (1, 2):
                    plural = "1 worker" if workers == 1 else f"{workers} workers"
                    label = f"{plural}, {round(library.books, -3):,} books"
                    yield from _measured(library, engine, workers, label, options)


def _measured(library: Library, engine: str, workers: int, label: str, options: Options) -> Iterator[Row]:
    url = library.server.prefix.replace("+pymysql", "")
    with contextlib.closing(library.server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS clms_ops")  # what was kept for the servers before
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clms-bench-")))
        redis_ports = [stack.enter_context(redis_servers.single()) for _ in range(2)]
        ours = Side(
            stack.enter_context(our_server(f"{url}clms", redis_ports[0], workers, folder / "data")), []
        )
        theirs = Side(stack.enter_context(express_server(f"{url}guide", redis_ports[1], workers)), [])
        ours.tokens, theirs.tokens = library.tokens()
        known = library.cases[0]
        for side, lines in ((ours, known.ours), (theirs, known.theirs)):
            _introduce(side, lines, workers)
        for case in (*library.cases, library.loans):
            yield from _compared(library, case, (ours, theirs), engine, workers, label, options)


def _introduce(side: Side, lines: list[str], workers: int) -> None:
    """Let each worker have proven the token of nearly everybody, so that no measured request has to: of several, each
    sees a token with one chance in as many."""
    left, seconds = (1 if workers == 1 else 4 * workers) * USERS, 2
    while left > 0:
        came = ask(side, lines, seconds).requests
        if came < USERS:
            seconds *= 2
        else:
            left -= came


def _compared(
    library: Library,
    case: Case,
    sides: tuple[Side, Side],
    engine: str,
    workers: int,
    label: str,
    options: Options,
) -> Iterator[Row]:
    """The two in turns, after a second of both that doesn't count: things are kept then, and rates are known."""
    once = case is not library.loans and not case.kept
    part = len(case.ours) // (_ROUNDS + 1)
    heard: tuple[list[Said], list[Said]] = ([], [])

    def turn(which: int, seconds: int) -> Said:
        lines, side = (case.ours, case.theirs)[which], sides[which]
        if once:
            first = next(side.slices) % (_ROUNDS + 1) * part
            lines = lines[first : first + part]
        said = ask(side, lines, seconds, CONNECTIONS if case is library.loans else 1, once=once)
        _settle(library.server)
        if case is library.loans:
            _take_back(library.server, side, ("clms", "guide")[which])
        return said

    def seconds(which: int, known: Said) -> int:
        """So long that there is enough to ask that was never asked, and that nobody's burst is used up by kept answers."""
        wanted = 2 if options.small or case.kept else 3 * (case.longer if which else 1)
        return max(1, min(wanted, int(part / (1.5 * known.rate + 1)))) if once else wanted

    def rate(which: int) -> float:
        said = turn(which, lasting[which])
        heard[which].append(said)
        lasting[which] = min(lasting[which], seconds(which, said))
        return said.rate

    lasting = [seconds(which, turn(which, 1)) for which in (0, 1)]
    mine, baseline = take_turns(lambda: rate(0), lambda: rate(1), _ROUNDS)
    aim = None if case.least is None else ratio_at_least(case.least, mine, baseline)
    if case.kept and aim:
        enough = A_WORKER * workers
        aim = Aim(f"{aim.words}, ≥ {enough:,} req/s", aim.reached and mine >= enough)
    name = f"{case.name}, {label}"
    yield Row(name, engine, mine, BASELINE, baseline, "req/s", aim)
    for share in SHARES:
        mine, baseline = (statistics.median(said.ms[share] for said in each) for each in heard)
        aim = under(20, "ms", mine) if case.kept and share == "p99" else None
        yield Row(f"{name}, {share}", engine, mine, BASELINE, baseline, "ms", aim)


# --- what is measured -------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _library(kind: databases.Kind, size: int, sampled: int) -> Iterator[Library]:
    data = large_data(kind, size)
    with databases.running(kind, data=data, options=("--innodb-buffer-pool-size=2G",)) as server:
        url = f"{server.prefix}clms"
        stock(url, CONNECTIONS)
        with open_library(url) as app:
            sessions = _signed_in(app)
            cases, lending = reads(app, sampled), loans(app)
        with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
            for statement in _GUIDE:
                cursor.execute(statement)
            cursor.execute("SELECT COUNT(*) FROM guide.books")
            found = cursor.fetchone()
        yield Library(server, int(found[0]) if found else 0, cases, lending, sessions)


def _signed_in(app: App) -> list[Session]:
    """A session for each of so many librarians."""
    app.accounts.create_first_user("Maria Santos", password=_PASSWORD)
    boss = app.accounts.sign_in("maria.santos", _PASSWORD)
    found = []
    for place in range(USERS):
        user = app.accounts.add(boss, UserDraft(f"Librarian {place}", Role.LIBRARIAN), _PASSWORD).value
        found.append(
            app.sessions.open(Actor(user.id, user.name, user.role, "BENCH", user.branch_id), "Benchmark")
        )
    return found


# --- between two turns ---------------------------------------------------------------------------------------


def _settle(server: databases.Server) -> None:
    """Let the database finish what wrk didn't wait for: the baseline goes on with it."""
    pause = threading.Event()
    with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
        while cursor.execute(_BUSY) and cursor.fetchone()[0]:
            pause.wait(0.05)


def _take_back(server: databases.Server, side: Side, database: str) -> None:
    """Return what was still lent when wrk stopped."""
    with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(_LENT[database])
        lent = [str(row[0]) for row in cursor.fetchall()]
    field = "accession_number" if database == "clms" else "accessionNumber"
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", side.port, timeout=30)) as client:
        for copy, token in zip(lent, side.tokens, strict=False):
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            client.request("POST", "/api/returns", json.dumps({field: copy}), headers)
            answer = client.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{copy} could not be taken back: {answer.status}")
