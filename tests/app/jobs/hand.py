"""The engine's moves made by hand, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import job_endings
from app.domain.job_endings import Ending
from app.domain.jobs import Job, JobState
from app.errors import ClmsError
from app.jobs.store import JobStore


def claim(store: JobStore, worker_id: int) -> Job | None:
    """Take the next job."""
    _, claimed = store.turn(worker_id, (), 1)
    return claimed[0] if claimed else None


def end(store: JobStore, ending: Ending) -> JobState | None:
    """Write how a run ended; the state its job is then in, None when it was no longer that run's."""
    (counted,), _ = store.turn(0, [ending], 0)
    return ending.state if counted else None


def done(store: JobStore, job: Job, result: Mapping[str, Any]) -> bool:
    """Carry it out."""
    return end(store, job_endings.done(job, result)) is not None


def failed(store: JobStore, job: Job, error: ClmsError) -> JobState | None:
    """Let it fail."""
    return end(store, job_endings.failed(job, error, 1.0))
