"""Background work."""

from __future__ import annotations

from collections.abc import Callable

from app.database.migrations.second import jobs
from app.database.migrations.steps import drop_table

revision = "0002"
down_revision = "0001"

# Each after those it refers to.
TABLES: tuple[Callable[[], None], ...] = (
    jobs.workers,
    jobs.job_schedules,
    jobs.jobs,
    jobs.job_ready,
    jobs.job_ticks,
    jobs.backups,
)


def upgrade() -> None:
    """Make the tables."""
    for make in TABLES:
        make()


def downgrade() -> None:
    """Remove them, the last first."""
    for make in reversed(TABLES):
        drop_table(make.__name__)
