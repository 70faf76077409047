"""An operations store on each engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.database.engine import Database
from app.database.operations import open_operations
from app.database.tables.operations import metadata


@pytest.fixture(scope="module")
def opened_store(module_engine_url: str) -> Iterator[Database]:
    """The operations store of one file of tests."""
    library = Database(module_engine_url)
    opened = open_operations(library)
    yield opened
    _drop(opened)
    opened.close()
    library.close()


def _drop(store: Database) -> None:
    if not store.is_sqlite:
        with store.engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE `{store.url.database}`")


@pytest.fixture
def store(opened_store: Database) -> Database:
    """The same, emptied."""
    for table in metadata.tables.values():
        opened_store.write(lambda connection, table=table: connection.execute(table.delete()))
    return opened_store
