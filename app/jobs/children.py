"""The worker's side of its job processes: started when needed, kept for the next job, ended when one hangs.

Where the system can, they are forked from a process that has read the program's modules and opened nothing, which
takes hundredths of a second where a new interpreter takes one.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import psutil

from app.domain.jobs import Job
from app.errors import Unreachable
from app.jobs.child import Opener, child_main
from app.jobs.standing import awake_s

_END_S = 10.0


@dataclass(slots=True)
class Child:
    """One job process. ``ready`` once it opened what jobs need; ``job`` is what it works on, once it has ``begun``;
    ``stop_why`` is set once it was asked to stop."""

    pipe: Connection
    process: Any
    ready: bool = False
    job: Job | None = None
    begun: bool = False
    began_s: float = 0.0
    idle_since_s: float = field(default_factory=awake_s)
    stop_why: str | None = None
    stop_asked_s: float = 0.0
    told_lease_s: float | None = None

    @classmethod
    def start(cls, opener: Opener, seed: Any) -> Child:
        """Start a process that opens with ``seed``; it inherits nothing and nothing secret stands in its arguments."""
        context = _context(opener)
        ours, theirs = context.Pipe()
        process = context.Process(
            target=child_main, args=(theirs, opener, seed), name="clms-job", daemon=True
        )
        process.start()
        theirs.close()
        return cls(ours, process)

    def give(self, job: Job, lease_until_s: float) -> None:
        """Let it work on a job. Raises Unreachable when the process is gone."""
        self.job, self.begun, self.began_s = job, False, awake_s()
        self.stop_why, self.told_lease_s = None, lease_until_s
        self._send(("job", job, lease_until_s))

    def renew(self, lease_until_s: float) -> None:
        """Tell it how long the lease lasts, in ``elapsed_s`` seconds, unless it knows."""
        if lease_until_s == self.told_lease_s:
            return
        self.told_lease_s = lease_until_s
        with contextlib.suppress(Unreachable):
            self._send(("lease", lease_until_s))

    def stop(self, why: str) -> None:
        """Ask the job to stop; once is enough."""
        if self.stop_why is None:
            self.stop_why, self.stop_asked_s = why, awake_s()
            with contextlib.suppress(Unreachable):
                self._send(("stop", why))

    def rest(self) -> None:
        """The job is over; the process waits for the next."""
        self.job, self.stop_why, self.idle_since_s = None, None, awake_s()

    def messages(self) -> list[tuple[Any, ...]]:
        """What it said since the last look; the last is ("gone",) when the process ended."""
        heard: list[tuple[Any, ...]] = []
        try:
            while self.pipe.poll():
                heard.append(self.pipe.recv())
        except (EOFError, OSError):
            heard.append(("gone",))
        return heard

    def end(self) -> None:
        """Let an idle process end by itself."""
        with contextlib.suppress(Unreachable):
            self._send(("job", None, None))
        self.process.join(_END_S)
        self.kill()

    def kill(self) -> None:
        """End the process and the programs it started, now."""
        if self.process.is_alive():
            _kill_tree(self.process.pid)
        self.process.join(_END_S)
        self.pipe.close()

    def _send(self, message: tuple[Any, ...]) -> None:
        try:
            self.pipe.send(message)
        except OSError as error:
            raise Unreachable("The job's process is gone.", code="job_process_gone") from error


def _context(opener: Opener) -> Any:
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", opener.__module__])
    return context


def _kill_tree(pid: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for each in (*process.children(recursive=True), process):
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
