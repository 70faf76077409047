"""The side of a job's own process. It takes one job after another from its worker through a pipe.

A process of its own can be killed when a job hangs, gives its memory back and uses another processor. It ends when
the pipe does (its worker is gone) and when the lease is over (its worker can't be sure any longer that the job is
still its own), together with the programs it started.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from typing import Any

from app.domain.jobs import Job
from app.errors import Broken, ClmsError, Stopped
from app.jobs.standing import elapsed_s

_log = logging.getLogger(__name__)

Runner = Callable[[Job, "ChildRun"], dict[str, Any]]
Opener = Callable[[Any], AbstractContextManager[Runner]]
"""Opens in the child what jobs need, from a plain value, and gives the function that carries one out."""

_PR_SET_PDEATHSIG = 1
_LOOK_S = 1.0
_LEASE_LOST = 75  # EX_TEMPFAIL


class ChildRun:
    """What a job speaks through; see ``app.maintenance.context.Run``. Calls may come from any thread of the job."""

    def __init__(self, send: Callable[[tuple[Any, ...]], None]) -> None:
        self._send = send
        self._stop: str | None = None
        self._programs: list[subprocess.Popen[bytes]] = []

    def progress(self, fraction: float | None, text: str) -> None:
        """Say how far it is."""
        self._send(("progress", None if fraction is None else min(max(fraction, 0.0), 1.0), text))

    def log(self, text: str, level: str = "info") -> None:
        """Add a line to the log."""
        self._send(("log", level, text))

    def checkpoint(self) -> None:
        """Raises Stopped when it was asked to stop."""
        if self._stop is not None:
            raise Stopped(self._stop)

    def start(self, command: Sequence[str], **popen: Any) -> subprocess.Popen[bytes]:
        """Start a program that ends with this run, also when this process is killed (on Linux)."""
        self.checkpoint()
        if sys.platform == "linux":
            popen.setdefault("preexec_fn", _die_with_parent)
        program = subprocess.Popen(command, **popen)
        self._programs.append(program)
        return program

    def stop(self, why: str) -> None:
        """Ask the run to stop, and end its programs: whoever waits for one goes on at once."""
        self._stop = why
        self.end_programs()

    def end_programs(self) -> None:
        """End what it started and is still there."""
        for program in self._programs:
            with contextlib.suppress(OSError):
                program.kill()


class _Lifeline:
    """Listens to the worker, and ends the process when the worker is gone or the lease is over."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._jobs: list[Job | None] = []
        self._arrived = threading.Condition()
        self._lock = threading.Lock()
        self._until = float("inf")
        self._stop_early: str | None = None
        self.run: ChildRun | None = None

    def send(self, message: tuple[Any, ...]) -> None:
        """Tell the worker; threads of a job may do so at the same time."""
        with self._lock, contextlib.suppress(OSError):
            self._pipe.send(message)

    def next_run(self) -> tuple[Job, ChildRun] | None:
        """Wait for the next job; None is the end. One that was stopped before this process was ready begins stopped."""
        with self._arrived:
            self._arrived.wait_for(lambda: bool(self._jobs))
            job = self._jobs.pop(0)
            if job is None:
                return None
            self.send(("begun",))
            self.run = ChildRun(self.send)
            if self._stop_early is not None:
                self.run.stop(self._stop_early)
                self._stop_early = None
            return job, self.run

    def rest(self) -> None:
        """The run is over: no lease is needed until the next job brings one."""
        with self._arrived:
            if not self._jobs:
                self._until = float("inf")

    @property
    def overdue(self) -> bool:
        """Whether the lease of the job here is over."""
        return elapsed_s() > self._until

    def listen(self) -> None:
        """Read until the worker is gone."""
        while True:
            try:
                message = self._pipe.recv() if self._pipe.poll(_LOOK_S) else None
            except (EOFError, OSError):
                self._leave(0)
            if message is not None:
                self.hear(message)
            elif self.overdue:  # only once nothing newer waits to be read
                self._leave(_LEASE_LOST)

    def hear(self, message: tuple[Any, ...]) -> None:
        """What the worker said."""
        match message:
            case ("lease", until):
                self._until = until
            case ("stop", why):
                with self._arrived:
                    if self._jobs:
                        self._stop_early = why
                    elif self.run is not None:
                        self.run.stop(why)
            case ("job", job, until):
                with self._arrived:
                    self._until = float("inf") if until is None else until
                    self._jobs.append(job)
                    self._arrived.notify()

    def _leave(self, code: int) -> None:
        if self.run is not None:
            self.run.end_programs()
        os._exit(code)


def child_main(pipe: Connection, opener: Opener, seed: Any) -> None:
    """Carry out jobs until told to end. It says that it is ready, and before it touches a job that this has begun. Each
    is answered with done, stopped or failed; with unopened when what jobs need could not be opened, so that this one
    never began."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the worker, which ends this in order
    lifeline = _Lifeline(pipe)
    threading.Thread(target=lifeline.listen, name="clms-lifeline", daemon=True).start()
    try:
        with opener(seed) as runner:
            lifeline.send(("ready",))
            while (begun := lifeline.next_run()) is not None:
                job, run = begun
                answer = _answer(runner, job, run)
                lifeline.rest()
                lifeline.send(answer)
                run.end_programs()
    except ClmsError as error:
        lifeline.send(("unopened", error))
    finally:
        pipe.close()


def _answer(runner: Runner, job: Job, run: ChildRun) -> tuple[Any, ...]:
    try:
        run.checkpoint()
        return ("done", runner(job, run))
    except Stopped as stopped:
        return ("stopped", stopped)
    except ClmsError as error:
        return ("failed", error)
    except Exception as error:  # noqa: BLE001 - the worker must hear of anything
        _log.exception("job %d (%s) failed", job.id, job.kind)
        details = {"error": repr(error)[:500]}
        return ("failed", Broken("The job ended because of a fault in the program.", details=details))


def _die_with_parent() -> None:
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
