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

import psutil

from app.cluster.local.plan import ADDRESS
from app.cluster.local.processes import session_members

_CHUNK = 65_536
_BACKLOG = 1024
_ANSWER_S = 10.0
_FILL_S = 0.1


@dataclass(slots=True)
class _Cut:
    """A node that is cut off: ``session`` gives the session of its processes, None while it has none."""

    session: Callable[[], int | None]
    healed: asyncio.Event = field(default_factory=asyncio.Event)

    def ports(self) -> set[int]:
        """The ports of this computer that its processes speak from."""
        found: set[int] = set()
        leader = self.session()
        for pid in session_members(leader) if leader else ():
            with contextlib.suppress(psutil.Error):
                found |= {
                    each.laddr.port for each in psutil.Process(pid).net_connections("tcp4") if each.laddr
                }
        return found


@dataclass(slots=True)
class _Route:
    """One port: whose it is, where it leads, and what waits before it while the node is cut off."""

    name: str
    target: int
    listener: socket.socket
    accepting: asyncio.Task[None] | None = None
    fillers: list[socket.socket] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Line:
    """One connection: from the port ``source`` to the node ``target``. Nothing passes while ``free`` is not set."""

    source: int
    target: str
    free: asyncio.Event = field(default_factory=asyncio.Event)


class Forwarder:
    """A thread of its own. A context manager that ends it, and every connection with it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="clms-forwarder", daemon=True)
        self._routes: list[_Route] = []
        self._lines: set[_Line] = set()
        self._cuts: dict[str, _Cut] = {}
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
        self._do(self._open(_Route(name, target, listener)))

    def cut(self, name: str, session: Callable[[], int | None]) -> None:
        """Pass nothing on to or from a node until it is healed."""
        self._do(self._cut(name, session))

    def heal(self, name: str) -> None:
        """Pass everything on again, also what waited."""
        self._do(self._heal(name))

    # --- on the loop -----------------------------------------------------------------------------------------

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(_ANSWER_S)

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
        for route in self._routes:
            for each in (route.listener, *route.fillers):
                each.close()

    async def _cut(self, name: str, session: Callable[[], int | None]) -> None:
        cut = self._cuts[name] = _Cut(session)
        ports = cut.ports()
        for line in self._lines:
            if line.target == name or line.source in ports:
                line.free.clear()
                self._run(self._free_when_healed(line, cut))
        for route in self._routes:
            if route.name == name and route.accepting is not None:
                route.accepting.cancel()
                route.listener.listen(0)
                route.fillers = _fill(route.listener)

    async def _heal(self, name: str) -> None:
        self._cuts.pop(name).healed.set()
        for route in self._routes:
            if route.name == name:
                for each in route.fillers:
                    each.close()
                route.listener.listen(_BACKLOG)
                route.accepting = self._run(self._accept(route))

    async def _free_when_healed(self, line: _Line, cut: _Cut) -> None:
        """A line between two nodes that are both cut off is free when neither is any more."""
        await cut.healed.wait()
        if not any(self._concerns(line, each, name) for name, each in self._cuts.items()):
            line.free.set()

    def _concerns(self, line: _Line, cut: _Cut, name: str) -> bool:
        return line.target == name or line.source in cut.ports()

    async def _accept(self, route: _Route) -> None:
        while True:
            client, (_, source) = await self._loop.sock_accept(route.listener)
            client.setblocking(False)
            self._run(self._serve(client, _Line(source, route.name), route.target))

    async def _serve(self, client: socket.socket, line: _Line, target: int) -> None:
        server = socket.socket()
        server.setblocking(False)
        self._lines.add(line)
        cuts = [cut for name, cut in self._cuts.items() if self._concerns(line, cut, name)]
        for cut in cuts:
            self._run(self._free_when_healed(line, cut))
        if not cuts:
            line.free.set()
        try:
            await line.free.wait()
            await self._loop.sock_connect(server, (ADDRESS, target))
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await asyncio.gather(self._pump(client, server, line), self._pump(server, client, line))
        except OSError:
            for each in (client, server):
                _reset(each)
        finally:
            self._lines.discard(line)
            client.close()
            server.close()

    async def _pump(self, source: socket.socket, target: socket.socket, line: _Line) -> None:
        while data := await self._loop.sock_recv(source, _CHUNK):
            await line.free.wait()
            await self._loop.sock_sendall(target, data)
        await line.free.wait()
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


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
