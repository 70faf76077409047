"""The pictures the tour takes of load tests: a scenario as text, a real run against a server of its own, its result, two compared."""

from __future__ import annotations

import http.server
import threading
from functools import partial
from typing import TYPE_CHECKING

from app.domain.loadtest.orders import RunOrder
from ui.panes.base import TourStep
from ui.panes.load_test.scenario_page import FORM, TEXT

if TYPE_CHECKING:
    from ui.panes.load_test.pane import LoadTestPane

_SECONDS = 5


class _Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def steps(pane: LoadTestPane) -> tuple[TourStep, ...]:
    """Pictures besides the form."""
    servers: list[http.server.ThreadingHTTPServer] = []
    return (
        TourStep("text", partial(_text, pane), lambda: pane.scenario.views.currentIndex() == TEXT),
        TourStep("run", partial(_run, pane, servers), lambda: pane.live.number >= 3),
        TourStep("result", lambda: None, lambda: pane.stack.currentWidget() is pane.result),
        TourStep("compared", partial(_compare, pane), lambda: pane.result.title.whole_text() != ""),
        TourStep("end", partial(_end, pane, servers), lambda: pane.stack.currentWidget() is pane.scenario),
    )


def _text(pane: LoadTestPane) -> None:
    pane.show_scenario()
    pane.scenario.show_view(TEXT)


def _run(pane: LoadTestPane, servers: list[http.server.ThreadingHTTPServer]) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="clms-tour-server", daemon=True).start()
    servers.append(server)
    pane.begin(RunOrder("Tour", _SCRIPT.format(port=server.server_address[1], seconds=_SECONDS)))


def _compare(pane: LoadTestPane) -> None:
    rows = pane.lists.result_model.rows()
    pane.outcomes.compare((rows[0], rows[-1]))


def _end(pane: LoadTestPane, servers: list[http.server.ThreadingHTTPServer]) -> None:
    for server in servers:
        server.shutdown()
        server.server_close()
    pane.scenario.show_view(FORM)
    pane.show_scenario()


_SCRIPT = """
config:
  target: "http://127.0.0.1:{port}"
  phases:
    - {{duration: {seconds}, arrivalRate: 10, name: "Normal load"}}
    - {{duration: {seconds}, arrivalRate: 20, rampTo: 40, name: "Rush"}}
scenarios:
  - flow:
      - get: {{url: "/"}}
"""
