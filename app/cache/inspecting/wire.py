"""One connection to one Redis server, for whoever asks it for a great many keys.

redis-py reads an answer in Python, one element at a time, which for a million keys takes longer than Redis takes to find
them. Here the names in an answer to SCAN are taken apart all at once, and so exactly that a key may be any bytes. The
protocol is RESP2 (redis.io, Redis serialization protocol specification).
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import sys
import time
from collections.abc import Iterator, Sequence
from operator import eq
from typing import Any

from app.domain.redis_address import RedisAddress
from app.errors import Unreachable

Part = bytes | str | int | float
Command = Sequence[Part]

_END = b"\r\n"
_CHUNK = 262_144
_AT_ONCE = 500  # commands sent before answers are read, so that neither side waits for the other to read


class Said(Exception):
    """Redis answered with an error; ``code`` is its first word: MOVED, ASK, WRONGTYPE, OOM …"""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.code, _, self.rest = text.partition(" ")


class Lost(Exception):
    """The connection broke, or nothing came in time."""


class Wire:
    """A connection that is made when it is first needed, for one thread at a time."""

    def __init__(self, place: tuple[str, int], address: RedisAddress, timeout_s: float = 5.0) -> None:
        self.place = place
        self._address = address
        self._timeout_s = timeout_s
        self._socket: socket.socket | None = None
        self._buffer = b""
        self._at = 0
        self._asked: tuple[int, bytes, str] | None = None
        self._parts_after = (b"", b"")

    @property
    def name(self) -> str:
        """Host and port."""
        return f"{self.place[0]}:{self.place[1]}"

    def close(self) -> None:
        """Close it; the next question opens it again."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.close()
        self._socket, self._buffer, self._at = None, b"", 0

    def ask(self, *command: Part) -> Any:
        """The answer to one command. Raises Said, Lost."""
        (answer,) = self.ask_many([command])
        if isinstance(answer, Said):
            raise answer
        return answer

    def ask_many(self, commands: Sequence[Command]) -> list[Any]:
        """The answers to commands that are sent together; an error is an answer (:class:`Said`). Raises Lost."""
        answers: list[Any] = []
        for begin in range(0, len(commands), _AT_ONCE):
            some = commands[begin : begin + _AT_ONCE]
            self._send(b"".join(map(_written, some)))
            answers.extend(self._guarded(self._read) for _ in some)
        return answers

    def scan(
        self, cursor: bytes, count: int, match: bytes = b"", type_: str = ""
    ) -> tuple[bytes, list[bytes]]:
        """A step of SCAN: where to go on, b"0" at the end, and names. Raises Said, Lost."""
        asked = (count, match, type_)
        if asked != self._asked:
            self._asked, self._parts_after = asked, _scan_options(*asked)
        begin, end = self._parts_after
        self._send(b"%b$%d\r\n%b\r\n%b" % (begin, len(cursor), cursor, end))
        try:
            return self._read_scan()
        except OSError as error:
            self.close()
            raise Lost(_words(error)) from error
        except Lost:
            self.close()
            raise

    def monitor(self, until: float) -> Iterator[bytes]:
        """Every command of the server until a moment (monotonic), as MONITOR writes it; the connection is of no other use
        after that, and closed. Raises Said, Lost."""
        self._send(_written(("MONITOR",)))
        answer = self._guarded(self._read)
        if isinstance(answer, Said):
            raise answer
        assert self._socket is not None
        try:
            while (left := until - time.monotonic()) > 0:
                if self._buffer.find(_END, self._at) < 0:
                    self._socket.settimeout(left)
                    with contextlib.suppress(TimeoutError):
                        self._fill()
                    continue
                yield self._line()[1:]
        except OSError as error:
            raise Lost(_words(error)) from error
        finally:
            self.close()

    # Connecting and sending

    def _send(self, data: bytes) -> None:
        try:
            if self._socket is None:
                self._socket = self._connected()
                self._log_in()
            self._socket.sendall(data)
        except OSError as error:
            self.close()
            raise Lost(_words(error)) from error

    def _connected(self) -> socket.socket:
        plain = socket.create_connection(self.place, self._timeout_s)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not self._address.tls:
            _wait_in_the_kernel(plain, self._timeout_s)
            return plain
        context = ssl.create_default_context(cafile=self._address.ca_file or None)
        try:
            return context.wrap_socket(plain, server_hostname=self.place[0])
        except BaseException:
            plain.close()
            raise

    def _log_in(self) -> None:
        assert self._socket is not None
        if not self._address.password:
            return
        user = (self._address.user,) if self._address.user else ()
        self._socket.sendall(_written(("AUTH", *user, self._address.password)))
        answer = self._guarded(self._read)
        if isinstance(answer, Said):
            self.close()
            raise Unreachable("It does not accept the password.", code="access")

    # Reading

    def _guarded(self, read: Any) -> Any:
        """Read an answer; after a break the connection is closed, since nobody knows where its next one begins."""
        try:
            return read()
        except OSError as error:
            self.close()
            raise Lost(_words(error)) from error
        except Lost:
            self.close()
            raise

    def _fill(self) -> None:
        assert self._socket is not None
        data = self._socket.recv(_CHUNK)
        if not data:
            raise Lost("It closed the connection.")
        self._buffer = self._buffer[self._at :] + data if self._at < len(self._buffer) else data
        self._at = 0

    def _line(self) -> bytes:
        while (end := self._buffer.find(_END, self._at)) < 0:
            self._fill()
        line = self._buffer[self._at : end]
        self._at = end + 2
        return line

    def _bytes(self, size: int) -> bytes:
        if len(self._buffer) - self._at < size + 2:
            assert self._socket is not None
            parts, missing = [self._buffer[self._at :]], size + 2 - (len(self._buffer) - self._at)
            while missing > 0:
                data = self._socket.recv(min(max(missing, _CHUNK), 4 * _CHUNK))
                if not data:
                    raise Lost("It closed the connection.")
                parts.append(data)
                missing -= len(data)
            self._buffer, self._at = b"".join(parts), 0
        found = self._buffer[self._at : self._at + size]
        self._at += size + 2
        return found

    def _read(self) -> Any:
        line = self._line()
        kind, rest = line[:1], line[1:]
        if kind == b"$":
            return None if rest == b"-1" else self._bytes(int(rest))
        if kind == b":":
            return int(rest)
        if kind == b"+":
            return rest
        if kind == b"-":
            return Said(rest.decode(errors="replace"))
        if kind == b"*":
            return None if rest == b"-1" else [self._read() for _ in range(int(rest))]
        raise Lost("It does not speak the protocol of Redis.")

    def _read_scan(self) -> tuple[bytes, list[bytes]]:
        line = self._line()
        if line != b"*2":
            if line[:1] == b"-":
                raise Said(line[1:].decode(errors="replace"))
            raise Lost("It does not speak the protocol of Redis.")
        cursor = self._read()
        return cursor, self._names(int(self._line()[1:]))

    def _names(self, count: int) -> list[bytes]:
        """As many names. Lengths and names take turns, a line each, as long as no name has an end of line in it; that
        this is so is proven by the lengths."""
        if not count:
            return []
        while self._buffer.count(_END, self._at) < 2 * count:
            self._fill()
        lines = self._buffer[self._at :].split(_END, 2 * count)
        names = lines[1 : 2 * count : 2]
        told = b"".join(lines[0 : 2 * count : 2]).split(b"$")[1:]
        if len(told) == count and all(map(eq, map(int, told), map(len, names))):
            self._at = len(self._buffer) - len(lines[-1])
            return names
        return [self._read() for _ in range(count)]


def _written(command: Command) -> bytes:
    parts = [each if isinstance(each, bytes) else str(each).encode() for each in command]
    return b"*%d\r\n%b" % (len(parts), b"".join(b"$%d\r\n%b\r\n" % (len(each), each) for each in parts))


def _wait_in_the_kernel(made: socket.socket, timeout_s: float) -> None:
    """Python's own time-outs cost a system call more for each that reads or writes."""
    if sys.platform == "win32":
        return
    made.settimeout(None)
    whole = int(timeout_s)
    given = struct.pack("ll", whole, int((timeout_s - whole) * 1_000_000))
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, given)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, given)


def _scan_options(count: int, match: bytes, type_: str) -> tuple[bytes, bytes]:
    """What stands before and after the cursor of every step."""
    options: list[Part] = ["COUNT", count]
    if match:
        options += ["MATCH", match]
    if type_:
        options += ["TYPE", type_]
    whole = _written(("SCAN", *options))
    begin = len(b"$4\r\nSCAN\r\n") + whole.index(b"$")
    head = b"*%d\r\n$4\r\nSCAN\r\n" % (len(options) + 2)
    return head, whole[begin:]


def _words(error: OSError) -> str:
    if isinstance(error, TimeoutError | BlockingIOError):
        return "It does not answer in time."
    if isinstance(error, ConnectionRefusedError):
        return "Nothing listens there."
    return f"The connection broke: {error.strerror or error}."
