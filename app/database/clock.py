"""One clock for every workstation: the primary's, reached through a measured offset."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from app.database.engine import Database
from app.database.tables import branches
from app.errors import NotFound

_SET_S = 1.0
"""A clock that jumps by less is only put right, as time servers do."""


class Clock:
    """Tells the library's time: this computer's clock corrected to the database server's.

    A workstation whose clock is an hour wrong must not lend books that are due yesterday.
    """

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset
        self._of_server = False
        self._marks: tuple[float, float] | None = None
        self._lock = Lock()

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC) + self.offset

    def measure(self, database: Database) -> timedelta:
        """Measure the offset to the server's clock, to half a round trip, and keep it. SQLite has none."""
        if database.is_sqlite:
            return self.offset
        with database.read() as connection:
            started = time.monotonic()
            before = datetime.now(UTC)
            server = connection.execute(text("SELECT UTC_TIMESTAMP(6)")).scalar_one()
            half = timedelta(seconds=(time.monotonic() - started) / 2)
        self.offset = server.replace(tzinfo=UTC) - (before + half)
        self._of_server, self._marks = True, None
        return self.offset

    def keep(self) -> bool:
        """Notice that this computer's clock was set since this was called last, by a clock nobody sets: the library's time
        goes on as if it had not been. Returns whether it was; then measure anew, for a computer that was halted looks
        the same. Only where the time is a server's, and the system counts also while it sleeps."""
        if not self._of_server or not hasattr(time, "CLOCK_BOOTTIME"):
            return False
        with self._lock:
            marks = time.time(), time.clock_gettime(time.CLOCK_BOOTTIME)
            before, self._marks = self._marks, marks
            if before is None:
                return False
            jump = (marks[0] - before[0]) - (marks[1] - before[1])
            if abs(jump) < _SET_S:
                return False
            self.offset -= timedelta(seconds=jump)
            return True


_KNOWN_S = 60.0
"""So long a branch's zone is taken for known: another computer may have changed it."""


class Zones:
    """The time zone of each branch, read at most once a minute."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._zones: dict[int, tuple[ZoneInfo, float]] = {}
        self._lock = Lock()

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
