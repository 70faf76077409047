"""The database's accounts: each can do its work, and nothing that is another's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pymysql
import pytest
from sqlalchemy import text

from app.bootstrap import build_on
from app.cluster.rendering.accounts import accounts, table_rights
from app.cluster.rendering.secrets import NAMES, reveal
from app.database import schema
from app.database.backups.connections import connect
from app.database.backups.snapshots import snapshot
from app.database.engine import Database
from app.database.operations import open_operations
from app.database.seeds import plant
from app.database.tables import metadata
from app.domain.actors import Actor, Role
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from tests.app.cluster.conftest import topology_of
from tests.servers import databases

PASSWORDS = {name: f"only-for-tests-{name}" for name in NAMES}
_DENIED = {1044, 1142, 1227, 1290}


def _url(server: databases.Server, account: str) -> str:
    return f"mysql+pymysql://{account}:{PASSWORDS[account]}@127.0.0.1:{server.port}/clms"


def _run(server: databases.Server, script: str) -> None:
    with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
        for statement in reveal(script, PASSWORDS).split(";\n"):
            lines = [line for line in statement.splitlines() if not line.startswith("--")]
            if "".join(lines).strip():
                cursor.execute("\n".join(lines))


@pytest.fixture(scope="module")
def library(configured_server: databases.Server) -> Iterator[databases.Server]:
    """A library made the way an administrator makes it: accounts, ``clms migrate``, rights on tables. All twice."""
    topology = topology_of(configured_server.kind)
    with contextlib.closing(configured_server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SET GLOBAL read_only = 0, sync_binlog = 0, innodb_flush_log_at_trx_commit = 0")
    for _ in range(2):
        _run(configured_server, accounts(topology))
        migrating = Database(_url(configured_server, "clms_migrate"))
        if schema.upgrade(migrating):
            migrating.write(plant)
        open_operations(migrating).close()
        migrating.close()
        _run(configured_server, table_rights(topology))
    yield configured_server
    with contextlib.closing(configured_server.connect()) as connection, connection.cursor() as cursor:
        for name in ("clms", "clms_ops"):
            cursor.execute(f"DROP DATABASE {name}")
        cursor.execute("SET GLOBAL read_only = 1, sync_binlog = 1, innodb_flush_log_at_trx_commit = 1")


def test_a_desk_does_its_work_with_its_own_account(library: databases.Server) -> None:
    database = Database(_url(library, "clms_desk"))
    with build_on(database, bcrypt_rounds=4) as app:
        helena = app.accounts.create_first_user("Helena Cruz", password="reading is a quiet joy").value
        head = Actor(helena.id, helena.name, Role.HEAD_LIBRARIAN, "DESK-1")
        app.sample.create(
            head, titles=10, students=10, activities=100
        )  # titles, patrons, loans, fines, payments, visits
        app.audit.seal()
        assert app.catalog.list(head, TitleQuery(), Window()).rows
        assert app.operations.ping()
    database.close()


def test_a_desk_may_lock_the_rows_by_which_writers_take_turns(library: databases.Server) -> None:
    database = Database(_url(library, "clms_desk"))
    for name in ("schema_info", "acts", "users"):
        database.write(
            lambda connection, name=name: connection.execute(
                text(f"SELECT id FROM {name} LIMIT 1 FOR UPDATE")
            )
        )
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_logs SET actor = 'nobody'",
        "DELETE FROM audit_logs",
        "UPDATE ledger SET amount_minor = 0",
        "DELETE FROM ledger",
        "DELETE FROM allocations",
        "UPDATE changes SET flags = 0",
        "DELETE FROM changes",
        "DELETE FROM audit_seals",
        "UPDATE schema_info SET min_app = '0'",
        "CREATE TABLE mine (id INT PRIMARY KEY)",
        "ALTER TABLE books ADD COLUMN mine INT",
        "DROP TABLE books",
        "TRUNCATE TABLE loans",
        "DROP TRIGGER ledger_no_update",
        "CREATE USER 'other'@'%' IDENTIFIED BY 'only-for-tests'",
        "GRANT ALL ON clms.* TO 'clms_desk'@'%'",
        "SELECT * FROM mysql.user",
        "SET GLOBAL read_only = 1",
    ],
)
def test_a_desk_s_account_can_do_nothing_else(library: databases.Server, statement: str) -> None:
    assert _denied(library, "clms_desk", statement)


@pytest.mark.parametrize("account", ["clms_backup", "clms_replica"])
def test_who_only_reads_writes_nothing(library: databases.Server, account: str) -> None:
    for statement in (
        "INSERT INTO clms.branches (code) VALUES ('X')",
        "DELETE FROM clms.changes",
        "DROP TABLE clms.books",
    ):
        assert _denied(library, account, statement)


def test_a_backup_is_taken_with_its_own_account(library: databases.Server) -> None:
    database = Database(_url(library, "clms_backup"))
    with connect(database.url, library.kind) as connection, snapshot(connection, library.kind) as taken:
        assert taken.position is not None
    with database.read() as connection:
        for table in metadata.tables:
            connection.execute(text(f"SELECT 1 FROM `{table}` LIMIT 1"))
    database.close()


def test_a_worker_restores_beside_the_library_and_writes_nothing_past_a_closed_server(
    library: databases.Server,
) -> None:
    for statement in (
        "CREATE DATABASE clms_verify_1",
        "CREATE TABLE clms_verify_1.t (id INT PRIMARY KEY)",
        "DROP DATABASE clms_verify_1",
    ):
        assert not _denied(library, "clms_ops", statement)
    assert _denied(library, "clms_ops", "CREATE DATABASE other")
    with contextlib.closing(library.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SET GLOBAL read_only = 1")
        try:
            for account in ("clms_desk", "clms_ops", "clms_migrate"):
                assert _denied(library, account, "UPDATE books SET price_minor = 1 WHERE id = 0")
        finally:
            cursor.execute("SET GLOBAL read_only = 0")


def _denied(server: databases.Server, account: str, statement: str) -> bool:
    """Whether the server refuses for want of a right, and not for another reason."""
    with contextlib.closing(
        pymysql.connect(
            host="127.0.0.1", port=server.port, user=account, password=PASSWORDS[account],
            database=None if account == "clms_replica" else "clms",
        )
    ) as connection, connection.cursor() as cursor:  # fmt: skip
        try:
            cursor.execute(statement)
        except pymysql.MySQLError as error:
            if error.args[0] not in _DENIED:
                raise
            return True
    return False
