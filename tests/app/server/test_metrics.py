"""What a node tells of itself: counts, times, statements, and the log of what was slow."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from app.bootstrap import App
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.domain.figures import Sample
from app.domain.measuring import Look, measure
from app.errors import Unreachable
from app.logs import JsonLines
from app.monitoring.collectors.api import ApiCollector, summed
from app.server.kernel import Api
from app.server.node import Node, open_node
from app.server.options import ServerOptions
from app.server.route import Place
from app.server.routes import table
from tests.app.server.client import Client
from tests.app.server.conftest import NO_LIMITS, PASSWORD
from tests.app.services.watched import incident, put_up

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])

_LINE = re.compile(r'(?P<name>clms_\w+)(?:\{(?P<labels>(?:\w+="(?:[^"\\]|\\.)*",?)+)\})? (?P<value>\S+)')


def prometheus(text: str) -> dict[str, float]:
    """Every sample of a text as Prometheus reads it; each belongs to a family that was announced before it."""
    found: dict[str, float] = {}
    families: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split()
            assert name not in families, f"{name} is announced twice"
            families[name] = kind
        elif not line.startswith("# HELP "):
            match = _LINE.fullmatch(line)
            assert match, line
            family = match["name"]
            if family not in families:
                family = re.sub(r"_(bucket|sum|count)$", "", family)
                assert families[family] == "histogram", line
            labels = ",".join(sorted(re.findall(r'\w+="[^"]*"', match["labels"] or "")))
            key = f"{match['name']}{{{labels}}}" if labels else match["name"]
            assert key not in found, f"{key} stands twice"
            found[key] = float(match["value"])
    return found


def _scraped(client: Client) -> dict[str, float]:
    answer = client.ask("GET", "/metrics")
    assert answer.status == 200, answer.body
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    return prometheus(answer.body.decode())


def _of(name: str, method: str, route: str, **labels: str) -> str:
    """The key of a sample of a route."""
    pairs = sorted({**labels, "method": method, "route": route}.items())
    return f"clms_{name}{{" + ",".join(f'{key}="{value}"' for key, value in pairs) + "}"


def test_requests_are_counted_by_route_and_status_with_their_times_and_statements(
    signed_in: Client, student: Any
) -> None:
    for number in (student["student_id"], student["student_id"], 999_999):
        signed_in.ask("GET", f"/api/students/{number}")
    assert signed_in.ask("GET", "/api/nothing/there").status == 404
    assert signed_in.ask("BREW", "/api/students").status == 405
    told = _scraped(signed_in)
    route = ("GET", "/api/students/{student_id}")
    assert told[_of("http_requests_total", *route, status="200")] == 2
    assert told[_of("http_requests_total", *route, status="404")] == 1
    assert told[_of("http_request_seconds_count", *route)] == 3
    assert told[_of("http_request_seconds_bucket", *route, le="+Inf")] == 3
    parts = [
        value
        for key, value in told.items()
        if key.startswith("clms_http_request_seconds_bucket") and '{student_id}"' in key
    ]
    assert parts == sorted(parts) and len(parts) == 14
    assert told[_of("http_request_sql_statements_total", *route)] >= 3
    assert (
        0
        < told[_of("http_request_sql_seconds_total", *route)]
        < told[_of("http_request_seconds_sum", *route)]
    )
    written = told[_of("http_request_sql_statements_total", "POST", "/api/students")]
    assert written >= 4  # the act, the patron, the change, the audit
    assert told[_of("http_requests_total", "-", "none", status="404")] == 1
    assert told[_of("http_requests_total", "-", "none", status="405")] == 1
    assert told["clms_http_requests_in_flight"] == 1  # this one
    assert told["clms_process_resident_memory_bytes"] > 1e6 and told["clms_process_cpu_seconds_total"] > 0


@on_a_file
def test_the_guides_figures_count_our_errors_and_what_was_refused_beside_them(
    signed_in: Client, node: Node
) -> None:
    for _ in range(6):
        signed_in.ask("GET", "/live")
    signed_in.ask("GET", "/api/students/999999")
    before = node.figures().recent
    node.queued[Place.POOL] = node.most_waiting  # as if so many waited for a thread
    assert signed_in.ask("GET", "/api/students/1").status == 503
    node.queued[Place.POOL] = 0
    recent = node.figures().recent
    assert (recent.errors, recent.refused) == (before.errors + 1, before.refused)
    state = signed_in.ask("GET", "/api/server").json
    assert 0 < state["performance"]["errorRate"] <= 100 / 8
    assert 0 < state["performance"]["refusalRate"] <= 100 / 8
    assert state["performance"]["requestsPerSecond"] > 0
    assert state["performance"]["p95ResponseTime"] >= state["performance"]["averageResponseTime"] * 0.5 > 0
    assert [each["route"] for each in state["live"]] == ["/api/server"]
    assert state["live"][0]["user_id"] is not None and state["complete"] is True
    line = next(each for each in state["routes"] if each["route"] == "/api/students/{student_id}")
    assert (line["count"], line["errors"], line["refused"]) == (2, 1, 1)


@on_a_file
def test_figures_are_for_operators_and_for_whoever_is_at_this_computer(
    client: Client, user: Callable[..., Actor]
) -> None:
    assert client.ask("GET", "/metrics").status == 401
    client.address = "127.0.0.1"
    assert client.ask("GET", "/metrics").status == 200
    assert client.ask("GET", "/api/server").status == 401  # it names users
    assert client.ask("GET", "/metrics", headers={"authorization": "Bearer wrong"}).status == 401
    user(Role.KIOSK, "Kim")
    client.login("kim", PASSWORD)
    assert client.ask("GET", "/metrics").status == 403


@on_a_file
def test_parts_of_the_program_add_their_own_samples(client: Client, node: Node) -> None:
    client.address = "127.0.0.1"
    node.metrics.register(lambda: [Sample("cache_hits_total", "Hits.", "counter", 7, {"layer": 'a "b"\\'})])
    text = client.ask("GET", "/metrics").body.decode()
    assert '# TYPE clms_cache_hits_total counter\nclms_cache_hits_total{layer="a \\"b\\"\\\\"} 7\n' in text


@on_a_file
def test_a_slow_request_is_logged_with_what_it_asked_of_the_database(
    app: App,
    options: ServerOptions,
    loop: asyncio.AbstractEventLoop,
    caplog: pytest.LogCaptureFixture,
    user: Callable[..., Actor],
) -> None:
    user(Role.LIBRARIAN, "Lia")
    with open_node(app, replace(options, slow_s=0.0), NO_LIMITS) as node, caplog.at_level(logging.WARNING):
        client = Client(Api(node, table()), loop)
        client.login("lia", PASSWORD)
        client.ask("GET", "/api/students", query={"limit": 5}, headers={"x-request-id": "trace-me-0001"})
        record = next(each for each in caplog.records if "GET /api/students" in each.getMessage())
        told = json.loads(JsonLines().format(record))
    assert told["message"] == "slow request: GET /api/students"
    request = told["request"]
    assert (request["request_id"], request["route"], request["status"]) == (
        "trace-me-0001",
        "/api/students",
        200,
    )
    assert request["sql"] >= 1 and 0 < request["sql_ms"] < request["ms"]
    assert _scraped_slow(node) >= 2


@on_a_file
def test_where_measuring_is_switched_off_nothing_is_counted_and_health_is_told(
    app: App,
    options: ServerOptions,
    loop: asyncio.AbstractEventLoop,
    user: Callable[..., Actor],
    caplog: pytest.LogCaptureFixture,
) -> None:
    user(Role.ADMIN, "Ada")
    with open_node(app, replace(options, measuring=False, slow_s=0.0), NO_LIMITS) as node:
        client = Client(Api(node, table()), loop)
        with caplog.at_level(logging.WARNING):
            client.login("ada", PASSWORD)
        assert [each.getMessage() for each in caplog.records] == ["slow request: POST /api/auth/login"]
        for path in ("/live", "/ready", "/health"):
            assert client.ask("GET", path).status == 200
        refused = client.ask("GET", "/metrics")
        assert (refused.status, refused.json["code"]) == (404, "not_measured")
        node.metrics.note_lag(0.5)
        told = client.ask("GET", "/api/server").json
        figures = node.figures()
    assert not told["measured"] and told["routes"] == told["samples"] == []
    assert [each["route"] for each in told["live"]] == ["/api/server"]
    assert told["performance"]["requestsPerSecond"] == 0
    assert (figures.loop_lag.count, figures.recent.times.count) == (0, 0)


def _scraped_slow(node: Node) -> int:
    return sum(route.slow for route in node.figures().routes.values())


def test_a_wait_for_a_connection_is_counted(database: Database) -> None:
    tight = Database(database.url, pool_size=1, acquire_timeout_s=0.2)
    try:
        most = tight.pool_use().most
        let_go = threading.Event()
        held = threading.Barrier(most + 1)

        def hold() -> None:
            with tight.read():
                held.wait(30)
                let_go.wait(30)

        with ThreadPoolExecutor(most + 1) as threads:
            for _ in range(most):
                threads.submit(hold)
            held.wait(30)
            assert tight.pool_use().in_use == most
            with pytest.raises(Unreachable):
                tight.ping()
            let_go.set()
        use = tight.pool_use()
        assert (use.in_use, use.waits, use.given_up) == (0, 1, 1)
        assert use.waited_s >= 0.2
    finally:
        tight.close()


@on_a_file
def test_the_watch_knows_every_figure_by_the_name_it_has_here(signed_in: Client) -> None:
    def look(tick: float) -> Look:
        return Look("node", 1e9, 1e9, tick, summed(signed_in.ask("GET", "/metrics").body.decode()))

    signed_in.ask("GET", "/api/titles")  # the cache tells of what was asked for once
    before = look(0.0)
    for _ in range(100):
        assert signed_in.ask("GET", "/api/titles").status == 200
    assert signed_in.ask("GET", "/api/students/999999").status == 404  # by a statement
    found = measure(ApiCollector.METRICS, before, look(30.0))
    unknown = [name for name, value in found.items() if value is None]
    of_others = [
        name for name in found if name.startswith(("api_lb_", "request_"))
    ]  # nginx, the request probe
    assert unknown == ["api_hits_redis", *of_others, "certificate_days"], "it has none of these"
    assert found["api_requests"] == pytest.approx(102 / 30), "with the first look"


@on_a_file
def test_one_node_tells_what_the_watch_found_of_everything(app: App, signed_in: Client) -> None:
    put_up(app, app.core.clock.now(), incident("a", 8.0))
    text = signed_in.ask("GET", "/metrics/all").body.decode()
    assert 'clms_host_cpu{target="this-computer",kind="host"' not in text, "it was never measured"
    assert 'clms_alert{rule="redis-down",target="redis",severity="critical"} 1' in text
