"""The worker: takes jobs, gives each to a process of its own, and watches over its lease and the other workers.

What it decides rests on the database alone. Its own process may be killed, frozen or put to sleep at any moment: its
jobs are then given back by another worker once its heartbeat stood still for a lease, at once when its process is
known to be gone, or by itself when it wakes up and finds that they are no longer its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.jobs import CONCURRENCY, ENDED, LEASE_S, JobState, Obstacle
from app.errors import ClmsError, Unreachable
from app.jobs.child import Opener
from app.jobs.crew import Crew, Watch
from app.jobs.deaths import DeathWatch
from app.jobs.heart import Heart
from app.jobs.standing import Standing, awake_s, elapsed_s
from app.jobs.store import JobStore

_log = logging.getLogger(__name__)

_POLL_S = 0.25
_TICK_S = 1.0
_TELL_S = 0.5
_TIDY_S = 60.0
_PAUSE_AWAY_S = 2.0


@dataclass(slots=True)
class _Rhythm:
    """Something done at most every ``every_s`` seconds."""

    every_s: float
    last_s: float = float("-inf")

    def due(self) -> bool:
        now = awake_s()
        if now - self.last_s < self.every_s:
            return False
        self.last_s = now
        return True


class Worker:
    """One worker. ``opener(seed)`` is called in each job process; see ``app.jobs.child``.

    ``tick`` is called about once a second and puts in what is scheduled. ``only`` takes that one job and ends with
    it. ``watch`` hears ("progress" | "log", …) of every job, for a terminal. ``cant`` are the kinds of job it can't do as
    it is set up: said while it is there, so that nobody puts one in.
    """

    def __init__(
        self,
        store: JobStore,
        opener: Opener,
        seed: Any,
        *,
        lease_s: float = LEASE_S,
        processes: int = sum(CONCURRENCY.values()),
        tick: Callable[[], object] | None = None,
        only: int | None = None,
        watch: Watch | None = None,
        cant: Mapping[str, Obstacle] | None = None,
    ) -> None:
        self._store, self._lease_s, self._processes = store, lease_s, processes
        self._cant = cant if only is None else None  # who comes for one job speaks for no other
        self._tick, self._only = tick, only
        self._standing = Standing.of_this_process()
        self._deaths = DeathWatch(self._standing, lease_s)
        self._crew = Crew(store, opener, seed, watch)
        self._burials, self._ticks = _Rhythm(lease_s / 15), _Rhythm(_TICK_S)
        self._telling, self._tidying = _Rhythm(_TELL_S), _Rhythm(_TIDY_S)

    def run(self, stop: threading.Event) -> None:
        """Work until ``stop`` is set, or the one job of ``only`` has ended. Raises what the first contact raises."""
        self._enter()
        try:
            while not stop.is_set() and not self._finished():
                try:
                    self._round()
                except Unreachable as error:
                    _log.warning("the database is away: %s", error.message)
                    self._guard_lease()
                    stop.wait(min(_PAUSE_AWAY_S, self._lease_s / 10))
        finally:
            self._leave()

    def _enter(self) -> None:
        self._id = self._store.register(self._standing, self._cant)
        self._heart = Heart(self._store, self._id, self._lease_s)
        self._heart.start()
        _log.info("worker %d works", self._id)

    def _round(self) -> None:
        self._crew.listen(_POLL_S)
        self._guard_lease()
        if not self._heart.pulse.alive:
            self._enter_again()
        self._crew.obey(self._heart.pulse)
        self._crew.bound_times()
        if self._telling.due():
            self._crew.write_said()
        if self._burials.due():
            self._bury_dead()
        if self._tick is not None and self._ticks.due():
            self._tick()
        if self._tidying.due():
            self._store.tidy()
            self._store.tidy_ticks()
        self._turn()

    def _turn(self) -> None:
        room = self._processes - self._crew.busy if self._lease_holds() else 0
        for job in self._crew.turn(self._id, room, self._only):
            _log.info("job %d (%s) begins, attempt %d", job.id, job.kind, job.attempt)
            self._crew.give(job, self._heart.pulse.lease_until_s)

    def _lease_holds(self) -> bool:
        pulse = self._heart.pulse
        return pulse.alive and elapsed_s() < pulse.lease_until_s

    def _guard_lease(self) -> None:
        """Renew the processes' leases; when ours is over, end them: somebody else may have their jobs by now."""
        if self._lease_holds():
            self._crew.renew(self._heart.pulse.lease_until_s)
        elif self._crew.busy:
            _log.error("the lease is over: ending %d jobs", self._crew.busy)
            self._crew.end_all()

    def _enter_again(self) -> None:
        """Others took this worker for dead (it was frozen or cut off): go on as a new one."""
        self._heart.stop()
        self._enter()

    def _bury_dead(self) -> None:
        rows, holders = self._store.others()
        others = [row for row in rows if row.id != self._id]
        for worker_id, beats in self._deaths.dead(others, holders - {self._id}):
            given = self._store.bury(worker_id, beats)
            if given is not None:
                names = ", ".join(f"{job.id} ({job.kind})" for job in given) or "none"
                _log.warning("worker %d is dead; its jobs: %s", worker_id, names)

    def _finished(self) -> bool:
        if self._only is None or not self._crew.idle:
            return False
        job = self._store.job(self._only)
        return job is None or job.state in (*ENDED, JobState.STRANDED)

    def _leave(self) -> None:
        """Stop in order: running jobs are asked to stop and given back."""
        try:
            self._crew.close()
            self._crew.turn(self._id, 0)
        except ClmsError as error:
            _log.warning("could not say how the last jobs ended: %s", error.message)
        self._heart.stop()
        try:
            self._store.bury(self._id, None)
        except ClmsError as error:
            _log.warning("left without a word: %s", error.message)
