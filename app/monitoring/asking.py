"""Asking over HTTP, as a probe does: one connection that is kept, a time for every answer, no proxy, no redirects."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlsplit

from app import __version__
from app.errors import Unreachable

_MOST_BYTES = 8_000_000
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
AGENT = f"clms-monitor/{__version__}"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of any status."""

    status: int
    body: bytes


class Web:
    """A server of HTTP or HTTPS at ``address``. Certificates are read, not judged: a node is asked by its address and
    its certificate is made out to the name that people use."""

    def __init__(
        self, address: str, timeout_s: float, token: str = "", headers: Mapping[str, str] = _NO_HEADERS
    ) -> None:
        place = urlsplit(address)
        self._secure = place.scheme == "https"
        self._host, self._port = place.hostname or "", place.port
        self.path = (place.path or "/") + (f"?{place.query}" if place.query else "")
        self._timeout_s = timeout_s
        self._headers = {"User-Agent": AGENT, "X-Request-ID": "clms-monitor", **headers}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._open: http.client.HTTPConnection | None = None
        self.certificate_until: datetime | None = None

    def get(self, path: str | None = None) -> Answer:
        """Ask for a path of it, by default that of its address. Raises Unreachable."""
        fresh = self._open is None
        try:
            return self._ask(path or self.path)
        except (OSError, http.client.HTTPException) as problem:
            self.close()
            if fresh or isinstance(problem, TimeoutError):
                raise Unreachable(_words(problem)) from problem
        try:  # it closed the connection we had kept, as it may
            return self._ask(path or self.path)
        except (OSError, http.client.HTTPException) as problem:
            self.close()
            raise Unreachable(_words(problem)) from problem

    def post(self, path: str, body: bytes) -> Answer:
        """Send JSON to a path of it, once: what was sent may have been done. Raises Unreachable."""
        self.close()
        try:
            return self._ask(path, body)
        except (OSError, http.client.HTTPException) as problem:
            self.close()
            raise Unreachable(_words(problem)) from problem

    def _ask(self, path: str, body: bytes | None = None) -> Answer:
        if self._open is None:
            self._open = self._connected()
        kind = {} if body is None else {"Content-Type": "application/json"}
        method = "GET" if body is None else "POST"
        self._open.request(method, path, body, headers={**self._headers, **kind})
        answer = self._open.getresponse()
        body = answer.read(_MOST_BYTES)
        if not answer.isclosed():  # more than anybody should send
            self.close()
        return Answer(answer.status, body)

    def _connected(self) -> http.client.HTTPConnection:
        if not self._secure:
            return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout_s)
        unjudged = ssl._create_unverified_context()
        made = http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout_s, context=unjudged)
        made.connect()
        shown = made.sock.getpeercert(binary_form=True) if isinstance(made.sock, ssl.SSLSocket) else None
        self.certificate_until = _until(shown) if shown else None
        return made

    def close(self) -> None:
        """Close the connection."""
        if self._open is not None:
            self._open.close()
            self._open = None


def _until(certificate: bytes) -> datetime | None:
    from cryptography import x509

    try:
        return x509.load_der_x509_certificate(certificate).not_valid_after_utc
    except ValueError:
        return None


def _words(problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return "It does not answer in time."
    if isinstance(problem, ConnectionRefusedError):
        return "Nothing listens there."
    if isinstance(problem, http.client.HTTPException):
        return "It does not speak HTTP."
    return f"It can't be reached: {getattr(problem, 'strerror', None) or problem}."
