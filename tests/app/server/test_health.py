"""Health: what a balancer and a person are told while what the node leans on is there, away, slow and back."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.domain.accounts import UserDraft
from app.domain.actors import Actor, Role
from app.domain.redis_address import RedisAddress
from app.server import health as module
from app.server.gate import TRUSTED_S
from app.server.health import Health
from app.server.kernel import Api
from app.server.node import Node, open_node
from app.server.options import ServerOptions
from app.server.routes import table
from tests.app.server.client import Client
from tests.app.server.conftest import NO_LIMITS, PASSWORD
from tests.app.server.test_metrics import prometheus
from tests.servers import redis_servers
from tests.servers.proxy import Proxy

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])
on_a_server = pytest.mark.parametrize(
    "engine_name",
    [
        pytest.param("mariadb", marks=pytest.mark.engine)
        for _ in range(1)
        if "mariadb" in os.environ.get("CLMS_TEST_ENGINES", "mariadb")
    ],
)


@on_a_file
def test_a_well_node_says_so_in_the_guides_words(
    app: App, options: ServerOptions, loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    with open_node(replace(app, data_dir=tmp_path), options, NO_LIMITS) as node:
        client = Client(Api(node, table()), loop)
        _is_well(client)


def _is_well(client: Client) -> None:
    answer = client.ask("GET", "/health")
    assert answer.status == 200
    report = answer.json
    assert report["healthy"] is True and report["ready"] is True
    assert abs(report["timestamp"] / 1000 - time.time()) < 60
    assert [check["service"] for check in report["checks"]] == ["database", "redis", "filesystem", "external"]
    for check in report["checks"]:
        assert check["status"] == "healthy" and check["error"] is None and check["responseTime"] >= 0
    assert client.ask("GET", "/ready").status == 200


@on_a_file
def test_redis_that_is_away_is_told_and_takes_no_node_out(
    app: App, options: ServerOptions, loop: asyncio.AbstractEventLoop
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with open_node(replace(app, redis=RedisAddress((("127.0.0.1", port),))), options, NO_LIMITS) as node:
        client = Client(Api(node, table()), loop)
        report = client.ask("GET", "/health")
        checks = {check["service"]: check for check in report.json["checks"]}
        assert (report.status, report.json["healthy"], report.json["ready"]) == (200, False, True)
        assert checks["redis"]["error"] == "1 of 1 Redis nodes do not answer."
        assert str(port) not in report.body.decode()
        assert client.ask("GET", "/ready").status == 200


@on_a_file
def test_redis_with_a_password_answers(app: App, options: ServerOptions) -> None:
    with redis_servers.single(options=("--requirepass", "a secret of Redis")) as port:
        address = RedisAddress((("127.0.0.1", port),), password="a secret of Redis")
        with contextlib.closing(Health(replace(app, redis=address))) as health:
            (redis,) = [check for check in health.report().checks if check.service == "redis"]
    assert (redis.status, redis.detail) == ("healthy", "1 answered")


@on_a_file
def test_redis_that_is_full_is_told(
    app: App, options: ServerOptions, loop: asyncio.AbstractEventLoop, user: Callable[..., Actor]
) -> None:
    full = ("--maxmemory", "100kb", "--maxmemory-policy", "noeviction")  # less than it needs for itself
    with redis_servers.single(options=full) as port:
        node_app = replace(app, redis=RedisAddress((("127.0.0.1", port),)))
        with open_node(node_app, options, NO_LIMITS) as node:
            client = Client(Api(node, table()), loop)
            user(Role.ADMIN, "Lia")
            client.login("lia", PASSWORD)
            assert client.ask("GET", "/api/titles").status == 200
            checks = {check["service"]: check for check in client.ask("GET", "/health").json["checks"]}
            assert checks["redis"]["error"] == "Redis has no room for more: it refuses what it is given."
            told = prometheus(client.ask("GET", "/metrics").body.decode())
            assert told["clms_cache_redis_refused_total"] >= 1
            assert (told["clms_cache_redis_nodes_away"], told["clms_cache_without_news"]) == (0, 1)
            assert client.ask("GET", "/ready").status == 200


@on_a_file
def test_what_hangs_does_not_hang_the_answer(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECK_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and never says a word
        address = RedisAddress((("127.0.0.1", silent.getsockname()[1]),))
        with contextlib.closing(Health(replace(app, redis=address))) as health:
            started = time.monotonic()
            report = health.report()
            assert time.monotonic() - started < 2
            assert health.report() is report  # asked again at once, it is not looked again
    assert report.ready and not report.healthy


@pytest.fixture
def proxy(library_url: str) -> Iterator[Proxy]:
    with Proxy.before(library_url) as made:
        yield made


@pytest.fixture
def far(proxy: Proxy, options: ServerOptions) -> Iterator[Node]:
    """A node that reaches its database through the proxy."""
    with (
        build_on(Database(proxy.url, pool_size=5, acquire_timeout_s=30), bcrypt_rounds=4) as app,
        open_node(app, options, NO_LIMITS) as node,
    ):
        yield node


@on_a_server
def test_a_database_that_goes_and_comes_back(
    far: Node, proxy: Proxy, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_S", 0.0)
    far.app.accounts.create_first_user("First", password=PASSWORD)
    boss = far.app.accounts.sign_in("first", PASSWORD)
    far.app.accounts.add(boss, UserDraft("Lia", Role.LIBRARIAN), PASSWORD)
    client = Client(Api(far, table()), loop)
    client.login("lia", PASSWORD)
    assert client.ask("GET", "/api/policies").status == 200

    proxy.refuse()
    proxy.cut_all()
    away = client.ask("GET", "/api/policies")
    assert (away.status, away.headers["retry-after"]) == (503, "1")
    assert client.ask("GET", "/ready").status == 503
    report = client.ask("GET", "/health")
    assert (report.status, report.json["healthy"], report.json["checks"][0]["status"]) == (
        503,
        False,
        "unhealthy",
    )
    assert client.ask("GET", "/live").status == 200
    looks = far.app.cache.freshness
    assert client.ask("GET", "/api/auth/me").status == 200  # nothing else can have happened yet
    looks._serve_until = 0.0
    assert (
        client.ask("GET", "/api/auth/me").status == 200
    )  # proven before, and nobody can tell what happened since
    assert looks.trouble
    looks.confirmed_at -= TRUSTED_S
    assert client.ask("GET", "/api/auth/me").status == 503  # for too long

    proxy.refuse(False)
    assert client.ask("GET", "/ready").status == 200
    assert client.ask("GET", "/api/policies").status == 200
    assert client.ask("GET", "/api/auth/me").status == 200
