"""What the jobs of these tests do, in their own processes: each leaves its traces in a folder outside the product.

A run takes a lock of the operating system on its job's file for as long as it lives; whoever can't get it has met
another run of the same job and says so. That is seen by the kernel, not by the code under test.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.bootstrap import Recipe, open_again
from app.domain.actors import Actor, Role
from app.domain.jobs import Job
from app.errors import Refused, Unreachable
from app.jobs.child import ChildRun
from app.services.core import Core
from tests.app.jobs.clocks import Clocks


@dataclass(frozen=True, slots=True)
class Seed:
    """Where traces go, and the library for jobs that write to it, by the clocks of that folder."""

    folder: str
    recipe: Recipe | None = None


@contextmanager
def opener(seed: Seed) -> Iterator[Any]:
    """What a job's process opens."""
    if seed.recipe is None:
        yield _Runner(Path(seed.folder), None)
        return
    Clocks(Path(seed.folder)).use()
    with open_again(seed.recipe) as app:
        yield _Runner(Path(seed.folder), app.core)


class _Runner:
    def __init__(self, folder: Path, core: Core | None) -> None:
        self._folder, self._core = folder, core

    def __call__(self, job: Job, run: ChildRun) -> dict[str, Any]:
        with (self._folder / f"{job.key}.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                trace(self._folder, "overlap", job.key)
            trace(self._folder, "begin", job.key, str(os.getpid()))
            result: dict[str, Any] = getattr(self, f"_{job.kind}")(job, run)
            trace(self._folder, "end", job.key)
            return result

    def _quick(self, job: Job, run: ChildRun) -> dict[str, Any]:
        run.progress(0.5, "half")
        run.log("a line")
        return {"echo": job.params}

    def _flaky(self, job: Job, run: ChildRun) -> dict[str, Any]:
        if job.attempt < 3:
            raise Unreachable("The other side does not answer.")
        return {"attempt": job.attempt}

    def _refused(self, job: Job, run: ChildRun) -> dict[str, Any]:
        raise Refused("There is not enough room.", hint="Make some.")

    def _faulty(self, job: Job, run: ChildRun) -> dict[str, Any]:
        raise ZeroDivisionError

    def _crash(self, job: Job, run: ChildRun) -> dict[str, Any]:
        if job.attempt == 1:
            os._exit(9)
        return {"attempt": job.attempt}

    def _patient(self, job: Job, run: ChildRun) -> dict[str, Any]:
        """Run until stopped."""
        while True:
            run.checkpoint()
            threading.Event().wait(0.02)

    def _deaf(self, job: Job, run: ChildRun) -> dict[str, Any]:
        """Never look whether it should stop."""
        threading.Event().wait(600)
        return {}

    def _program(self, job: Job, run: ChildRun) -> dict[str, Any]:
        """Wait for a program that takes for ever."""
        program = run.start([sys.executable, "-c", "import time; time.sleep(600)"], stdin=subprocess.DEVNULL)
        trace(self._folder, "program", str(program.pid))
        program.wait()
        run.checkpoint()
        return {}

    def _act(self, job: Job, run: ChildRun) -> dict[str, Any]:
        """Write one act under the job's own key: done once, however often the job is tried."""
        assert self._core is not None
        threading.Event().wait(job.params.get("seconds", 0))
        actor = Actor(None, "worker", Role.ADMIN, "TEST")

        def work(unit: Any) -> int:
            unit.audit("test", "job", job.id, job.key)
            return job.id

        self._core.acts.perform(actor, "test_job", work, result=int, key=job.key)
        return {}

    _once = _act

    def _second_time(self, job: Job, run: ChildRun) -> dict[str, Any]:
        """The first time run until stopped, then act."""
        if job.attempt == 1:
            self._patient(job, run)
        return self._act(job, run)

    def _when_told(self, job: Job, run: ChildRun) -> dict[str, Any]:
        """Act as soon as the file ``go`` is there."""
        while not (self._folder / "go").exists():
            run.checkpoint()
            threading.Event().wait(0.02)
        return self._act(job, run)


def trace(folder: Path, *words: str) -> None:
    """Append a line; one write of a few bytes is never mixed with another's."""
    file = os.open(folder / "trace.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, (" ".join(words) + "\n").encode())
    finally:
        os.close(file)


def traces(folder: Path) -> list[list[str]]:
    """All lines so far, as words."""
    file = folder / "trace.txt"
    return [line.split() for line in file.read_text().splitlines()] if file.exists() else []
