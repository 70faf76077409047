"""The clocks of a computer whose workers a test runs: set by hand, or as a suspend leaves them.

A test can't put a computer to sleep, but what processes see of it can be had: all of them stand still at once, and then
the wall clock and the clock since boot have gone on while the monotonic one has not.
"""

from __future__ import annotations

import mmap
import os
import signal
import struct
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil

from app.database.clock import Clock
from app.jobs import standing
from tests.waiting import until

_SECONDS = struct.Struct("3d")  # by how much each clock is off: wall, since boot, monotonic


class Clocks:
    """Clocks kept in a folder, which all processes of the computer share."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clocks"

    def set_ahead(self, by: timedelta) -> None:
        """Set the wall clock so much ahead of the true time."""
        _, boot, awake = self._read()
        self._write(by.total_seconds(), boot, awake)

    def suspend(self, groups: Iterable[int], slept: timedelta, *touch: Path) -> None:
        """Suspend the processes of these groups for so long; the files to ``touch`` are there when they wake."""
        groups = list(groups)
        for group in groups:
            os.killpg(group, signal.SIGSTOP)
        until(lambda: all(map(_stands_still, groups)), "every process to stand still")
        began = time.monotonic()
        for file in touch:
            file.touch()
        wall, boot, awake = self._read()
        stood = time.monotonic() - began
        more = slept.total_seconds() - stood
        self._write(wall + more, boot + more, awake - stood)
        for group in groups:
            os.killpg(group, signal.SIGCONT)

    def use(self) -> None:
        """Let this process go by these clocks."""
        with self._file.open("rb") as file:
            shared = mmap.mmap(file.fileno(), _SECONDS.size, access=mmap.ACCESS_READ)

        def off(which: int) -> float:
            return float(_SECONDS.unpack_from(shared)[which])

        def now(clock: Clock) -> datetime:
            return datetime.now(UTC) + clock.offset + timedelta(seconds=off(0))

        standing_time: Any = SimpleNamespace(
            CLOCK_BOOTTIME=time.CLOCK_BOOTTIME,
            clock_gettime=lambda clock: time.clock_gettime(clock) + off(1),
            monotonic=lambda: time.monotonic() + off(2),
        )
        standing.time = standing_time
        Clock.now = now  # type: ignore[method-assign]

    def _read(self) -> tuple[float, ...]:
        return _SECONDS.unpack(self._file.read_bytes()) if self._file.exists() else (0.0, 0.0, 0.0)

    def _write(self, *seconds: float) -> None:
        with open(os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600), "wb", buffering=0) as file:
            file.write(_SECONDS.pack(*seconds))  # in place, for others look at it through their memory


def _stands_still(group: int) -> bool:
    members = [process for process in psutil.process_iter() if _group_of(process.pid) == group]
    return all(process.status() in (psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE) for process in members)


def _group_of(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None
