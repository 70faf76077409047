"""The operations store beside a library: where it is, how it is made.

On a server it is the schema ``<library>_ops`` (``clms_ops``), beside a file ``clms.db`` the file ``clms-ops.db``.
Whatever is in it may be lost without loss, so it has no migrations: tables are added where they are missing.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import exc, text
from sqlalchemy.engine import URL

from app.database.engine import Database
from app.database.errors import Trouble, diagnose, translate
from app.database.tables.operations import metadata
from app.errors import Refused, Unreachable

_POOL = 2
_LOCK_WAIT_S = 20  # less than what a statement is given


def operations_url(library: URL) -> URL:
    """The address of the operations store of the library at ``library``."""
    assert library.database is not None
    if library.get_backend_name() == "sqlite":
        file = Path(library.database)
        return library.set(database=str(file.with_name(f"{file.stem}-ops{file.suffix}")))
    return library.set(database=f"{library.database}_ops")


def open_operations(library: Database) -> Database:
    """The store, ready; made where it is missing. The caller closes it.

    Raises Refused when the account may not make it, Unreachable when the server does not answer.
    """
    store = library.beside(operations_url(library.url), _POOL)
    try:
        _make(library, store)
    except BaseException:
        store.close()
        raise
    return store


def _make(library: Database, store: Database) -> None:
    try:
        _make_tables(store)
    except exc.SQLAlchemyError as error:
        if store.is_sqlite or diagnose(error) is not Trouble.ACCESS:
            raise translate(error) from error
        _make_schema(library, str(store.url.database))
        _make_tables(store)


def _make_tables(store: Database) -> None:
    """Look before asking: on a server the desk's account may use these tables and not make them.

    Only one at a time makes them: a window and its worker, or several nodes, open a new library at the same moment.
    Raises Unreachable when another goes on making them for too long.
    """
    with store.engine.connect() as connection:
        names = set(store.engine.dialect.get_table_names(connection))
    if not set(metadata.tables) - names:
        return
    if store.is_sqlite:
        store.write(metadata.create_all)  # holds the lock from its beginning
        return
    with store.engine.connect() as connection:
        name = {"name": f"clms tables {store.url.database}"[:64]}
        taken = connection.execute(text(f"SELECT GET_LOCK(:name, {_LOCK_WAIT_S})"), name).scalar()
        if taken != 1:
            raise Unreachable(
                "Another program is making the tables for progress and logs of background work.",
                hint="Try again in a minute.",
                code="operations_store_busy",
            )
        metadata.create_all(connection)
        connection.execute(text("SELECT RELEASE_LOCK(:name)"), name)


def _make_schema(library: Database, name: str) -> None:
    try:
        with library.engine.connect() as connection:
            quoted = connection.dialect.identifier_preparer.quote_identifier(name)
            connection.execute(text(f"CREATE DATABASE IF NOT EXISTS {quoted} CHARACTER SET utf8mb4"))
    except exc.SQLAlchemyError as error:
        if diagnose(error) is not Trouble.ACCESS:
            raise translate(error) from error
        raise Refused(
            f"The database account may not make the schema {name}, which holds progress and logs of background work.",
            hint=f"An administrator of the server runs: CREATE DATABASE {name} CHARACTER SET utf8mb4; and lets the "
            "account use it.",
            code="operations_store_missing",
        ) from error
