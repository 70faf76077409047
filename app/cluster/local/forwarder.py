"""Stands before every node of a cluster that is to be partitioned, and can stop passing on what one sends or is sent.

Packets of one process can't be dropped without root's rights, so a cluster started with ``--partitions`` (and no other:
it costs each message a detour) has its nodes reached by a port of this forwarder. A node that is cut off sees what it
would see behind a broken switch: open connections stay open and silent, in both directions, and go on when it is healed;
new ones to it are not even refused, for a full queue makes the kernel drop their first packet; those it opens itself find
nobody who answers. Which connections a node opened is told by who holds the other end of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import uvloop

from app.cluster.local.line import Line
from app.cluster.local.peers import Holders, inode_of
from app.cluster.local.plan import ADDRESS
from app.errors import Unreachable

_BACKLOG = 1024
_ANSWER_S = 10.0
_FILL_S = 0.1


@dataclass(slots=True)
class _Route:
    """One port: whose it is, where it leads, and what waits before it while the node is cut off."""

    name: str
    port: int
    target: int
    listener: socket.socket
    accepting: asyncio.Task[None] | None = None
    fillers: list[socket.socket] = field(default_factory=list)


class Forwarder:
    """A thread of its own. A context manager that ends it, and every connection with it."""

    def __init__(self) -> None:
        self._loop = uvloop.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="clms-forwarder", daemon=True)
        self._routes: list[_Route] = []
        self._lines: set[Line] = set()
        self._cuts: dict[str, Holders] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Forwarder:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def lead(self, name: str, port: int, target: int) -> None:
        """From now on what comes to ``port`` reaches the node ``name`` at ``target``."""
        listener = socket.create_server((ADDRESS, port), backlog=_BACKLOG)
        listener.setblocking(False)
        self._do(self._open(_Route(name, port, target, listener)))

    def cut(self, name: str, leader: Callable[[], int | None]) -> None:
        """Pass nothing on to or from a node until it is healed; ``leader`` says whose session its processes are of."""
        self._do(self._cut(name, Holders(leader)))

    def heal(self, name: str) -> None:
        """Pass everything on again, also what waited."""
        self._do(self._heal(name))

    # --- on the loop -----------------------------------------------------------------------------------------

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            asyncio.run_coroutine_threadsafe(work, self._loop).result(_ANSWER_S)
        except TimeoutError:
            raise Unreachable(
                "The forwarder before the nodes has too much to do.", hint="Ask once more."
            ) from None

    def _run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _open(self, route: _Route) -> None:
        self._routes.append(route)
        route.accepting = self._run(self._accept(route))

    async def _close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for line in list(self._lines):
            line.end()
        for route in self._routes:
            for each in (route.listener, *route.fillers):
                each.close()
        await self._loop.shutdown_default_executor()

    async def _cut(self, name: str, holders: Holders) -> None:
        self._cuts[name] = holders
        for route in self._of(name):
            if route.accepting is not None:
                route.accepting.cancel()
                await asyncio.gather(route.accepting, return_exceptions=True)
            route.listener.listen(0)
            route.fillers = await self._loop.run_in_executor(None, _fill, route.listener)
        held = await self._loop.run_in_executor(None, holders.sockets)
        for line in self._lines:
            if line.target == name or line.inode() in held:
                line.hold(name)

    async def _heal(self, name: str) -> None:
        del self._cuts[name]
        for line in self._lines:
            line.release(name)
        for route in self._of(name):
            for each in route.fillers:
                each.close()
            route.listener.listen(_BACKLOG)
            route.accepting = self._run(self._accept(route))

    def _of(self, name: str) -> list[_Route]:
        return [route for route in self._routes if route.name == name]

    async def _accept(self, route: _Route) -> None:
        while True:
            client, (_, source) = await self._loop.sock_accept(route.listener)
            client.setblocking(False)
            self._run(self._serve(client, source, route))

    async def _serve(self, client: socket.socket, source: int, route: _Route) -> None:
        """Join a connection to its node, once neither end of it is cut off."""
        line = Line(route.name, lambda: inode_of(ADDRESS, source, route.port), self._lines.discard)
        self._lines.add(line)
        server = socket.socket()
        server.setblocking(False)
        try:
            await self._hold_if_cut(line)
            await line.free.wait()
            await self._loop.sock_connect(server, (ADDRESS, route.target))
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await line.join(self._loop, client, server)
        except BaseException as problem:
            self._lines.discard(line)
            _reset(client)
            server.close()
            if not isinstance(problem, OSError):
                raise

    async def _hold_if_cut(self, line: Line) -> None:
        for name, holders in list(self._cuts.items()):
            held = await self._loop.run_in_executor(None, holders.sockets)
            if name in self._cuts and (line.target == name or line.inode() in held):
                line.hold(name)


def _fill(listener: socket.socket) -> list[socket.socket]:
    """Fill the queue of connections nobody accepts, so that the kernel drops the first packet of each further one."""
    found = []
    while True:
        filler = socket.socket()
        filler.settimeout(_FILL_S)
        found.append(filler)
        try:
            filler.connect(listener.getsockname())
        except TimeoutError:
            return found


def _reset(connection: socket.socket) -> None:
    """Close as a server does that is gone."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
