"""A driver's connection that learns with each commit where it stands in the server's log, in the same round trip."""

from __future__ import annotations

from typing import Any

from pymysql import MySQLError

from app.database.gtid import position
from app.database.wire import QuickConnection

_MARIADB = "@@last_gtid"
_MYSQL = "@@global.gtid_executed"  # all that was committed: who has the newest of it has the own commit too


class CommittingConnection(QuickConnection):
    """``stand`` is where its last commit stands, None where that could not be learnt."""

    stand: str | None = None

    def commit(self) -> None:
        """Commit the transaction, if there is one. What fails once the server has said so is no failure of that."""
        if not self._is_in_transaction():
            return
        self.stand = None
        self.query(f"COMMIT;\nSELECT {_MARIADB if 'mariadb' in self.get_server_info().lower() else _MYSQL}")
        try:
            self.next_result()
            found: Any = self._result
            self.stand = str(position(found.rows[0][0]).newest()) or None
        except (MySQLError, OSError, ValueError):
            return
