"""Servers of the outside that hear messages: a webhook that can be told to fail, and a mail server."""

from __future__ import annotations

import contextlib
import json
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from app.domain.api_server import Health


class Webhook(ThreadingHTTPServer):
    """Keeps what it is sent, and when, in seconds since 1970. ``status`` is what it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Hook)
        self.status = 200
        self.heard: list[dict[str, Any]] = []
        self.heard_at: list[float] = []
        self.refused = 0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Hook(BaseHTTPRequestHandler):
    server: Webhook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.status == 200:
            self.server.heard_at.append(time.time())
            self.server.heard.append(json.loads(body))
        else:
            self.server.refused += 1
        self._answer()

    def do_GET(self) -> None:
        self.server.heard_at.append(time.time())
        self.server.heard.append({"path": self.path})
        self._answer()

    def _answer(self) -> None:
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class ApiNode(ThreadingHTTPServer):
    """As much of an API node as a probe asks for: it is ready while something listens at its database's port."""

    daemon_threads = True

    def __init__(self, database_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Ready)
        self.database_port = database_port

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Ready(BaseHTTPRequestHandler):
    server: ApiNode
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        try:
            socket.create_connection(("127.0.0.1", self.server.database_port), 1).close()
            status = 200
        except OSError:
            status = 503
        body = msgspec.json.encode(Health(status == 200, ready=status == 200))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is given."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Letters)
        self.letters: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Letters(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._say("354 go on")
                self.server.letters.append(self._letter())
            elif word == "QUIT":
                self._say("221 bye")
                return
            self._say("250 well")

    def _letter(self) -> str:
        lines: list[str] = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        return "".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextlib.contextmanager
def listening(server: Any) -> Iterator[Any]:
    """Serve until the end."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
