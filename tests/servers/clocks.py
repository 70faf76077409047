"""Programs whose clock a test moves: libfaketime stands between them and the kernel's, and looks into a file for how far
they are apart. Timers that count from the start of the computer go on as they are.

Redis hangs with it, so it is for database servers only.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

_PLACES = ("/usr/lib/*-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib*/faketime/libfaketimeMT.so.1")
_LOOKED_AT_S = 1


class Clock:
    """The clock of all programs that were given it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.move(0)
        file.chmod(0o644)

    def move(self, seconds: int) -> None:
        """Let it be so far ahead of the computer's, or behind it; seen by the programs a second later."""
        self._file.write_text(f"{seconds:+d}\n")

    def give(self, program: Path, real: str) -> None:
        """Make ``program`` run ``real`` by this clock."""
        words = {
            "LD_PRELOAD": _library(),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": str(_LOOKED_AT_S),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            # With the glibc that MySQL is unpacked with it would end every wait at once, and MySQL's threads spin.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        }
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in words.items())
        program.write_text(f'#!/bin/sh\nexec env {settings} {shlex.quote(real)} "$@"\n')
        program.chmod(0o755)


def clock_of(programs: Path, server: str) -> Clock:
    """Give the database server of this name in a folder of programs a clock of its own."""
    clock = Clock(programs / "clock")
    place = programs / server
    if place.exists():  # a wrapper, of MySQL
        real = place.rename(place.with_name(f"{server}-itself"))
        clock.give(place, str(real))
    else:
        found = shutil.which(server, path="/usr/sbin:/usr/local/sbin:/usr/bin")
        assert found, f"{server} is not installed"
        clock.give(place, found)
    return clock


def _library() -> str:
    for pattern in _PLACES:
        for found in Path("/").glob(pattern.lstrip("/")):
            return str(found)
    pytest.fail("libfaketime is not installed: packaging/dev.py test --long does it")
