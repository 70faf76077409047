"""Migrations: the same schema as the tables say, on every engine, up, down and over data."""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, select, text, update

from app.bootstrap import App
from app.database import append_only, schema
from app.database.engine import Database
from app.database.tables import (
    acts,
    audit_logs,
    branches,
    metadata,
    policies,
    schema_info,
)
from app.domain.actors import Actor
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from app.errors import ClmsError, Refused
from tests.servers import databases

SPAWN = multiprocessing.get_context("spawn")
MIGRATIONS = Path(schema.__file__).parent / "migrations"


@pytest.fixture
def empty(engine_url: str) -> Iterator[Database]:
    """A database with nothing in it, on each engine."""
    opened = Database(engine_url)
    yield opened
    opened.close()


def _tables(database: Database) -> set[str]:
    with database.read() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version", "sqlite_sequence"}


def _triggers(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
    return set(connection.execute(text(query)).scalars())


def test_head_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_migrations_make_what_the_tables_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


_ADDED = re.compile(r", (?=\w+ (?:VARCHAR|DATETIME|BIGINT|INTEGER|TEXT|BLOB|BOOLEAN|DATE)\b)")
"""SQLite writes a column that was added behind the last line."""


def _definitions(database: Database) -> dict[str, set[str]]:
    """Each table's definition as the engine itself tells it, line by line."""
    found: dict[str, set[str]] = {}
    with database.read() as connection:
        for table in metadata.tables:
            if database.is_sqlite:
                query = f"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND type <> 'trigger' AND sql IS NOT NULL"
                shown = "\n".join(connection.execute(text(query)).scalars())
                shown = _ADDED.sub("\n", shown)
            else:
                shown = str(connection.execute(text(f"SHOW CREATE TABLE {table}")).one()[1])
            lines = (line.strip().rstrip(",") for line in shown.splitlines())
            found[table] = {line for line in lines if not line.startswith(") ENGINE")}
    return found


def _upgrade_elsewhere(url: str, answers: Any) -> None:
    database = Database(url)
    try:
        answers.put(schema.upgrade(database, "Asia/Tokyo"))
    except ClmsError as error:
        answers.put(str(error))
    finally:
        database.close()


def test_a_schema_s_whole_life(empty: Database, engine_url: str) -> None:
    """One test, since making the tables takes a server seconds."""
    assert schema.state(empty) == schema.SchemaState(None, None)
    with pytest.raises(Refused) as refused:
        schema.check(empty)
    assert refused.value.code == "schema_missing"

    _migrate_from_several_processes(engine_url)
    assert schema.state(empty).current
    assert not schema.upgrade(empty)
    assert _tables(empty) == set(metadata.tables)
    with empty.read() as connection:
        assert connection.execute(select(branches.c.code, branches.c.timezone)).all() == [
            ("MAIN", "Asia/Tokyo")
        ]
        assert connection.execute(select(policies.c.id)).first() is not None
        assert len(connection.execute(select(schema_info)).all()) == 1
    migrated = _definitions(empty)

    _cut_off_half_way(empty)
    assert schema.upgrade(empty)
    assert _definitions(empty) == migrated
    with empty.read() as connection:
        assert {"ledger_no_delete", "allocations_no_update"} <= _triggers(connection)

    schema.downgrade(empty, "base")
    assert schema.state(empty).revision is None
    assert _tables(empty) == set()
    with empty.read() as connection:
        assert _triggers(connection) == set()

    metadata.create_all(empty.engine)
    assert _definitions(empty) == migrated


def _migrate_from_several_processes(url: str) -> None:
    answers = SPAWN.Queue()
    others = [SPAWN.Process(target=_upgrade_elsewhere, args=(url, answers)) for _ in range(2)]
    for other in others:
        other.start()
    outcomes = [answers.get(timeout=200) for _ in others]
    for other in others:
        other.join(60)
    assert set(outcomes) <= {True, False}


def _cut_off_half_way(database: Database) -> None:
    """Leave what a crash in the middle of a migration leaves: some of it, and no stamp."""
    with database.engine.begin() as connection:
        for statement in (
            "DROP TRIGGER ledger_no_delete",
            "DROP TABLE allocations",
            "DROP TABLE title_search_words",
            "DELETE FROM alembic_version",
        ):
            connection.execute(text(statement))


def test_going_up_over_data_keeps_it(app: App, head: Actor, database: Database) -> None:
    """As after a crash between the last statement and the stamp: every step finds its work done."""
    app.library_settings.set(head, "library_name", "Aklatan")
    with database.read() as connection:
        before = {name: connection.execute(select(table)).all() for name, table in metadata.tables.items()}
    database.write(lambda c: c.execute(text("DELETE FROM alembic_version")).rowcount)
    assert schema.upgrade(database)
    with database.read() as connection:
        after = {name: connection.execute(select(table)).all() for name, table in metadata.tables.items()}
    assert after == before


# Which release may work on what


def _stamp(database: Database, revision: str, min_app: str = "0.1.0") -> None:
    def work(connection: Connection) -> None:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
        connection.execute(update(schema_info).values(min_app=min_app))

    database.write(work)


@pytest.fixture
def stamped(library_url: str) -> Iterator[Database]:
    """A library whose stamp a test changes and this puts back."""
    opened = Database(library_url)
    yield opened
    _stamp(opened, schema.HEAD)
    opened.close()


def test_the_present_schema_is_accepted(stamped: Database) -> None:
    schema.check(stamped)


def test_a_newer_schema_is_worked_on_while_it_allows_this_release(stamped: Database) -> None:
    _stamp(stamped, "9999")
    schema.check(stamped)
    assert not schema.upgrade(stamped)
    _stamp(stamped, "9999", "9.0.0")
    for refuse in (schema.check, schema.upgrade):
        with pytest.raises(Refused) as refused:
            refuse(stamped)
        assert refused.value.code == "app_too_old"
        assert "9.0.0" in refused.value.message


def test_an_older_schema_has_to_be_migrated_first(stamped: Database) -> None:
    _stamp(stamped, "0000")
    with pytest.raises(Refused) as refused:
        schema.check(stamped)
    assert refused.value.code == "schema_old"
    assert "clms migrate" in refused.value.hint


# What guards the rows


@pytest.fixture
def entry(app: App, head: Actor) -> int:
    """The id of an audit entry about a person."""

    def work(unit: Any) -> int:
        unit.audit(
            "add", "student", 1, "Reyes, Lia", before={"name": "Old"}, after={"name": "Lia"}, student_id=1
        )
        return 1

    act = app.core.acts.perform(head, "note", work, result=int).act_id
    with app.core.database.read() as connection:
        return connection.execute(select(audit_logs.c.id).where(audit_logs.c.act_id == act)).scalar_one()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_logs SET actor = 'Somebody'",
        "UPDATE audit_logs SET actor = UPPER(actor)",
        "UPDATE audit_logs SET label = 'Other'",
        "UPDATE audit_logs SET label = UPPER(label)",
        "UPDATE audit_logs SET state_after = '{}'",
        "UPDATE audit_logs SET state_after = UPPER(state_after)",
        "UPDATE audit_logs SET state_before = NULL, action = 'x'",
        "UPDATE audit_logs SET entity_id = NULL",
        "UPDATE audit_logs SET student_id = NULL",
        "DELETE FROM audit_logs",
    ],
)
def test_the_audit_can_not_be_rewritten(database: Database, entry: int, change: str) -> None:
    with pytest.raises(ClmsError):
        database.write(lambda c: c.execute(text(change)).rowcount)
    with database.read() as connection:
        row = connection.execute(select(audit_logs).where(audit_logs.c.id == entry)).one()
    assert (row.actor, row.label, row.state_after) == ("Helena", "Reyes, Lia", '{"name":"Lia"}')


def test_what_the_audit_says_about_a_person_can_be_erased(database: Database, entry: int) -> None:
    blank = update(audit_logs).where(audit_logs.c.id == entry)
    database.write(lambda c: c.execute(blank.values(state_before=None)).rowcount)
    database.write(lambda c: c.execute(blank.values(state_after=None, label="")).rowcount)
    with database.read() as connection:
        row = connection.execute(select(audit_logs).where(audit_logs.c.id == entry)).one()
    assert (row.state_before, row.state_after, row.label) == (None, None, "")


@pytest.mark.parametrize(
    ("change", "may"),
    [
        ("UPDATE ledger SET note = ''", True),
        ("UPDATE ledger SET note = 'Other'", False),
        ("UPDATE ledger SET note = '', amount_minor = 1", False),
        ("UPDATE ledger SET note = '', student_id = NULL", False),
        ("DELETE FROM ledger", False),
    ],
)
def test_of_the_ledger_nothing_but_notes_can_be_blanked(
    app: App, head: Actor, database: Database, change: str, may: bool
) -> None:
    patron = app.students.add(head, StudentDraft("Reyes", "Ana")).value.student_id
    app.ledger.charge(head, patron, ChargeType.MANUAL, 500, "Printing")
    if may:
        database.write(lambda c: c.execute(text(change)).rowcount)
    else:
        with pytest.raises(ClmsError):
            database.write(lambda c: c.execute(text(change)).rowcount)
    lines = app.ledger.account(head, patron).lines
    assert [(line.amount_minor, line.note) for line in lines] == [(500, "" if may else "Printing")]


def test_every_append_only_table_is_guarded(database: Database) -> None:
    with database.read() as connection:
        found = _triggers(connection)
    tables = "ledger allocations student_activities audit_seals audit_logs archives archived_ranges".split()
    assert found == {f"{table}_no_{event}" for table in tables for event in ("update", "delete")}
    made = _guards(database)
    with database.engine.connect() as connection:
        for name in found:
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.commit()
    assert set(append_only.restore(database)) == set(tables)
    assert _guards(database) == made, "what is made again is what the migrations made"
    assert append_only.restore(database) == []


def _guards(database: Database) -> set[tuple[str, str]]:
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    if not database.is_sqlite:
        query = (
            "SELECT trigger_name, action_statement FROM information_schema.triggers "
            "WHERE trigger_schema = DATABASE()"
        )
    with database.read() as connection:
        return {(name, said) for name, said in connection.execute(text(query))}


# Rights on a server


@pytest.fixture
def limited(mysql_server: databases.Server) -> Iterator[Callable[[str], str]]:
    """``limited(rights)``: the URL of an empty MySQL database for an account with just these rights on it."""
    with databases.fresh_database(mysql_server.prefix) as url:
        name = url.rsplit("/", 1)[1]
        bare = mysql_server.connect()

        def account(rights: str) -> str:
            with bare.cursor() as cursor:
                cursor.execute("CREATE USER 'small'@'%' IDENTIFIED BY 'only-for-tests'")
                cursor.execute(f"GRANT {rights} ON {name}.* TO 'small'@'%'")
            return url.replace("//clms:", "//small:")

        yield account
        with bare.cursor() as cursor:
            cursor.execute("DROP USER IF EXISTS 'small'@'%'")
        bare.close()


@pytest.mark.engine
@pytest.mark.skipif("mysql" not in os.environ.get("CLMS_TEST_ENGINES", "mysql"), reason="it needs MySQL")
@pytest.mark.parametrize(
    ("rights", "code"), [("ALL", "may_not_make_triggers"), ("SELECT, INSERT", "may_not_migrate")]
)
def test_missing_rights_are_named(limited: Callable[[str], str], rights: str, code: str) -> None:
    database = Database(limited(rights))
    with pytest.raises(Refused) as refused:
        schema.upgrade(database)
    assert refused.value.code == code
    assert "clms migrate" in refused.value.hint
    database.close()


def test_ids_are_never_used_again(database: Database, head: Actor) -> None:
    row = {
        "kind": "x",
        "actor": "a",
        "workstation": "w",
        "branch_id": 1,
    }
    moment = {"occurred_at": _now(), "recorded_at": _now(), "local_day": _now().date()}

    def add(key: str) -> int:
        def work(connection: Connection) -> int:
            done = connection.execute(insert(acts).values(key=key, **row, **moment))
            assert done.inserted_primary_key is not None
            return int(done.inserted_primary_key[0])

        return database.write(work)

    first = add("1")
    database.write(lambda c: c.execute(text("DELETE FROM acts")).rowcount)
    assert add("2") > first


def _now() -> datetime:
    return datetime.now(UTC)
