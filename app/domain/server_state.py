"""What a server does now, as people and the window look at it."""

from __future__ import annotations

from typing import Any

import msgspec

from app.domain.figures import (
    Figures,
    LiveRequest,
    Performance,
    RouteFigures,
    Sample,
    WorkerFigures,
    is_error,
    performance,
)
from app.errors import Broken, ClmsError, Conflict, InvalidInput, NotFound, Refused, Unreachable


class RouteLine(msgspec.Struct, frozen=True):
    """One route since the start. ``errors`` are our fault, ``refused`` all other answers of 400 and more; times are in
    milliseconds, ``sql`` and what follows are means of a request."""

    method: str
    route: str
    count: int
    errors: int
    refused: int
    slow: int
    mean_ms: float
    p95_ms: float
    sql: float
    sql_ms: float
    waited_ms: float


class ServerState(msgspec.Struct, frozen=True):
    """What a node does now, all its processes together: the guide's figures of the last minute, its workers, the
    requests in service, every route since the start, and the samples of its parts as ``/metrics`` has them.

    ``complete`` is false while a process does not tell; ``started_at`` is in seconds since 1970. Where ``measured`` is
    false nothing is counted (``MONITORING_ENABLED``): the node tells its workers and what is in service now.
    """

    performance: Performance
    workers: tuple[WorkerFigures, ...]
    live: tuple[LiveRequest, ...]
    routes: tuple[RouteLine, ...]
    samples: tuple[Sample, ...]
    restarts: int
    started_at: float
    complete: bool
    measured: bool = True


class Failure(msgspec.Struct, frozen=True):
    """An error of ours on its way to another process: the name of its kind, and what it holds."""

    kind: str
    message: str
    hint: str
    code: str
    details: dict[str, Any]


_KINDS: dict[str, type[ClmsError]] = {
    kind.__name__: kind for kind in (Refused, InvalidInput, NotFound, Conflict, Unreachable, Broken)
}


def failure_of(error: ClmsError) -> Failure:
    """An error as it is told."""
    return Failure(type(error).__name__, error.message, error.hint, error.code, error.details)


def error_of(failed: Failure) -> ClmsError:
    """The error that was told."""
    kind = _KINDS.get(failed.kind, ClmsError)
    return kind(failed.message, hint=failed.hint, code=failed.code, details=failed.details)


class ServerLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line that ``clms serve --tell`` writes: where it answers, or why it can't, at the start; what it does, every
    second after."""

    address: str = ""
    needs_first_user: bool = False
    failed: Failure | None = None
    state: ServerState | None = None


def state_of(figures: Figures) -> ServerState:
    """The state for what was counted."""
    routes = sorted(figures.routes.values(), key=lambda each: (each.route, each.method))
    return ServerState(
        performance=performance(figures.recent),
        workers=tuple(sorted(figures.workers, key=lambda each: each.started_at)),
        live=tuple(sorted(figures.live, key=lambda each: each.since)),
        routes=tuple(_line(each) for each in routes),
        samples=tuple(figures.samples),
        restarts=figures.restarts,
        started_at=figures.started_at,
        complete=figures.complete,
        measured=figures.measured,
    )


def _line(route: RouteFigures) -> RouteLine:
    count = route.times.count
    bad = {status: number for status, number in route.statuses.items() if status >= 400}
    errors = sum(number for status, number in bad.items() if is_error(status))
    return RouteLine(
        method=route.method,
        route=route.route,
        count=count,
        errors=errors,
        refused=sum(bad.values()) - errors,
        slow=route.slow,
        mean_ms=round(route.times.mean * 1000, 3),
        p95_ms=round(route.times.quantile(0.95) * 1000, 3),
        sql=round(route.statements / count, 2) if count else 0.0,
        sql_ms=round(route.sql_seconds * 1000 / count, 3) if count else 0.0,
        waited_ms=round(route.waited_seconds * 1000 / count, 3) if count else 0.0,
    )
