"""Exports for those who ask over the network: a job writes the file, whoever asked for it fetches it.

The bytes lie in the operations store, which every node and every worker of a library reaches; a folder would be another
one on another computer. They are removed after a day (:data:`app.domain.exports.KEPT`), by the next export or by
``purge-expired``, and those of patrons at once when somebody is erased.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.database import exports, jobs
from app.database.engine import Database
from app.database.exports import ExportHead
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.exports import EXPORT_TASK, RECORDS, ExportFormat, ExportList
from app.domain.jobs import Job, JobState
from app.errors import InvalidInput, NotFound, Refused
from app.services.core import Core
from app.services.maintenance import MaintenanceService, Started

_NEEDED = {
    ExportList.CATALOG: (Permission.EXPORT,),
    ExportList.STUDENTS: (Permission.EXPORT, Permission.VIEW_PATRONS),
}


@dataclass(frozen=True, slots=True)
class Export:
    """How an export stands. ``records``, ``size`` (bytes), ``digest`` (SHA-256, hex) and ``expires_at`` are there from
    its end until it expires; ``error`` tells why it failed."""

    job_id: int
    list: ExportList
    format: ExportFormat
    state: JobState
    records: int | None
    size: int | None
    digest: str | None
    expires_at: datetime | None
    error: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """An exported file as it is handed out."""

    list: ExportList
    format: ExportFormat
    content: bytes


class ExportsService:
    """Exports as jobs. Every verb needs EXPORT, of patrons VIEW_PATRONS too; the job asks for both again. An export of
    somebody else's is seen with OPERATE beside them."""

    def __init__(
        self, core: Core, operations: Callable[[], Database], maintenance: MaintenanceService
    ) -> None:
        self._core = core
        self._operations = operations
        self._maintenance = maintenance

    def start(
        self,
        actor: Actor,
        list: ExportList,
        format: ExportFormat = ExportFormat.CSV,
        *,
        key: str | None = None,
    ) -> Receipt[Started]:
        """Have a list written as CSV or XLSX, the catalogue as MARC 21 too. Ask for it by the answer's ``job_id`` until it
        is done, then fetch it. Raises InvalidInput for patrons as MARC."""
        _require(actor, list)
        if list is ExportList.STUDENTS and format in RECORDS:
            raise InvalidInput("Choose CSV or XLSX.", details={"field": "format", "value": format.value})
        given = {"list": list.value, "format": format.value}
        return self._maintenance.start(actor, EXPORT_TASK, given, key=key)

    def get(self, actor: Actor, job_id: int) -> Export:
        """How an export stands. Raises NotFound, Denied for one of somebody else's."""
        job = self._job(actor, job_id)
        found = self._head(job)
        return Export(
            job.id,
            ExportList(job.params["list"]),
            ExportFormat(job.params["format"]),
            job.state,
            found.records if found else None,
            found.size if found else None,
            found.digest if found else None,
            found.expires_at if found else None,
            job.error,
        )

    def file(self, actor: Actor, job_id: int) -> ExportedFile:
        """The file. Raises Refused with code ``not_done`` while it is not written, NotFound once it expired."""
        job = self._job(actor, job_id)
        if job.state is not JobState.DONE:
            raise Refused(
                "This export is not written yet, or was not to be written.",
                hint="Look how it stands.",
                code="not_done",
                details={"state": job.state.value},
            )
        found = self._head(job)
        with self._operations().read() as connection:
            content = exports.content(connection, found) if found else None
        if found is None or content is None:
            raise NotFound("This export is no longer there.", hint="Ask for a new one.")
        return ExportedFile(found.list, found.format, content)

    def forget_patrons(self, actor: Actor) -> int:
        """Remove every exported register of patrons, because somebody in it was erased; returns how many there were."""
        actor.require(Permission.PERSONAL_DATA)
        return exports.remove_all_of(self._operations(), ExportList.STUDENTS)

    def _job(self, actor: Actor, job_id: int) -> Job:
        actor.require(Permission.EXPORT)
        with self._core.database.read() as connection:
            job = jobs.one(connection, job_id)
        if job is None or job.kind != EXPORT_TASK:
            raise NotFound("There is no such export.", details={"job_id": job_id})
        if actor.user_id is None or job.actor_id != actor.user_id:
            actor.require(Permission.OPERATE)
        _require(actor, ExportList(job.params["list"]))
        return job

    def _head(self, job: Job) -> ExportHead | None:
        """What a job that is done wrote; what one that is tried again wrote before counts for nothing."""
        if job.state is not JobState.DONE:
            return None
        with self._operations().read() as connection:
            return exports.head(connection, job.id, self._core.clock.now())


def _require(actor: Actor, list: ExportList) -> None:
    for permission in _NEEDED[list]:
        actor.require(permission)
