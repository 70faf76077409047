"""restore-database on each engine: beside first, to the second, swapped and swapped back; never onto the live one."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import audit_logs, jobs
from app.domain.actors import Actor, Role
from app.domain.api_tokens import ApiTokenDraft, new_secret
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from app.errors import InvalidInput, NotFound, Refused
from app.maintenance import restore_database
from app.maintenance.backups.beside import Beside
from app.maintenance.context import TaskContext
from app.maintenance.task import Outcome
from tests.app.maintenance.backup_cases import back_up, everything, seconds_of, stock


def restore(context: TaskContext, **params: Any) -> Outcome:
    """Run the task after its plan."""
    read = restore_database.SPEC.read({key: str(value) for key, value in params.items()})
    restore_database.plan(context, read)
    return restore_database.run(context, read)


def test_backup_change_restore_gives_every_row_back(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path, places: list[str]
) -> None:
    stock(app, database, head)
    with database.transaction() as connection:  # a number that needs all its digits
        connection.execute(
            text(
                "INSERT INTO backups (name, folder, host, engine, taken_at, finished_at, bytes, "
                "rows_saved, seconds, encrypted, digest) VALUES ('x', 'x', 'x', 'x', '2026-01-01', '2026-01-01', 1, 1, "
                "0.123456789, 0, 'x')"
            )
        )
    before = everything(database)
    back_up(context, folder)
    app.catalog.add_title(head, TitleDraft("Later"), [BookDraft("B9999")])
    with database.transaction() as connection:
        connection.execute(text("UPDATE students SET given_name = 'Changed'"))
        connection.execute(text("DELETE FROM stored_files"))
    changed = everything(database)

    outcome = restore(context, folder=folder)
    places.append(str(outcome.data["into"]))
    assert outcome.data["counts"]["stored_files"] == {"restored": 2, "live": 0}
    assert everything(database) == changed  # the live one was not touched
    beside = Beside(context, places[0]).open()
    restored = everything(beside)
    beside.close()
    restored.pop("clms_restored")
    assert restored == before

    live = Beside(context, places[0])
    swapped = restore(context, into=places[0], swap="yes")
    places.append(str(swapped.data["old"]))
    after = everything(database)
    assert {name: rows for name, rows in after.items() if name != "changes"} == {
        name: rows for name, rows in before.items() if name != "changes"
    }
    with pytest.raises(Refused):
        live.open()
    # It is a whole library: guards stand, foreign keys hold, services work, and ids go on.
    with pytest.raises(Exception, match=r"append|ledger|written"), database.transaction() as connection:
        connection.execute(text("DELETE FROM ledger"))
    title = app.catalog.add_title(head, TitleDraft("After"), [BookDraft("B8888")])
    assert title.act_id > max(row[0] for row in changed["changes"]) - 10
    with database.read() as connection:
        assert connection.execute(select(audit_logs.c.id).where(audit_logs.c.action == "restore")).first()

    undone = restore(context, into=places[1], swap="yes")
    places.append(str(undone.data["old"]))
    now = everything(database)
    assert (
        now["students"] == changed["students"]
        and now["stored_files"] == []
        and now["books"] == changed["books"]
    )


@pytest.mark.parametrize(
    "engine_name",
    [pytest.param("mariadb", marks=pytest.mark.engine), pytest.param("mysql", marks=pytest.mark.engine)],
    indirect=True,
)
def test_to_the_second_from_the_binary_logs(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path, places: list[str]
) -> None:
    if database.product not in _engines():
        pytest.skip("this engine is left out of this run")
    stock(app, database, head)
    assert back_up(context, folder).warnings[1:] == ()
    seconds_of(context)
    app.catalog.add_title(head, TitleDraft("O'Brien \\ later"), [BookDraft("B9001")])
    patron = app.students.add(head, StudentDraft("Cruz", "Ben", grade="8", section="Luna")).value.student_id
    app.ledger.charge(head, patron, ChargeType.LOST, 12_345, "lost")
    with database.transaction() as connection:
        connection.execute(text("UPDATE students SET given_name = 'Bén' WHERE id = :id"), {"id": patron})
        connection.execute(text("DELETE FROM stored_files LIMIT 1"))
    if database.product == "mysql":
        by_itself = database.engine.execution_options(isolation_level="AUTOCOMMIT")  # none may be under way
        with by_itself.connect() as connection:
            connection.execute(text("SET SESSION binlog_transaction_compression = ON"))
            connection.execute(text("UPDATE students SET middle_name = 'packed'"))
            connection.invalidate()
    with database.engine.connect() as connection:
        connection.execute(text("CREATE TABLE extra (id INT PRIMARY KEY, name VARCHAR(20))"))
        connection.execute(text("INSERT INTO extra VALUES (1, 'in time')"))
        connection.commit()
    try:
        wanted = everything(database)
        until = seconds_of(context)
        with database.transaction() as connection:
            connection.execute(text("UPDATE students SET given_name = 'a mistake'"))
            connection.execute(text("DELETE FROM stored_files"))
        outcome = restore(context, folder=folder, until=until.isoformat())
    finally:
        with database.engine.connect() as connection:
            connection.execute(text("DROP TABLE extra"))
    places.append(str(outcome.data["into"]))
    assert outcome.data["replayed"] >= 5
    beside = Beside(context, places[0]).open()
    found = everything(beside)
    beside.close()
    found.pop("clms_restored")
    assert found == wanted


@pytest.mark.parametrize(
    "engine_name",
    [
        pytest.param("mariadb", marks=pytest.mark.engine),
        pytest.param("mysql", marks=pytest.mark.engine),
    ],
    indirect=True,
)
def test_logs_that_are_gone_are_named(context: TaskContext, database: Database, folder: Path) -> None:
    if database.product not in _engines():
        pytest.skip("this engine is left out of this run")
    file = folder / str(back_up(context, folder).data["backup"]) / "manifest.json"
    manifest = json.loads(file.read_text())
    manifest["position"]["file"] = "binlog.999999"
    file.write_text(json.dumps(manifest))
    seconds_of(context)
    with pytest.raises(Refused) as refused:
        restore(context, folder=folder, into="clms_gone", until=context.clock.now().isoformat())
    assert refused.value.code == "logs_missing"
    with pytest.raises(Refused):
        Beside(context, "clms_gone").open()
    manifest["position"]["exact"] = False
    file.write_text(json.dumps(manifest))
    with pytest.raises(Refused) as refused:
        restore(context, folder=folder, until=context.clock.now().isoformat())
    assert refused.value.code == "no_position"


def test_one_table_comes_back_beside(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path, places: list[str]
) -> None:
    stock(app, database, head)
    back_up(context, folder)
    outcome = restore(context, folder=folder, table="books")
    places.append(str(outcome.data["into"]))
    beside = Beside(context, places[0]).open()
    found = everything(beside)
    beside.close()
    assert set(found) == {"books", "clms_restored"} and found["books"] == everything(database)["books"]
    with pytest.raises(NotFound):
        restore(context, folder=folder, table="nothing")


def test_the_live_library_can_not_be_meant(
    context: TaskContext, database: Database, folder: Path, places: list[str]
) -> None:
    back_up(context, folder)
    live = Path(str(database.url.database)).stem
    for name in (live, live.upper(), f"../{live}", f"{live}.db", f"{live}`"):
        with pytest.raises(InvalidInput):
            restore(context, folder=folder, into=name)
    places.append(str(restore(context, folder=folder, into="clms_look").data["into"]))
    with pytest.raises(Refused) as refused:
        restore(context, folder=folder, into="clms_look")
    assert refused.value.code == "schema_exists"
    with pytest.raises(InvalidInput):
        restore(context, swap="yes")
    with pytest.raises(Refused) as refused:
        restore(context, into="clms_nothing", swap="yes")
    assert refused.value.code == "not_restored"


def test_what_was_cut_off_is_not_swapped_in(
    context: TaskContext, database: Database, folder: Path, places: list[str]
) -> None:
    """A library without its mark: the restore was killed before its last step."""
    back_up(context, folder)
    places.append(str(restore(context, folder=folder).data["into"]))
    beside = Beside(context, places[0]).open()
    with beside.engine.connect() as connection:
        connection.execute(text("DROP TABLE clms_restored"))
        connection.commit()
    beside.close()
    with pytest.raises(Refused) as refused:
        restore(context, into=places[0], swap="yes")
    assert refused.value.code == "not_restored"


def test_the_present_s_jobs_outlive_a_swap(
    database: Database, context: TaskContext, folder: Path, places: list[str]
) -> None:
    back_up(context, folder)
    now = context.clock.now()
    row = {
        "key": "a-job",
        "kind": "restore-database",
        "params": "{}",
        "dry_run": False,
        "priority": 0,
        "state": "running",
        "run_at": now,
        "attempt": 1,
        "max_attempts": 1,
        "repeatable": False,
        "timeout_s": 1.5,
        "actor_id": context.actor.user_id,
        "actor": "Odie",
        "workstation": "DESK-1",
        "branch_id": 1,
        "created_at": now,
        "token": 7,
    }
    job_id = database.write(
        lambda connection: connection.execute(insert(jobs).values(row)).inserted_primary_key[0]
    )
    places.append(str(restore(context, folder=folder).data["into"]))
    with pytest.raises(Refused) as refused:
        restore(context, into=places[0], swap="yes")
    assert refused.value.code == "jobs_running"
    mine = dataclasses.replace(context, job_id=job_id)
    places.append(str(restore(mine, into=places[0], swap="yes").data["old"]))
    with database.read() as connection:
        kept = connection.execute(select(jobs.c.id, jobs.c.token)).one()
    assert tuple(kept) == (job_id, 7)


def test_a_damaged_or_newer_one_is_refused_and_leaves_nothing(
    app: App, context: TaskContext, database: Database, head: Actor, folder: Path
) -> None:
    stock(app, database, head)
    made = folder / str(back_up(context, folder).data["backup"])
    file = made / "manifest.json"
    manifest = json.loads(file.read_text())
    file.write_text(json.dumps({**manifest, "revision": "9999"}))
    codes = []
    for harm in (b"", b"flip"):
        if harm:
            file.write_text(json.dumps(manifest))
            part = max(made.glob("*.zst"), key=lambda each: each.stat().st_size)
            content = bytearray(part.read_bytes())
            content[len(content) // 2] ^= 1
            part.write_bytes(content)
        with pytest.raises(Refused) as refused:
            restore(context, folder=folder, into="clms_damaged")
        codes.append(refused.value.code)
    assert codes == ["app_too_old", "part_changed"] and not Beside(context, "clms_damaged").exists


def test_a_token_that_was_revoked_since_opens_nothing_after_a_swap(
    app: App, context: TaskContext, head: Actor, folder: Path, places: list[str]
) -> None:
    kiosk, program = new_secret(), new_secret()
    leaked = app.api_tokens.issue(head, ApiTokenDraft("Kiosk", Role.KIOSK), kiosk).value.token_id
    app.api_tokens.issue(head, ApiTokenDraft("Program", Role.KIOSK), program)
    back_up(context, folder)
    app.api_tokens.end(head, leaked)
    places.append(str(restore(context, folder=folder).data["into"]))
    places.append(str(restore(context, into=places[0], swap="yes").data["old"]))
    states = {token.name: token.ended_at is None for token in app.api_tokens.list(head)}
    assert states == {"Kiosk": False, "Program": True}


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_file_has_no_moments_in_between(context: TaskContext, folder: Path) -> None:
    with pytest.raises(Refused) as refused:
        restore(context, folder=folder, until=context.clock.now().isoformat())
    assert refused.value.code == "no_logs" and "there is none" in refused.value.hint
    name = str(back_up(context, folder).data["backup"])
    with pytest.raises(Refused) as refused:
        restore(context, folder=folder, until=context.clock.now().isoformat())
    assert (
        "no binary log" in refused.value.message
        and f"choose a backup; the last one before is {name}" in refused.value.hint
    )


def _engines() -> list[str]:
    from tests.conftest import _ENGINES

    return _ENGINES
