"""The server itself: alive, ready, healthy, described."""

from __future__ import annotations

import msgspec

from app.bootstrap import App
from app.domain.actors import Actor, Permission, Role
from app.domain.memory_looks import TRACE_LONGEST_S, MemoryLook, MemoryOrder
from app.domain.server_state import ServerState, state_of
from app.errors import InvalidInput, NotFound, Unreachable
from app.server import board_text, prometheus
from app.server.answers import Reply
from app.server.docs import POLICY
from app.server.health import HealthReport
from app.server.node import Node
from app.server.route import Access, Content, Noun, Place, Route
from app.services.memory_looks import PATH


class Alive(msgspec.Struct, frozen=True):
    """The process answers."""

    status: str


def live() -> Alive:
    """Tell that the process answers. Nothing is looked at: whoever asks would restart it otherwise."""
    return Alive("live")


def ready(node: Node) -> Alive:
    """Tell whether requests may be sent here. 503 while the database is away, and while the node finishes."""
    if node.closing:
        raise Unreachable("This node is finishing what it began.", code="closing")
    if not node.health.report().ready:
        raise Unreachable("The database does not answer.", code="not_ready")
    return Alive("ready")


def health(node: Node) -> Reply[HealthReport]:
    """Everything the node leans on, with times. 503 only when nothing works without what is away."""
    report = node.health.report()
    return Reply(report, 200 if report.ready else 503)


def state(node: Node) -> ServerState:
    """What this node does now, its processes taken together."""
    return state_of(node.whole())


def memory(node: Node, trace_s: int = 0) -> MemoryLook:
    """Look at what every process of this node holds in memory, and with ``trace_s`` trace for so many seconds where more is
    taken. Each process stands still for the look: a fifth of a second, and a quarter for each GiB it holds."""
    if not 0 <= trace_s <= TRACE_LONGEST_S:
        raise InvalidInput(f"Trace for {TRACE_LONGEST_S} seconds at most.", details={"field": "trace_s"})
    return node.look_at_all(MemoryOrder(trace_s))


def metrics(node: Node) -> Content:
    """Figures of this node for Prometheus, its processes taken together.

    Whoever asks from this computer itself needs no token; through a proxy, the client's address counts. 404 where
    measuring is switched off.
    """
    if not node.options.measuring:
        raise NotFound(
            "This server does not measure.", hint="MONITORING_ENABLED switches it on.", code="not_measured"
        )
    return Content(prometheus.CONTENT_TYPE, prometheus.text_of(node.whole()))


def metrics_of_all(app: App) -> Content:
    """Figures of every part of the library for Prometheus, from what the watch has put up: databases, Redis, API nodes,
    nginx, computers, files and upkeep. Any one node tells all of it.

    Whoever asks from this computer itself needs no token. Nothing is told while nobody has watched yet.
    """
    look = app.health.look(Actor(None, "Prometheus", Role.OPERATOR, app.workstation))
    told = b"" if look.board is None else board_text.text_of(look.board, app.core.clock.now())
    return Content(prometheus.CONTENT_TYPE, told)


def description(node: Node) -> Content:
    """The description of this API for programs, OpenAPI 3.1."""
    return Content("application/json", node.openapi)


def docs(node: Node) -> Reply[Content]:
    """The description of this API for people."""
    return Reply(Content("text/html; charset=utf-8", node.docs), policy=POLICY)


NOUN = Noun("Server", "Whether this server works, and what it can do.")
ROUTES = (
    Route("GET", "/live", live, Access.PUBLIC, "Is the process there?", place=Place.LOOP),
    Route("GET", "/ready", ready, Access.PUBLIC, "May requests be sent here?", place=Place.HEALTH),
    Route("GET", "/health", health, Access.PUBLIC, "Everything the node leans on", place=Place.HEALTH),
    Route("GET", "/api/server", state, Permission.OPERATE, "What this server does now", place=Place.HEALTH),
    Route(
        "POST",
        PATH,
        memory,
        Permission.OPERATE,
        "What this server holds in memory",
        {"trace_s": 0},
        place=Place.HEALTH,
    ),
    Route(
        "GET",
        "/metrics",
        metrics,
        Permission.OPERATE,
        "Figures for Prometheus",
        near=True,
        place=Place.HEALTH,
        media=("text/plain",),
    ),
    Route(
        "GET",
        "/metrics/all",
        metrics_of_all,
        Permission.OPERATE,
        "Figures of everything for Prometheus",
        near=True,
        place=Place.HEALTH,
        media=("text/plain",),
    ),
    Route(
        "GET",
        "/openapi.json",
        description,
        Access.PUBLIC,
        "The API for programs",
        place=Place.LOOP,
        media=("application/json",),
    ),
    Route("GET", "/docs", docs, Access.PUBLIC, "The API for people", place=Place.LOOP, media=("text/html",)),
)
