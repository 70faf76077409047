"""backup-database on each engine: whole, private, in one state, and never at the cost of an earlier backup."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import backups
from app.domain.actors import Actor
from app.domain.backups import Verdict
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from app.errors import ClmsError, InvalidInput, Refused, Stopped, Unreachable
from app.maintenance import backup_database
from app.maintenance.backups.folders import BackupFolder
from app.maintenance.context import TaskContext
from tests.app.maintenance.backup_cases import back_up, everything, scratch_places, stock, verify
from tests.app.maintenance.conftest import NotedRun
from tests.servers.small_disk import small_disk as small_disk_of


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    point = tmp_path / "small"
    point.mkdir()
    with small_disk_of(point, 4 << 20):
        yield point


def test_a_backup_is_private_registered_and_proven(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path
) -> None:
    stock(app, database, head)
    plan = backup_database.plan(context, backup_database.Params(folder=str(folder)))
    assert plan.figures[0].value > 0 and any("not encrypted" in each for each in plan.warnings)
    old = os.umask(0)
    try:
        outcome = back_up(context, folder)
    finally:
        os.umask(old)
    made = folder / str(outcome.data["backup"])
    assert made.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in made.iterdir()} == {0o600}
    assert not list(folder.glob(".partial-*"))
    with database.read() as connection:
        row = connection.execute(select(backups)).one()
    assert (row.name, row.folder, row.verdict) == (made.name, str(folder), None)
    assert row.rows_saved == outcome.data["rows"] and row.bytes == outcome.data["bytes"]
    manifest = json.loads((made / "manifest.json").read_text())
    assert {"students", "stored_files", "ledger"} <= {each["name"] for each in manifest["tables"]}
    assert not any("ops" in each["name"] for each in manifest["parts"])

    proof = verify(context, folder)
    assert proof.data["verdict"] == Verdict.PROVEN, proof.data["reason"]
    assert proof.data["lost_seconds"] >= 0 and proof.data["restore_seconds"] > 0
    assert json.loads((folder / f"{made.name}.certificate.json").read_text())["verdict"] == "proven"
    with database.read() as connection:
        row = connection.execute(select(backups)).one()
    assert row.verdict == "proven" and row.restore_seconds > 0
    assert scratch_places(context) == []


def test_settings_go_along_and_secrets_do_not(
    app: App, context: TaskContext, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'CLMS_LANGUAGE = "fil"\nJWT_SECRET = "never-in-a-backup"\nDATABASE_URL = "sqlite:///x.db"\n'
    )
    back_up(dataclasses.replace(context, settings_file=file), folder)
    from app.maintenance.backups.restoring import Saved
    from app.maintenance.backups.sealing import Opener

    found = BackupFolder(folder).readable()[0]
    assert Saved(context, found, Opener("")).contents().settings == 'CLMS_LANGUAGE = "fil"\n'


def test_a_backup_under_load_holds_one_state(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path
) -> None:
    """Two desks charge and pay in turns all the while; in the backup every patron's books are those of one moment."""
    stock(app, database, head, photos=30, photo_bytes=200_000)
    patrons = [
        app.students.add(
            head, StudentDraft("Desk", f"No {place}", grade="7", section="Rizal")
        ).value.student_id
        for place in range(2)
    ]
    stop, done = threading.Event(), [0, 0]
    errors: list[ClmsError] = []

    def desk(place: int) -> None:
        try:
            while not stop.is_set():
                app.ledger.charge(head, patrons[place], ChargeType.PRINT, 100, "printing")
                app.ledger.pay(head, patrons[place], 100)
                done[place] += 1
        except ClmsError as error:
            errors.append(error)

    desks = [threading.Thread(target=desk, args=(place,), name=f"clms-desk-{place}") for place in range(2)]
    for each in desks:
        each.start()
    try:
        back_up(context, folder)
        before = list(done)
        proof = verify(context, folder)
    finally:
        stop.set()
        for each in desks:
            each.join()
    assert not errors and sum(before) > 1, (errors, before)
    assert proof.data["verdict"] == Verdict.PROVEN, proof.data["reason"]
    _check_books(context, folder)


def _check_books(context: TaskContext, folder: Path) -> None:
    """Whether every act of the saved state is there with all its rows: an entry, its act and its audit line."""
    from app.maintenance.backups.restoring import Saved, fill_schema
    from app.maintenance.backups.scratch import scratch_file, scratch_schema
    from app.maintenance.backups.sealing import Opener

    saved = Saved(context, BackupFolder(folder).readable()[0], Opener(""))
    contents, now = saved.contents(), context.clock.now()
    with contextlib.ExitStack() as stack:
        if contents.file is not None:
            file = stack.enter_context(scratch_file(context, now))
            saved.write_file(contents.file, file)
            url = context.database.url.set(database=str(file))
        else:
            schema, _, _ = stack.enter_context(scratch_schema(context, now))
            fill_schema(context, saved, contents, schema, logged=False)
            url = context.database.url.set(database=schema)
        restored = Database(url)
        stack.callback(restored.close)
        with restored.read() as connection:
            torn = connection.execute(
                text(
                    "SELECT COUNT(*) FROM ledger l LEFT JOIN acts a ON a.id = l.act_id "
                    "LEFT JOIN audit_logs u ON u.act_id = l.act_id WHERE a.id IS NULL OR u.id IS NULL"
                )
            ).scalar_one()
            acts = connection.execute(
                text(
                    "SELECT COUNT(*) FROM acts a WHERE a.kind IN ('charge', 'pay') "
                    "AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.act_id = a.id)"
                )
            ).scalar_one()
            paid = connection.execute(
                text(
                    "SELECT COUNT(*) FROM ledger l WHERE l.kind = 'PAYMENT' AND l.amount_minor <> "
                    "(SELECT COALESCE(SUM(x.amount_minor), 0) FROM allocations x WHERE x.credit_id = l.id)"
                )
            ).scalar_one()
    assert (torn, acts, paid) == (0, 0, 0)


def test_a_full_disk_is_named_and_the_last_good_backup_stays(
    app: App, database: Database, context: TaskContext, head: Actor, small_disk: Path
) -> None:
    good = back_up(context, small_disk).data["backup"]
    stock(app, database, head, photos=16, photo_bytes=400_000)
    with pytest.raises(Refused) as refused:
        back_up(context, small_disk)
    assert (
        refused.value.code == "disk_full" and "full" in refused.value.message
    ) or "needs" in refused.value.message
    assert BackupFolder(small_disk).names() == [good] and not list(small_disk.glob(".partial-*"))
    assert verify(context, small_disk).data["verdict"] == Verdict.PROVEN


def test_a_disk_that_fills_meanwhile_is_named_too(
    app: App,
    database: Database,
    context: TaskContext,
    head: Actor,
    small_disk: Path,
    noted_run: NotedRun,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There was room when it began; then somebody else wrote the disk full."""
    good = back_up(context, small_disk).data["backup"]
    stock(app, database, head, photos=2, photo_bytes=300_000)
    filler, note = small_disk / "filler", noted_run.progress

    def fill(fraction: float | None, text: str) -> None:
        note(fraction, text)
        if list(small_disk.glob(".partial-*")) and not filler.exists():
            with contextlib.suppress(OSError), filler.open("wb", buffering=0) as out:
                while out.write(bytes(4_096)):
                    pass

    monkeypatch.setattr(noted_run, "progress", fill)
    with pytest.raises(Refused) as refused:
        back_up(context, small_disk)
    assert refused.value.code == "disk_full" and filler.exists()
    assert BackupFolder(small_disk).names() == [good] and not list(small_disk.glob(".partial-*"))
    filler.unlink()
    assert verify(context, small_disk).data["verdict"] == Verdict.PROVEN


def test_a_killed_backup_leaves_the_last_good_one_and_is_found(
    context: TaskContext, database: Database, library_url: str, folder: Path
) -> None:
    good = back_up(context, folder).data["backup"]
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.app.maintenance.backup_child", library_url, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert child.stdout is not None and child.stdout.readline() == b"half\n"
        with pytest.raises(Refused) as refused:
            back_up(context, folder)
        assert refused.value.code == "backup_running"
    finally:
        child.kill()
        child.wait(30)
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            pipe.close()
    assert BackupFolder(folder).names() == [good] and len(list(folder.glob(".partial-*"))) == 1
    again = back_up(context, folder)
    assert any("was cut off" in each for each in again.warnings)
    assert not list(folder.glob(".partial-*")) and len(BackupFolder(folder).names()) == 2


def test_a_dump_whose_session_is_killed_is_named(
    context: TaskContext,
    database: Database,
    folder: Path,
    noted_run: NotedRun,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if database.is_sqlite:
        pytest.skip("a file has no sessions")
    seen = 0

    def kill() -> None:
        nonlocal seen
        seen += 1
        if seen == 2:
            with database.engine.connect() as connection:
                ids = connection.execute(
                    text(
                        "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
                    )
                ).scalars()
                for each in list(ids):
                    with contextlib.suppress(Exception):
                        connection.execute(text(f"KILL CONNECTION {each}"))

    monkeypatch.setattr(noted_run, "checkpoint", kill)
    with pytest.raises(Unreachable):
        back_up(context, folder)
    assert BackupFolder(folder).names() == [] and not list(folder.glob(".partial-*"))


def test_a_cancelled_backup_leaves_nothing(context: TaskContext, folder: Path, noted_run: NotedRun) -> None:
    noted_run.stop_at = 1
    with pytest.raises(Stopped):
        back_up(context, folder)
    assert BackupFolder(folder).names() == [] and not list(folder.glob(".partial-*"))


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_folders_that_will_not_do_are_named(context: TaskContext, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        back_up(context, tmp_path / "nowhere")
    assert refused.value.code == "folder_missing"
    with pytest.raises(InvalidInput):
        back_up(context, Path("here"))
    with pytest.raises(InvalidInput):
        back_up(context, tmp_path, recipient="age1nonsense")


def test_retention_keeps_the_newest_proven_one(
    context: TaskContext, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = context.clock.now()
    names = []
    for days in (40, 3, 2, 1):
        monkeypatch.setattr(context.clock, "offset", timedelta(days=-days))
        if not context.database.is_sqlite:
            monkeypatch.setattr("app.database.backups.snapshots._now", lambda _: context.clock.now())
        names.append(str(back_up(context, folder, keep_days=3650).data["backup"]))
        if days == 40:
            assert verify(context, folder).data["verdict"] == Verdict.PROVEN
    monkeypatch.setattr(context.clock, "offset", now - now)
    last = back_up(context, folder, keep_last=1, keep_days=2, keep_weeks=0, keep_months=0)
    assert last.data["removed"] == names[1:3]
    assert sorted(BackupFolder(folder).names()) == sorted([names[0], names[3], str(last.data["backup"])])
    with context.database.read() as connection:
        gone = (
            connection.execute(select(backups.c.name).where(backups.c.removed_at.is_not(None)))
            .scalars()
            .all()
        )
    assert sorted(gone) == names[1:3]


def test_nothing_but_its_own_notes_is_changed(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path
) -> None:
    stock(app, database, head)
    before = everything(database)
    back_up(context, folder)
    verify(context, folder)
    assert everything(database) == before
