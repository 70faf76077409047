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


class Clock:
    """Tells the library's time: this computer's clock corrected to the database server's.

    A workstation whose clock is an hour wrong must not lend books that are due yesterday.
    """

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

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
        return self.offset


class Zones:
    """The time zone of each branch, read once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._zones: dict[int, ZoneInfo] = {}
        self._lock = Lock()

    def of(self, branch_id: int) -> ZoneInfo:
        """The zone of a branch. Raises NotFound."""
        zone = self._zones.get(branch_id)
        if zone is None:
            with self._lock, self._database.read() as connection:
                name = connection.execute(
                    select(branches.c.timezone).where(branches.c.id == branch_id)
                ).scalar()
            if name is None:
                raise NotFound("This branch does not exist.", details={"branch_id": branch_id})
            zone = self._zones[branch_id] = ZoneInfo(name)
        return zone

    def forget(self) -> None:
        """Read the zones again next time, after a branch was changed."""
        self._zones.clear()


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day on the library's wall when ``instant`` happened."""
    return instant.astimezone(zone).date()
