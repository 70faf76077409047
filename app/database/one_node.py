"""One database server asked by itself: for whoever watches it, on a connection of its own and with short patience."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import CursorResult
from sqlalchemy.engine import URL

from app.database.engine import Database
from app.database.errors import Trouble, diagnose
from app.errors import ClmsError, Refused


class DatabaseNode:
    """A server, or the library's file. No answer may take longer than about twice ``timeout_s``."""

    def __init__(self, url: URL | str, timeout_s: float) -> None:
        self._database = Database(
            url,
            pool_size=1,
            acquire_timeout_s=timeout_s,
            statement_timeout_s=timeout_s,
            connect_timeout_s=timeout_s,
        )

    @property
    def product(self) -> str:
        """``sqlite``, ``mariadb`` or ``mysql``."""
        return self._database.product

    @property
    def url(self) -> URL:
        """Where it is; holds the password."""
        return self._database.url

    def rows(self, statement: str) -> list[dict[str, Any]]:
        """What a statement finds, with the names of columns in small letters.

        Raises Refused with the code ``may_not_look`` where this account may not ask, Unreachable.
        """
        with self._asked(statement) as result:
            return [{str(key).lower(): value for key, value in row._mapping.items()} for row in result]

    def command(self, statement: str) -> None:
        """Have a statement carried out that finds nothing. Raises what :meth:`rows` raises."""
        with self._asked(statement):
            return

    @contextmanager
    def _asked(self, statement: str) -> Iterator[CursorResult[Any]]:
        try:
            with self._database.read() as connection:
                # As it is: to the driver a % would begin a place for a value.
                yield connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
        except ClmsError as error:
            if error.__cause__ is not None and _may_not(error.__cause__):
                raise Refused("The account may not ask this.", code="may_not_look") from error
            raise

    def pairs(self, statement: str) -> dict[str, str]:
        """What ``SHOW GLOBAL STATUS`` and its like find: name → value. Raises what :meth:`rows` raises."""
        return {str(row["variable_name"]): str(row["value"]) for row in self.rows(statement)}

    def replica_row(self) -> dict[str, Any] | None:
        """What a replica says of itself; None for a server that follows nobody, or an account that may not look.

        MariaDB keeps the old names of the columns (Slave_IO_Running).
        """
        rows = self.replica_rows()
        return rows[0] if rows else None

    def replica_rows(self) -> list[dict[str, Any]] | None:
        """The same for each server it follows; None where the account may not look, so that it is not known."""
        if self.product == "sqlite":
            return []
        try:
            return self.rows("SHOW REPLICA STATUS" if self.product == "mysql" else "SHOW ALL REPLICAS STATUS")
        except Refused:
            return None

    def close(self) -> None:
        """Close its connection."""
        self._database.close()


def _may_not(error: BaseException) -> bool:
    original = getattr(error, "orig", None)
    number = original.args[0] if original is not None and original.args else 0
    return diagnose(error) is Trouble.OTHER and number in (1095, 1142, 1143, 1227)
