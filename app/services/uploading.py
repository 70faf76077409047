"""Preparing and carrying out imports of lists that were sent over the network, inside a job.

The same importer as the window's does both. An import is prepared anew from the stored bytes: where the library changed
so much that other rows would be written than were shown, nothing is, and the fresh preview takes the place of the old.
The plan's id is made of what was shown, so that a job that is tried again goes on with the import it began.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import msgspec

from app import decoding
from app.database import uploads
from app.database.clock import Clock
from app.database.engine import Database
from app.database.uploads import Shown, UploadRow
from app.domain.actors import Actor
from app.domain.uploads import KEPT, another_preview
from app.errors import ClmsError, Conflict, NotFound
from app.maintenance.context import Run
from app.services.importing import ImportingService, ImportResult, Preview, Step, Verdict
from app.services.importing.plans import Plan
from app.services.importing.values import BatchState
from app.services.upload_values import UploadOptions, UploadSource

_ROWS_AT_ONCE = 500
_EVERY = tuple(Verdict)


class Uploading:
    """What the jobs of :class:`app.services.uploads.UploadsService` do. Both verbs need IMPORT."""

    def __init__(self, importing: ImportingService, operations: Callable[[], Database], clock: Clock) -> None:
        self._importing = importing
        self._operations = operations
        self._clock = clock

    def preview(self, actor: Actor, upload_id: str, folder: Path, job_id: int, run: Run) -> dict[str, int]:
        """Prepare the import of an upload, in a folder for files of this run; returns its rows by verdict.

        Raises NotFound when it is no longer there, InvalidInput for what is no list.
        """
        upload = self._upload(upload_id)
        file, options = self._file(upload, folder)
        source = self._importing.inspect(
            actor,
            file,
            kind=options.kind,
            sheet=options.sheet,
            encoding=options.encoding,
            delimiter=options.delimiter,
        )
        told = msgspec.json.encode(decoding.convert(source, UploadSource, from_attributes=True)).decode()
        uploads.change(self._operations(), upload.id, source=told)
        with self._prepared(actor, file, options, run) as preview:
            self._show(actor, upload, preview, job_id, folder, run)
        return _plain(preview.counts)

    def apply(
        self, actor: Actor, upload_id: str, version: int, folder: Path, job_id: int, run: Run
    ) -> ImportResult:
        """Carry out the import of an upload as its preview of this version shows it.

        Raises Conflict with code ``library_changed`` when other rows would be written than were shown; then a fresh
        preview was made.
        """
        upload = self._upload(upload_id)
        if upload.result is not None:  # written by a run of which nobody heard the end
            return decoding.decode(upload.result, ImportResult)
        if upload.version != version or upload.preview is None:
            raise another_preview(upload.version)
        shown = decoding.decode(upload.preview, Preview)
        plan_id = str(uuid5(NAMESPACE_OID, f"clms upload {upload.id} {version}"))
        with self._prepared(actor, *self._file(upload, folder), run, plan_id) as preview:
            going_on = self._importing.goes_on(actor, preview.plan, shown)
            if not going_on and not _same(upload, shown, preview):
                self._show(actor, upload, preview, job_id, folder, run)
                raise _changed(shown, preview)
            done = self._importing.apply(
                actor, preview.plan, progress=_teller(run), cancelled=lambda: _stopped(run)
            ).value
            if done.state is not BatchState.DONE:
                run.checkpoint()  # says why it was stopped
            report = self._report(actor, preview, folder)
        result, until = msgspec.json.encode(done).decode(), self._clock.now() + KEPT
        uploads.finish(self._operations(), upload.id, result, report, until)
        return done

    def _upload(self, upload_id: str) -> UploadRow:
        store = self._operations()
        while uploads.remove_expired(store, self._clock.now()):
            pass
        with store.read() as connection:
            found = uploads.one(connection, upload_id, self._clock.now())
        if found is None:
            raise NotFound("This upload is no longer there.", hint="Send the file again.")
        uploads.change(store, upload_id, expires_at=self._clock.now() + KEPT)  # not under the job's hands
        return found

    def _file(self, upload: UploadRow, folder: Path) -> tuple[Path, UploadOptions]:
        """The list as a file of this run, and how it is to be read."""
        file = folder / upload.name
        with self._operations().read() as connection:
            content = uploads.content(connection, upload)
        if content is None:
            raise NotFound("This upload is no longer there.", hint="Send the file again.")
        file.write_bytes(content)
        return file, decoding.decode(upload.options, UploadOptions)

    @contextmanager
    def _prepared(
        self, actor: Actor, file: Path, options: UploadOptions, run: Run, plan_id: str | None = None
    ) -> Iterator[Preview]:
        """The import as it would be now; its plan is there until the end of the block."""
        preview = self._importing.preview(
            actor,
            file,
            options.kind,
            mapping=options.mapping,
            repairs=options.repairs,
            keep=options.keep,
            sheet=options.sheet,
            encoding=options.encoding,
            delimiter=options.delimiter,
            plan_id=plan_id,
            progress=_teller(run),
        )
        try:
            yield preview
        finally:
            self._importing.discard(actor, preview.plan)

    def _show(
        self, actor: Actor, upload: UploadRow, preview: Preview, job_id: int, folder: Path, run: Run
    ) -> None:
        store = self._operations()
        uploads.begin_rows(store, upload.id, job_id)
        with Plan.open(preview.plan) as plan:
            behind = 0
            while rows := plan.rows_behind(behind, _ROWS_AT_ONCE):
                run.checkpoint()
                kept = [
                    (row.seq, row.verdict or "", msgspec.json.encode(row.shown()).decode()) for row in rows
                ]
                uploads.add_rows(store, upload.id, job_id, kept)
                behind = rows[-1].seq
        # Where the file lay and the plan lies on this computer is nobody's business.
        told = replace(preview, plan="", source=replace(preview.source, path=upload.name))
        shown = Shown(
            version=job_id,
            kind=preview.kind.value,
            preview=msgspec.json.encode(told).decode(),
            verdicts=_verdicts(preview),
            report=self._report(actor, preview, folder),
        )
        uploads.show(store, upload.id, shown, self._clock.now() + KEPT)

    def _report(self, actor: Actor, preview: Preview, folder: Path) -> bytes:
        """The CSV of the rows that are not taken; its folder is of this run, so its name is no other file's."""
        file = folder / "report" / "rows.csv"
        file.parent.mkdir(exist_ok=True)
        self._importing.write_report(actor, preview.plan, file)
        return file.read_bytes()


def _same(upload: UploadRow, shown: Preview, preview: Preview) -> bool:
    return (
        shown.counts == preview.counts
        and shown.titles == preview.titles
        and upload.verdicts == _verdicts(preview)
    )


def _verdicts(preview: Preview) -> str:
    """A digest of what becomes of each row, and of which record."""
    digest = hashlib.sha256()
    with Plan.open(preview.plan) as plan:
        for row in plan.each(_EVERY):
            digest.update(f"{row.line} {row.verdict} {row.record_id}\n".encode())
    return digest.hexdigest()


def _changed(shown: Preview, preview: Preview) -> Conflict:
    before, after = _plain(shown.counts), _plain(preview.counts)
    different = ", ".join(
        f"{after[name]:,} instead of {before[name]:,} to {_WORDS[Verdict(name)]}"
        for name in before
        if before[name] != after[name]
    )
    return Conflict(
        f"The library changed since this preview was made: {different or 'other rows than were shown'}. "
        "Nothing was imported.",
        hint="Look at the fresh preview and import that one.",
        code="library_changed",
        details={"shown": before, "now": after},
    )


_WORDS = {
    Verdict.CREATE: "create",
    Verdict.ATTACH: "add as copies",
    Verdict.CHANGE: "change",
    Verdict.SKIP: "leave as they are",
    Verdict.CONFLICT: "decide about",
    Verdict.REFUSED: "refuse",
}


def _plain(counts: dict[Verdict, int]) -> dict[str, int]:
    return {verdict.value: count for verdict, count in counts.items()}


def _teller(run: Run) -> Callable[[Step], None]:
    def tell(step: Step) -> None:
        if step.phase != "Writing":  # which ends with whole rows when it is stopped
            run.checkpoint()
        run.progress(step.done / step.total if step.total else None, step.phase)

    return tell


def _stopped(run: Run) -> bool:
    try:
        run.checkpoint()
    except ClmsError:
        return True
    return False
