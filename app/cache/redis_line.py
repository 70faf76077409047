"""What a request of the API asks, one command after the other, straight on a connection.

redis-py's client looks before each command whether the connection is still there (three calls of the system), counts for
observers that nobody registered, and takes its options apart: three quarters of the processor's time of a GET. A
connection that was cut shows that when it is used, and is then made anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from redis import Redis, exceptions

_MOST_OWED = 16


Command: TypeAlias = tuple[bytes | str | int, ...]
Refused = Callable[[exceptions.ResponseError], object]


class _Line:
    """One connection, and whom to tell of the answers that were not waited for."""

    __slots__ = ("connection", "owed")

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.owed: list[Refused] = []

    def read(self) -> Any:
        """The answer to the last command, after those to the ones before."""
        self._settle()
        return self.connection.read_response()

    def read_all(self, count: int) -> list[Any]:
        """The answers to the last ``count`` commands. Raises the error of the first that was refused, once all are read."""
        self._settle()
        found = [self._next() for _ in range(count)]
        for answer in found:
            if isinstance(answer, exceptions.ResponseError):
                raise answer
        return found

    def _next(self) -> Any:
        try:
            return self.connection.read_response()
        except exceptions.ResponseError as refused:
            return refused

    def let_wait(self, refused: Refused) -> None:
        """Leave the answer to the last command to whoever comes next, unless many wait already."""
        self.owed.append(refused)
        if len(self.owed) >= _MOST_OWED:
            self._settle()

    def _settle(self) -> None:
        while self.owed:
            refused = self.owed.pop(0)
            try:
                self.connection.read_response()
            except exceptions.ResponseError as error:
                refused(error)

    def cut(self) -> None:
        """Give up what may still be answered, which is nobody else's."""
        self.owed.clear()
        self.connection.disconnect()


class RedisLine:
    """Commands to the server of a client, each on one of its connections; ``retries`` is how often one that broke is
    tried again at once. Safe to use from any thread. They are closed with the client."""

    def __init__(self, client: Redis, retries: int) -> None:
        self._pool = client.connection_pool
        self._retries = retries
        self._idle: list[_Line] = []

    def ask(self, *command: bytes | str | int) -> Any:
        """The answer to a command. Raises RedisError, or OSError."""
        return self._send(_packed(command), _Line.read)

    def ask_all(self, *commands: Command) -> list[Any]:
        """The answers to commands that are sent together. Raises RedisError, that of the first that is refused, or
        OSError."""
        packed = b"".join(map(_packed, commands))
        answers: list[Any] = self._send(packed, lambda line: line.read_all(len(commands)))
        return answers

    def tell(self, refused: Refused, *command: bytes | str | int) -> None:
        """Send a command whose answer nobody needs: it comes with that to the next on this connection, and ``refused`` is told
        of an error then. Raises RedisError, or OSError, where it can't be sent."""
        self._send(_packed(command), lambda line: line.let_wait(refused))

    def _send(self, packed: bytes, then: Callable[[_Line], Any]) -> Any:
        try:
            line = self._idle.pop()
        except IndexError:
            line = _Line(self._pool.get_connection())
        for left in range(self._retries, -1, -1):
            try:
                line.connection.send_packed_command([packed])
                found = then(line)
            except exceptions.ResponseError:  # it was answered: nothing is left on the connection
                self._idle.append(line)
                raise
            except exceptions.ConnectionError:
                line.cut()
                if not left:
                    self._idle.append(line)
                    raise
            except BaseException:
                line.cut()
                self._idle.append(line)
                raise
            else:
                self._idle.append(line)
                return found
        raise AssertionError("unreachable: the loop returns or raises")


def _packed(command: Command) -> bytes:
    """A command as it is sent."""
    parts = [b"*%d\r\n" % len(command)]
    for each in command:
        data = each if isinstance(each, bytes) else str(each).encode()
        parts.append(b"$%d\r\n%b\r\n" % (len(data), data))
    return b"".join(parts)
