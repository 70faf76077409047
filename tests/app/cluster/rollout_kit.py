"""API nodes as a roll-out sees them: they answer over real HTTP what monitors ask for."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.cluster.rollout.rollout import Patience
from app.errors import Stopped

QUICK = Patience(interval_s=0.01, healthy=2, ready_s=0.4, drain_s=0.4, watch_s=0.1, fall=2, look_s=0.02)


@dataclass
class Server:
    """An API node that answers what monitors ask, and counts the requests it is sent while in balance."""

    version: str = "1.0"
    ready: bool = True
    in_flight: int = 0
    drained: bool = False
    breaks_with: str = ""
    errs_with: str = ""
    requests: int = 100
    errors: int = 0
    port: int = 0

    def answer(self, path: str) -> tuple[int, str]:
        if path == "/health":
            return 200, json.dumps({"version": self.version, "ready": self.ready})
        if path == "/ready":
            return (200 if self.ready else 503), "{}"
        if not self.drained:
            self.requests += 20
            self.errors += 10 if self.version == self.errs_with else 0
        self.in_flight = max(0, self.in_flight - 1) if self.drained else self.in_flight
        return 200, (
            f'clms_http_requests_total{{method="GET",route="/api/titles",status="200"}} {self.requests - self.errors}\n'
            f'clms_http_requests_total{{method="GET",route="/api/titles",status="500"}} {self.errors}\n'
            f'clms_http_requests_total{{method="GET",route="/metrics",status="200"}} 7777\n'
            f"clms_http_requests_in_flight {self.in_flight + 3}\nclms_http_event_streams 2\n"
        )


@dataclass
class Told:
    """A run that is told to stop at a certain word."""

    stop_at: str = ""
    said: list[str] = field(default_factory=list)

    def progress(self, fraction: float | None, text: str) -> None:
        self.said.append(text)

    def log(self, text: str, level: str = "info") -> None:
        self.said.append(text)

    def checkpoint(self) -> None:
        if self.stop_at and self.said and self.stop_at in self.said[-1]:
            raise Stopped("It was cancelled.")


@contextlib.contextmanager
def serving(server: Server) -> Iterator[None]:
    """Let it answer on a free port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = server.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.port = listening.server_address[1]
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, name="node")
    thread.start()
    try:
        yield
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
