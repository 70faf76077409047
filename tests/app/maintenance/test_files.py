"""Files on their way between places, files nothing names, and files of a person who is erased."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.bootstrap import App
from app.database.library_values import library_id
from app.database.tables import stored_files
from app.domain.actors import Actor
from app.domain.file_places import FileKind, FilePlaces
from app.domain.members import StudentDraft
from app.errors import NotFound, Stopped, Unreachable
from app.maintenance import check_integrity, erase_person, move_files, purge_expired
from app.maintenance.context import TaskContext
from app.maintenance.task import NoParams, Outcome
from app.storage.files import FileStore
from app.storage.places import Places
from tests.app.maintenance import person_cases
from tests.app.maintenance.conftest import NotedRun
from tests.app.maintenance.person_cases import PNG, live
from tests.servers import s3

PlacesOf = Callable[[str], FilePlaces]
PURGE = purge_expired.Params(file_days=30)
OUTSIDE = ("folder", "share", "s3")


@dataclasses.dataclass
class Shelf:
    """A library with patrons who have photos, wherever new ones are kept now."""

    app: App
    context: TaskContext
    head: Actor
    places_of: PlacesOf

    def keep_in(self, kind: str) -> TaskContext:
        """From now on new files go there."""
        database = self.app.core.database
        files = FileStore(stored_files, Places(self.places_of(kind), lambda: library_id(database)))
        self.app.students._files = files
        self.context = dataclasses.replace(self.context, files=files)
        return self.context

    def patron(self, picture: bytes | None = None) -> int:
        """A patron, with a photo."""
        draft = StudentDraft(family_name="Santos", given_name="Ana")
        student_id = self.app.students.add(self.head, draft).value.student_id
        if picture is not None:
            self.app.students.set_photo(self.head, student_id, picture)
        return student_id

    def photo(self, student_id: int) -> bytes:
        """Their photo, as a sheet asks for it."""
        digest = self.app.students.get(self.head, student_id).photo_digest
        assert digest is not None
        return self.app.students.photo(self.head, digest).content

    def lying(self, kind: str) -> list[str]:
        """The names of what lies in a place."""
        return sorted(each.digest for each in self.context.files.places.of(FileKind(kind)).lying())

    def rows(self) -> list[str]:
        """Where each file is, by its row."""
        with self.app.core.database.read() as connection:
            return list(
                connection.execute(select(stored_files.c.place).order_by(stored_files.c.id)).scalars()
            )


@pytest.fixture
def shelf(app: App, context: TaskContext, head: Actor, places_of: PlacesOf) -> Shelf:
    made = Shelf(app, context, head, places_of)
    made.keep_in("database")
    return made


def move(context: TaskContext) -> Outcome:
    return move_files.run(context, NoParams())


def test_files_go_round_all_places_and_lose_nothing(shelf: Shelf) -> None:
    patrons = {shelf.patron(PNG + bytes([n])): PNG + bytes([n]) for n in range(4)}
    before = "database"
    for kind in (*OUTSIDE, "database"):
        context = shelf.keep_in(kind)
        plan = move_files.plan(context, NoParams())
        assert [figure.value for figure in plan.figures] == [4, sum(map(len, patrons.values()))]
        done = move(context)
        assert [figure.value for figure in done.figures] == [4, sum(map(len, patrons.values())), 0]
        assert shelf.rows() == [kind] * 4 and not done.warnings
        assert {student_id: shelf.photo(student_id) for student_id in patrons} == patrons
        assert before == "database" or shelf.lying(before) == []
        assert move_files.plan(context, NoParams()).nothing_to_do
        before = kind


def test_a_move_that_is_stopped_is_gone_on_with(shelf: Shelf, noted_run: NotedRun) -> None:
    patrons = {shelf.patron(PNG + bytes([n])): PNG + bytes([n]) for n in range(4)}
    context = shelf.keep_in("s3")
    noted_run.stop_at = 3
    with pytest.raises(Stopped):
        move(context)
    assert sorted(shelf.rows()) == ["database", "database", "s3", "s3"]
    assert {student_id: shelf.photo(student_id) for student_id in patrons} == patrons
    noted_run.stop_at = 0
    assert move(context).figures[0].value == 2
    assert {student_id: shelf.photo(student_id) for student_id in patrons} == patrons


def test_a_damaged_file_is_not_moved_and_not_forgotten(shelf: Shelf, tmp_path: Path) -> None:
    context = shelf.keep_in("folder")
    good, bad = shelf.patron(PNG), shelf.patron(PNG + b"2")
    digest = shelf.app.students.get(shelf.head, bad).photo_digest or ""
    (file,) = (tmp_path / "files").rglob(digest)
    file.write_bytes(b"else")
    wrong = check_integrity.run(context, check_integrity.Params())
    assert [each["kind"] for each in wrong.data["findings"]] == ["files"]
    done = move(shelf.keep_in("database"))
    assert done.data["lost"] == [digest] and "1 could not be read" in done.summary
    assert (shelf.photo(good), file.read_bytes()) == (PNG, b"else")
    with pytest.raises(NotFound, match="damaged"):
        shelf.photo(bad)
    shelf.app.students.set_photo(shelf.head, bad, PNG + b"2")
    assert shelf.photo(bad) == PNG + b"2"


def test_a_new_place_that_cant_be_used_is_told_before_anything_is_moved(
    shelf: Shelf, s3_server: s3.S3Server
) -> None:
    patron = shelf.patron(PNG)
    context = shelf.keep_in("s3")
    s3_server.kill()
    for verb in (move_files.plan, move_files.run):
        with pytest.raises(Unreachable, match="the bucket"):
            verb(context, NoParams())
    assert shelf.rows() == ["database"] and shelf.photo(patron) == PNG


@pytest.mark.parametrize("kind", ["database", *OUTSIDE])
def test_what_nothing_names_goes_after_its_time_and_not_before(
    shelf: Shelf, kind: str, s3_server: s3.S3Server
) -> None:
    context = shelf.keep_in(kind)
    patron, other = shelf.patron(PNG), shelf.patron(PNG + b"other")
    shelf.app.students.set_photo(shelf.head, patron, PNG + b"new")
    purge_expired.run(context, PURGE)
    assert len(shelf.rows()) == 3, "it was only noted that nothing names it"
    _age(shelf, kind, s3_server, 29)
    purge_expired.run(context, PURGE)
    assert len(shelf.rows()) == 3
    _age(shelf, kind, s3_server, 31)
    assert purge_expired.plan(context, PURGE).figures[8].value == 1
    done = purge_expired.run(context, PURGE)
    assert [figure.value for figure in done.figures[8:]] == [1, 0 if kind == "database" else 1]
    assert (shelf.photo(patron), shelf.photo(other)) == (PNG + b"new", PNG + b"other")
    assert kind == "database" or len(shelf.lying(kind)) == 2


def test_a_photo_that_is_set_again_is_kept(shelf: Shelf) -> None:
    context, patron = shelf.keep_in("database"), shelf.patron(PNG)
    receipt = shelf.app.students.set_photo(shelf.head, patron, None)
    purge_expired.run(context, PURGE)
    _age(shelf, "database", None, 31)
    shelf.app.undo.undo(shelf.head, receipt.act_id)
    purge_expired.run(context, PURGE)
    assert shelf.photo(patron) == PNG
    with context.database.read() as connection:
        assert connection.execute(select(stored_files.c.unused_since)).scalar_one() is None


@pytest.mark.parametrize("kind", OUTSIDE)
def test_the_file_of_an_act_that_failed_lies_without_a_row_and_goes_in_time(
    shelf: Shelf, kind: str, s3_server: s3.S3Server
) -> None:
    context = shelf.keep_in(kind)
    with pytest.raises(NotFound):
        shelf.app.students.set_photo(shelf.head, 99_999, PNG)
    assert (len(shelf.lying(kind)), shelf.rows()) == (1, [])
    purge_expired.run(context, PURGE)
    assert len(shelf.lying(kind)) == 1
    _age(shelf, kind, s3_server, 31)
    assert purge_expired.run(context, PURGE).figures[9].value == 1
    assert shelf.lying(kind) == []


@pytest.mark.parametrize("kind", OUTSIDE)
def test_an_erased_persons_photos_are_gone_outside_too(
    shelf: Shelf, kind: str, head: Actor, librarian: Actor
) -> None:
    shelf.keep_in(kind)
    life = live(shelf.app, head, librarian)
    shelf.app.students.set_photo(head, life.other_id, PNG)  # one of those that the person had
    assert len(shelf.lying(kind)) == 2
    shelf.app.personal_data._files = shelf.context.files
    context = dataclasses.replace(
        person_cases.able(shelf.context, shelf.app, head), files=shelf.context.files
    )
    erase_person.run(context, erase_person.Params(patron=f"#{life.student_id}"))
    assert len(shelf.lying(kind)) == 1 and shelf.photo(life.other_id) == PNG


def test_nobody_is_called_erased_while_their_photo_cant_be_removed(
    shelf: Shelf, head: Actor, librarian: Actor, s3_server: s3.S3Server
) -> None:
    shelf.keep_in("s3")
    life = live(shelf.app, head, librarian)
    shelf.app.personal_data._files = shelf.context.files
    context = person_cases.able(shelf.context, shelf.app, head)
    params = erase_person.Params(patron=f"#{life.student_id}")
    s3_server.kill()
    with pytest.raises(Unreachable):
        erase_person.run(context, params)
    assert len(shelf.rows()) == 2
    s3_server.start()
    shelf.context.files.places.of(FileKind.S3).look()
    erase_person.run(context, params)
    assert (shelf.rows(), shelf.lying("s3")) == ([], [])


def _age(shelf: Shelf, kind: str, s3_server: s3.S3Server | None, days: int) -> None:
    """Make what was noted, and all files, so many days old."""
    then = shelf.context.clock.now() - timedelta(days=days)
    noted = update(stored_files).where(stored_files.c.unused_since.is_not(None)).values(unused_since=then)
    shelf.context.database.write(lambda connection: connection.execute(noted))
    settings = shelf.places_of(kind)
    if s3_server is not None and kind == "s3":
        s3_server.age(settings.bucket.name, days * 86_400)
    elif top := {"folder": settings.folder, "share": settings.share}.get(kind):
        for file in filter(Path.is_file, Path(top).rglob("*")):
            os.utime(file, (time.time() - days * 86_400,) * 2)
