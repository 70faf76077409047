"""A catalogue that everybody may look into, where the server was told so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from app.bootstrap import App
from app.domain.actors import Actor, Permission, Role
from app.server.gate import Limits
from app.server.kernel import Api
from app.server.limits import Buckets, NoLimit
from app.server.node import open_node
from app.server.options import ServerOptions
from app.server.routes import bindings, table
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])

_STALE = "public, max-age=0, stale-while-revalidate=300"


@pytest.fixture
def visitor(
    app: App, options: ServerOptions, loop: asyncio.AbstractEventLoop, user: Callable[..., Actor]
) -> Iterator[Client]:
    """Somebody who did not sign in, at a node with one title, which lets ten requests pass."""
    user(Role.LIBRARIAN, "Lia")
    limits = Limits(Buckets(0.001, 9), NoLimit(), NoLimit())
    with open_node(app, replace(options, public_catalogue=True), limits) as node:
        client = Client(Api(node, table()), loop)
        client.login("lia", PASSWORD)
        assert client.ask("POST", "/api/titles", {"title": "Noli Me Tangere"}).status == 201
        client.token = ""
        yield client


@on_a_file
def test_everybody_may_search_and_caches_may_keep_it(visitor: Client) -> None:
    for path in ("/api/titles", "/api/titles/1"):
        first = visitor.ask("GET", path)  # once from the database, once from the cache, once not at all
        again = visitor.ask("GET", path)
        known = visitor.ask("GET", path, headers={"if-none-match": first.headers["etag"]})
        assert [first.status, again.status, known.status] == [200, 200, 304]
        for answer in (first, again, known):
            assert (answer.headers["cache-control"], answer.headers["vary"]) == (_STALE, "Authorization")
    missing = visitor.ask("GET", "/api/titles/999")
    assert (missing.status, missing.headers["cache-control"]) == (404, "no-store")


@on_a_file
def test_nobody_may_more_than_search_and_whoever_signs_in_is_told_privately(visitor: Client) -> None:
    assert visitor.ask("GET", "/api/students").status == 401
    assert visitor.ask("GET", "/api/titles/1/loans").status == 401
    assert visitor.ask("POST", "/api/titles", {"title": "El Filibusterismo"}).status == 401
    assert visitor.ask("GET", "/api/titles", headers={"authorization": "Bearer wrong"}).status == 401
    visitor.login("lia", PASSWORD)
    assert visitor.ask("GET", "/api/titles").headers["cache-control"] == "private, no-cache"


@on_a_file
def test_visitors_count_by_their_address(visitor: Client) -> None:
    assert [visitor.ask("GET", "/api/titles").status for _ in range(11)] == [200] * 10 + [429]
    visitor.address = "192.0.2.2"
    assert visitor.ask("GET", "/api/titles").status == 200


@on_a_file
def test_a_catalogue_is_not_public_by_itself(client: Client) -> None:
    assert client.ask("GET", "/api/titles").status == 401


def test_only_what_needs_nothing_but_searching_is_of_the_catalogue() -> None:
    public = [binding.route for binding in bindings() if binding.route.catalogue]
    assert len(public) == 13
    assert {(route.method, route.permissions) for route in public} == {("GET", (Permission.SEARCH,))}
