"""Jobs: what background work is, how it is ranked, tried again, kept and scheduled. Rules only.

The numbers are the production guide's: concurrency 10/5/5/2, three attempts with exponential backoff, the last 100
done and 50 failed are kept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any


class Priority(IntEnum):
    """The rank of a job; a lower number goes first."""

    HIGH = 0
    MEDIUM = 1
    DEFAULT = 2
    LOW = 3


CONCURRENCY: Mapping[Priority, int] = {
    Priority.HIGH: 10,
    Priority.MEDIUM: 5,
    Priority.DEFAULT: 5,
    Priority.LOW: 2,
}
"""How many jobs of a priority may run at once, over all workers of a library."""

MAX_ATTEMPTS = 3
KEEP_DONE = 100
KEEP_FAILED = 50
LEASE_S = 30.0
"""A worker that was not heard of for so long is dead."""
HEARTBEAT_S = 10.0
TIMEOUT_S = 3600.0
_BACKOFF_BASE_S = 2.0
LONGEST_PAUSE = timedelta(minutes=15)
"""A job never waits longer for another attempt."""


class JobState(StrEnum):
    """Where a job stands."""

    SCHEDULED = "scheduled"  # waits for its time: a later start, or the pause before another attempt
    READY = "ready"  # waits for a worker
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    STRANDED = "stranded"  # its worker died and it may not simply be repeated: a person decides


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})
OPEN = frozenset({JobState.SCHEDULED, JobState.READY, JobState.RUNNING, JobState.STRANDED})


@dataclass(frozen=True, slots=True)
class JobKind:
    """What the engine must know of a kind of job.

    ``repeatable``: a run that was cut off may simply be started again. ``resource``: of all jobs that name the same
    one, a single one runs at a time. ``timeout_s``: longest one attempt may take.
    """

    name: str
    repeatable: bool = True
    resource: str | None = None
    priority: Priority = Priority.DEFAULT
    attempts: int = MAX_ATTEMPTS
    timeout_s: float = TIMEOUT_S


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why jobs of a kind can't be done as things are set up: told before one is put in. ``hint`` says how to mend it,
    ``host`` names the computer whose worker says so, "" for this one."""

    message: str
    hint: str
    code: str
    host: str = ""


@dataclass(frozen=True, slots=True)
class JobOrder:
    """A job that is asked for. ``params`` are plain JSON values and never hold a secret."""

    kind: JobKind
    params: Mapping[str, Any]
    key: str
    actor_id: int | None
    actor: str
    workstation: str
    branch_id: int = 1
    dry_run: bool = False
    priority: Priority | None = None
    run_at: datetime | None = None
    schedule_id: int | None = None


FORGOTTEN_PLAN = "What this dry run told was forgotten when the person it was about was erased."
"""Of a dry run that went well and tells nothing any more."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands in the database. ``token`` counts its claims; only the newest may write."""

    id: int
    key: str
    kind: str
    params: Mapping[str, Any]
    dry_run: bool
    priority: Priority
    state: JobState
    run_at: datetime
    attempt: int
    max_attempts: int
    repeatable: bool
    resource: str | None
    timeout_s: float
    actor_id: int | None
    actor: str
    workstation: str
    branch_id: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    cancel_requested_at: datetime | None
    worker_id: int | None
    token: int
    schedule_id: int | None
    result: Mapping[str, Any] | None
    error: Mapping[str, Any] | None

    @property
    def seconds(self) -> float | None:
        """How long its last attempt took; None before its end."""
        if self.started_at is None or self.ended_at is None:
            return None
        return (self.ended_at - self.started_at).total_seconds()


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a job's log."""

    seq: int
    at: datetime
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a running job is: ``fraction`` from 0 to 1, None while it can't be told."""

    job_id: int
    fraction: float | None
    text: str
    updated_at: datetime


def backoff(attempt: int, luck: float) -> timedelta:
    """The pause after a failed attempt: doubled each time, at most 15 minutes, times 0.5 to 1 by ``luck`` (0 to 1).

    The jitter keeps jobs that failed together from coming back together.
    """
    whole = min(LONGEST_PAUSE.total_seconds(), _BACKOFF_BASE_S * math.pow(2, max(0, attempt - 1)))
    return timedelta(seconds=whole * (0.5 + 0.5 * luck))
