"""export-person on each engine: everything that is held, readable, for its owner alone."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import delete

from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import stored_files
from app.domain.actors import Actor
from app.errors import InvalidInput, Refused
from app.maintenance import export_person
from app.maintenance.context import TaskContext
from tests.app.maintenance import person_cases
from tests.app.maintenance.person_cases import PNG, SECRETS, left, live


@pytest.fixture
def able(app: App, context: TaskContext, head: Actor) -> TaskContext:
    """The context of a head librarian's tasks."""
    return person_cases.able(context, app, head)


def test_everything_held_is_in_the_archive_and_the_library_is_as_before(
    app: App, able: TaskContext, head: Actor, librarian: Actor, database: Database, tmp_path: Path
) -> None:
    life = live(app, head, librarian)
    before = left([database])
    folder = tmp_path / "out"
    folder.mkdir()
    params = export_person.Params(patron=f"#{life.student_id}", folder=str(folder))
    plan = export_person.plan(able, params)
    assert "Quillfeather, Zenobia" in plan.effect

    outcome = export_person.run(able, params)

    (file,) = folder.iterdir()
    assert outcome.data["file"] == str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not [word for word in SECRETS if word in f"{file} {outcome.summary} {outcome.data}"]
    archive = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    said = json.loads(archive.read("person.json"))
    manifest = json.loads(archive.read("manifest.json"))
    page = archive.read("person.html").decode()
    assert archive.read("photo.png") == PNG + b"2"
    assert manifest["counts"] == {name: len(rows) for name, rows in said.items()}
    assert sum(manifest["counts"].values()) == plan.figures[0].value + 1 == outcome.figures[0].value
    for name, facts in manifest["files"].items():
        content = archive.read(name)
        assert facts == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert said["loans"][0]["book_title"] == "Ibong Adarna" and said["renewals"] and said["holds"]
    assert said["equipment_sessions"][0]["device"] == "Computer 1"
    assert said["audit_logs"][0]["state_after"]["family_name"] == "Oldquill"
    everything = f"{said} {page}"
    assert [word for word in SECRETS if word not in everything] == ["ZQ774451"]
    assert "audit_key" not in everything and "payload_digest" not in everything
    assert [word for word in ("Zenobia", "Ibong Adarna", "bassoon") if word not in page] == []
    assert left([database]) == before


def test_a_photo_that_is_lost_is_told_and_the_rest_is_given_out(
    app: App, able: TaskContext, head: Actor, librarian: Actor, database: Database, tmp_path: Path
) -> None:
    life = live(app, head, librarian)
    database.write(lambda connection: connection.execute(delete(stored_files)))
    params = export_person.Params(patron=f"#{life.student_id}", folder=str(tmp_path))
    outcome = export_person.run(able, params)
    (file,) = tmp_path.glob("*.zip")
    assert not any("photo" in name for name in zipfile.ZipFile(file).namelist())
    assert outcome.warnings[-1].startswith("Their photo is not in it.")


def test_what_was_erased_is_not_given_out(
    app: App, able: TaskContext, head: Actor, librarian: Actor, tmp_path: Path
) -> None:
    life = live(app, head, librarian)
    params = export_person.Params(patron=f"#{life.student_id}", folder=str(tmp_path))
    app.personal_data.erase(head, life.student_id)
    assert export_person.plan(able, params).nothing_to_do
    with pytest.raises(Refused) as refused:
        export_person.run(able, params)
    assert refused.value.code == "erased"
    assert list(tmp_path.glob("*.zip")) == []
    with pytest.raises(InvalidInput) as wrong:
        export_person.plan(able, dataclasses.replace(params, folder="here"))
    assert wrong.value.details == {"field": "folder"}


def test_a_page_says_names_as_they_are_and_runs_nothing(able: TaskContext, app: App, head: Actor) -> None:
    from app.domain.members import StudentDraft
    from app.maintenance import person_archive

    added = app.students.add(head, StudentDraft("<script>x</script>", "Ana & Ben"))
    record = app.personal_data.record(head, added.value.student_id)
    content, _ = person_archive.make(record, app.core.clock.now())
    page = zipfile.ZipFile(io.BytesIO(content)).read("person.html").decode()
    assert "<script>" not in page and "&lt;script&gt;" in page and "Ana &amp; Ben" in page
