"""Photos and covers outside the database: in the backup, proven with it, brought to where files are kept now."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy import delete, select, update

from app.bootstrap import App, build_on
from app.database.library_values import library_id
from app.database.tables import schema_info, stored_files, students
from app.domain.actors import Actor
from app.domain.backups import Verdict
from app.domain.file_places import FileKind, FilePlaces
from app.domain.members import StudentDraft
from app.errors import InvalidInput, Refused, Unreachable
from app.maintenance import backup_database, fetch_backup, move_files, restore_database
from app.maintenance.backups import taking_files
from app.maintenance.backups.beside import Beside
from app.maintenance.backups.folders import BackupFolder
from app.maintenance.context import TaskContext
from app.maintenance.task import NoParams, Outcome
from app.storage.files import FileStore
from app.storage.places import Places
from tests.app.maintenance import person_cases
from tests.app.maintenance.backup_cases import back_up, seconds_of, verify
from tests.app.maintenance.conftest import NotedRun
from tests.app.maintenance.person_cases import PNG
from tests.servers import s3

PlacesOf = Callable[[str], FilePlaces]
on_sqlite = pytest.mark.skipif(
    "sqlite" not in os.environ.get("CLMS_TEST_ENGINES", "sqlite"), reason="the engine has no part in it"
)


@dataclasses.dataclass
class Shelf:
    """A library of patrons with photos; ``keep_in`` says where files are kept from then on."""

    app: App
    context: TaskContext
    head: Actor
    places_of: PlacesOf
    photos: dict[int, bytes] = dataclasses.field(default_factory=dict)

    def keep_in(self, kind: str) -> TaskContext:
        """New files go there; every place is known."""
        return self.keep_at(self.places_of(kind))

    def keep_at(self, settings: FilePlaces) -> TaskContext:
        """The same by the settings."""
        database = self.app.core.database
        files = FileStore(stored_files, Places(settings, lambda: library_id(database)))
        self.app.students._files = self.app.personal_data._files = files
        self.context = dataclasses.replace(self.context, files=files)
        return self.context

    def patron(self, size: int = 40_000) -> int:
        """One more, with a photo of their own."""
        draft = StudentDraft(family_name="Santos", given_name="Ana")
        student_id = self.app.students.add(self.head, draft).value.student_id
        self.photos[student_id] = PNG + os.urandom(size)
        self.app.students.set_photo(self.head, student_id, self.photos[student_id])
        return student_id

    def lying(self, kind: str) -> set[str]:
        """The names of what lies in a place."""
        return {each.digest for each in self.context.files.places.of(FileKind(kind)).lying()}

    def lose(self, kind: str) -> None:
        """All files of a place are gone."""
        for digest in self.lying(kind):
            self.context.files.places.of(FileKind(kind)).remove(digest)

    def shown(self) -> dict[int, bytes]:
        """The photos as sheets show them."""
        with self.app.core.database.read() as connection:
            query = select(students.c.id, students.c.photo_digest)
            found = {row.id: row.photo_digest for row in connection.execute(query) if row.photo_digest}
        return {each: self.app.students.photo(self.head, digest).content for each, digest in found.items()}


def name_of(photo: bytes) -> str:
    """The name under which it lies."""
    return hashlib.sha256(photo).hexdigest()


def figures(outcome: Any) -> dict[str, Any]:
    """An outcome's or a plan's by their name."""
    return {each.name: each.value for each in outcome.figures}


def restore(shelf: Shelf, places: list[str], **params: Any) -> Outcome:
    """One step of a restore, looked at first as a person does."""
    read = restore_database.SPEC.read({name: str(value) for name, value in params.items()})
    restore_database.plan(shelf.context, read)
    done = restore_database.run(shelf.context, read)
    places.append(str(done.data["into" if "folder" in params else "old"]))
    return done


@pytest.fixture
def shelf(app: App, context: TaskContext, head: Actor, places_of: PlacesOf) -> Shelf:
    """An empty library."""
    return Shelf(app, context, head, places_of)


@pytest.mark.parametrize(
    ("kind", "now"), [("folder", "folder"), ("s3", "s3"), ("s3", "share"), ("folder", "database")]
)
def test_files_go_along_and_come_back_to_where_files_are_kept_now(
    shelf: Shelf, folder: Path, places: list[str], kind: str, now: str
) -> None:
    context = shelf.keep_in(kind)
    for _ in range(3):
        shelf.patron()
    names = shelf.lying(kind)
    size = sum(map(len, shelf.photos.values()))
    planned = backup_database.plan(context, backup_database.Params(folder=str(folder)))
    assert figures(planned)["files"] == size and any("Save 3 files" in each for each in planned.steps)
    done = back_up(context, folder)
    assert (figures(done)["files"], figures(done)["lacking"], done.data["lacking"]) == (3, 0, {})
    proof = verify(context, folder)
    assert proof.data["verdict"] == Verdict.PROVEN and "So did 3 files" in proof.data["reason"]
    assert (proof.data["files"], proof.data["files_lacking"]) == (3, 0)

    kept = next(iter(sorted(names)))
    shelf.lose(kind)
    context = shelf.keep_in(now)
    outside = now != "database"
    if outside:  # one is there, and the same
        photo = next(each for each in shelf.photos.values() if name_of(each) == kept)
        context.files.places.of(FileKind(now)).write(kept, photo, "image/png")
    dry = restore_database.plan(context, restore_database.Params(folder=str(folder)))
    assert (figures(dry)["files"], figures(dry)["files_bytes"]) == (3, size)
    assert any(each.startswith("Bring 3 files") for each in dry.steps)
    beside = restore(shelf, places, folder=folder)
    assert (figures(beside)["files"], figures(beside)["same"]) == ((2, 1) if outside else (3, 0))
    assert beside.data["lacking"] == []
    if outside:
        assert shelf.lying(now) == names
    swapped = restore(shelf, places, into=beside.data["into"], swap="yes")
    assert not any("neither in the backup" in each for each in swapped.warnings)
    assert shelf.shown() == shelf.photos
    with shelf.app.core.database.read() as connection:
        assert set(connection.execute(select(stored_files.c.place)).scalars()) == {now}


@on_sqlite
@pytest.mark.parametrize("kind", ["folder", "s3"])
def test_what_lacks_is_named_in_the_result_the_manifest_and_the_certificate(
    shelf: Shelf, folder: Path, places: list[str], kind: str, tmp_path: Path
) -> None:
    context = shelf.keep_in(kind)
    gone, damaged, whole = (name_of(shelf.photos[shelf.patron()]) for _ in range(3))
    place = context.files.places.of(FileKind(kind))
    place.remove(gone)
    place.write(damaged, b"something else", "image/png")
    done = back_up(context, folder)
    assert set(done.data["lacking"]) == {gone, damaged}
    assert "damaged" in done.data["lacking"][damaged] and "no longer" in done.data["lacking"][gone]
    assert any(each.startswith("2 of 3 files kept in the") for each in done.warnings)
    (told,) = BackupFolder(folder).readable()[0].manifest.files
    assert (told.files, told.lacks) == (1, 2)
    proof = verify(context, folder)
    assert proof.data["verdict"] == Verdict.PARTIAL and "2 of 3 files" in proof.data["reason"]
    assert gone[:12] in proof.data["reason"] and whole[:12] not in proof.data["reason"]
    assert (proof.data["files"], proof.data["files_lacking"]) == (1, 2)
    beside = restore(shelf, places, folder=folder)
    assert set(beside.data["lacking"]) == {gone, damaged}
    assert any("neither in the backup nor" in each for each in beside.warnings)


@on_sqlite
def test_a_place_out_of_reach_leaves_a_backup_of_all_else(
    shelf: Shelf, folder: Path, s3_server: s3.S3Server, noted_run: NotedRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_files, "_PATIENCE_S", 0.5)
    context = shelf.keep_in("s3")
    for _ in range(3):
        shelf.patron(100)
    s3_server.kill()
    done = back_up(context, folder)
    assert figures(done)["lacking"] == 3 and "can't be reached" in next(iter(done.data["lacking"].values()))
    assert sum("Waiting whether" in text for _, text in noted_run.lines) == 1
    assert verify(context, folder).data["verdict"] == Verdict.PARTIAL


@on_sqlite
def test_a_place_that_answers_again_after_a_moment_costs_no_file(
    shelf: Shelf, folder: Path, s3_server: s3.S3Server, noted_run: NotedRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, log = shelf.keep_in("s3"), noted_run.log
    for _ in range(12):
        shelf.patron(100)
    s3_server.kill()

    def answers_again(text: str, level: str = "info") -> None:
        log(text, level)
        if "Waiting whether" in text:
            s3_server.start()

    monkeypatch.setattr(noted_run, "log", answers_again)
    done = back_up(context, folder)
    assert (figures(done)["files"], figures(done)["lacking"]) == (12, 0)
    assert any("Waiting whether" in text for _, text in noted_run.lines)


@on_sqlite
def test_a_file_that_moved_while_the_backup_was_taken_is_found(
    shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.keep_in("folder")
    shelf.patron()
    context, save = shelf.keep_in("share"), taking_files.save

    def moved_first(*given: Any) -> Any:
        move_files.run(context, NoParams())
        return save(*given)

    monkeypatch.setattr(taking_files, "save", moved_first)
    done = back_up(context, folder)
    assert shelf.lying("folder") == set() and figures(done)["files"] == 1
    assert verify(context, folder).data["verdict"] == Verdict.PROVEN


@on_sqlite
def test_encrypted_files_are_read_with_the_key_only(
    shelf: Shelf, folder: Path, places: list[str], tmp_path: Path
) -> None:
    key = pyrage.x25519.Identity.generate()
    identity = tmp_path / "key.txt"
    identity.write_text(f"{key}\n")
    settings = dataclasses.replace(shelf.places_of("folder"), copies=FileKind.S3)
    context = shelf.keep_at(settings)
    shelf.patron()
    done = back_up(context, folder, recipient=str(key.to_public()))
    made = folder / str(done.data["backup"])
    photo = next(iter(shelf.photos.values()))
    assert not any(photo[100:200] in each.read_bytes() for each in made.iterdir())
    assert verify(context, folder).data["verdict"] == Verdict.PARTIAL
    assert verify(context, folder, identity=str(identity)).data["verdict"] == Verdict.PROVEN
    shelf.lose("folder")
    with pytest.raises(InvalidInput, match="encrypted"):
        restore(shelf, places, folder=folder)
    assert shelf.lying("folder") == set()
    # And from its copy in the bucket, as after a fire.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    fetch_backup.run(context, fetch_backup.Params(folder=str(elsewhere)))
    restore(shelf, places, folder=elsewhere, identity=identity)
    assert shelf.shown() == shelf.photos


@on_sqlite
def test_a_damaged_file_in_its_place_is_replaced_and_told(
    shelf: Shelf, folder: Path, places: list[str]
) -> None:
    context = shelf.keep_in("folder")
    digest = name_of(shelf.photos[shelf.patron()])
    back_up(context, folder)
    context.files.places.of(FileKind.FOLDER).write(digest, b"something else", "image/png")
    beside = restore(shelf, places, folder=folder)
    assert any(each.startswith("1 files in the folder") for each in beside.warnings)
    assert shelf.shown() == shelf.photos


@on_sqlite
def test_a_damaged_part_of_files_fails_the_proof_and_the_restore(
    shelf: Shelf, folder: Path, places: list[str]
) -> None:
    context = shelf.keep_in("folder")
    shelf.patron()
    made = folder / str(back_up(context, folder).data["backup"])
    part = next(made.glob("files.*"))
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    proof = verify(context, folder)
    assert proof.data["verdict"] == Verdict.FAILED and part.name in proof.data["reason"]
    shelf.lose("folder")
    with pytest.raises(Refused, match="not what was written"):
        restore(shelf, places, folder=folder)
    assert shelf.lying("folder") == set()


@on_sqlite
def test_a_restore_that_cant_reach_the_place_is_refused_before_anything_is_done(
    shelf: Shelf, folder: Path, s3_server: s3.S3Server
) -> None:
    context = shelf.keep_in("s3")
    shelf.patron()
    back_up(context, folder)
    s3_server.kill()
    params = restore_database.Params(folder=str(folder), into="looked_at")
    for step in (restore_database.plan, restore_database.run):
        with pytest.raises(Unreachable):
            step(context, params)
    assert not Beside(context, "looked_at").exists


def test_a_restore_killed_while_files_are_brought_leaves_nothing_half(
    shelf: Shelf, folder: Path, tmp_path: Path, places: list[str], library_url: str
) -> None:
    context = shelf.keep_in("folder")
    for _ in range(3):
        shelf.patron()
    back_up(context, folder)
    names = shelf.lying("folder")
    shelf.lose("folder")
    top = context.files.places.settings.folder
    command = [sys.executable, "-m", "tests.app.maintenance.bring_child", library_url, str(folder), top]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert child.stdout is not None and child.stdout.readline() == b"half\n"
    finally:
        child.kill()
        child.wait(30)
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            pipe.close()
    places.append("cut_off")
    left = shelf.lying("folder")
    assert left and left < names
    assert all(
        hashlib.sha256(context.files.places.of(FileKind.FOLDER).read(each)).hexdigest() == each
        for each in left
    )
    with pytest.raises(Refused, match="not restored by CLMS, or not to its end"):
        restore_database.run(context, restore_database.Params(into="cut_off", swap=True))
    again = restore(shelf, places, folder=folder)
    assert figures(again)["same"] == len(left) and shelf.lying("folder") == names
    assert shelf.shown() == shelf.photos


def test_one_table_brings_its_files_and_others_bring_none(
    shelf: Shelf, folder: Path, places: list[str]
) -> None:
    context = shelf.keep_in("folder")
    shelf.patron()
    back_up(context, folder)
    names = shelf.lying("folder")
    shelf.lose("folder")
    assert figures(restore(shelf, places, folder=folder, table="students"))["files"] == 0
    assert shelf.lying("folder") == set()
    shelf.app.core.database.write(lambda connection: connection.execute(delete(stored_files)))
    beside = restore(shelf, places, folder=folder, table="stored_files")
    assert figures(beside)["files"] == 1 and shelf.lying("folder") == names
    restore(shelf, places, into=beside.data["into"], swap="yes")
    assert shelf.shown() == shelf.photos


def test_photos_of_people_erased_since_are_not_brought_back(
    shelf: Shelf, folder: Path, places: list[str], head: Actor
) -> None:
    context = shelf.keep_in("folder")
    gone, stays = shelf.patron(), shelf.patron()
    back_up(context, folder)
    shelf.app.personal_data.erase(head, gone)
    assert shelf.lying("folder") == {name_of(shelf.photos[stays])}
    beside = restore(shelf, places, folder=folder)
    assert any("erased since are not brought back" in each for each in beside.warnings)
    assert shelf.lying("folder") == {name_of(shelf.photos[stays])} and beside.data["lacking"] == []
    shelf.context = dataclasses.replace(person_cases.able(context, shelf.app, head), files=context.files)
    swapped = restore(shelf, places, into=beside.data["into"], swap="yes")
    assert not any("neither in the backup" in each for each in swapped.warnings)
    assert shelf.shown() == {stays: shelf.photos[stays]}


def test_in_the_place_of_a_lost_library_files_lie_where_the_restored_one_looks_for_them(
    shelf: Shelf, folder: Path, places: list[str]
) -> None:
    context = shelf.keep_in("folder")
    shelf.patron()
    back_up(context, folder)
    names, database = shelf.lying("folder"), context.database
    shelf.lose("folder")
    lost = library_id(database)
    database.write(lambda connection: connection.execute(update(schema_info).values(library_id="new")))
    shelf.keep_in("folder")
    beside = restore(shelf, places, folder=folder)
    assert shelf.lying("folder") == set(), "they are not the new library's"
    with pytest.raises(Refused, match="another library's"):
        restore_database.run(shelf.context, restore_database.Params(into=str(beside.data["into"]), swap=True))
    restored = Beside(shelf.context, str(beside.data["into"])).open()
    with build_on(restored, file_places=shelf.places_of("folder")) as again:  # as where DATABASE_URL names it
        assert library_id(restored) == lost
        shown = [again.students.photo(shelf.head, each).content for each in names]
        assert shown == list(shelf.photos.values())
        again.students.add(shelf.head, StudentDraft("Later", "Lita"))
    database.write(lambda connection: connection.execute(update(schema_info).values(library_id=lost)))


@pytest.mark.parametrize("engine_name", [pytest.param("mariadb", marks=pytest.mark.engine)], indirect=True)
def test_files_of_what_is_replayed_stay_where_they_are_and_those_that_are_gone_are_named(
    shelf: Shelf, folder: Path, places: list[str]
) -> None:
    context = shelf.keep_in("folder")
    before = shelf.patron()
    back_up(context, folder)
    seconds_of(context)
    there, gone = shelf.patron(), shelf.patron()
    names = {each: name_of(shelf.photos[each]) for each in (before, there, gone)}
    until = seconds_of(context)
    for each in (before, gone):
        context.files.places.of(FileKind.FOLDER).remove(names[each])
    beside = restore(shelf, places, folder=folder, until=until.isoformat())
    assert beside.data["replayed"] > 0 and figures(beside)["files"] == 1
    assert beside.data["lacking"] == [names[gone]]
    assert shelf.lying("folder") == {names[before], names[there]}


@on_sqlite
def test_files_that_went_between_restore_and_swap_are_told(
    shelf: Shelf, folder: Path, places: list[str]
) -> None:
    context = shelf.keep_in("folder")
    shelf.patron()
    back_up(context, folder)
    beside = restore(shelf, places, folder=folder)
    shelf.lose("folder")
    params = restore_database.Params(into=str(beside.data["into"]), swap=True)
    assert any(
        "1 files that its rows name" in each for each in restore_database.plan(context, params).warnings
    )


@on_sqlite
def test_files_go_with_their_backup(shelf: Shelf, folder: Path) -> None:
    context = shelf.keep_in("folder")
    shelf.patron()
    keep = {"keep_last": 1, "keep_days": 0, "keep_weeks": 0, "keep_months": 0}
    first = back_up(context, folder, **keep).data["backup"]
    second = back_up(context, folder, **keep).data["backup"]
    assert [each.parent.name for each in folder.rglob("files.*")] == [second] != [first]
