"""How a run of a job ends, and what becomes of the job then. Rules only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.domain.jobs import Job, JobState, backoff
from app.errors import ClmsError, Refused


@dataclass(frozen=True, slots=True)
class Ending:
    """A run that is over, and the ``state`` its job is in then; SCHEDULED: it is tried again after ``pause``.

    ``forgiven``: the attempt does not count.
    """

    job: Job
    state: JobState
    result: Mapping[str, Any] | None = None
    error: Mapping[str, Any] | None = None
    pause: timedelta = timedelta()
    forgiven: bool = False


def done(job: Job, result: Mapping[str, Any]) -> Ending:
    """It was carried out."""
    return Ending(job, JobState.DONE, result=result)


def cancelled(job: Job) -> Ending:
    """It was stopped as asked."""
    return Ending(job, JobState.CANCELLED)


def failed(job: Job, error: ClmsError, luck: float) -> Ending:
    """It failed. It is tried again after a pause while attempts are left, unless the rules said no, which does not
    change by waiting, or it may not be repeated."""
    told = {"message": error.message, "hint": error.hint, "code": error.code}
    if isinstance(error, Refused) or not job.repeatable or job.attempt >= job.max_attempts:
        return Ending(job, JobState.FAILED, error=told)
    return Ending(job, JobState.SCHEDULED, error=told, pause=backoff(job.attempt, luck))


def not_begun(job: Job, luck: float) -> Ending:
    """It was claimed and never began: also one that may not be repeated is tried again in a moment."""
    return Ending(job, JobState.SCHEDULED, pause=backoff(1, luck), forgiven=True)


def cut_off(job: Job) -> Ending:
    """Its worker or its process died. Repeatable ones are tried again while attempts are left; others wait for a
    person, who has to look what they did."""
    error = {"message": "The worker that ran this ended in the middle of it.", "code": "worker_died"}
    if job.cancel_requested_at is not None:
        return Ending(job, JobState.CANCELLED, error=error)
    if not job.repeatable:
        error["hint"] = "Look at what it did, then run it again or cancel it."
        return Ending(job, JobState.STRANDED, error=error)
    if job.attempt >= job.max_attempts:
        error["hint"] = f"It was tried {job.attempt} times."
        return Ending(job, JobState.FAILED, error=error)
    return Ending(job, JobState.SCHEDULED, error=error)


def sent_back(job: Job) -> Ending:
    """Its worker was told to end, which is not held against a repeatable job."""
    if job.repeatable and job.cancel_requested_at is None:
        return Ending(job, JobState.SCHEDULED, forgiven=True)
    return cut_off(job)
