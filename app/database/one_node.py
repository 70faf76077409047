"""One database server asked by itself: for whoever watches it, on a connection of its own and with short patience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exc
from sqlalchemy.engine import URL

from app.database.engine import Database
from app.database.errors import Trouble, diagnose, translate
from app.errors import Refused


@dataclass(frozen=True, slots=True)
class Replication:
    """How a replica follows: its two threads, what the server believes of its lag (None while it can't tell), and the
    last error."""

    fetching: bool
    applying: bool
    told_lag_s: float | None
    problem: str

    @classmethod
    def of(cls, row: Mapping[str, Any], product: str) -> Replication:
        """Read a row of SHOW REPLICA STATUS. MariaDB keeps the old names of the columns."""
        prefix, source = ("replica", "source") if product == "mysql" else ("slave", "master")
        lag = row[f"seconds_behind_{source}"]
        return cls(
            row[f"{prefix}_io_running"] == "Yes",
            row[f"{prefix}_sql_running"] == "Yes",
            None if lag is None else float(lag),
            str(row.get("last_sql_error") or row.get("last_io_error") or ""),
        )


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
        try:
            with self._database.engine.connect() as connection:
                result = connection.exec_driver_sql(statement)
                return [{str(key).lower(): value for key, value in row._mapping.items()} for row in result]
        except exc.SQLAlchemyError as error:
            if _may_not(error):
                raise Refused("The account may not ask this.", code="may_not_look") from error
            raise translate(error) from error

    def pairs(self, statement: str) -> Mapping[str, str]:
        """What ``SHOW GLOBAL STATUS`` and its like find: name → value. Raises what :meth:`rows` raises."""
        found = self.rows(statement)
        return {str(row["variable_name"]): str(row["value"]) for row in found}

    def replication(self) -> Replication | None:
        """How it follows its primary; None for one that follows nobody, or where the account may not look."""
        product = self.product
        if product == "sqlite":
            return None
        try:
            rows = self.rows("SHOW REPLICA STATUS" if product == "mysql" else "SHOW ALL REPLICAS STATUS")
        except Refused:
            return None
        return Replication.of(rows[0], product) if rows else None

    def close(self) -> None:
        """Close its connection."""
        self._database.close()


def _may_not(error: exc.SQLAlchemyError) -> bool:
    original = getattr(error, "orig", None)
    number = original.args[0] if original is not None and original.args else 0
    return diagnose(error) is Trouble.OTHER and number in (1142, 1143, 1227)
