"""Who was signed out is refused by every worker of every node within the bound, timed from outside."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import App, build_on
from app.cache.freshness import BY_TABLE
from app.database.engine import Database
from app.domain.accounts import UserDraft
from app.domain.actors import Actor, Permission, Role
from app.domain.api_tokens import ApiTokenDraft, new_secret
from app.server.tokens import Tokens
from tests.app.server.conftest import KEY, PASSWORD
from tests.app.server.served import exchange, reach_all, serving, worker_of
from tests.servers import redis_servers

BOUND_S = 0.05
_SPAWN = multiprocessing.get_context("spawn")
_BELIEVED = (200, 429)
"""Who asks too often is let in first, and refused as the person they are."""

_CONNECTIONS = 8
_WORKERS = 2
_LONGEST_S = 20.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request with a token: when it was sent and answered, by which worker, and how."""

    begun: float
    done: float
    pid: str
    status: int


@dataclass(frozen=True, slots=True)
class Victim:
    """A token, and the request that ends it, sent with the boss' token or, where it has none, with itself."""

    token: str
    method: str
    path: str
    body: Any
    by: str = ""


def keep_asking(pipe: Connection, ports: Sequence[int]) -> None:
    """Ask with each token that comes through the pipe, on connections to each server: say when every one has let it
    in, go on until every one has refused it, and tell all that was answered."""
    open_ = [each for port in ports for each in reach_all(port, _CONNECTIONS, _WORKERS)]
    while token := pipe.recv():
        answers: list[Asked] = []
        let_in: set[int] = set()
        refused: set[int] = set()
        edge = time.monotonic() + _LONGEST_S
        for number in itertools.cycle(range(len(open_))):
            if number not in refused:
                answers.append(_ask(open_[number], token))
                (let_in if answers[-1].status in _BELIEVED else refused).add(number)
            if len(let_in) == len(open_):
                pipe.send("let in")
                let_in = {-1, *let_in}
            if len(refused) == len(open_) or time.monotonic() > edge:
                break
        pipe.send(answers)
    for each in open_:
        each.close()


def _ask(connection: http.client.HTTPConnection, token: str) -> Asked:
    begun = time.monotonic()
    connection.request("GET", "/api/auth/me", headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    answer.read()
    done = time.monotonic()
    return Asked(begun, done, worker_of(answer), answer.status)


@contextlib.contextmanager
def _asking(ports: Sequence[int], processes: int) -> Iterator[list[Connection]]:
    with contextlib.ExitStack() as stack:
        pipes = []
        for _ in range(processes):
            ours, theirs = _SPAWN.Pipe()
            process = _SPAWN.Process(target=keep_asking, args=(theirs, ports))
            process.start()
            theirs.close()
            stack.callback(process.join)
            stack.callback(ours.close)  # before the wait: what it still has to tell, nobody reads any more
            stack.callback(ours.send, "")
            pipes.append(ours)
        yield pipes


def _victims(app: App, rounds: int) -> list[Victim]:
    """The tokens that are ended: each way so many times."""
    app.accounts.create_first_user("First", password=PASSWORD)
    boss = app.accounts.sign_in("first", PASSWORD)
    signer = Tokens([KEY])

    def signed_in(actor: Actor) -> str:
        return signer.access(app.sessions.open(actor, "TEST"), app.core.clock.now())

    chief, found = signed_in(boss), []
    for number in range(rounds):
        made = [
            app.accounts.add(boss, UserDraft(f"User {number} {each}", Role.LIBRARIAN), PASSWORD).value
            for each in range(4)
        ]
        tokens = [signed_in(Actor(each.id, each.name, each.role, "TEST", each.branch_id)) for each in made]
        secret = new_secret()
        draft = ApiTokenDraft(f"Kiosk {number}", Role.KIOSK, (Permission.SEARCH,))
        program = app.api_tokens.issue(boss, draft, secret).value
        of = [f"/api/users/{each.id}" for each in made]
        found += [
            Victim(tokens[0], "POST", "/api/auth/logout", None),
            Victim(tokens[1], "POST", f"{of[1]}/deactivate", None, chief),
            Victim(tokens[2], "PUT", f"{of[2]}/password", {"password": "books smell of rain"}, chief),
            Victim(tokens[3], "DELETE", f"{of[3]}/sessions", None, chief),
            Victim(secret, "DELETE", f"/api/tokens/{program.token_id}", None, chief),
        ]
    return found


def _end(victim: Victim, port: int, pipes: Sequence[Connection]) -> tuple[float, list[Asked]]:
    """Let all ask with a token, and end it: when that was acknowledged, and what all were answered."""
    for pipe in pipes:
        pipe.send(victim.token)
    for pipe in pipes:
        assert pipe.recv() == "let in"
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        by = {"Authorization": f"Bearer {victim.by or victim.token}"}
        status, said = exchange(connection, victim.method, victim.path, victim.body, by)
        at = time.monotonic()
    assert status in (200, 204), said
    return at, [each for pipe in pipes for each in pipe.recv()]


@pytest.mark.parametrize(
    ("engine_name", "form", "nodes", "rounds", "bound_s"),
    [
        pytest.param("sqlite", "single", 1, 1, BOUND_S, id="short"),
        pytest.param("mariadb", "single", 2, 20, BOUND_S, id="single", marks=pytest.mark.long),
        pytest.param("mysql", "cluster", 2, 20, BOUND_S, id="cluster", marks=pytest.mark.long),
        pytest.param("sqlite", "none", 1, 2, BY_TABLE.serve_s, id="file", marks=pytest.mark.long),
        pytest.param("mariadb", "none", 2, 3, BY_TABLE.serve_s, id="no Redis", marks=pytest.mark.long),
    ],
)
def test_a_token_that_was_ended_is_refused_everywhere_within_the_bound(
    library_url: str,
    form: str,
    nodes: int,
    rounds: int,
    bound_s: float,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with contextlib.ExitStack() as stack:
        settings = stack.enter_context(redis_servers.settings_of(form))
        for name, value in {"DATABASE_URL": library_url, "JWT_SECRET": KEY, **settings}.items():
            monkeypatch.setenv(name, value)
        with build_on(Database(library_url, pool_size=5), bcrypt_rounds=4) as app:
            victims = _victims(app, rounds)
        started = [stack.enter_context(serving(tmp_path, workers=_WORKERS)) for _ in range(nodes)]
        ports = [each.port for each in started]
        pipes = stack.enter_context(_asking(ports, nodes))
        asked = [_end(victim, port, pipes) for victim, port in zip(victims, itertools.cycle(ports))]
    _report(asked, _WORKERS * nodes, bound_s)


def _report(asked: Sequence[tuple[float, Sequence[Asked]]], workers: int, bound_s: float) -> None:
    """Each worker believed each token before and refused it within the bound, and answered nothing else."""
    ages, beyond = [0.0], 0
    for at, answers in asked:
        assert {each.status for each in answers} <= {*_BELIEVED, 401}
        before = {each.pid for each in answers if each.status in _BELIEVED and each.begun < at}
        assert len(before) == len({each.pid for each in answers if each.status == 401}) == workers
        late = [each.begun - at for each in answers if each.status in _BELIEVED and each.begun > at]
        ages += late
        beyond += sum(age > bound_s for age in late)
    sys.stdout.write(
        f"\n{len(asked)} tokens ended, {sum(len(answers) for _, answers in asked)} requests to {workers} workers: the "
        f"last that was believed began {max(ages) * 1000:.1f} ms after the end was acknowledged; beyond "
        f"{bound_s * 1000:.0f} ms: {beyond}\n"
    )
    assert not beyond
