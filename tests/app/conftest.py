"""A built App on each engine, and the people who act in tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, insert, text

from app.bootstrap import App, build_on
from app.database import schema
from app.database.engine import Database
from app.database.seeds import plant
from app.database.tables import metadata, users
from app.domain.actors import Actor, Role
from app.domain.file_places import FileKind, FilePlaces
from tests.servers import databases, s3

_ENGINES = [
    pytest.param(name, marks=pytest.mark.engine)
    for name in ("sqlite", "mariadb", "mysql")
    if name in os.environ.get("CLMS_TEST_ENGINES", "sqlite,mariadb,mysql").replace(" ", "").split(",")
]


@pytest.fixture(params=_ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn: sqlite, mariadb, mysql."""
    return str(request.param)


@pytest.fixture
def places_of(
    tmp_path: Path, s3_server: s3.S3Server, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], FilePlaces]]:
    """The settings of a library that keeps new files in the place of this kind; every place is known and empty."""
    for name, value in s3.KEYS.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "nas" / "clms").mkdir(parents=True)
    bucket = f"pictures-{uuid4().hex[:8]}"
    s3_server.make_bucket(bucket)

    def made(kind: str) -> FilePlaces:
        folder, share = str(tmp_path / "files"), str(tmp_path / "nas" / "clms")
        return FilePlaces(FileKind(kind), folder, share, s3_server.address(bucket))

    yield made
    s3_server.start_again()  # where a test killed it


@pytest.fixture(scope="session")
def sqlite_library(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated file to copy."""
    url = f"sqlite:///{tmp_path_factory.mktemp('library')}/migrated.db"
    _migrate(url)
    return url


@pytest.fixture(scope="session")
def mariadb_library(mariadb_server: databases.Server) -> Iterator[str]:
    """A migrated database on MariaDB, emptied before each test that uses it."""
    with databases.fresh_database(mariadb_server.prefix) as url:
        _migrate(url)
        yield url


@pytest.fixture(scope="session")
def mysql_library(mysql_server: databases.Server) -> Iterator[str]:
    """A migrated database on MySQL, emptied before each test that uses it."""
    with databases.fresh_database(mysql_server.prefix) as url:
        _migrate(url)
        yield url


_SEEDS = ("branches", "drawers", "library_settings", "opening_hours", "policies", "schema_info")
_GUARDED = (
    "allocations",
    "archived_ranges",
    "archives",
    "audit_logs",
    "audit_seals",
    "ledger",
    "student_activities",
)
_first_day: dict[str, list[Any]] = {}


def _migrate(url: str) -> None:
    database = Database(url)
    schema.upgrade(database)
    _plant_and_note(database, url)
    database.close()


def _plant_and_note(database: Database, url: str) -> None:
    database.write(plant)
    if not database.is_sqlite:
        with database.read() as connection:
            _first_day[url] = _checksums(connection)


def _checksums(connection: Connection) -> list[Any]:
    return [tuple(row) for row in connection.execute(text(f"CHECKSUM TABLE {', '.join(_SEEDS)}"))]


@pytest.fixture
def library_url(request: pytest.FixtureRequest, engine_name: str, tmp_path: Path) -> str:
    """The URL of a library with its schema and seed rows, and nothing a test before left behind."""
    url: str = request.getfixturevalue(f"{engine_name}_library")
    if engine_name == "sqlite":
        target = tmp_path / "library.db"
        shutil.copyfile(url.removeprefix("sqlite:///"), target)
        return f"sqlite:///{target}"
    _empty(url)
    return url


def _empty(url: str) -> None:
    """Put the database back to its first day, save that ids go on counting.

    TRUNCATE passes by the append-only triggers but takes a server a tenth of a second a table, DELETE far less.
    """
    database = Database(url)
    with database.engine.connect() as connection:
        connection.execute(text("SET foreign_key_checks = 0"))
        replant = _checksums(connection) != _first_day[url]
        emptied = [name for name in metadata.tables if replant or name not in _SEEDS]
        used = " UNION ALL ".join(f"(SELECT '{name}' AS name FROM `{name}` LIMIT 1)" for name in emptied)
        for name in connection.execute(text(used)).scalars().all():
            connection.execute(text(f"{'TRUNCATE TABLE' if name in _GUARDED else 'DELETE FROM'} `{name}`"))
        connection.execute(text("SET foreign_key_checks = 1"))
        connection.commit()
    if replant:
        _plant_and_note(database, url)
    database.close()


@pytest.fixture
def database(library_url: str) -> Iterator[Database]:
    """An open library database on each engine in turn."""
    opened = Database(library_url, pool_size=20, acquire_timeout_s=30)
    yield opened
    opened.close()


@pytest.fixture
def app(database: Database) -> Iterator[App]:
    """A built App on each engine in turn. Passwords are hashed with the fewest rounds bcrypt allows."""
    with build_on(database, bcrypt_rounds=4) as built:
        yield built


@pytest.fixture
def person(database: Database) -> Callable[..., Actor]:
    """``person(Role.LIBRARIAN, "Lia")``: a user without a password, and the actor for it."""

    def make(role: Role, name: str, workstation: str = "DESK-1") -> Actor:
        row: dict[str, Any] = {"username": name.lower(), "name": name, "role": role.value, "branch_id": 1}
        now = datetime.now(UTC)

        def work(connection: Any) -> int:
            done = connection.execute(insert(users).values(**row, created_at=now, version=1))
            return int(done.inserted_primary_key[0])

        return Actor(database.write(work), name, role, workstation)

    return make


@pytest.fixture
def head(person: Callable[..., Actor]) -> Actor:
    """A head librarian."""
    return person(Role.HEAD_LIBRARIAN, "Helena")


@pytest.fixture
def librarian(person: Callable[..., Actor]) -> Actor:
    """A librarian at the desk."""
    return person(Role.LIBRARIAN, "Lia")


@pytest.fixture
def kiosk(person: Callable[..., Actor]) -> Actor:
    """The kiosk at the door."""
    return person(Role.KIOSK, "Kiosk")
