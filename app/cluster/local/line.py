"""One connection through the forwarder: what comes at one end goes out at the other, unless it is held."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import Callable
from typing import cast


class Line:
    """A connection to the node ``target``; nothing passes while somebody holds it. ``inode`` gives the socket of whoever
    opened it, ``ended`` hears of its end. Used on the forwarder's loop only."""

    def __init__(self, target: str, inode: Callable[[], int], ended: Callable[[Line], object]) -> None:
        self.target, self.inode = target, inode
        self._ended = ended
        self._holders: set[str] = set()
        self._sides: tuple[_Side, ...] = ()
        self.free = asyncio.Event()
        self.free.set()

    @property
    def held(self) -> bool:
        """Whether nothing may pass."""
        return bool(self._holders)

    def hold(self, name: str) -> None:
        """Let nothing pass until this one and every other holder let go: not even that an end was closed."""
        self._holders.add(name)
        self._settle()

    def release(self, name: str) -> None:
        """Let pass what waits, unless another holds it."""
        self._holders.discard(name)
        self._settle()

    async def join(
        self, loop: asyncio.AbstractEventLoop, client: socket.socket, server: socket.socket
    ) -> None:
        """Pass on between two connected sockets from now on, which are this line's."""
        self._sides = first, second = _Side(self), _Side(self)
        first.other, second.other = second, first
        await loop.connect_accepted_socket(lambda: first, client)
        await loop.connect_accepted_socket(lambda: second, server)
        self._settle()

    def end(self) -> None:
        """Close both ends at once."""
        for side in self._sides:
            side.abort()

    def close(self) -> None:
        """Close both ends once everything is sent."""
        for side in self._sides:
            side.close()

    def lost(self) -> None:
        """One end is closed for good."""
        self._ended(self)

    def _settle(self) -> None:
        (self.free.clear if self._holders else self.free.set)()
        for side in self._sides:
            side.settle()


class _Side(asyncio.Protocol):
    """One end. It is read from while nobody holds the line, the other end is there and takes what is sent to it; what it
    said before that was noticed waits here."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.other: _Side
        self._transport: asyncio.Transport | None = None
        self._reading = True
        self._full = False
        self._waiting: deque[bytes] = deque()
        self._said_all = self._passed_all = False

    @property
    def _open(self) -> bool:
        """Whether what this end says may go out at the other."""
        return not self._line.held and self.other._transport is not None

    def settle(self) -> None:
        """Pass on what waits, and read or read no more, as it is now."""
        if self._transport is None or self._transport.is_closing():
            return
        self._pass_on()
        wanted = self._open and not self.other._full
        if wanted and not self._reading:
            self._transport.resume_reading()
        elif self._reading and not wanted:
            self._transport.pause_reading()
        self._reading = wanted

    def abort(self) -> None:
        """Close this end, whatever was still to be sent."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; called by the loop, as all below."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Pass it on."""
        self._waiting.append(data)
        self._pass_on()

    def eof_received(self) -> bool:
        """Say there that nothing more comes; the way back stays open until that end has said the same."""
        self._said_all = True
        self._pass_on()
        return True

    def _pass_on(self) -> None:
        if not self._open:
            return
        there = self.other._transport
        assert there is not None
        while self._waiting:
            there.write(self._waiting.popleft())  # which may come back here, when that end is full
        if self._said_all and not self._passed_all:
            self._passed_all = True
            if self.other._passed_all:
                self._line.close()
            else:
                there.write_eof()

    def pause_writing(self) -> None:
        """This end takes no more for now: the other is read no further."""
        self._full = True
        self.other.settle()

    def resume_writing(self) -> None:
        """It takes more again."""
        self._full = False
        self.other.settle()

    def close(self) -> None:
        """Close this end once everything is sent."""
        if self._transport is not None:
            self._transport.close()

    def connection_lost(self, problem: Exception | None) -> None:
        """Close the other end too."""
        self._line.lost()
        (self.other.abort if problem else self.other.close)()
