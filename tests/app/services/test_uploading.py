"""Imports of lists that were sent, on each engine: previewed and imported by jobs, from the stored bytes alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, text, update

from app.bootstrap import App
from app.database import uploads
from app.database.tables import acts, books, import_batches, users
from app.database.tables.operations import file_parts, upload_rows
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.jobs import Job, JobState
from app.domain.marc.binary import to_binary
from app.domain.uploads import UploadState
from app.errors import ClmsError, Conflict, Denied, NotFound, Refused
from app.jobs.standing import Standing
from app.services.importing import BatchState, Verdict
from app.services.upload_values import Upload, UploadOptions
from tests.app.domain.marc.kit import field, record
from tests.app.jobs.hand import claim, done, failed
from tests.app.services.test_maintenance import Quiet

LIST = b"""Barcode,Title,Author,Year,ISBN
A1,The river,"Reyes, Ana",1999,0-306-40615-2
A2,The river,"Reyes, Ana",1999,
A3,World of things,,2002,671879529
,Without a number,,2001,
A1,Another,,2003,
"""


@pytest.fixture(autouse=True)
def the_store_goes_with_the_test(app: App) -> Iterator[None]:
    """What is in it is not of the next test."""
    yield
    name = app.operations.url.database
    if not app.core.database.is_sqlite:
        with app.core.database.engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE `{name}`"))


class CutOff(Exception):
    """The process dies here."""


class Watched(Quiet):
    """A run that dies, or is stopped, once a step says so."""

    def __init__(self, phase: str, error: BaseException) -> None:
        super().__init__()
        self.phase, self.error = phase, error
        self.reached = False

    def progress(self, fraction: float | None, text: str) -> None:
        """Die in the middle of this phase."""
        if text == self.phase:
            self.reached = True
            if not isinstance(self.error, ClmsError):
                raise self.error

    def checkpoint(self) -> None:
        """Say that it was stopped."""
        if self.reached and isinstance(self.error, ClmsError):
            raise self.error


def next_job(app: App) -> Job:
    """The next job, claimed."""
    job = claim(app.job_store, app.job_store.register(Standing.of_this_process()))
    assert job is not None
    return job


def carry_out(app: App) -> JobState | None:
    """What a worker does with the next job; the state it is then in."""
    job = next_job(app)
    try:
        result = app.job_running(job, Quiet())  # type: ignore[arg-type]
    except ClmsError as error:
        return failed(app.job_store, job, error)
    return JobState.DONE if done(app.job_store, job, result) else None


def previewed(app: App, actor: Actor, content: bytes = LIST) -> Upload:
    """A list that was sent, with its preview."""
    upload_id = app.uploads.add(actor, content, "C:\\lists\\our books.csv").value.upload_id
    assert carry_out(app) is JobState.DONE
    return app.uploads.get(actor, upload_id)


def counts(upload: Upload) -> dict[str, int]:
    """Rows of the preview by verdict."""
    assert upload.preview is not None
    return {verdict.value: count for verdict, count in upload.preview.counts.items() if count}


def numbers(app: App) -> list[str]:
    """Accession numbers of the copies that are there."""
    query = select(books.c.accession_number).where(books.c.deleted_at.is_(None)).order_by(books.c.id)
    with app.core.database.read() as connection:
        return list(connection.execute(query).scalars())


def left_in_the_store(app: App) -> tuple[int, int]:
    """Parts of files and rows of previews."""
    with app.operations.read() as connection:
        return tuple(  # type: ignore[return-value]
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (file_parts, upload_rows)
        )


def test_a_list_is_previewed_imported_and_taken_back(app: App, head: Actor) -> None:
    upload = previewed(app, head)
    assert (upload.name, upload.state) == ("our books.csv", UploadState.READY)
    assert counts(upload) == {"create": 2, "attach": 1, "refused": 1, "conflict": 1}
    assert upload.preview is not None and upload.preview.titles == 2 and upload.preview.will_write == 3
    assert [offer.name for offer in upload.preview.repairs if offer.rows] == ["isbn_zeros"]
    shown = app.uploads.rows(head, upload.upload_id, [Verdict.REFUSED, Verdict.CONFLICT])
    assert [(row.line, row.verdict) for row in shown.rows] == [(5, "refused"), (6, "conflict")]
    assert shown.rows[1].reason == "Line 2 has the same number."
    assert numbers(app) == []

    receipt = app.uploads.apply(head, upload.upload_id, upload.version)
    assert app.uploads.get(head, upload.upload_id).state is UploadState.IMPORTING
    with pytest.raises(Conflict, match="being worked on"):
        app.uploads.apply(head, upload.upload_id, upload.version)
    assert app.uploads.apply(head, upload.upload_id, upload.version, key=receipt.key).replayed
    assert carry_out(app) is JobState.DONE
    result = app.uploads.result(head, upload.upload_id)
    assert result.state is BatchState.DONE and result.counts["create"] == 2
    assert numbers(app) == ["A1", "A2", "A3"]
    assert b"Line 2 has the same number." in app.uploads.report(head, upload.upload_id)
    with pytest.raises(Conflict, match="imported already"):
        app.uploads.apply(head, upload.upload_id, upload.version)

    batch = app.importing.batch(head, result.batch_id)
    assert (batch.file_name, batch.actor) == ("our books.csv", head.name)
    assert app.importing.undo(head, result.batch_id).value.removed == 3
    assert numbers(app) == []
    app.uploads.discard(head, upload.upload_id)
    assert left_in_the_store(app) == (0, 0)
    with pytest.raises(NotFound):
        app.uploads.get(head, upload.upload_id)


def test_other_rows_than_were_shown_are_never_written(app: App, head: Actor) -> None:
    upload = previewed(app, head)
    app.catalog.add_title(head, TitleDraft("Meanwhile"), [BookDraft("A3")])
    app.uploads.apply(head, upload.upload_id, upload.version)
    assert carry_out(app) is JobState.FAILED

    fresh = app.uploads.get(head, upload.upload_id)
    assert fresh.state is UploadState.READY and fresh.error is not None
    assert fresh.error["code"] == "library_changed"
    assert "1 instead of 2 to create" in fresh.error["message"]
    assert counts(fresh)["create"] == 1 and fresh.version > upload.version
    with pytest.raises(Conflict, match="The library changed since this preview was made"):
        app.uploads.result(head, upload.upload_id)
    with pytest.raises(Conflict, match="another preview"):
        app.uploads.apply(head, upload.upload_id, upload.version)
    assert numbers(app) == ["A3"]
    with app.core.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(import_batches)).scalar_one() == 0

    app.uploads.apply(head, upload.upload_id, fresh.version)
    assert carry_out(app) is JobState.DONE
    assert sorted(numbers(app)) == ["A1", "A2", "A3"]


def test_an_import_that_was_cut_off_is_gone_on_with_and_stays_one(app: App, head: Actor) -> None:
    rows = "".join(f"N{number},Title {number}\n" for number in range(130))
    upload = previewed(app, head, f"Barcode,Title\n{rows}".encode())
    app.uploads.apply(head, upload.upload_id, upload.version)
    job = next_job(app)
    with pytest.raises(CutOff):
        app.job_running(job, Watched("Writing", CutOff()))  # type: ignore[arg-type]
    assert 0 < len(numbers(app)) < 130

    result = app.job_running(job, Quiet())  # type: ignore[arg-type]
    assert done(app.job_store, job, result)
    assert len(numbers(app)) == len(set(numbers(app))) == 130
    told = app.uploads.result(head, upload.upload_id)
    assert told.counts["create"] == 130 and told.counts["skip"] == 0
    with app.core.database.read() as connection:
        begun = select(func.count()).select_from(acts).where(acts.c.kind == "import_books")
        assert connection.execute(begun).scalar_one() == 1
        assert connection.execute(select(func.count()).select_from(import_batches)).scalar_one() == 1
    assert app.importing.undo(head, told.batch_id).value.removed == 130


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_an_import_that_is_stopped_leaves_whole_rows_and_can_be_gone_on_with(app: App, head: Actor) -> None:
    rows = "".join(f"N{number},Title {number}\n" for number in range(130))
    upload = previewed(app, head, f"Barcode,Title\n{rows}".encode())
    app.uploads.apply(head, upload.upload_id, upload.version)
    job, stop = next_job(app), Refused("Stopped.", code="stopped")
    with pytest.raises(Refused, match="Stopped"):
        app.job_running(job, Watched("Writing", stop))  # type: ignore[arg-type]
    failed(app.job_store, job, stop)
    assert 0 < len(numbers(app)) < 130
    (batch,) = app.importing.batches(head).rows
    assert batch.state is BatchState.CANCELLED
    app.uploads.apply(head, upload.upload_id, upload.version)
    assert carry_out(app) is JobState.DONE
    assert len(numbers(app)) == 130


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_it_is_read_in_another_way_when_asked(app: App, head: Actor) -> None:
    upload_id = app.uploads.add(head, b"Code;What\nA1;The river\n").value.upload_id
    assert carry_out(app) is JobState.FAILED
    upload = app.uploads.get(head, upload_id)
    assert upload.state is UploadState.FAILED and upload.error is not None
    assert upload.error["message"] == "No column is an accession number."
    assert upload.source is not None and [each.label for each in upload.source.columns] == ["Code", "What"]
    mapping = {"Code": "accession_number", "What": "title"}
    app.uploads.preview(head, upload.upload_id, UploadOptions(mapping=mapping, repairs=()))
    carry_out(app)
    again = app.uploads.get(head, upload.upload_id)
    assert counts(again) == {"create": 1} and again.preview is not None
    assert again.preview.mapping == mapping and again.error is None


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_marc_records_that_were_sent(app: App, head: Actor) -> None:
    def sent(publisher: str) -> bytes:
        return to_binary(
            record(
                field("001", "1"),
                field("245", "$aKites"),
                field("260", f"$b{publisher}"),
                field("952", "$pK1"),
            )
        )

    upload = previewed(app, head, sent("Sun") + b"00030broken\x1d")
    assert counts(upload) == {"create": 1, "attach": 1, "refused": 1}
    assert upload.source is not None and upload.source.format == "marc"
    assert b"it ends elsewhere" in app.uploads.report(head, upload.upload_id).splitlines()[1]
    app.uploads.apply(head, upload.upload_id, upload.version)
    assert carry_out(app) is JobState.DONE
    again = previewed(app, head, sent("Moon"))
    assert again.preview is not None
    assert [one.name for one in again.preview.overwrites] == ["publisher", "marc"]
    app.uploads.preview(head, again.upload_id, UploadOptions(keep=("publisher", "marc")))
    carry_out(app)
    assert counts(app.uploads.get(head, again.upload_id)) == {"skip": 2}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_who_may_not_import_or_did_not_send_it_gets_nothing(app: App, head: Actor, librarian: Actor) -> None:
    upload = previewed(app, head)
    with pytest.raises(Denied):
        app.uploads.add(librarian, LIST)
    with pytest.raises(Denied):
        app.uploads.get(librarian, upload.upload_id)
    assert app.uploads.all(head)[0].upload_id == upload.upload_id
    app.uploads.apply(head, upload.upload_id, upload.version)
    demote = update(users).where(users.c.id == head.user_id).values(role=Role.LIBRARIAN.value)
    app.core.database.write(lambda connection: connection.execute(demote).rowcount)
    assert carry_out(app) is JobState.FAILED
    assert numbers(app) == []


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_bounds_of_what_is_kept(app: App, head: Actor) -> None:
    keys = [f"{number:08d}-0000-7000-8000-000000000000" for number in range(6)]
    first = app.uploads.add(head, LIST, key=keys[0])
    again = app.uploads.add(head, LIST, key=keys[0])
    assert again.replayed and again.value == first.value
    for key in keys[1:5]:
        app.uploads.add(head, LIST, key=key)
    with pytest.raises(Refused, match="5 lists of yours wait"):
        app.uploads.add(head, LIST, key=keys[5])
    assert app.uploads.add(head, LIST, key=keys[0]).replayed
    for content, reason in ((b"", "empty"), (bytes(32 * 1024 * 1024 + 1), "at most 32 MB")):
        with pytest.raises(Refused, match=reason):
            app.uploads.add(head, content)
    parts, _ = left_in_the_store(app)
    assert parts == 5


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_lists_of_patrons_go_when_somebody_is_erased(app: App, head: Actor) -> None:
    books_list = previewed(app, head)
    patrons = previewed(app, head, b'LRN,Name,Grade\n123456789012,"Dela Cruz, Juan",7\n')
    assert patrons.preview is not None and patrons.preview.kind == "students"
    assert app.uploads.forget_patrons(head) == 1
    assert [each.upload_id for each in app.uploads.all(head)] == [books_list.upload_id]
    with app.operations.read() as connection:
        assert uploads.one(connection, patrons.upload_id, app.core.clock.now()) is None
