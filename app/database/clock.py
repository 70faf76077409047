"""One clock for every workstation: the primary's, reached through a measured offset."""

from __future__ import annotations

import logging
import math
import threading
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from app.database.engine import Database
from app.database.tables import branches
from app.errors import ClmsError, NotFound

_log = logging.getLogger(__name__)

_STEADY = getattr(time, "CLOCK_BOOTTIME", None)
"""The clock of this computer that nobody sets and that goes on while it sleeps, where the system has one."""
_SET_S = 1.0
"""A clock that jumps by less is only put right, as time servers do."""
_AGAIN_S = 5.0
"""The server is asked for its time again so long after it did not tell it."""


class Clock:
    """Tells the library's time: this computer's clock corrected to the database server's.

    A workstation whose clock is an hour wrong must not lend books that are due yesterday. When somebody sets that clock the
    library's time goes on as if nobody had, and is measured anew beside: a computer that was halted looks the same.
    """

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset
        self._database: Database | None = None
        self._begun = 0.0  # when the steady clock was 0, by the one that anybody may set
        self._due = math.inf  # by the steady clock, to measure anew
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The present instant, UTC."""
        with self._lock:
            wall = time.time()
            if self._database is not None and _STEADY is not None:
                self._notice(self._database, wall, time.clock_gettime(_STEADY))
            return datetime.fromtimestamp(wall, UTC) + self.offset

    def measure(self, database: Database) -> timedelta:
        """Measure the offset to the server's clock, to half a round trip, and keep it. SQLite has none."""
        if database.is_sqlite:
            return self.offset
        with database.read() as connection:
            wall, steady = time.time(), _steady_s()
            server = connection.execute(text("SELECT UTC_TIMESTAMP(6)")).scalar_one().replace(tzinfo=UTC)
            half = (_steady_s() - steady) / 2
        with self._lock:
            self.offset = server - datetime.fromtimestamp(wall + half, UTC)
            self._database, self._begun, self._due = database, wall - steady, math.inf
            return self.offset

    def _notice(self, database: Database, wall: float, steady: float) -> None:
        jump = (wall - steady) - self._begun
        self._begun += jump
        if abs(jump) >= _SET_S:
            self.offset -= timedelta(seconds=jump)
            self._due = steady
        if steady >= self._due:
            self._due = steady + _AGAIN_S
            threading.Thread(
                target=self._measure_anew, args=(database,), name="clms-clock", daemon=True
            ).start()

    def _measure_anew(self, database: Database) -> None:
        try:
            offset = self.measure(database)
            _log.info("this computer's clock was set: the library's is %.3f s ahead", offset.total_seconds())
        except ClmsError as problem:
            _log.info("the library's time could not be asked for: %s", problem.message)


def _steady_s() -> float:
    return time.monotonic() if _STEADY is None else time.clock_gettime(_STEADY)


_KNOWN_S = 60.0
"""So long a branch's zone is taken for known: another computer may have changed it."""


class Zones:
    """The time zone of each branch, read at most once a minute."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._zones: dict[int, tuple[ZoneInfo, float]] = {}
        self._lock = threading.Lock()

    def of(self, branch_id: int) -> ZoneInfo:
        """The zone of a branch. Raises NotFound."""
        zone, until = self._zones.get(branch_id, (None, 0.0))
        if zone is None or time.monotonic() >= until:
            with self._lock, self._database.read() as connection:
                name = connection.execute(
                    select(branches.c.timezone).where(branches.c.id == branch_id)
                ).scalar()
            if name is None:
                raise NotFound("This branch does not exist.", details={"branch_id": branch_id})
            zone = ZoneInfo(name)
            self._zones[branch_id] = zone, time.monotonic() + _KNOWN_S
        return zone

    def forget(self) -> None:
        """Read the zones again next time, after a branch was changed."""
        self._zones.clear()


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day on the library's wall when ``instant`` happened."""
    return instant.astimezone(zone).date()
