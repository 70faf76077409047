"""A worker's heartbeat, on a thread of its own: a slow claim must not look like death."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.jobs import Job
from app.errors import ClmsError
from app.jobs.standing import awake_s, elapsed_s
from app.jobs.store import JobStore

_log = logging.getLogger(__name__)

_LOOKS_PER_BEAT = 10


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the last successful heartbeat found: the jobs the database says we hold, as of ``at_s`` (awake_s).

    Until ``lease_until_s`` (elapsed_s) nobody can have given them to somebody else.
    """

    alive: bool
    lease_until_s: float
    at_s: float
    held: Mapping[int, Job] = field(default_factory=dict)


class Heart:
    """Beats every third of a lease and looks more often for jobs that somebody cancelled."""

    def __init__(self, store: JobStore, worker_id: int, lease_s: float) -> None:
        self._store = store
        self._worker_id = worker_id
        self._lease_s = lease_s
        self._every_s = lease_s / 3
        self._ended = threading.Event()
        self._beaten_s = awake_s()
        self._pulse = Pulse(True, elapsed_s() + lease_s - self._every_s / 2, awake_s())
        self._thread = threading.Thread(target=self._run, name="clms-heart", daemon=True)

    @property
    def pulse(self) -> Pulse:
        """The newest answer."""
        return self._pulse

    def start(self) -> None:
        """Begin to beat."""
        self._thread.start()

    def stop(self) -> None:
        """Beat no longer."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(self._every_s / _LOOKS_PER_BEAT):
            try:
                self._look()
            except ClmsError as error:
                _log.warning("no heartbeat: %s", error.message)

    def _look(self) -> None:
        at, elapsed = awake_s(), elapsed_s()
        alive, lease_until = self._pulse.alive, self._pulse.lease_until_s
        if at - self._beaten_s >= self._every_s:
            alive = self._store.beat(self._worker_id)
            self._beaten_s = at
            # Counted from before the beat was sent, and a little less than those who watch it count.
            lease_until = elapsed + self._lease_s - self._every_s / 2
        self._pulse = Pulse(alive, lease_until, at, self._store.held(self._worker_id))
