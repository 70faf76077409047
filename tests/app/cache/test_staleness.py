"""How old what is served may be: several API servers with several workers, timed from outside."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import redis

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.domain.accounts import UserDraft
from app.domain.actors import Actor, Role
from app.domain.catalog import TitleDraft
from app.server.tokens import Tokens
from tests.app.cache.clients import Read, Write, read_on, write_on
from tests.app.server.conftest import KEY, PASSWORD
from tests.app.server.served import serving
from tests.servers import redis_servers

BOUND_S = 0.05
_TITLES = 5


@dataclass(frozen=True, slots=True)
class Size:
    """How much is read and written; ``users`` is how many take part, since each may ask ten times a second."""

    reads: int
    writes: int
    users: int
    nodes: int
    workers: int
    pause_s: float


SHORT = Size(reads=300, writes=15, users=16, nodes=1, workers=2, pause_s=0.05)
LONG = Size(reads=52_000, writes=520, users=600, nodes=2, workers=2, pause_s=0.03)


@pytest.fixture
def redis_settings(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The settings that lead to a single server, or to a cluster of six."""
    with redis_servers.settings_of(request.param) as settings:
        yield settings


def _begin(
    url: str, redis_settings: dict[str, str], size: Size, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[int], list[str]]:
    """What servers are started with, and what they serve."""
    for name, value in {"DATABASE_URL": url, "JWT_SECRET": KEY, **redis_settings}.items():
        monkeypatch.setenv(name, value)
    with build_on(Database(url, pool_size=5), bcrypt_rounds=4) as app:
        return _prepare(app, size.users)


def _prepare(app: App, users: int) -> tuple[list[int], list[str]]:
    """Titles to read, and the tokens of people who read and write them."""
    app.accounts.create_first_user("First", password=PASSWORD)
    boss = app.accounts.sign_in("first", PASSWORD)
    titles = [app.catalog.add_title(boss, TitleDraft("State 0")).value.title_id for _ in range(_TITLES)]
    signer = Tokens([KEY])
    tokens = []
    for number in range(users):
        made = app.accounts.add(boss, UserDraft(f"User {number}", Role.HEAD_LIBRARIAN), PASSWORD).value
        actor = Actor(made.id, made.name, made.role, "TEST", made.branch_id)
        tokens.append(signer.access(app.sessions.open(actor, "TEST"), datetime.now(UTC)))
    return titles, tokens


def _run(
    ports: Sequence[int],
    titles: list[int],
    tokens: list[str],
    size: Size,
    end: Path,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[list[Write], list[Read]]:
    """Read and write from three processes, and let something happen meanwhile."""
    writers = len(tokens) // 6 + 4
    with ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as pool:
        reading = [
            pool.submit(read_on, ports, some, titles, size.reads // 2, size.workers, end)
            for some in (tokens[writers::2], tokens[writers + 1 :: 2])
        ]
        writing = pool.submit(write_on, ports, tokens[:writers], titles, size.writes, size.pause_s, end)
        meanwhile()
        return writing.result(280), [read for each in reading for read in each.result(280)]


def _ages(writes: Sequence[Write], reads: Sequence[Read]) -> list[tuple[float, float]]:
    """Of each read that showed what had been replaced: how long before it was begun, and before it was done."""
    replaced = {(write.title_id, write.number - 1): write.at for write in writes}
    found = []
    for read in reads:
        at = replaced.get((read.title_id, read.number))
        if at is not None and read.done > at:
            found.append((read.begun - at, read.done - at))
    return found


@pytest.mark.parametrize(
    ("engine_name", "redis_settings", "size"),
    [
        pytest.param("sqlite", "single", SHORT, id="short"),
        pytest.param("mariadb", "single", LONG, id="single", marks=pytest.mark.long),
        pytest.param("mysql", "cluster", LONG, id="cluster", marks=pytest.mark.long),
    ],
    indirect=["redis_settings"],
)
def test_nobody_is_served_anything_older_than_the_bound(
    library_url: str,
    redis_settings: dict[str, str],
    size: Size,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    titles, tokens = _begin(library_url, redis_settings, size, monkeypatch)
    with contextlib.ExitStack() as stack:
        nodes = [stack.enter_context(serving(tmp_path, workers=size.workers)) for _ in range(size.nodes)]
        writes, reads = _run([node.port for node in nodes], titles, tokens, size, tmp_path / "end")
    _report(writes, reads, BOUND_S)
    assert len(reads) >= size.reads
    assert len({read.pid for read in reads}) == size.nodes * size.workers
    assert all(write.seen == write.near == write.number for write in writes)
    assert {read.number for read in reads} == set(range(size.writes // _TITLES + 1))


def _report(writes: Sequence[Write], reads: Sequence[Read], bound_s: float) -> None:
    """Nothing beyond the bound, and no error to speak of."""
    ages, errors = _ages(writes, reads), sum(read.number < 0 for read in reads)
    beyond = [age for age in ages if age[0] > bound_s]
    at_start, at_end = (max((age[part] for age in ages), default=0.0) * 1000 for part in (0, 1))
    sys.stdout.write(
        f"\n{len(reads)} reads by {len({read.pid for read in reads})} workers, {errors} errors, {len(writes)} writes: "
        f"the oldest was replaced {at_start:.1f} ms before it was asked for, {at_end:.1f} ms before it had arrived; "
        f"beyond {bound_s * 1000:.0f} ms: {len(beyond)}\n"
    )
    assert not beyond
    assert errors < len(reads) / 1_000


FAULTS = Size(reads=5_000, writes=300, users=200, nodes=2, workers=2, pause_s=0.05)


_TOLD_WITHIN_S = 30.0


def _holder_of_news(settings: dict[str, str], pause: threading.Event) -> int:
    """The process that holds the stream, as soon as the first write was told."""
    places = settings.get("REDIS_CLUSTER_NODES", f"127.0.0.1:{settings.get('REDIS_PORT')}")
    edge = time.monotonic() + _TOLD_WITHIN_S
    while time.monotonic() < edge:
        for place in places.split(","):
            with contextlib.closing(redis.Redis(port=int(place.split(":")[1]))) as node:
                if node.keys("*news"):
                    return int(node.info("server")["process_id"])
        pause.wait(0.05)
    raise AssertionError("nobody told anything")


@pytest.mark.long
@pytest.mark.parametrize(
    ("engine_name", "redis_settings", "signals", "bound_s"),
    [
        pytest.param("mariadb", "cluster", [signal.SIGKILL], BOUND_S, id="a node of a cluster dies"),
        pytest.param(
            "mariadb", "cluster", [signal.SIGSTOP, signal.SIGCONT], BOUND_S, id="a node of a cluster hangs"
        ),
        pytest.param("mysql", "single", [signal.SIGSTOP, signal.SIGCONT], 2.0, id="the only one hangs"),
        pytest.param("mysql", "single", [signal.SIGKILL], 2.0, id="the only one dies"),
    ],
    indirect=["redis_settings"],
)
def test_what_befalls_redis_costs_no_answer_and_nobody_is_served_anything_old(
    library_url: str,
    redis_settings: dict[str, str],
    signals: list[signal.Signals],
    bound_s: float,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def befall() -> None:
        pause = threading.Event()
        pid = _holder_of_news(redis_settings, pause)
        pause.wait(3)  # the writer is at it
        for each in signals:
            os.kill(pid, each)
            pause.wait(6)  # longer than the cluster takes to replace a node

    titles, tokens = _begin(library_url, redis_settings, FAULTS, monkeypatch)
    with contextlib.ExitStack() as stack:
        nodes = [stack.enter_context(serving(tmp_path, workers=FAULTS.workers)) for _ in range(FAULTS.nodes)]
        ports = [node.port for node in nodes]
        writes, reads = _run(ports, titles, tokens, FAULTS, tmp_path / "end", befall)
    _report(writes, reads, bound_s)
    assert all(write.seen == write.near == write.number for write in writes)
