"""The job processes of one worker: who works on what, what they say, how each run ends."""

from __future__ import annotations

import logging
import multiprocessing.connection
import random
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from app.domain.job_endings import Ending, cancelled, cut_off, done, failed, not_begun, sent_back
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


class Crew:
    """Job processes and the runs they carry out. Used by one thread."""

    def __init__(self, store: JobStore, opener: Opener, seed: Any, watch: Watch | None = None) -> None:
        self._store, self._opener, self._seed, self._watch = store, opener, seed, watch
        self._children: list[Child] = []
        self._said: dict[int, _Said] = {}
        self._ended: list[Ending] = []
        self._over: dict[tuple[int, int], float] = {}  # runs whose end was written, and when
        self._obeyed_s = float("-inf")

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
        except Unreachable as error:  # it died while it rested
            self._end_process(child)
            self._ended.append(self._not_begun(job, error))

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

    def turn(self, worker_id: int, room: int, only: int | None = None) -> tuple[Job, ...]:
        """Write how runs ended and take the next jobs, at most ``room``. While the database is away the ends are kept
        and written later."""
        for each in self._ended:
            self._tell(each.job)
        counted, claimed = self._store.turn(worker_id, self._ended, room, only)
        ended, self._ended = self._ended, []
        for ending, counts in zip(ended, counted, strict=True):
            self._said.pop(ending.job.id, None)
            self._over[ending.job.id, ending.job.token] = awake_s()
            _log_end(ending, counts)
        return claimed

    def write_said(self) -> None:
        """Write down progress and log lines."""
        for child in self._busy:
            assert child.job is not None
            self._tell(child.job)

    def obey(self, pulse: Pulse) -> None:
        """Stop what was cancelled, end what is no longer ours, give back what the database says we hold and don't."""
        if pulse.at_s == self._obeyed_s:
            return
        self._obeyed_s = pulse.at_s
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
        self._over = {run: at for run, at in self._over.items() if at >= pulse.at_s}
        known = {*ours, *(each.job.id for each in self._ended)}
        for job_id, job in pulse.held.items():
            if job_id not in known and (job_id, job.token) not in self._over:
                # Its end was lost by a failover, or the answer to its claim: nobody knows how far it came.
                self._ended.append(cut_off(job))

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

    @property
    def _busy(self) -> Collection[Child]:
        return [child for child in self._children if child.job is not None]

    def _hear(self, child: Child, message: tuple[Any, ...]) -> None:
        job = child.job
        if child not in self._children:
            return  # its process was ended upon what it said before
        if message[0] == "gone":
            self._drop(child)
        elif message[0] == "ready":
            child.ready = True
        elif job is None:
            return
        elif message[0] == "begun":
            child.begun = True
        elif message[0] in ("progress", "log"):
            said = self._said[job.id]
            if message[0] == "progress":
                said.progress = message[1:]
            else:
                said.log.append(message[1:])
            if self._watch is not None:
                self._watch(job, message)
        else:
            self._ended.append(self._ending(job, message, child.stop_why))
            if message[0] == "unopened":
                self._end_process(child)
            else:
                child.rest()

    def _drop(self, child: Child) -> None:
        """A process ended by itself, or does not stop: its run is over, if it ever began."""
        job, why = child.job, child.stop_why
        self._end_process(child)
        if job is not None and why is None and child.ready and not child.begun:
            self._ended.append(self._not_begun(job, _GONE))
        elif job is not None:
            if why is None and job.id in self._said:
                self._said[job.id].log.append(("error", _GONE.message))
            self._ended.append(self._ending(job, ("gone",), why))

    def _end_process(self, child: Child) -> None:
        child.kill()
        self._children.remove(child)

    def _ending(self, job: Job, message: tuple[Any, ...], why: str | None) -> Ending:
        """What becomes of a job after what its process said last; ``why`` it had been asked to stop."""
        if message[0] == "done":
            return done(job, message[1])
        if message[0] == "failed":
            return failed(job, message[1], random.random())
        if message[0] == "unopened" and why is None:
            return self._not_begun(job, message[1])
        if why == CANCELLED:
            return cancelled(job)
        if why == ENDING:
            return sent_back(job)
        if why is None and message[0] == "stopped":
            why = message[1].message
        return (
            cut_off(job)
            if why is None
            else failed(job, Unreachable(why, code="job_stopped"), random.random())
        )

    def _not_begun(self, job: Job, error: ClmsError) -> Ending:
        """While the database is away and jobs can't open it, that is no fault of theirs."""
        if isinstance(error, Unreachable):
            _log.warning("job %d (%s) could not begin: %s", job.id, job.kind, error.message)
            return not_begun(job, random.random())
        return failed(job, error, random.random())

    def _tell(self, job: Job) -> None:
        said = self._said.get(job.id)
        if said is None or not (said.progress is not None or said.log):
            return
        self._said[job.id] = _Said()
        try:
            self._store.tell(job, said.progress, said.log)
        except ClmsError as error:  # a log line is never a reason to lose the work
            _log.warning("what job %d said could not be kept: %s", job.id, error.message)


def _log_end(ending: Ending, counts: bool) -> None:
    job = ending.job
    if not counts:
        _log.warning("job %d (%s) was no longer ours when it ended", job.id, job.kind)
    elif ending.error is not None:
        message = ending.error["message"]
        _log.warning("job %d (%s) failed and is now %s: %s", job.id, job.kind, ending.state, message)
