"""How old what is served may be: several API servers with several workers, timed from outside."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

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
def redis_port(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The settings that lead to a single server, or to a cluster of six."""
    if request.param == "single":
        with redis_servers.single() as port:
            yield {"REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(port)}
    else:
        with redis_servers.cluster() as ports:
            nodes = ",".join(f"127.0.0.1:{port}" for port in ports[:3])
            yield {"REDIS_ENABLE_CLUSTER": "true", "REDIS_CLUSTER_NODES": nodes}


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
    ports: Sequence[int], titles: list[int], tokens: list[str], size: Size, end: Path
) -> tuple[list[Write], list[Read]]:
    writers = len(tokens) // 6 + 4
    with ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as pool:
        reading = [
            pool.submit(read_on, ports, some, titles, size.reads // 2, end)
            for some in (tokens[writers::2], tokens[writers + 1 :: 2])
        ]
        writing = pool.submit(write_on, ports, tokens[:writers], titles, size.writes, size.pause_s, end)
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
    ("engine_name", "redis_port", "size"),
    [
        pytest.param("sqlite", "single", SHORT, id="short"),
        pytest.param("mariadb", "single", LONG, id="single", marks=pytest.mark.long),
        pytest.param("mysql", "cluster", LONG, id="cluster", marks=pytest.mark.long),
    ],
    indirect=["redis_port"],
)
def test_nobody_is_served_anything_older_than_the_bound(
    library_url: str, redis_port: dict[str, str], size: Size, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"DATABASE_URL": library_url, "JWT_SECRET": KEY, **redis_port}.items():
        monkeypatch.setenv(name, value)
    with build_on(Database(library_url, pool_size=5), bcrypt_rounds=4) as app:
        titles, tokens = _prepare(app, size.users)
    with contextlib.ExitStack() as stack:
        nodes = [stack.enter_context(serving(tmp_path, workers=size.workers)) for _ in range(size.nodes)]
        writes, reads = _run([node.port for node in nodes], titles, tokens, size, tmp_path / "end")
    ages = _ages(writes, reads)
    beyond = [age for age in ages if age[0] > BOUND_S]
    at_start, at_end = (max((age[part] for age in ages), default=0.0) * 1000 for part in (0, 1))
    sys.stdout.write(
        f"\n{len(reads)} reads by {len({read.pid for read in reads})} workers, {len(writes)} writes: the oldest was "
        f"replaced {at_start:.1f} ms before it was asked for, {at_end:.1f} ms before it had arrived; beyond 50 ms: "
        f"{len(beyond)}\n"
    )
    assert len(reads) >= size.reads
    assert len({read.pid for read in reads}) == size.nodes * size.workers
    assert not beyond
    assert all(write.seen == write.near == write.number for write in writes)
    assert {read.number for read in reads} == set(range(size.writes // _TITLES + 1))
