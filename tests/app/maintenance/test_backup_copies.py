"""Copies of backups: whole, read back, only encrypted where others may read, gone with the backup, and brought back."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.clock import Clock
from app.database.engine import Database
from app.database.library_values import library_id
from app.database.tables import backups, stored_files
from app.domain.actors import Actor
from app.domain.backups import Verdict
from app.domain.file_places import FileKind, FilePlaces
from app.errors import NotFound, Refused, Stopped
from app.maintenance import backup_database, fetch_backup
from app.maintenance.backups import copies
from app.maintenance.context import TaskContext
from app.storage.files import FileStore
from app.storage.place import Place
from app.storage.places import Places
from tests.app.maintenance.backup_cases import back_up, stock, verify
from tests.app.maintenance.conftest import NotedRun

PlacesOf = Callable[[str], FilePlaces]
KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
"""A public key; nobody here has the private one."""

outside = pytest.mark.parametrize("kind", ["folder", "share", "s3"])
on_sqlite = pytest.mark.skipif(
    "sqlite" not in os.environ.get("CLMS_TEST_ENGINES", "sqlite"), reason="the engine has no part in it"
)


@pytest.fixture
def copying(context: TaskContext, database: Database, places_of: PlacesOf) -> Callable[[str], TaskContext]:
    """The context where copies go to a place of a kind."""

    def made(kind: str) -> TaskContext:
        settings = dataclasses.replace(places_of(kind), kind=FileKind.DATABASE, copies=FileKind(kind))
        files = FileStore(stored_files, Places(settings, lambda: library_id(database)))
        return dataclasses.replace(context, files=files)

    return made


def place_of(context: TaskContext) -> Place:
    place = copies.place_of(context)
    assert place is not None
    return place


class StandingClock(Clock):
    """It is always the same instant."""

    def now(self) -> datetime:
        """That one."""
        return datetime(2026, 3, 14, 2, tzinfo=UTC)


@outside
def test_a_finished_backup_is_copied_whole_and_brought_back(
    app: App, database: Database, copying: Callable[[str], TaskContext], head: Actor, folder: Path, kind: str,
    noted_run: NotedRun, tmp_path: Path,
) -> None:  # fmt: skip
    stock(app, database, head, photos=3, photo_bytes=3_000_000)
    context = copying(kind)
    name = str(back_up(context, folder, recipient=KEY).data["backup"])
    place = place_of(context)
    parts = {each.name for each in (folder / name).iterdir()}
    assert set(place.copies()) == {f"{name}/{part}" for part in parts}
    assert any(each.stat().st_size > 5_000_000 for each in (folder / name).iterdir()), "one goes in parts"
    for part in parts:
        assert b"".join(place.copied(f"{name}/{part}")) == (folder / name / part).read_bytes()
    assert any("read back" in text for _, text in noted_run.lines)
    assert list(place.lying()) == [], "a copy is no file of the library"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    params = fetch_backup.Params(folder=str(elsewhere))
    plan = fetch_backup.plan(context, params)
    assert name in plan.effect and plan.figures[0].value > 0
    assert fetch_backup.run(context, params).data["path"] == str(elsewhere / name)
    assert {each.name for each in (elsewhere / name).iterdir()} == parts
    assert fetch_backup.plan(context, params).nothing_to_do
    # A library in the place of one that was lost is another one, and names that.
    lost = library_id(database)
    new = dataclasses.replace(
        context, files=FileStore(stored_files, Places(context.files.places.settings, lambda: "new"))
    )
    with pytest.raises(NotFound, match="no copies of this library"):
        fetch_backup.plan(new, params)
    again = fetch_backup.Params(folder=str(elsewhere), name=name, library=lost)
    assert fetch_backup.plan(new, again).nothing_to_do


@outside
def test_what_is_not_encrypted_goes_nowhere_where_others_read(
    app: App, database: Database, copying: Callable[[str], TaskContext], head: Actor, folder: Path, kind: str
) -> None:
    stock(app, database, head)
    context = copying(kind)
    plan = backup_database.plan(context, backup_database.Params(folder=str(folder)))
    outcome = back_up(context, folder)
    own_disk = kind == "folder"
    assert any(step.startswith("Copy it to") for step in plan.steps) is own_disk
    refused = [
        any("not encrypted, and whoever reads" in each for each in told.warnings) for told in (plan, outcome)
    ]
    assert refused == [not own_disk] * 2
    assert bool(list(place_of(context).copies())) is own_disk
    assert verify(context, folder).data["verdict"] == Verdict.PROVEN, "the backup itself stands"


@on_sqlite
def test_a_copy_goes_with_its_backup_and_one_that_fails_takes_nothing_with_it(
    app: App, database: Database, copying: Callable[[str], TaskContext], head: Actor, folder: Path
) -> None:
    stock(app, database, head)
    context = copying("folder")
    keep = {"keep_last": 1, "keep_days": 0, "keep_weeks": 0, "keep_months": 0}
    first = str(back_up(context, folder, **keep).data["backup"])
    second = str(back_up(context, folder, **keep).data["backup"])
    assert first != second and [each.name for each in folder.glob("clms-*")] == [second]
    assert copies.names(place_of(context)) == (second,)
    share = copying("share")
    Path(share.files.places.settings.share).rename(folder.parent / "away")
    another = folder.parent / "another"
    another.mkdir()
    outcome = back_up(share, another, recipient=KEY, **keep)
    failed = str(outcome.data["backup"])
    assert any(
        each.startswith("There is no copy in the network share") and failed in each
        for each in outcome.warnings
    )
    assert (another / failed).is_dir()


@on_sqlite
def test_a_damaged_copy_is_not_brought_back(
    app: App,
    database: Database,
    copying: Callable[[str], TaskContext],
    head: Actor,
    folder: Path,
    tmp_path: Path,
) -> None:
    stock(app, database, head)
    context = copying("folder")
    name = str(back_up(context, folder).data["backup"])
    top = Path(context.files.places.settings.folder) / library_id(database) / "backups" / name
    part = next(each for each in sorted(top.iterdir()) if each.name != "manifest.json")
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with pytest.raises(Refused, match=f"{part.name} is not what it was"):
        fetch_backup.run(context, fetch_backup.Params(folder=str(elsewhere)))
    assert [each.name for each in elsewhere.iterdir() if each.name.startswith(("clms-", ".partial"))] == []


@on_sqlite
def test_told_to_stop_the_backup_stands_and_has_no_copy(
    app: App,
    database: Database,
    copying: Callable[[str], TaskContext],
    head: Actor,
    folder: Path,
    noted_run: NotedRun,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stock(app, database, head)
    context, copy = copying("folder"), copies.copy

    def told_to_stop(*given: Any) -> tuple[str, ...]:
        noted_run.stop_at = noted_run.checkpoints + 1
        return copy(*given)

    monkeypatch.setattr(copies, "copy", told_to_stop)
    with pytest.raises(Stopped):
        back_up(context, folder)
    assert len(list(folder.glob("clms-*"))) == 1
    assert copies.names(place_of(context)) == ()
    with pytest.raises(NotFound, match="no copies"):
        fetch_backup.plan(context, fetch_backup.Params(folder=str(folder)))
    unset = dataclasses.replace(context, files=FileStore(stored_files, Places(FilePlaces(), str)))
    with pytest.raises(Refused, match="name no place for copies"):
        fetch_backup.plan(unset, fetch_backup.Params(folder=str(folder)))


@on_sqlite
def test_a_copy_that_failed_is_made_up_for_by_the_next_run(
    app: App,
    database: Database,
    copying: Callable[[str], TaskContext],
    head: Actor,
    folder: Path,
    tmp_path: Path,
) -> None:
    stock(app, database, head)
    context = copying("share")
    share = Path(context.files.places.settings.share)
    keep = {"keep_last": 2, "keep_days": 0, "keep_weeks": 0, "keep_months": 0, "recipient": KEY}
    gone = str(back_up(context, folder, **keep).data["backup"])
    share.rename(tmp_path / "away")
    failed = back_up(context, folder, **keep)
    lacking = str(failed.data["backup"])
    assert list(failed.data["copies"]["lacking"]) == [lacking] and failed.data["copies"]["there"] == []
    params = backup_database.SPEC.read({"folder": str(folder), **keep})
    warned = backup_database.plan(context, params).warnings
    assert any("The backup will have no copy" in each for each in warned)
    removing = back_up(context, folder, **keep)
    assert removing.data["removed"] == [gone]
    (tmp_path / "away").rename(share)
    place = place_of(context)
    assert copies.names(place) == (gone,)
    assert "Copy 2 earlier ones that have no copy there yet." in backup_database.plan(context, params).steps
    keep["keep_last"] = 3
    done = back_up(context, folder, **keep)
    there = {lacking, str(removing.data["backup"]), str(done.data["backup"])}
    assert set(copies.names(place)) == there, "and the copy of what is no longer kept is gone"
    assert (set(done.data["copies"]["there"]), done.data["copies"]["lacking"]) == (there, {})
    for each in folder.glob(f"{lacking}/*"):
        assert b"".join(place.copied(f"{lacking}/{each.name}")) == each.read_bytes()


@on_sqlite
def test_a_backup_that_is_damaged_has_no_copy_and_keeps_no_other_from_one(
    app: App,
    database: Database,
    copying: Callable[[str], TaskContext],
    head: Actor,
    folder: Path,
    tmp_path: Path,
) -> None:
    stock(app, database, head)
    context = copying("folder")
    unset = dataclasses.replace(context, files=FileStore(stored_files, Places(FilePlaces(), str)))
    whole, damaged, torn = (str(back_up(unset, folder).data["backup"]) for _ in range(3))
    part = next(each for each in sorted((folder / damaged).iterdir()) if each.name != "manifest.json")
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    next(each for each in (folder / torn).iterdir() if each.name != "manifest.json").unlink()
    done = back_up(context, folder, keep_last=9)
    assert set(done.data["copies"]["lacking"]) == {damaged, torn}
    assert set(copies.names(place_of(context))) == {whole, str(done.data["backup"])}


@on_sqlite
def test_backups_of_one_second_never_have_the_same_name(
    app: App, database: Database, context: TaskContext, folder: Path, tmp_path: Path
) -> None:
    context = dataclasses.replace(context, clock=StandingClock())
    keep = {"keep_last": 1, "keep_days": 0, "keep_weeks": 0, "keep_months": 0}
    other = tmp_path / "other"
    other.mkdir()
    made = [str(back_up(context, each, **keep).data["backup"]) for each in (folder, folder, folder, other)]
    assert len(set(made)) == 4
    with database.read() as connection:
        assert sorted(connection.execute(select(backups.c.name)).scalars()) == sorted(made)
