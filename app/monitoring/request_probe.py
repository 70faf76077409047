"""Sends one request and times each step of it, as curl's ``-w`` does: on a connection of its own, which ends with it.

Certificates are read, not judged, as by the probes: a node is asked by its address.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from app.domain.health import Target, TargetKind
from app.domain.request_timing import RequestTiming
from app.monitoring.asking import AGENT

TIMEOUT_S = 3.0
PATH = "/ready"
"""Every API node answers it to everybody, and looks at its database for it."""
_MOST_BYTES = 1_000_000


def probe_all(targets: Iterable[Target]) -> tuple[RequestTiming, ...]:
    """One request through each load balancer and to each API node, side by side."""
    wanted = [each for each in targets if each.kind in (TargetKind.NGINX, TargetKind.API)]
    if not wanted:
        return ()
    with ThreadPoolExecutor(min(8, len(wanted)), thread_name_prefix="clms-request") as pool:
        return tuple(pool.map(probe_target, wanted))


def probe_target(target: Target, timeout_s: float = TIMEOUT_S) -> RequestTiming:
    """One request to a load balancer or an API node."""
    return probe(target.name, _url(target.address), timeout_s)


def _url(address: str) -> str:
    place = urlsplit(address)
    return f"{place.scheme}://{place.netloc}{PATH}"


def probe(part: str, url: str, timeout_s: float = TIMEOUT_S) -> RequestTiming:
    """One request; what fails is in its ``problem``."""
    found: dict[str, float] = {}
    status, size, problem = None, 0, ""
    deadline = time.monotonic() + timeout_s
    connection: socket.socket | None = None
    place = urlsplit(url)
    host, port = place.hostname or "", place.port or (443 if place.scheme == "https" else 80)
    try:
        began = time.perf_counter()
        address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        began = _note(found, "name_ms", began)
        connection = socket.socket(address[0], socket.SOCK_STREAM)
        _bound(connection, deadline)
        connection.connect(address[4])
        began = _note(found, "connect_ms", began)
        if place.scheme == "https":
            connection = ssl._create_unverified_context().wrap_socket(connection, server_hostname=host)
            began = _note(found, "tls_ms", began)
        connection.sendall(_request(place.path, place.netloc))
        first = connection.recv(65_536)
        began = _note(found, "first_byte_ms", began)
        status, size = _status(first), len(first)
        while size < _MOST_BYTES:
            _bound(connection, deadline)
            more = connection.recv(65_536)
            if not more:
                break
            size += len(more)
        _note(found, "transfer_ms", began)
        if status is None:
            problem = "It does not speak HTTP."
    except OSError as error:
        problem = _words(error)
    finally:
        if connection is not None:
            connection.close()
    return RequestTiming(part, url, status=status, size=size, problem=problem, **found)


def _note(found: dict[str, float], step: str, began: float) -> float:
    now = time.perf_counter()
    found[step] = 1000 * (now - began)
    return now


def _bound(connection: socket.socket, deadline: float) -> None:
    connection.settimeout(max(0.05, deadline - time.monotonic()))


def _request(path: str, host: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {AGENT}\r\n"
        "X-Request-ID: clms-request-probe\r\nConnection: close\r\n\r\n"
    ).encode()


def _status(answer: bytes) -> int | None:
    parts = answer.split(b" ", 2)
    if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not parts[1].isdigit():
        return None
    return int(parts[1])


def _words(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "It does not answer in time."
    if isinstance(error, ConnectionRefusedError):
        return "Nothing listens there."
    if isinstance(error, socket.gaierror):
        return "Its name is not known."
    if isinstance(error, ssl.SSLError):
        return "TLS fails."
    return f"It can't be reached: {error.strerror or error}."
