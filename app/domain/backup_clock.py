"""What a death of the database would cost right now, by the backups there are. Values and rules only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FRESH = timedelta(hours=26)
"""How old the newest backup of a nightly schedule is at most: a day, and two hours to take it."""
FAILED, PROVEN = "failed", "proven"
REDIS = "redis"
"""The engine of a copy of what Redis holds."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup. ``verdict`` is proven, partial, failed or stale, None before anybody looked; ``seconds`` is what
    taking it took, ``restore_seconds`` what the restore that verified it took, None when none was made."""

    id: int
    job_id: int | None
    name: str
    folder: str
    host: str
    engine: str
    taken_at: datetime
    finished_at: datetime
    bytes: int
    rows_saved: int
    seconds: float
    encrypted: bool
    verdict: str | None
    verified_at: datetime | None
    verdict_note: str | None
    restore_seconds: float | None

    @property
    def of_library(self) -> bool:
        """Whether the library is in it, and not what Redis held."""
        return self.engine != REDIS


@dataclass(frozen=True, slots=True)
class LossClock:
    """What would be lost if the database died, and how long the way back takes.

    ``backup`` is the newest one that can be used, None when there is none: everything would be lost.
    ``restore_seconds`` was measured by the test restore of that backup, or else of the newest one that had any (then
    ``measured_on`` names that one) and is longer by as much as the newest is larger; None when none was ever timed.
    """

    backup: BackupRow | None
    restore_seconds: float | None
    measured_on: BackupRow | None


def loss_clock(backups: Sequence[BackupRow]) -> LossClock:
    """The clock of a list of backups, the newest first. One that failed its test counts for nothing."""
    usable = [each for each in backups if each.of_library and each.verdict != FAILED]
    if not usable:
        return LossClock(None, None, None)
    measured = next((each for each in usable if each.restore_seconds is not None), None)
    if measured is None or measured.restore_seconds is None:
        return LossClock(usable[0], None, None)
    # It is the newest that would be restored; nobody is promised less than the measured one took.
    growth = max(1.0, usable[0].bytes / max(measured.bytes, 1))
    return LossClock(usable[0], measured.restore_seconds * growth, measured)


def lost(clock: LossClock, now: datetime) -> timedelta | None:
    """How much work would be lost at ``now``; None when everything would."""
    return None if clock.backup is None else max(timedelta(0), now - clock.backup.taken_at)
