"""The pictures the tour takes of the server: real requests to a real one, its figures, requests and log."""

from __future__ import annotations

import http.client
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.domain.api_server import ServerPhase
from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.server.pane import ServerPane

_PATHS = ("/live", "/docs", "/openapi.json", "/api/titles", "/ready", "/api/nothing")
_ROUNDS = 8
_LEAST_MEASURED = 3
_LAID_OUT = 200


def steps(pane: ServerPane) -> tuple[TourStep, ...]:
    """Pictures besides the stopped server."""
    return (
        TourStep("running", partial(_run, pane), lambda: _runs(pane)),
        TourStep("asked", partial(_ask, pane), lambda: pane.requests.model.rowCount() >= len(_PATHS)),
        TourStep("requests", partial(_requests, pane), lambda: pane.requests.body.sheet.width() > _LAID_OUT),
        TourStep("routes", partial(pane.go, "routes"), lambda: pane.routes.model.rowCount() > 0),
        TourStep("log", partial(pane.go, "log"), lambda: pane.log.model.rowCount() > 0),
        TourStep("figures", partial(_figures, pane), lambda: len(pane.overview.history) >= _LEAST_MEASURED),
        TourStep("end", pane.stop_server, lambda: pane.status.phase is ServerPhase.STOPPED),
    )


def _run(pane: ServerPane) -> None:
    pane.overview.form.enter({"port": 0})
    pane.start_server()


def _runs(pane: ServerPane) -> bool:
    return (
        pane.status.phase is ServerPhase.RUNNING
        and pane.overview.dependencies.badge_of("database") is not None
    )


def _ask(pane: ServerPane) -> None:
    pane.run(partial(_visit, pane.status.address))


def _visit(address: str) -> None:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=10)
    try:
        for _ in range(_ROUNDS):
            for path in _PATHS:
                connection.request("GET", path)
                connection.getresponse().read()
    finally:
        connection.close()


def _requests(pane: ServerPane) -> None:
    pane.go("requests")
    row = pane.requests.model.row(0)
    if row is not None:
        pane.requests.body.table.selectRow(0)


def _figures(pane: ServerPane) -> None:
    pane.requests.body.close_sheet()
    pane.go("overview")
