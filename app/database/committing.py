"""A driver's connection that learns with each commit where it stands in the server's log, in the same round trip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pymysql

from app.database.gtid import position

if TYPE_CHECKING:
    Connection = pymysql.Connection[Any]
else:
    Connection = pymysql.Connection

MARIADB = "@@last_gtid"
MYSQL = "@@global.gtid_executed"
"""All that was committed: who has the newest of it has the own commit too."""


class CommittingConnection(Connection):
    """``stand`` is where its last commit stands, None where that could not be learnt."""

    stand: str | None = None

    @property
    def is_mariadb(self) -> bool:
        """Whether the server is a MariaDB."""
        return "mariadb" in str(vars(self)["server_version"]).lower()

    def commit(self) -> None:
        """Commit. What fails after the server has said that it did is no failure of the commit."""
        self.stand = None
        self.query(f"COMMIT; SELECT {MARIADB if self.is_mariadb else MYSQL}")
        try:
            self.next_result()
            found: Any = self._result.rows  # type: ignore[attr-defined]
            self.stand = str(position(found[0][0]).newest()) or None
        except (pymysql.MySQLError, OSError, ValueError):
            return
