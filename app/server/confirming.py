"""Requests that wait, on the event loop, until it is known again what was changed.

What lies in memory may be served for a few hundredths of a second after that was confirmed (:mod:`app.cache.freshness`).
In a worker with too much to do the thread that confirms can come too late. Requests must not go to threads of their own
then to confirm it themselves: all these would wait for the interpreter by turns, a tenth of a second and more. While they
wait here the loop has nothing to do, and the one thread is done in a moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import time

from app.cache.freshness import Freshness
from app.server.route import Access, Route

PATIENCE_S = 0.1
"""Nobody waits longer here; who was not told by then asks in a thread, where Redis and the database have their own."""

IN_VAIN_S = 1.0
"""So long nobody waits any more after somebody did in vain."""


class Confirming:
    """One a node. ``wait`` is for its event loop alone."""

    def __init__(self, freshness: Freshness, patience_s: float = PATIENCE_S) -> None:
        self._freshness = freshness
        self._patience_s = patience_s
        self._waiting: tuple[asyncio.Event, asyncio.AbstractEventLoop] | None = None
        self._in_vain_until = 0.0
        freshness.on_confirmed = self._confirmed

    async def wait(self, route: Route) -> None:
        """Return when what lies in memory may be served, or after a while; at once for a route that is served from no
        memory, not even that of tokens."""
        now = time.monotonic()
        if self._freshness.holds(now) or now < self._in_vain_until:
            return
        if route.cached is None and route.needs is Access.PUBLIC:
            return
        if self._waiting is None:
            self._begin()
        assert self._waiting is not None
        await self._waiting[0].wait()

    def _begin(self) -> None:
        waiting, loop = asyncio.Event(), asyncio.get_running_loop()
        self._waiting = waiting, loop
        loop.call_later(self._patience_s, self._give_up, waiting)
        self._freshness.wake()

    def _confirmed(self) -> None:
        if self._waiting is not None:
            waiting, loop = self._waiting
            with contextlib.suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._release, waiting)

    def _release(self, waiting: asyncio.Event) -> None:
        if self._waiting is not None and self._waiting[0] is waiting:
            self._waiting = None
        waiting.set()

    def _give_up(self, waiting: asyncio.Event) -> None:
        if not waiting.is_set():
            self._in_vain_until = time.monotonic() + IN_VAIN_S
            self._release(waiting)
