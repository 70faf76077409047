"""verify-backup: each way a backup can be bad has its own sentence, and the scratch place always goes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import text

from app.bootstrap import App
from app.database.backups.comparing import differences
from app.database.backups.connections import connect
from app.database.engine import Database
from app.domain.actors import Actor
from app.domain.backup_clock import loss_clock
from app.domain.backups import Verdict
from app.errors import InvalidInput, NotFound, Stopped
from app.maintenance.backups.folders import BackupFolder
from app.maintenance.backups.restoring import Saved
from app.maintenance.backups.sealing import Opener
from app.maintenance.context import TaskContext
from tests.app.maintenance.backup_cases import back_up, scratch_places, stock, verify
from tests.app.maintenance.conftest import NotedRun


@pytest.fixture
def made(app: App, database: Database, context: TaskContext, head: Actor, folder: Path) -> Path:
    """A good backup."""
    stock(app, database, head)
    return folder / str(back_up(context, folder).data["backup"])


def _largest(made: Path) -> Path:
    return max(made.glob("*.zst*"), key=lambda each: each.stat().st_size)


def _cut(made: Path) -> str:
    part = _largest(made)
    part.write_bytes(part.read_bytes()[:-100])
    return "is cut off"


def _flip(made: Path) -> str:
    part = _largest(made)
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    return "its digest differs"


def _lose(made: Path) -> str:
    _largest(made).unlink()
    return "is missing"


def _newer(made: Path) -> str:
    file = made / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 99}))
    return "format 99"


def _tear_manifest(made: Path) -> str:
    file = made / "manifest.json"
    file.write_text(file.read_text()[:200])
    return "its manifest is damaged"


def _lose_manifest(made: Path) -> str:
    (made / "manifest.json").unlink()
    return "its manifest is missing"


@pytest.mark.parametrize("harm", [_cut, _flip, _lose, _newer, _tear_manifest, _lose_manifest])
def test_each_damage_is_named_and_another_backup_stays_good(
    context: TaskContext, folder: Path, made: Path, harm: Callable[[Path], str]
) -> None:
    good = folder / "clms-20200101T000000Z"
    shutil.copytree(made, good)
    sentence = harm(made)
    outcome = verify(context, folder)
    assert outcome.data["verdict"] == Verdict.FAILED and sentence in outcome.data["reason"], outcome.data
    certificate = json.loads((folder / f"{made.name}.certificate.json").read_text())
    assert (certificate["verdict"], certificate["backup"]) == ("failed", made.name)
    assert certificate["lost_seconds"] < 3600  # since the good one
    assert verify(context, folder, name=good.name).data["verdict"] == Verdict.PROVEN
    assert scratch_places(context) == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_failed_one_counts_for_nothing(context: TaskContext, folder: Path, made: Path) -> None:
    """What would be lost is told by the newest that did not fail; with none left it is everything."""
    older = folder / "clms-20200101T000000Z"
    shutil.copytree(made, older)
    manifest = json.loads((older / "manifest.json").read_text())
    (older / "manifest.json").write_text(json.dumps({**manifest, "taken_at": "2020-01-01T00:00:00Z"}))
    _flip(made)
    outcome = verify(context, folder)
    assert outcome.data["verdict"] == Verdict.FAILED and outcome.data["lost_seconds"] > 365 * 86_400
    _lose_manifest(older)
    assert verify(context, folder, name=older.name).data["lost_seconds"] is None
    outcome = verify(context, folder)
    assert outcome.data["lost_seconds"] is None and "everything would be lost" in outcome.warnings[0]


def test_the_wrong_key_is_named_and_the_right_one_proves(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path, tmp_path: Path
) -> None:
    stock(app, database, head)
    right, wrong = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    keys = {}
    for name, identity in (("right", right), ("wrong", wrong)):
        keys[name] = tmp_path / f"{name}.key"
        keys[name].write_text(f"# created by a test\n{identity}\n")
    made = folder / str(back_up(context, folder, recipient=str(right.to_public())).data["backup"])
    for part in made.glob("*.zst*"):
        assert part.name.endswith(".age") and part.read_bytes().startswith(b"age-encryption.org/v1")

    blind = verify(context, folder)
    assert blind.data["verdict"] == Verdict.PARTIAL and "encrypted" in blind.data["reason"]
    refused = verify(context, folder, identity=str(keys["wrong"]))
    assert refused.data["verdict"] == Verdict.PARTIAL and "key does not fit" in refused.data["reason"]
    proof = verify(context, folder, identity=str(keys["right"]))
    assert proof.data["verdict"] == Verdict.PROVEN, proof.data["reason"]
    certificate = folder / f"{made.name}.certificate.json"
    assert json.loads(certificate.read_text())["verdict"] == "proven"
    verify(context, folder, identity=str(keys["wrong"]))  # takes nothing from what was proven
    assert json.loads(certificate.read_text())["verdict"] == "proven"
    with pytest.raises(InvalidInput):
        verify(context, folder, identity=str(tmp_path / "none.key"))


def test_a_certificate_says_what_would_be_lost_and_how_long_the_way_back_is(
    app: App, context: TaskContext, folder: Path, made: Path, database: Database, operator: Actor
) -> None:
    proof = verify(context, folder).data
    certificate = json.loads((folder / f"{made.name}.certificate.json").read_text())
    assert proof["verdict"] == certificate["verdict"] == Verdict.PROVEN
    assert 0 < certificate["restore_seconds"] <= certificate["back_in_seconds"]
    assert 0 <= certificate["lost_seconds"] < 3600 and certificate["chunks"] > 0
    (row,) = app.backups.list(operator)
    assert row.restore_seconds == certificate["restore_seconds"] == loss_clock([row]).restore_seconds
    if database.is_sqlite:  # servers take their time to notice that a table grew
        grown = text("UPDATE stored_files SET content = randomblob(:size)")
        size = BackupFolder(folder).read(made.name).manifest.live_bytes
        database.write(lambda connection: connection.execute(grown, {"size": size}))
        again = verify(context, folder).data
        assert again["back_in_seconds"] > 2 * again["restore_seconds"]


def test_a_backup_of_another_engine_is_looked_at_and_not_proven(
    context: TaskContext, folder: Path, made: Path
) -> None:
    other = {"sqlite": "mysql", "mysql": "mariadb", "mariadb": "mysql"}[context.engine]
    file = made / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "engine": other}))
    outcome = verify(context, folder)
    assert outcome.data["verdict"] == Verdict.PARTIAL and f"It is of {other}" in outcome.data["reason"]
    assert outcome.data["restore_seconds"] is None and outcome.data["lost_seconds"] is not None


def test_an_old_newest_backup_is_stale(context: TaskContext, folder: Path, made: Path) -> None:
    old = json.loads((made / "manifest.json").read_text())
    (made / "manifest.json").write_text(json.dumps({**old, "taken_at": "2020-01-01T00:00:00Z"}))
    outcome = verify(context, folder)
    assert outcome.data["verdict"] == Verdict.STALE and "days old" in outcome.data["reason"]
    assert outcome.data["lost_seconds"] > 365 * 86_400


def test_rows_that_differ_are_found(
    context: TaskContext, folder: Path, made: Path, database: Database
) -> None:
    """Held against the library itself, which then changes under it."""
    found = BackupFolder(folder).read(made.name)
    if database.is_sqlite:
        manifest = json.loads((made / "manifest.json").read_text())
        next(each for each in manifest["tables"] if each["name"] == "students")["rows"] += 1
        (made / "manifest.json").write_text(json.dumps(manifest))
        outcome = verify(context, folder)
        assert outcome.data["verdict"] == Verdict.FAILED and "students has" in outcome.data["reason"]
        return
    contents = Saved(context, found, Opener("")).contents()

    def differing() -> list[str]:
        with connect(database.url, context.engine) as connection:
            found = differences(connection, contents, lambda _size: None)
        return [
            each for each in found if "backups" not in each and "acts" not in each and "audit" not in each
        ]

    assert differing() == []
    with database.transaction() as connection:
        connection.execute(text("UPDATE students SET given_name = 'ana'"))
    assert differing() == ["students differs from what was saved in piece 1."]
    with database.transaction() as connection:
        connection.execute(text("UPDATE students SET given_name = 'Ana'"))
        connection.execute(text("DELETE FROM stored_files LIMIT 1"))
    assert differing() == ["stored_files has 1 rows, 2 were saved."]
    with database.transaction() as connection:
        connection.execute(text("CREATE TABLE extra (id INT PRIMARY KEY)"))
    try:
        assert "The table extra was not saved and is there." in differing()
    finally:
        with database.transaction() as connection:
            connection.execute(text("DROP TABLE extra"))


def test_an_interrupted_look_leaves_nothing_for_long(
    context: TaskContext, folder: Path, made: Path, noted_run: NotedRun, database: Database
) -> None:
    if database.is_sqlite:
        (context.data_dir / "clms_verify_20200101T000000").mkdir()
    else:
        with database.engine.connect() as connection:
            connection.execute(text("CREATE DATABASE clms_verify_20200101T000000"))
    noted_run.stop_at = noted_run.checkpoints + len(list(made.glob("*.zst"))) + 1  # after the digests
    with pytest.raises(Stopped):
        verify(context, folder)
    assert scratch_places(context) == []
    assert any("left behind" in line for _, line in noted_run.lines)


def test_there_must_be_a_backup(context: TaskContext, folder: Path) -> None:
    with pytest.raises(NotFound):
        verify(context, folder)
