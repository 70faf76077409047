"""Where a process stands: clocks that no one can set, and marks by which others know whether it still lives.

Leases never compare wall clocks. Who observes a worker counts with a clock that stands still while the computer
sleeps, so that waking up is not taken for the other's death; who holds a lease counts with one that goes on, so that
after a long sleep it knows that its lease is over.
"""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

_BORN_TOLERANCE_S = 1.0


def awake_s() -> float:
    """Seconds on a clock that stands still during suspend (Linux; elsewhere it may go on)."""
    return time.monotonic()


def elapsed_s() -> float:
    """Seconds on a clock that goes on during suspend, where the system has one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class Standing:
    """This process as others find it: ``place`` is where its ``pid`` means something, ``born`` guards a reused pid."""

    host: str
    place: str
    pid: int
    born: float

    @classmethod
    def of_this_process(cls) -> Standing:
        """Look."""
        return cls(platform.node()[:100], _place(), os.getpid(), psutil.Process().create_time())

    def knows_dead(self, place: str, pid: int, born: float) -> bool:
        """Whether that process was on this system and is gone for certain. False means nothing."""
        if place != self.place:
            return False
        try:
            process = psutil.Process(pid)
            gone = abs(process.create_time() - born) > _BORN_TOLERANCE_S
            return gone or process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        except psutil.NoSuchProcess:
            return True
        except psutil.AccessDenied:
            return False


def _place() -> str:
    """This boot of this system, and on Linux this namespace of processes: two containers don't see each other's."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    if not boot.exists():
        return f"{platform.node()} {psutil.boot_time():.0f}"[:100]
    return f"{boot.read_text().strip()} {os.stat('/proc/self/ns/pid').st_ino}"
