"""A driver's connection that learns with each commit where it stands in the server's log, in the same round trip."""

from __future__ import annotations

from typing import Any

from pymysql import MySQLError

from app.database.gtid import position
from app.database.wire import QuickConnection

_MARIADB = "@@last_gtid"
_MYSQL = "@@global.gtid_executed"  # all that was committed: who has the newest of it has the own commit too


class CommittingConnection(QuickConnection):
    """``stand`` is where its last transaction stands, None where it changed nothing or that could not be learnt."""

    stand: str | None = None

    def begin_with_next(self) -> None:
        """Begin a transaction together with the next statement."""
        self.stand = None
        super().begin_with_next()

    @property
    def last_words(self) -> str:
        """The statements that commit and tell where."""
        asked = _MARIADB if self.takes_blocks else _MYSQL
        return f"COMMIT;\nSELECT {asked}"

    def committed(self) -> None:
        """Read where that stands. What fails once the server has said that it committed is no failure of that."""
        try:
            self.next_result()
            found: Any = self._result
            self.stand = str(position(found.rows[0][0]).newest()) or None
        except (MySQLError, OSError, ValueError):
            self.stand = None
