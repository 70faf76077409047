"""Web pages of other hosts: none may call the API, unless the settings name them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.bootstrap import App
from app.server.kernel import Api
from app.server.node import open_node
from app.server.options import ServerOptions
from app.server.routes import table
from app.setting_values import origins
from tests.app.server.client import Client
from tests.app.server.conftest import NO_LIMITS

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])

_KIOSK = "https://kiosk.school.example"
_ASKS = {"origin": _KIOSK, "access-control-request-method": "PUT"}


@pytest.fixture
def open_client(app: App, options: ServerOptions, loop: asyncio.AbstractEventLoop) -> Iterator[Client]:
    """A client of a node that one page may call."""
    with open_node(app, replace(options, origins=origins(_KIOSK)), NO_LIMITS) as node:
        yield Client(Api(node, table()), loop)


def _cors(headers: dict[str, str]) -> set[str]:
    return {name for name in headers if name.startswith("access-control")}


@on_a_file
def test_by_default_no_page_may(client: Client) -> None:
    assert _cors(client.ask("GET", "/live", headers={"origin": _KIOSK}).headers) == set()
    answer = client.ask("OPTIONS", "/api/students/1", headers=_ASKS)
    assert answer.status == 405 and _cors(answer.headers) == set()


@on_a_file
def test_a_page_that_is_named_may_and_sees_what_it_needs(open_client: Client) -> None:
    asked = open_client.ask("OPTIONS", "/api/students/1", headers=_ASKS)
    assert (asked.status, asked.body) == (204, b"")
    assert asked.headers["access-control-allow-origin"] == _KIOSK
    assert "PUT" in asked.headers["access-control-allow-methods"]
    assert {"If-Match", "Idempotency-Key", "Authorization"} <= set(
        asked.headers["access-control-allow-headers"].split(", ")
    )
    for path, status in (("/live", 200), ("/api/students", 401)):
        answer = open_client.ask("GET", path, headers={"origin": _KIOSK})
        assert (answer.status, answer.headers["access-control-allow-origin"]) == (status, _KIOSK)
        assert (
            "ETag" in answer.headers["access-control-expose-headers"] and answer.headers["vary"] == "Origin"
        )
        assert "access-control-allow-credentials" not in answer.headers


@on_a_file
@pytest.mark.parametrize("origin", ["https://elsewhere.example", f"{_KIOSK}.evil.example", "null", ""])
def test_others_may_not(open_client: Client, origin: str) -> None:
    answer = open_client.ask("GET", "/live", headers={"origin": origin})
    assert _cors(answer.headers) == set() and answer.headers["vary"] == "Origin"
    assert open_client.ask("OPTIONS", "/live", headers={**_ASKS, "origin": origin}).status == 405


def test_an_origin_is_a_scheme_and_a_host() -> None:
    assert origins(" https://a.example , http://localhost:8080") == (
        "https://a.example",
        "http://localhost:8080",
    )
    for wrong in ("*", "a.example", "https://a.example/", "https://a.example/page", "null"):
        with pytest.raises(ValueError, match="like https"):
            origins(wrong)
