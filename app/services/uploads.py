"""Imports for those who ask over the network: a list is sent, a job prepares its import, and once the preview was looked
at another carries it out.

The bytes lie in the operations store, which every node and every worker of a library reaches; so do the preview and its
rows. They are removed after a day (:data:`app.domain.uploads.KEPT`), by the next job or by ``purge-expired``, and those
of patrons at once when somebody is erased. What the jobs do is in :mod:`app.services.uploading`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import msgspec

from app import decoding
from app.database import file_parts, jobs, uploads
from app.database.engine import Database
from app.database.uploads import UploadRow
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.jobs import OPEN, Job, JobState
from app.domain.paging import Page, Window
from app.domain.text import clean
from app.domain.uploads import (
    IMPORT_TASK,
    KEPT,
    MOST_BYTES,
    MOST_EACH,
    PREVIEW_TASK,
    UploadState,
    another_preview,
)
from app.errors import Conflict, InvalidInput, NotFound, Refused
from app.services.acts import new_key
from app.services.core import Core
from app.services.importing import (
    ImportKind,
    ImportResult,
    Preview,
    PreviewRow,
    Verdict,
)
from app.services.maintenance import MaintenanceService, Started
from app.services.upload_values import Upload, UploadOptions, UploadPreview, UploadSource, UploadStarted

_NAME_BYTES = 180


class UploadsService:
    """Imports as jobs. Every verb needs IMPORT; the jobs ask for it again. What somebody else sent is seen with OPERATE
    beside it."""

    def __init__(
        self, core: Core, operations: Callable[[], Database], maintenance: MaintenanceService
    ) -> None:
        self._core = core
        self._operations = operations
        self._maintenance = maintenance

    def add(
        self,
        actor: Actor,
        content: bytes,
        name: str = "list.csv",
        options: UploadOptions | None = None,
        *,
        key: str | None = None,
    ) -> Receipt[UploadStarted]:
        """Take a CSV or XLSX file and have its import prepared. Ask how it stands by the answer's ``upload_id``.

        Raises InvalidInput for an empty file, Refused when it is too large or too many wait.
        """
        actor.require(Permission.IMPORT)
        if not content:
            raise InvalidInput("The file is empty.", details={"field": "content"})
        if len(content) > MOST_BYTES:
            raise Refused(
                f"A list has at most {MOST_BYTES // 1_048_576} MB.",
                hint="Send it in parts.",
                code="too_large",
            )
        act_key = key or new_key()
        upload_id = str(uuid5(NAMESPACE_OID, f"clms upload {act_key}"))
        now, store = self._core.clock.now(), self._operations()
        with store.read() as connection:
            waiting = {row.id for row in uploads.of_user(connection, actor.user_id, now)}
        if len(waiting - {upload_id}) >= MOST_EACH:
            raise Refused(
                f"{MOST_EACH} lists of yours wait already.",
                hint="Discard one that is no longer wanted.",
                code="too_many_uploads",
            )
        row = _new_row(upload_id, actor, content, name, options or UploadOptions(), now)
        uploads.add(store, row, content)  # before its job, which may be taken at once
        return self._start(actor, row, PREVIEW_TASK, {"upload": upload_id}, act_key)

    def all(self, actor: Actor) -> tuple[Upload, ...]:
        """What you sent, the last to expire first."""
        actor.require(Permission.IMPORT)
        with self._operations().read() as connection:
            found = uploads.of_user(connection, actor.user_id, self._core.clock.now())
        return tuple(self._told(row) for row in found)

    def get(self, actor: Actor, upload_id: str) -> Upload:
        """How an upload stands: its preview with counts and proposed repairs, or what its import became."""
        return self._told(self._upload(actor, upload_id))

    def rows(
        self, actor: Actor, upload_id: str, verdicts: Sequence[Verdict] = (), window: Window | None = None
    ) -> Page[PreviewRow]:
        """Rows of the preview in the order of the file, with the reason of those that are not taken; of some verdicts,
        all when none are named."""
        upload, window = self._upload(actor, upload_id), window or Window()
        behind, skip = window.number or 0, 0 if window.after else window.start
        names = [verdict.value for verdict in verdicts]
        with self._operations().read() as connection:
            found = uploads.rows(connection, upload, names, behind, window.limit + 1, skip)
        shown = tuple(decoding.decode(content, PreviewRow) for _, content in found[: window.limit])
        more = len(found) > window.limit
        return Page(shown, str(found[window.limit - 1][0]) if more else None)

    def report(self, actor: Actor, upload_id: str) -> bytes:
        """The rows that are not taken, with their reasons, as CSV: mended, it can be sent as it is."""
        upload = self._upload(actor, upload_id)
        if upload.preview is None:
            raise self._not_done(upload)
        with self._operations().read() as connection:
            return uploads.report(connection, upload)

    def preview(
        self, actor: Actor, upload_id: str, options: UploadOptions, *, key: str | None = None
    ) -> Receipt[UploadStarted]:
        """Have the import prepared anew: read in another way, with other columns or other repairs.

        Raises Conflict while another job of it runs, or when it was imported.
        """
        upload = self._upload(actor, upload_id)
        act_key = key or new_key()
        self._require_free(upload, act_key)
        asked = msgspec.json.encode(options).decode()
        return self._start(actor, upload, PREVIEW_TASK, {"upload": upload.id}, act_key, asked)

    def apply(
        self, actor: Actor, upload_id: str, version: int, *, key: str | None = None
    ) -> Receipt[UploadStarted]:
        """Import the list as its preview of this version shows it. The import is prepared once more; when the library
        changed so that other rows would be written, nothing is, and there is a fresh preview.

        Raises Conflict with code ``stale`` for an older preview, Refused when nothing would be written.
        """
        upload = self._upload(actor, upload_id)
        act_key = key or new_key()
        if not self._asked_for(upload, act_key):
            self._require_free(upload, act_key)
            self._require_writing(upload, version)
        params = {"upload": upload.id, "version": version}
        return self._start(actor, upload, IMPORT_TASK, params, act_key)

    def result(self, actor: Actor, upload_id: str) -> ImportResult:
        """What the import became. Raises Conflict with code ``library_changed`` when the library had changed since the
        preview, Refused with code ``not_done`` before its end."""
        upload = self._upload(actor, upload_id)
        if upload.result is None:
            raise self._not_done(upload)
        return decoding.decode(upload.result, ImportResult)

    def discard(self, actor: Actor, upload_id: str) -> None:
        """Remove an upload with its preview. What was imported stays. Raises Conflict while a job of it runs."""
        upload = self._upload(actor, upload_id)
        self._require_idle(upload, "")
        uploads.remove(self._operations(), upload.id)

    def forget_patrons(self, actor: Actor) -> int:
        """Remove every list that may be of patrons, because somebody was erased; returns how many there were."""
        actor.require(Permission.PERSONAL_DATA)
        return uploads.remove_all_but(self._operations(), ImportKind.BOOKS.value)

    # --- what the verbs share --------------------------------------------------------------------------------

    def _upload(self, actor: Actor, upload_id: str) -> UploadRow:
        actor.require(Permission.IMPORT)
        with self._operations().read() as connection:
            found = uploads.one(connection, upload_id, self._core.clock.now())
        if found is None:
            raise NotFound("There is no such upload.", details={"upload_id": upload_id[:60]})
        if actor.user_id is None or found.user_id != actor.user_id:
            actor.require(Permission.OPERATE)
        return found

    def _start(
        self,
        actor: Actor,
        upload: UploadRow,
        task: str,
        params: Mapping[str, Any],
        key: str,
        options: str | None = None,
    ) -> Receipt[UploadStarted]:
        if options is not None:
            uploads.change(self._operations(), upload.id, options=options)
        receipt: Receipt[Started] = self._maintenance.start(actor, task, params, key=key)
        job_id = receipt.value.job_id
        if not receipt.replayed or upload.job_id is None:
            uploads.change(self._operations(), upload.id, job_id=job_id)
        return replace(receipt, value=UploadStarted(upload.id, job_id))  # type: ignore[arg-type, return-value]

    def _job(self, upload: UploadRow) -> Job | None:
        if upload.job_id is None:
            return None
        with self._core.database.read() as connection:
            return jobs.one(connection, upload.job_id)

    def _asked_for(self, upload: UploadRow, key: str) -> bool:
        """Whether this is a repeat of the request that put the newest job in."""
        job = self._job(upload)
        return job is not None and job.key == key

    def _require_free(self, upload: UploadRow, key: str) -> None:
        self._require_idle(upload, key)
        if upload.result is not None:
            raise Conflict("This list was imported already.", hint="Send it once more.", code="imported")

    def _require_idle(self, upload: UploadRow, key: str) -> None:
        job = self._job(upload)
        if job is not None and job.state in OPEN and job.key != key:
            raise Conflict(
                "This list is being worked on.",
                hint="Ask again in a moment.",
                code="busy",
                details={"job_id": job.id},
            )

    def _require_writing(self, upload: UploadRow, version: int) -> None:
        if upload.preview is None:
            raise self._not_done(upload)
        if upload.version != version:
            raise another_preview(upload.version)
        if not decoding.decode(upload.preview, Preview).will_write:
            raise Refused(
                "There is nothing to import.",
                hint="The library has all these rows, or they need a person to decide.",
                code="nothing_to_import",
            )

    def _not_done(self, upload: UploadRow) -> Refused:
        job = self._job(upload)
        if job is not None and job.state is JobState.FAILED and job.error is not None:
            kind = Conflict if job.error["code"] == "library_changed" else Refused
            return kind(job.error["message"], hint=job.error.get("hint", ""), code=job.error["code"])
        return Refused("This is not done yet.", hint="Look how it stands.", code="not_done")

    def _told(self, row: UploadRow) -> Upload:
        job = self._job(row)
        return Upload(
            upload_id=row.id,
            name=row.name,
            size=row.size,
            digest=row.digest,
            expires_at=row.expires_at,
            state=_state(row, job),
            job_id=row.job_id,
            version=row.version,
            source=decoding.decode(row.source, UploadSource) if row.source else None,
            preview=_shown(row.preview),
            result=decoding.decode(row.result, ImportResult) if row.result else None,
            error=job.error if job is not None and job.state is JobState.FAILED else None,
        )


def _state(row: UploadRow, job: Job | None) -> UploadState:
    if row.result is not None:
        return UploadState.IMPORTED
    if job is not None and job.state in OPEN:
        return UploadState.IMPORTING if job.kind == IMPORT_TASK else UploadState.PREPARING
    return UploadState.FAILED if row.preview is None else UploadState.READY


def _shown(preview: str | None) -> UploadPreview | None:
    if preview is None:
        return None
    found = decoding.decode(preview, Preview)
    return UploadPreview(
        kind=found.kind,
        mapping=found.mapping,
        rows=found.rows,
        counts=found.counts,
        will_write=found.will_write,
        titles=found.titles,
        repairs=found.repairs,
        differences=found.differences,
        warnings=found.warnings,
        overwrites=found.overwrites,
    )


def _file_name(name: str) -> str:
    """The last part of a name, as every file system takes it: what the list of imports shows."""
    last = PurePosixPath(clean(name).replace("\\", "/")).name.strip(". ")
    kept = "".join("_" if char in '<>:"|?*\0' else char for char in last)
    return kept.encode()[-_NAME_BYTES:].decode(errors="ignore").strip() or "list.csv"


def _new_row(
    upload_id: str, actor: Actor, content: bytes, name: str, options: UploadOptions, now: datetime
) -> UploadRow:
    return UploadRow(
        id=upload_id,
        user_id=actor.user_id,
        name=_file_name(name),
        size=len(content),
        digest=file_parts.digest_of(content),
        options=msgspec.json.encode(options).decode(),
        expires_at=now + KEPT,
        job_id=None,
        version=0,
        source=None,
        kind=None,
        preview=None,
        verdicts=None,
        result=None,
    )
