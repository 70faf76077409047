"""The job processes of one worker: who works on what, what they say, how each run ends."""

from __future__ import annotations

import logging
import multiprocessing.connection
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from app.domain.jobs import Job
from app.errors import ClmsError, Unreachable
from app.jobs.child import Opener
from app.jobs.children import Child
from app.jobs.heart import Pulse
from app.jobs.standing import awake_s
from app.jobs.store import JobStore

_log = logging.getLogger(__name__)

_IDLE_S = 60.0
_GRACE_S = 10.0
CANCELLED = "The job was cancelled."
ENDING = "The worker is ending."
_GONE = Unreachable(
    "The job's process ended unexpectedly.", hint="The log may say why.", code="job_process_gone"
)

Watch = Callable[[Job, tuple[Any, ...]], None]


@dataclass(slots=True)
class _Said:
    """What a job said and is not written down yet."""

    progress: tuple[float | None, str] | None = None
    log: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Ended:
    """A run that is over and not written down yet; ``why`` it had been asked to stop."""

    job: Job
    message: tuple[Any, ...]
    why: str | None


class Crew:
    """Job processes and the runs they carry out. Used by one thread."""

    def __init__(self, store: JobStore, opener: Opener, seed: Any, watch: Watch | None = None) -> None:
        self._store, self._opener, self._seed, self._watch = store, opener, seed, watch
        self._children: list[Child] = []
        self._said: dict[int, _Said] = {}
        self._ended: list[_Ended] = []

    @property
    def busy(self) -> int:
        """How many jobs run."""
        return len(self._busy)

    @property
    def idle(self) -> bool:
        """Whether nothing runs and every end is written down."""
        return not self._busy and not self._ended

    def give(self, job: Job, lease_until_s: float) -> None:
        """Start a job, in a process that rests or in a new one."""
        child = next((each for each in self._children if each.job is None), None)
        if child is None:
            child = Child.start(self._opener, self._seed)
            self._children.append(child)
        self._said[job.id] = _Said()
        try:
            child.give(job, lease_until_s)
        except Unreachable:
            self._drop(child)

    def listen(self, seconds: float) -> None:
        """Hear what the jobs say; waits at most so long for the first word."""
        pipes: dict[Any, Child] = {child.pipe: child for child in self._children}
        if not pipes:
            time.sleep(seconds)
            return
        for pipe in multiprocessing.connection.wait(list(pipes), timeout=seconds):
            child = pipes[pipe]
            for message in child.messages():
                self._hear(child, message)

    def write_ends(self) -> None:
        """Write how runs ended. While the database is away they are kept and written later."""
        while self._ended:
            self._write_end(self._ended[0])
            self._ended.pop(0)

    def write_said(self) -> None:
        """Write down progress and log lines."""
        for child in self._busy:
            assert child.job is not None
            self._tell(child.job)

    def obey(self, pulse: Pulse) -> None:
        """Stop what was cancelled, end what is no longer ours, give back what the database says we hold and don't."""
        ours = {child.job.id: child for child in self._busy if child.job is not None}
        for job_id, child in ours.items():
            assert child.job is not None
            held = pulse.held.get(job_id)
            if child.began_s > pulse.at_s:
                continue
            if held is None or held.token != child.job.token:
                _log.error("job %d is no longer ours: ending its process", job_id)
                self._end_process(child)
            elif held.cancel_requested_at is not None:
                child.stop(CANCELLED)
        known = {*ours, *(each.job.id for each in self._ended)}
        for job_id, job in pulse.held.items():
            if job_id not in known:
                self._store.give_back(job)

    def renew(self, lease_until_s: float) -> None:
        """Tell every process how long the lease lasts."""
        for child in self._busy:
            child.renew(lease_until_s)

    def bound_times(self) -> None:
        """Stop what ran out of time, end what does not stop, let long idle processes go."""
        now = awake_s()
        for child in list(self._children):
            if child.job is None:
                if now - child.idle_since_s > _IDLE_S:
                    self._children.remove(child)
                    child.end()
            elif child.stop_why is not None and now - child.stop_asked_s > _GRACE_S:
                self._drop(child)
            elif now - child.began_s > child.job.timeout_s:
                child.stop(f"It took longer than {child.job.timeout_s:,.0f} seconds and was stopped.")

    def end_all(self) -> None:
        """End every run at once, whatever becomes of its job."""
        for child in list(self._busy):
            self._end_process(child)

    def close(self) -> None:
        """Ask running jobs to stop and give them back, then end the processes."""
        for child in self._busy:
            child.stop(ENDING)
        deadline = awake_s() + _GRACE_S
        while self._busy and awake_s() < deadline:
            self.listen(0.1)
        for child in list(self._busy):
            self._drop(child)
        for child in self._children:
            child.end()
        self._children.clear()
        self.write_ends()

    @property
    def _busy(self) -> Collection[Child]:
        return [child for child in self._children if child.job is not None]

    def _hear(self, child: Child, message: tuple[Any, ...]) -> None:
        job = child.job
        if child not in self._children:
            return  # its process was ended upon what it said before
        if message[0] == "gone":
            self._drop(child)
        elif job is None or message[0] == "ready":
            return
        elif message[0] in ("progress", "log"):
            said = self._said[job.id]
            if message[0] == "progress":
                said.progress = message[1:]
            else:
                said.log.append(message[1:])
            if self._watch is not None:
                self._watch(job, message)
        else:
            self._ended.append(_Ended(job, message, child.stop_why))
            if message[0] == "unopened":
                self._end_process(child)
            else:
                child.rest()

    def _drop(self, child: Child) -> None:
        """A process ended by itself, or does not stop: its run is over."""
        job, why = child.job, child.stop_why
        self._end_process(child)
        if job is not None:
            self._ended.append(_Ended(job, ("gone",), why))

    def _end_process(self, child: Child) -> None:
        child.kill()
        self._children.remove(child)

    def _write_end(self, ended: _Ended) -> None:
        job, message, why = ended.job, ended.message, ended.why
        if message[0] == "gone" and why is None and job.id in self._said:
            self._said[job.id].log.append(("error", _GONE.message))
        self._tell(job)
        if message[0] == "done":
            self._store.done(job, message[1])
        elif message[0] == "failed":
            self._fail(job, message[1])
        elif message[0] == "unopened" and why is None:
            self._not_begun(job, message[1])
        elif why == CANCELLED:
            self._store.cancelled(job)
        elif why == ENDING:
            self._store.give_back(job, counts=False)
        elif why is not None:
            self._fail(job, Unreachable(why, code="job_stopped"))
        elif message[0] == "stopped":
            self._fail(job, Unreachable(message[1].message, code="job_stopped"))
        else:
            self._store.give_back(job)
        self._said.pop(job.id, None)

    def _fail(self, job: Job, error: ClmsError) -> None:
        state = self._store.failed(job, error)
        _log.warning("job %d (%s) failed and is now %s: %s", job.id, job.kind, state, error.message)

    def _not_begun(self, job: Job, error: ClmsError) -> None:
        """What jobs need could not be opened. While the database is away that is no fault of this job's."""
        if isinstance(error, Unreachable):
            _log.warning("job %d (%s) could not begin: %s", job.id, job.kind, error.message)
            self._store.not_begun(job)
        else:
            self._fail(job, error)

    def _tell(self, job: Job) -> None:
        said = self._said.get(job.id)
        if said is None or not (said.progress is not None or said.log):
            return
        self._said[job.id] = _Said()
        try:
            self._store.tell(job, said.progress, said.log)
        except ClmsError as error:  # a log line is never a reason to lose the work
            _log.warning("what job %d said could not be kept: %s", job.id, error.message)
