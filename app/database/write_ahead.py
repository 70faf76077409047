"""The write-ahead log of a library in a file, while bulk work writes it.

SQLite brings the log into the file within the commit that makes it long. Others may write by then, but whoever times
the commit takes that for time they had to wait. Bulk work therefore puts it off and does it in its pauses. Each
connection does as usual again when it is given back, so whatever becomes of the work, the next commit sees to the log.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Engine, exc
from sqlalchemy.pool import ConnectionPoolEntry

log = logging.getLogger(__name__)
# SQLite's own default.
_PAGES = 1_000
_PUT_OFF = "clms_checkpoint_put_off"


def put_off(connection: Connection) -> None:
    """The commit of this transaction leaves the log as it is."""
    if connection.dialect.name == "sqlite":
        connection.info[_PUT_OFF] = True
        connection.exec_driver_sql("PRAGMA wal_autocheckpoint = 0")


def as_usual(dbapi_connection: Any, record: ConnectionPoolEntry) -> None:
    """The next to use this connection does not put it off."""
    if record.info.pop(_PUT_OFF, False) and dbapi_connection is not None:
        dbapi_connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES}")


def write_back(engine: Engine) -> None:
    """Bring what the log holds into the file, as far as nobody reads it, while others write.

    What fails here is left to the next commit, as SQLite does it too.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    except (sqlite3.Error, exc.SQLAlchemyError) as error:
        log.info("the log was not brought into the file: %s", error)
