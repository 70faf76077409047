"""A job's row and the job it is, and the statements that reading, putting in and claiming have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, delete, insert, select

from app.database.prepared import Prepared
from app.database.tables import job_ready, jobs
from app.domain.jobs import Job, JobState, Priority

_NAMES = tuple(Job.__dataclass_fields__)
_JSON = tuple(_NAMES.index(name) for name in ("params", "result", "error"))
_PRIORITY, _STATE = _NAMES.index("priority"), _NAMES.index("state")
_encode = msgspec.json.Encoder(order="deterministic")


def job_query() -> Select[*tuple[Any, ...]]:
    """A query for jobs, whose rows ``job_of`` reads."""
    return select(*(jobs.c[name] for name in _NAMES))


def job_of(row: Sequence[Any]) -> Job:
    """The job that a row of ``job_query`` tells of."""
    values = list(row)
    for place in _JSON:
        if values[place] is not None:
            values[place] = msgspec.json.decode(values[place])
    values[_PRIORITY], values[_STATE] = Priority(values[_PRIORITY]), JobState(values[_STATE])
    return Job(*values)


def as_json(value: Mapping[str, Any] | None) -> str | None:
    """The text that is kept of what a job was given or gave."""
    return None if value is None else _encode.encode(dict(value)).decode()


ONE = Prepared(job_query().where(jobs.c.id == bindparam("job_id")))
MAKE_READY = Prepared(insert(job_ready), ("priority", "job_id", "resource"))
NO_LONGER_READY = Prepared(
    delete(job_ready).where(
        job_ready.c.priority == bindparam("priority"), job_ready.c.job_id == bindparam("job_id")
    )
)
