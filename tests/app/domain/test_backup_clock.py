"""What a death of the database would cost: the time a restore takes grows with what there is to restore."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.domain.backup_clock import BackupRow, loss_clock, lost

NOW = datetime(2026, 3, 14, 8, tzinfo=UTC)
MB = 1_000_000


def backup(
    number: int,
    hours: float,
    verdict: str | None = None,
    restore: float | None = None,
    *,
    size: int = MB,
    engine: str = "mariadb",
) -> BackupRow:
    at = NOW - timedelta(hours=hours)
    return BackupRow(
        number, None, f"clms-{number}", "/srv/backups", "server-1", engine, at, at, size, 1_000, 2.0, False, verdict,
        None, None, restore,
    )  # fmt: skip


def test_what_was_measured_on_the_newest_backup_is_what_it_takes() -> None:
    clock = loss_clock([backup(1, 3, "proven", 240.0)])
    assert clock.measured_on is clock.backup and lost(clock, NOW) == timedelta(hours=3)
    assert clock.restore_seconds == 240.0


def test_a_restore_takes_longer_as_backups_grow_and_is_never_promised_faster() -> None:
    proven = backup(1, 25, "proven", 240.0)
    assert loss_clock([backup(2, 1, size=3 * MB), proven]).restore_seconds == 720.0
    assert loss_clock([backup(2, 1, size=MB // 2), proven]).restore_seconds == 240.0


def test_what_counts_for_nothing() -> None:
    redis, failed = backup(3, 0, "partial", engine="redis"), backup(2, 1, "failed", 10.0)
    assert loss_clock([redis, failed]).backup is None
    clock = loss_clock([redis, failed, backup(1, 9)])
    assert clock.backup is not None and clock.backup.id == 1 and clock.restore_seconds is None
