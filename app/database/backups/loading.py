"""Putting a saved library into an empty schema of a server.

Small tables at once, in one transaction; large ones without secondary indexes over a few sessions, one transaction a
table, then their indexes; foreign keys of large tables, views and triggers last. Indexes are so built sorted, and two
tables load at once.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

from sqlalchemy.engine import URL

from app.database.backups.connections import Connection, connect, number, quoted, run
from app.database.backups.inserting import Inserter
from app.database.backups.tables import cut
from app.domain.backups import Contents, TableContents
from app.errors import Refused

Pieces = Callable[[TableContents], Iterator[bytes]]
"""Gives the rows of a table as they were saved, in order."""

LANES = max(2, min(4, os.cpu_count() or 2))
SMALL = 1 << 20
"""Bytes of rows below which a table's indexes are made with it: each change of a definition waits for the disk."""
_NOT_ALLOWED = {1227, 1044}


@contextmanager
def unlogged(connection: Connection) -> Iterator[bool]:
    """Keep what this session does out of the binary log where the account may; yields whether it is kept out."""
    import pymysql

    kept_out = True
    try:
        run(connection, "SET SESSION sql_log_bin = 0")
    except pymysql.err.MySQLError as error:
        if number(error) not in _NOT_ALLOWED:
            raise
        kept_out = int(run(connection, "SELECT @@log_bin")[0][0]) == 0
    yield kept_out


class Loader:
    """Fills one empty schema. ``logged`` False keeps it from replicas where the account may do so."""

    def __init__(self, url: URL, product: str, schema: str, *, logged: bool) -> None:
        self._url = url
        self._product = product
        self._schema = schema
        self._logged = logged

    def load(
        self,
        contents: Contents,
        tables: Sequence[TableContents],
        pieces: Pieces,
        told: Callable[[int], None],
    ) -> None:
        """Make and fill ``tables``; ``told`` hears of every piece's bytes, in any thread, and may raise to stop it."""
        whole = len(tables) == len(contents.tables)
        small = [table for table in tables if whole and table.size < SMALL]
        large = sorted((table for table in tables if table not in small), key=lambda each: -each.size)
        with self._session() as session:
            for table in tables:
                run(session, table.create if table in small else cut(table.create).bare)
            run(session, "START TRANSACTION")
            for table in small:
                self._insert(session, table, pieces, told)
            session.commit()
        # No foreign key joins two of these yet: none waits for another one's transaction.
        self._in_lanes([partial(self._fill, table, pieces, told) for table in large])
        if not whole:
            return
        with self._session() as session:
            for table in large:
                if keys := cut(table.create).foreign_keys:
                    run(
                        session, f"ALTER TABLE {quoted(table.name)} {', '.join(f'ADD {key}' for key in keys)}"
                    )
            for statement in (*contents.views, *contents.triggers):
                run(session, statement)

    def _fill(
        self,
        table: TableContents,
        pieces: Pieces,
        told: Callable[[int], None],
        session: Connection,
    ) -> None:
        """A table with many rows, then its indexes in one go."""
        run(session, "START TRANSACTION")
        self._insert(session, table, pieces, told)
        session.commit()
        if keys := cut(table.create).indexes:
            run(session, f"ALTER TABLE {quoted(table.name)} {', '.join(f'ADD {key}' for key in keys)}")

    @staticmethod
    def _insert(
        session: Connection, table: TableContents, pieces: Pieces, told: Callable[[int], None]
    ) -> None:
        inserter = Inserter(session, table.insert, table.kinds)
        for piece in pieces(table):
            inserter.put(piece)
            told(len(piece))
        inserter.close()

    def _in_lanes(self, work: Sequence[Callable[[Connection], None]]) -> None:
        """Over several sessions at once, the largest first so that they end together. The first error stops all."""
        waiting: queue.SimpleQueue[Callable[[Connection], None]] = queue.SimpleQueue()
        for each in work:
            waiting.put(each)
        errors: list[BaseException] = []

        def lane() -> None:
            try:
                with self._session() as session:
                    while not errors:
                        waiting.get_nowait()(session)
            except queue.Empty:
                return
            except BaseException as error:  # noqa: BLE001 - raised again by the caller's thread
                errors.append(error)

        threads = [threading.Thread(target=lane, name=f"clms-load-{place}") for place in range(LANES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]

    @contextmanager
    def _session(self) -> Iterator[Connection]:
        with ExitStack() as stack:
            session = stack.enter_context(connect(self._url, self._product, self._schema))
            run(
                session,
                "SET SESSION foreign_key_checks = 0, unique_checks = 0, "
                "sql_mode = 'NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES'",
            )
            if not self._logged:
                stack.enter_context(unlogged(session))
            yield session


def create_schema(session: Connection, name: str, contents: Contents) -> None:
    """Make the empty schema. Raises Refused when it exists already or may not be made."""
    import pymysql

    try:
        run(
            session,
            f"CREATE DATABASE {quoted(name)} CHARACTER SET {contents.charset} COLLATE {contents.collation}",
        )
    except pymysql.err.MySQLError as error:
        if number(error) == 1007:
            raise Refused(
                f"There is a schema {name} already; a backup is only restored into a new one.",
                hint="Name another one, or drop it when nobody needs it.",
                code="schema_exists",
            ) from error
        if number(error) in (1044, 1045, 1227):
            raise Refused(
                f"This database account may not make the schema {name}.",
                hint=f"An administrator of the server runs: GRANT ALL ON `{name.split('_')[0]}\\_%`.* TO this account.",
                code="may_not_make_schema",
            ) from error
        raise


def drop_schema(session: Connection, name: str) -> None:
    """Remove a schema and all that is in it."""
    run(session, f"DROP DATABASE IF EXISTS {quoted(name)}")
