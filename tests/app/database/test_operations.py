"""The operations store beside a library: made once, whoever comes first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import inspect, text

from app.database import operations
from app.database.engine import Database
from app.database.operations import open_operations
from app.database.tables.operations import metadata
from app.errors import Unreachable

_AT_ONCE = 6


def test_many_who_open_a_new_library_at_once_all_find_its_store(database: Database) -> None:
    """A window and its worker, or the nodes of a cluster, start at the same moment on a library nobody opened yet."""
    ready = threading.Barrier(_AT_ONCE)

    def opened() -> set[str]:
        ready.wait()
        with closing(open_operations(database)) as store:
            return set(inspect(store.engine).get_table_names())

    try:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            found = [each.result() for each in [threads.submit(opened) for _ in range(_AT_ONCE)]]
        assert found == [set(metadata.tables)] * _AT_ONCE
    finally:
        if not database.is_sqlite:
            with database.engine.connect() as connection:
                connection.execute(text(f"DROP DATABASE IF EXISTS `{database.url.database}_ops`"))


@pytest.mark.engine
@pytest.mark.parametrize("engine_name", ["mariadb", "mysql"])
def test_who_waits_in_vain_for_others_to_make_the_store_says_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "_LOCK_WAIT_S", 0)
    schema = f"{database.url.database}_ops"
    name = {"name": f"clms tables {schema}"[:64]}
    with database.engine.connect() as other:
        try:
            assert other.execute(text("SELECT GET_LOCK(:name, 0)"), name).scalar() == 1
            with pytest.raises(Unreachable) as refused:
                open_operations(database)
            assert refused.value.code == "operations_store_busy"
            other.execute(text("SELECT RELEASE_LOCK(:name)"), name)
            with closing(open_operations(database)) as store:
                assert set(inspect(store.engine).get_table_names()) == set(metadata.tables)
        finally:
            other.execute(text(f"DROP DATABASE IF EXISTS `{schema}`"))
