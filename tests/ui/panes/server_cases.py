"""A library on a real MariaDB and MySQL behind the panes, and whoever set it up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.bootstrap import App, build_on
from app.database import schema
from app.database.engine import Database
from app.domain.actors import Actor, Role

_ENGINES = os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql").replace(" ", "").split(",")


def servers(*long: str) -> list[Any]:
    """Both, as far as this run asks for them; those that are named in long tests only."""
    marks = {
        name: [pytest.mark.engine, *([pytest.mark.long] if name in long else [])]
        for name in ("mariadb", "mysql")
    }
    return [pytest.param(name, marks=marks[name]) for name in marks if name in _ENGINES]


@pytest.fixture(params=servers())
def services(
    request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[[str, ExitStack], str]
) -> Iterator[App]:
    """A library on a server, with its operations store beside it."""
    with ExitStack() as stack:
        url = new_database(request.param, stack)
        database = Database(url)
        schema.upgrade(database)
        with build_on(database, bcrypt_rounds=4, workstation="desk-1", data_dir=tmp_path) as built:
            yield built
            name = built.operations.url.database
            with database.engine.connect() as connection:
                connection.execute(text(f"DROP DATABASE IF EXISTS `{name}`"))


@pytest.fixture
def actor(services: App) -> Actor:
    """Whoever set the library up; on a server they need a password."""
    user = services.accounts.create_first_user("Helena Head", password="reading is a quiet joy").value
    return Actor(user.id, user.name, Role.ADMIN, "desk-1")
