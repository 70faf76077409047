"""A built App on each engine, and the people who act in tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text

from app.bootstrap import App, build_on
from app.database import schema
from app.database.engine import Database
from app.database.seeds import plant
from app.database.tables import users
from app.domain.actors import Actor, Role
from tests.servers import databases

_ENGINES = [
    pytest.param(name, marks=pytest.mark.engine)
    for name in ("sqlite", "mariadb", "mysql")
    if name in os.environ.get("CLMS_TEST_ENGINES", "sqlite,mariadb,mysql").replace(" ", "").split(",")
]


@pytest.fixture(params=_ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn: sqlite, mariadb, mysql."""
    return str(request.param)


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


def _migrate(url: str) -> None:
    database = Database(url)
    schema.upgrade(database)
    database.close()


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
    """Put the database back to its first day. TRUNCATE passes by the append-only triggers; only used tables pay."""
    database = Database(url)
    with database.engine.connect() as connection:
        query = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
        names = [name for (name,) in connection.execute(text(query)) if name != "alembic_version"]
        used = " UNION ALL ".join(f"(SELECT '{name}' AS name FROM `{name}` LIMIT 1)" for name in names)
        connection.execute(text("SET foreign_key_checks = 0"))
        for (name,) in connection.execute(text(used)).all():
            connection.execute(text(f"TRUNCATE TABLE `{name}`"))
        connection.execute(text("SET foreign_key_checks = 1"))
        connection.commit()
    database.write(plant)
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
