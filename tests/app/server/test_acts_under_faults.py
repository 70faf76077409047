"""Acts of many desks at once while workers, databases and Redis are killed and frozen: what was acknowledged is there, and
once."""

from __future__ import annotations

import contextlib
import os
import signal
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
import redis

from app.bootstrap import build_on
from app.database.engine import Database
from app.database.schema import upgrade
from app.database.seeds import plant
from app.domain.accounts import UserDraft
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.server.tokens import Tokens
from tests.app.server.conftest import KEY, PASSWORD
from tests.app.server.desks import Desk, Desks
from tests.app.server.served import Served, is_worker, serving
from tests.servers import databases, redis_servers
from tests.waiting import until

_DESKS, _PEOPLE, _ACTS = 32, 80, 200
_AWAY_S = 60.0
"""What was killed or frozen is to be noticed, and to be used again, within this."""

ENGINES: list[databases.Kind] = [
    each
    for each in ("mariadb", "mysql")
    if each in os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql")  # type: ignore[misc]
]


@pytest.fixture(params=[pytest.param(each, marks=pytest.mark.engine) for each in ENGINES])
def database(request: pytest.FixtureRequest) -> Iterator[databases.Server]:
    """A server of its own, as durable as it is run."""
    with databases.running(request.param) as server:
        yield server


@pytest.fixture
def redis_port() -> Iterator[int]:
    with redis_servers.single() as port:
        yield port


@pytest.fixture
def desks(database: databases.Server, tmp_path: Path) -> Desks:
    """A library in which they work."""
    with contextlib.closing(database.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE clms CHARACTER SET utf8mb4")
    url = f"{database.prefix}clms"
    with contextlib.closing(Database(url)) as opened:
        upgrade(opened)
        opened.write(plant)
    with build_on(Database(url, pool_size=5), bcrypt_rounds=4) as app:
        app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        boss = app.accounts.sign_in("maria.santos", PASSWORD)
        now, tokens = datetime.now(UTC), Tokens([KEY])
        shown = []
        for n in range(_PEOPLE):
            user = app.accounts.add(boss, UserDraft(f"Librarian {n}", Role.LIBRARIAN), PASSWORD).value
            actor = Actor(user.id, user.name, user.role, "DESK", user.branch_id)
            shown.append(tokens.access(app.sessions.open(actor, "desks"), now))
        numbers = [f"FAULT{n:03d}" for n in range(_DESKS)]
        app.catalog.add_title(boss, TitleDraft("Noli me tangere"), [BookDraft(each) for each in numbers])
        people = [
            app.students.add(boss, StudentDraft("Reyes", f"Ana {n}", grade="7")).value.student_id
            for n in range(_DESKS)
        ]
    made = [Desk(patron, number) for patron, number in zip(people, numbers, strict=True)]
    return Desks(0, made, shown, tmp_path / "acknowledged.jsonl")


@pytest.fixture
def served(
    database: databases.Server,
    redis_port: int,
    desks: Desks,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Served]:
    settings = {
        "DATABASE_URL": f"{database.prefix}clms",
        "REDIS_HOST": "127.0.0.1",
        "REDIS_PORT": str(redis_port),
        "JWT_SECRET": KEY,
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with serving(tmp_path, workers=2) as found:
        desks.port = found.port
        yield found


def test_nothing_acknowledged_is_lost_or_doubled(
    served: Served, desks: Desks, database: databases.Server, redis_port: int
) -> None:
    desks.start()
    try:
        desks.wait(_ACTS, _AWAY_S)
        _kill_a_worker(served)
        desks.wait(_ACTS, _AWAY_S)
        database.kill()
        database.start()
        desks.wait(_ACTS, _AWAY_S)
        with _frozen(database.pid):
            desks.wait_until_still()
        desks.wait(_ACTS, _AWAY_S)
        with contextlib.closing(redis.Redis(port=redis_port)) as client:
            redis_pid = int(client.info("server")["process_id"])
        with _frozen(redis_pid):
            desks.wait(_ACTS, _AWAY_S)
        os.kill(redis_pid, signal.SIGKILL)
        desks.wait(_ACTS, _AWAY_S)
    finally:
        desks.stop()
    with contextlib.closing(database.connect("clms")) as connection:
        assert desks.audit(connection) == ([], [])
    assert desks.problems == set()
    assert desks.acknowledged > 6 * _ACTS
    assert _in_company(served) > desks.acknowledged / 4


def _kill_a_worker(served: Served) -> None:
    dead = served.workers[0]
    dead.kill()
    family = psutil.Process(served.process.pid)

    def others() -> int:
        return sum(each.pid != dead.pid and is_worker(each) for each in family.children())

    until(lambda: others() == 2, "another worker")


@contextlib.contextmanager
def _frozen(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _in_company(served: Served) -> float:
    """How many acts were begun together with others, by the server's own count."""
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith("clms_acts_in_company_total"))
