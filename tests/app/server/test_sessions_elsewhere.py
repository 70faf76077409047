"""Who was signed out at one node is out at all of them a moment later; no clearing of Redis signs anybody out or in."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator

import pytest
import redis

from app.bootstrap import build_on
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.domain.redis_address import RedisAddress
from app.server.kernel import Api
from app.server.node import open_node
from app.server.options import ServerOptions
from app.server.routes import table
from app.server.watch import POLL_S
from tests.app.server.client import Client
from tests.app.server.conftest import NO_LIMITS, PASSWORD
from tests.servers import redis_servers
from tests.waiting import until


@pytest.fixture
def nodes(
    library_url: str, options: ServerOptions, loop: asyncio.AbstractEventLoop, user: Callable[..., Actor]
) -> Iterator[tuple[Client, Client, redis.Redis]]:
    """Two nodes that share Redis, and Redis."""
    user(Role.LIBRARIAN, "Lia")
    with contextlib.ExitStack() as stack:
        port = stack.enter_context(redis_servers.single())
        clients = []
        for _ in range(2):
            database = Database(library_url, pool_size=5)
            address = RedisAddress((("127.0.0.1", port),))
            app = stack.enter_context(build_on(database, bcrypt_rounds=4, redis=address))
            node = stack.enter_context(open_node(app, options, NO_LIMITS))
            assert app.cache._news is not None
            assert app.cache._news.listener.hears.wait(30)
            clients.append(Client(Api(node, table()), loop))
        yield clients[0], clients[1], stack.enter_context(contextlib.closing(redis.Redis(port=port)))


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_who_is_signed_out_is_out_everywhere_at_once(nodes: tuple[Client, Client, redis.Redis]) -> None:
    one, other, server = nodes

    def gets_in(client: Client) -> bool:
        return client.ask("GET", "/api/titles").status == 200

    for clear in (lambda: None, server.flushall):
        one.login("lia", PASSWORD)
        other.token = one.token
        assert gets_in(one) and gets_in(other)
        clear()
        assert gets_in(one) and gets_in(other)
        assert one.ask("POST", "/api/auth/logout").status in (200, 204)
        ended = time.monotonic()
        until(lambda: not gets_in(other), "the other node to know")
        assert time.monotonic() - ended < POLL_S / 2
        clear()
        assert not gets_in(one) and not gets_in(other)
