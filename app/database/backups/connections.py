"""Connections for work that reads or writes a whole library: patient, and handing over bytes as they come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import exc
from sqlalchemy.engine import URL

from app.database.errors import Trouble, diagnose, translate
from app.errors import ClmsError, Refused, Unreachable

if TYPE_CHECKING:
    import pymysql

Connection: TypeAlias = "pymysql.Connection[Any]"

_ANSWER_S = 6 * 3600
_DENIED = {1044, 1142, 1227, 1370, 3989}
_CHANGED_MEANWHILE = 1412
_NO_TRIGGERS = 1419
_FULL = {1021, 1114, 1041}
_OWN = {
    "mariadb": "max_statement_time = 0",
    "mysql": "max_execution_time = 0, information_schema_stats_expiry = 0",
}


@contextmanager
def connect(url: URL, product: str, database: str | None = None) -> Iterator[Connection]:
    """A session on the server of ``url``, in its database or another one; "" for none. Every value comes as bytes, as the server wrote it.

    No statement of it has a time limit. Driver errors inside the block are translated.
    """
    import pymysql  # late: a library in a file starts without the servers' driver
    import pymysql.converters

    _, arguments = url.get_dialect()().create_connect_args(url)
    own = arguments.pop("database", None)
    try:
        connection = pymysql.connect(
            **{**arguments, "charset": "utf8mb4", "connect_timeout": 10},
            database=(own if database is None else database) or None,
            read_timeout=_ANSWER_S,
            write_timeout=_ANSWER_S,
            use_unicode=False,
            conv=dict[Any, Any](pymysql.converters.encoders),
            autocommit=True,
        )
        try:
            run(
                connection,
                "SET SESSION time_zone = '+00:00', sql_mode = 'NO_AUTO_VALUE_ON_ZERO', net_write_timeout = 3600, "
                f"net_read_timeout = 3600, lock_wait_timeout = 60, {_OWN[product]}",
            )
            yield connection
        finally:
            connection.close()
    except (pymysql.err.MySQLError, ConnectionError, TimeoutError) as error:
        raise explained(error) from error


def run(connection: Connection, statement: str | bytes, *values: Any) -> list[Any]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall())


def text_of(value: Any) -> str:
    """A value of a row as text."""
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def number(error: BaseException) -> int:
    """The server's number of an error, 0 when it has none."""
    return error.args[0] if error.args and isinstance(error.args[0], int) else 0


def quoted(name: str) -> str:
    """A name as servers take it."""
    return "`" + name.replace("`", "``") + "`"


def explained(error: BaseException) -> ClmsError:
    """The error a person is shown for a driver error met while a library is read out or put back."""
    found = number(error)
    if found in _DENIED:
        return Refused(
            f"The database account may not do this: {error.args[-1]}.",
            hint="Let it use the account clms_backup, or grant what is missing.",
            code="may_not",
            details={"error": found},
        )
    if found == _CHANGED_MEANWHILE:
        return Unreachable(
            "The schema was changed while the backup was taken.", hint="Take it again.", code="schema_changed"
        )
    if found == _NO_TRIGGERS:
        return Refused(
            "The database server doesn't let this account make triggers, which a restored library needs.",
            hint="An administrator of the server runs: SET GLOBAL log_bin_trust_function_creators = ON.",
            code="may_not_make_triggers",
        )
    if found in _FULL:
        return Unreachable(
            "The database server's disk is full.", hint="Make room there.", code="server_disk_full"
        )
    wrapped = exc.DBAPIError("", None, error) if isinstance(error, Exception) else error
    if diagnose(wrapped) is Trouble.OTHER:
        return Unreachable(
            f"The database server refused: {error.args[-1] if error.args else error}.",
            code="server_refused",
            details={"error": found},
        )
    return translate(wrapped)
