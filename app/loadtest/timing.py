"""Waking when it is time, and not at the next whole millisecond.

Event loops wait in whole milliseconds: asyncio rounds them up, uvloop to the nearest. Of a schedule of 2,000 requests a second,
one each half millisecond, most would be late or early by as much as lies between two of them, and a 99th percentile of some
milliseconds wrong by some percent. Linux has timers that are files and go in nanoseconds (timerfd_create(2)); an event loop
waits for a file as it does for an answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import heapq
import os
import sys
import time
from itertools import count

clock = time.perf_counter
"""Seconds. The event loop's own clock may go in milliseconds."""

_MONOTONIC, _ABSOLUTE = 1, 1
_ITS_CLOCK = "clock_gettime(CLOCK_MONOTONIC)"
_FLAGS = os.O_NONBLOCK | os.O_CLOEXEC if sys.platform == "linux" else 0


class _Time(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Setting(ctypes.Structure):
    _fields_ = (("every", _Time), ("first", _Time))


class Alarm:
    """Wakes whoever asked for it, on ``clock``. Belongs to the event loop that runs when it is made; ``close`` it there. Where the
    system has no such timers it wakes as the loop does."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()
        self._set_for = 0.0
        self._timer = _timer()
        self._system = ctypes.CDLL(None) if self._timer is not None else None
        if self._timer is not None:
            self._loop.add_reader(self._timer, self._ring)

    def at(self, when: float) -> asyncio.Future[None]:
        """What is done when it is time; whoever will not wait any longer may set it or cancel it."""
        future = self._loop.create_future()
        if self._timer is None:
            self._loop.call_later(max(0.0, when - clock()), _wake, future)
        else:
            heapq.heappush(self._waiting, (when, next(self._order), future))
            self._set()
        return future

    def close(self) -> None:
        """Wake nobody any more."""
        if self._timer is not None:
            self._loop.remove_reader(self._timer)
            os.close(self._timer)
            self._timer = None

    def _ring(self) -> None:
        assert self._timer is not None
        with contextlib.suppress(BlockingIOError):  # it was set anew in the same turn of the loop
            os.read(self._timer, 8)
        self._set_for = 0.0
        now, waiting = clock(), self._waiting
        while waiting and waiting[0][0] <= now:
            _wake(heapq.heappop(waiting)[2])
        self._set()

    def _set(self) -> None:
        """Let the timer go off when the first is due. A time that is over already goes off at once."""
        if self._system is None or not self._waiting or self._waiting[0][0] == self._set_for:
            return
        self._set_for = self._waiting[0][0]
        whole = int(self._set_for)
        first = _Time(whole, max(1, int((self._set_for - whole) * 1e9)))
        setting = ctypes.byref(_Setting(_Time(0, 0), first))
        self._system.timerfd_settime(self._timer, _ABSOLUTE, setting, None)


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _timer() -> int | None:
    """A timer on ``clock``, None where there is none."""
    if sys.platform != "linux" or time.get_clock_info("perf_counter").implementation != _ITS_CLOCK:
        return None
    made = int(ctypes.CDLL(None).timerfd_create(_MONOTONIC, _FLAGS))
    return made if made >= 0 else None
