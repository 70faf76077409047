"""A small TCP proxy for the MySQL protocol that cuts a connection at a chosen moment.

::

    with Proxy.before(url) as proxy:
        plan = proxy.cut_next(Cut.BEFORE_ANSWER)     # the server commits, the client never hears of it
        ...                                          # work through proxy.url
        assert plan.happened.wait(60)

It reads what the client sends packet by packet, so it takes TLS out of the server's greeting.
"""

from __future__ import annotations

import contextlib
import re
import socket
import struct
import threading
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit, urlunsplit

_CLIENT_SSL = 0x0800
_QUERY = 0x03
_OK = 0x00


class Cut(Enum):
    """Where the connection breaks, seen from the statement that was asked for."""

    BEFORE_SERVER = "the server never receives it"
    BEFORE_ANSWER = "the server has worked it, the client receives no answer"


@dataclass(slots=True)
class Plan:
    """One cut to come. ``happened`` is set once it did."""

    when: Cut
    statement: re.Pattern[bytes]
    skip: int
    happened: threading.Event = field(default_factory=threading.Event)


class Proxy:
    """Forwards a port of its own to one server until it is closed."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._lock = threading.Lock()
        self._plans: list[Plan] = []
        self._lines: set[_Line] = set()
        self._refusing = False
        self.heard: list[str] = []  # the text of every packet of statements, in order
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = ""
        self._thread = threading.Thread(target=self._accept, name="proxy-accept", daemon=True)
        self._thread.start()

    @classmethod
    def before(cls, url: str) -> Self:
        """A proxy in front of the server of a database URL; ``.url`` is the same URL through the proxy."""
        parts = urlsplit(url)
        proxy = cls(parts.hostname or "127.0.0.1", parts.port or 3306)
        login = parts.netloc.rpartition("@")[0]
        proxy.url = urlunsplit(parts._replace(netloc=f"{login}@127.0.0.1:{proxy.port}"))
        return proxy

    def cut_next(self, when: Cut, statement: bytes = b"COMMIT", *, skip: int = 0) -> Plan:
        """Cut the connection that next sends ``statement`` (after letting ``skip`` of them through)."""
        words = re.compile(rb"\b" + re.escape(statement) + rb"\b", re.IGNORECASE)  # not AUTOCOMMIT
        plan = Plan(when, words, skip)
        with self._lock:
            self._plans.append(plan)
        return plan

    def cut_all(self) -> None:
        """Break every open connection now."""
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            line.close()

    def refuse(self, refusing: bool = True) -> None:
        """Drop new connections as soon as they come, as if the server were down."""
        with self._lock:
            self._refusing = refusing

    def lead_to(self, port: int) -> None:
        """From now on connect to another server of this computer, as an address does that moves in a failover.

        What is open stays where it is; ``cut_all`` ends it.
        """
        with self._lock:
            self._target = (self._target[0], port)

    def close(self) -> None:
        """Break what is open and stop listening."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=5)
        self.cut_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                refusing, target = self._refusing, self._target
            if refusing:
                _reset(client)
                continue
            try:
                server = socket.create_connection(target, timeout=10)
            except OSError:
                _reset(client)
                continue
            server.settimeout(None)
            line = _Line(self, client, server)
            with self._lock:
                self._lines.add(line)
            line.start()

    def _plan_for(self, packet: bytes) -> Plan | None:
        """The plan this packet sets off, taken off the list."""
        if packet[4:5] != bytes([_QUERY]):
            return None
        with self._lock:
            self.heard.append(packet[5:].decode(errors="replace"))
            for plan in self._plans:
                if plan.statement.search(packet, 5):
                    if plan.skip:
                        plan.skip -= 1
                        continue
                    self._plans.remove(plan)
                    return plan
        return None

    def _gone(self, line: _Line) -> None:
        with self._lock:
            self._lines.discard(line)


class _Line:
    """One client's connection and the one opened for it to the server."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._client = client
        self._server = server
        self._due: Plan | None = None
        self._answers = 1  # one for each statement of the packet

    def start(self) -> None:
        for name, work in (("proxy-up", self._upstream), ("proxy-down", self._downstream)):
            threading.Thread(target=work, name=name, daemon=True).start()

    def close(self) -> None:
        _reset(self._client)
        _reset(self._server)
        self._proxy._gone(self)

    def _upstream(self) -> None:
        with contextlib.suppress(OSError):
            while packet := _read_packet(self._client):
                plan = self._proxy._plan_for(packet)
                if plan is not None and plan.when is Cut.BEFORE_SERVER:
                    self.close()
                    plan.happened.set()
                    return
                self._due, self._answers = plan, packet.count(b";\n") + 1
                self._server.sendall(packet)
        if self._due is None:
            self.close()

    def _downstream(self) -> None:
        with contextlib.suppress(OSError):
            greeting = _read_packet(self._server)
            self._client.sendall(_without_tls(greeting))
            kept = b""
            while data := self._server.recv(65536):
                if self._due is None:
                    self._client.sendall(data)
                    continue
                kept += data
                if _ended(kept, self._answers):
                    break
        self.close()
        if self._due is not None:
            self._due.happened.set()


def _ended(data: bytes, answers: int) -> bool:
    """Whether the server has worked so many statements, or failed at one. Rows are looked for after a single one only."""
    at, done = 0, 0
    while done < answers and len(data) >= at + 5:
        if data[at + 4] != _OK:
            return True
        at += 4 + int.from_bytes(data[at : at + 3], "little")
        done += len(data) >= at
    return done >= answers


def _read_packet(source: socket.socket) -> bytes:
    """One packet with its four bytes of header; empty when the other side is gone."""
    header = _read(source, 4)
    if len(header) < 4:
        return b""
    length = int.from_bytes(header[:3], "little")
    return header + _read(source, length)


def _read(source: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        part = source.recv(count - len(data))
        if not part:
            break
        data += part
    return bytes(data)


def _without_tls(greeting: bytes) -> bytes:
    """The server's greeting, saying it has no TLS: the low capability bits follow the version's text."""
    end_of_version = greeting.find(b"\0", 5)
    at = end_of_version + 1 + 4 + 8 + 1
    if end_of_version < 0 or len(greeting) < at + 2:
        return greeting  # an error packet: too many connections, host blocked
    (low,) = struct.unpack_from("<H", greeting, at)
    return greeting[:at] + struct.pack("<H", low & ~_CLIENT_SSL) + greeting[at + 2 :]


def _reset(connection: socket.socket) -> None:
    """Close without the polite goodbye, as a pulled cable would."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
