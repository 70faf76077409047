"""apply-migrations on each engine: what was told is what is run, and nothing is run without a way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, Index, event, insert, text

from app import cli
from app.bootstrap import App
from app.database import schema
from app.database.engine import Database
from app.database.tables import archives, backups, metadata
from app.domain.actors import Actor
from app.errors import InvalidInput, Refused, Stopped
from app.maintenance import apply_migrations, archive_activities
from app.maintenance.context import TaskContext
from app.maintenance.task import Outcome, Plan
from tests.app.maintenance.conftest import NotedRun

REASON = {"without_backup": "a snapshot of the server is an hour old"}
_CHANGES = ("CREATE", "DROP", "ALTER", "UPDATE", "INSERT", "DELETE")


@contextmanager
def _at(database: Database, revision: str) -> Iterator[None]:
    schema.downgrade(database, revision)
    try:
        yield
    finally:
        schema.upgrade(database)


@pytest.fixture
def first(context: TaskContext) -> Iterator[TaskContext]:
    """A library of the first revision, which knew neither jobs nor a list of backups."""
    with _at(context.database, "0001"):
        yield context


@pytest.fixture
def second(context: TaskContext) -> Iterator[TaskContext]:
    """A library of the second revision."""
    with _at(context.database, "0002"):
        yield context


@contextmanager
def _executed() -> Iterator[list[str]]:
    """What changes a database, as it is handed to the driver."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split(None, 1)[0] in _CHANGES:
            found.append(_flat(statement))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _flat(statement: str) -> str:
    return " ".join(statement.split())


def _told(plan: Plan) -> list[str]:
    return [_flat(each.removesuffix(";")) for each in plan.statements if not each.startswith("-- ")]


def _plan(context: TaskContext, **params: Any) -> Plan:
    return apply_migrations.plan(context, apply_migrations.SPEC.read(params))


def _run(context: TaskContext, **params: Any) -> Outcome:
    return apply_migrations.run(context, apply_migrations.SPEC.read(params))


def test_what_was_told_is_what_is_run(first: TaskContext) -> None:
    plan = _plan(first, **REASON)
    assert schema.state(first.database).revision == "0001"
    assert plan.statements[0] == "-- 0002: Background work"
    assert f"from 0001 to {schema.HEAD}" in plan.effect and "CLMS 0.1.0 or later" in plan.effect
    with _executed() as executed:
        done = _run(first, **REASON)
    assert executed == _told(plan)
    assert schema.state(first.database).current
    assert done.figures[:2] == plan.figures
    assert (done.data["from"], done.data["to"]) == ("0001", schema.HEAD)
    assert _plan(first).nothing_to_do
    with _executed() as executed:
        assert _run(first).summary.startswith("Nothing to do")
    assert executed == []


def test_after_one_that_was_cut_off_only_the_rest_is_run(second: TaskContext) -> None:
    schema.upgrade(second.database)
    stamp = text("UPDATE alembic_version SET version_num = '0002'")
    second.database.write(lambda connection: connection.execute(stamp).rowcount)
    plan = _plan(second, **REASON)
    with _executed() as executed:
        _run(second, **REASON)
    told = iter(_told(plan))
    assert 0 < len(executed) < len(plan.statements)
    assert all(each in told for each in executed), "some of it, in the same order"
    assert schema.state(second.database).current


def test_a_stop_leaves_whole_migrations(first: TaskContext, noted_run: NotedRun) -> None:
    noted_run.stop_at = 1
    with pytest.raises(Stopped):
        _run(first, **REASON)
    noted_run.stop_at = 0
    left = "0001" if first.database.is_sqlite else "0002"  # in a file all of it is one transaction
    assert schema.state(first.database).revision == left
    _run(first, **REASON)
    assert schema.state(first.database).current


def _backup(context: TaskContext, **values: Any) -> None:
    now = context.clock.now()
    row = {
        "name": "clms-1", "folder": "/srv/backups", "host": "x", "engine": context.engine, "taken_at": now,
        "finished_at": now, "bytes": 1, "rows_saved": 1, "seconds": 1.0, "encrypted": False, "digest": "0",
        "verdict": "proven", **values,
    }  # fmt: skip
    context.database.write(lambda connection: connection.execute(insert(backups).values(row)).rowcount)


def test_without_a_fresh_backup_it_is_refused(second: TaskContext) -> None:
    now = second.clock.now()
    _backup(second, name="old", taken_at=now - timedelta(hours=25))
    _backup(second, name="bad", verdict="failed")
    _backup(second, name="gone", removed_at=now)
    _backup(second, name="other", engine="another")
    for work in (_plan, _run):
        with pytest.raises(Refused) as refused:
            work(second)
        assert refused.value.code == "backup_missing"
        with pytest.raises(InvalidInput):
            work(second, without_backup="because")
    assert not any("backup" in each for each in _plan(second, backup_hours=26).warnings)

    _backup(second, name="unproven", verdict=None)
    assert "never put to the proof" in _plan(second).warnings[0]
    _backup(second, name="proven")
    assert _run(second).data["backup"] == "The way back is the backup proven."


@pytest.mark.parametrize(("min_app", "code"), [("0.1.0", "schema_newer"), ("9.0.0", "app_too_old")])
def test_a_newer_library_is_left_alone(context: TaskContext, min_app: str, code: str) -> None:
    def stamp(revision: str, least: str) -> None:
        def work(connection: Any) -> int:
            connection.execute(text(f"UPDATE schema_info SET min_app = '{least}'"))
            return int(
                connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'")).rowcount
            )

        context.database.write(work)

    stamp("9999", min_app)
    try:
        for work in (_plan, _run):
            with pytest.raises(Refused) as refused:
                work(context, **REASON)
            assert refused.value.code == code
    finally:
        stamp(schema.HEAD, "0.1.0")


def test_from_a_terminal(
    context: TaskContext,
    library_url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As a job, in a process of its own."""
    if context.database.is_sqlite:
        pytest.skip("a library in a file is brought up by whoever opens it")
    if schema.WORKS_FROM == schema.HEAD:
        pytest.skip("this release works on no schema before its own")
    monkeypatch.setenv("DATABASE_URL", library_url)
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path / "data"))
    words = [
        "maintenance",
        "run",
        "apply-migrations",
        "--param",
        f"without_backup={REASON['without_backup']}",
    ]
    with _at(context.database, schema.WORKS_FROM):
        assert cli.main([*words, "--dry-run"]) == 0
        assert "\n\nCREATE TABLE" in capsys.readouterr().out
        assert schema.state(context.database).revision == schema.WORKS_FROM
        assert cli.main([*words, "--confirm", "apply-migrations"]) == 0
        assert schema.state(context.database).current


def _replaces(new: Index, old: Index) -> bool:
    columns = old.columns.keys()
    return new.table.name == old.table.name and new.columns.keys()[: len(columns)] == columns


def test_the_program_works_on_the_oldest_revision_it_says(
    context: TaskContext, app: App, head: Actor
) -> None:
    """Later revisions only add tables, and indexes, some of which take the place of narrower ones. If this fails, set
    WORKS_FROM to the revision that does more."""
    with _at(context.database, schema.WORKS_FROM):
        schema.check(context.database)
        with context.database.engine.connect() as connection:
            compared = MigrationContext.configure(connection, opts={"compare_type": True})
            steps = compare_metadata(compared, metadata)
        assert {each[0] for each in steps} <= {"add_table", "add_index", "remove_index"}
        wider = [each[1] for each in steps if each[0] == "add_index"]
        assert all(
            any(_replaces(new, each[1]) for new in wider) for each in steps if each[0] == "remove_index"
        )
        app.library_settings.set(head, "library_name", "Aklatan")
        behind = schema.WORKS_FROM < schema.HEAD
        assert bool(app.maintenance.plan(head, "apply-migrations", REASON).statements) == behind
        if schema.WORKS_FROM < "0003":
            with pytest.raises(Refused) as refused:
                archive_activities.plan(
                    context, archive_activities.SPEC.read({"folder": str(context.data_dir)})
                )
            assert refused.value.code == "schema_behind"
            with pytest.raises(Refused) as refused, context.database.read() as connection:
                connection.execute(archives.select())
            assert refused.value.code == "schema_behind"
