"""Starts a real nginx, and API nodes that answer what a test wants to see arrive."""

from __future__ import annotations

import contextlib
import http.server
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.cluster.local.certificate import make_certificate
from tests.servers.databases import RUNNING, ServerFailed, as_user, die_with_parent, hand_over

_READY_SECONDS = 20


def program() -> str:
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not found:
        raise ServerFailed("nginx is not installed: apt-get install nginx-core")
    return found


def certificate(folder: Path, name: str = "clms") -> Path:
    """A self-made certificate for localhost and 127.0.0.1, with its key beside it as ``.key``."""
    place = folder / f"{name}.crt"
    make_certificate(place, place.with_suffix(".key"))
    hand_over(place.with_suffix(".key"))
    return place


def check(configuration: Path, folder: Path) -> str:
    """What ``nginx -t`` says of it; empty when it has nothing to say. Raises ServerFailed for an error."""
    done = subprocess.run(
        _command(configuration, folder, "-t", "-q"), capture_output=True, text=True, check=False, **as_user()
    )
    if done.returncode:
        raise ServerFailed(done.stderr)
    return done.stderr


@contextlib.contextmanager
def running(configuration: Path, folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A started nginx that answers at ``port``; SIGHUP makes it read its configuration again."""
    command = _command(configuration, folder, "-g", "daemon off;")
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent, start_new_session=True, **as_user()
    )
    RUNNING.add(process.pid)
    try:
        deadline = time.monotonic() + _READY_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.02)
        if process.poll() is not None:
            raise ServerFailed((folder / "start.log").read_text())
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)
        RUNNING.discard(process.pid)


def _command(configuration: Path, folder: Path, *more: str) -> list[str]:
    return [program(), "-p", str(folder), "-c", str(configuration), "-e", str(folder / "start.log"), *more]


@dataclass
class Backend:
    """An API node that writes down what arrives. ``refusing``: it hangs up instead of answering."""

    port: int
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    refusing: bool = False
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    connections: int = 0


@contextlib.contextmanager
def backend() -> Iterator[Backend]:
    """An API node of ours, answering with its port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            told.connections += 1

        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.seen.append((self.command, self.path, dict(self.headers), body))
            if told.refusing:
                self.close_connection = True
                return
            answer = str(told.port).encode()
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PATCH = handle_one

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told = Backend(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, name="backend")
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
