"""What a death of the database would cost right now, by the backups there are. Values and rules only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FRESH = timedelta(hours=26)
"""How old the newest backup of a nightly schedule is at most: a day, and two hours to take it."""
FAILED, PROVEN = "failed", "proven"


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


@dataclass(frozen=True, slots=True)
class LossClock:
    """What would be lost if the database died, and how long the way back takes.

    ``backup`` is the newest one that can be used, None when there is none: everything would be lost.
    ``restore_seconds`` is measured: by the test restore of that backup, or else of the newest one that had any
    (then ``measured_on`` names that one); None when no restore was ever timed.
    """

    backup: BackupRow | None
    restore_seconds: float | None
    measured_on: BackupRow | None


def loss_clock(backups: Sequence[BackupRow]) -> LossClock:
    """The clock of a list of backups, the newest first. One that failed its test counts for nothing."""
    usable = [each for each in backups if each.verdict != FAILED]
    if not usable:
        return LossClock(None, None, None)
    measured = next((each for each in usable if each.restore_seconds is not None), None)
    return LossClock(usable[0], measured.restore_seconds if measured else None, measured)


def lost(clock: LossClock, now: datetime) -> timedelta | None:
    """How much work would be lost at ``now``; None when everything would."""
    return None if clock.backup is None else max(timedelta(0), now - clock.backup.taken_at)
