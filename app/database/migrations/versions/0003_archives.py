"""Old activities may leave the library, once they are in a file."""

from __future__ import annotations

from collections.abc import Callable

from app.database.migrations.steps import append_only, drop_guards, drop_table, guard_removal
from app.database.migrations.third import archives

revision = "0003"
down_revision = "0002"

# Each after those it refers to.
TABLES: tuple[Callable[[], None], ...] = (archives.archives, archives.archived_ranges)

ARCHIVED = (
    "EXISTS (SELECT 1 FROM archived_ranges WHERE archived_ranges.table_name = 'student_activities' "
    "AND archived_ranges.last_id >= OLD.id AND archived_ranges.first_id <= OLD.id)"
)


def upgrade() -> None:
    """Make the tables, guard them, and let go of rows they tell of."""
    for make in TABLES:
        make()
        append_only(make.__name__)
    guard_removal("student_activities", ARCHIVED)


def downgrade() -> None:
    """Let nothing go again, and remove the tables, the last first."""
    guard_removal("student_activities", None)
    for make in reversed(TABLES):
        drop_guards(make.__name__)
        drop_table(make.__name__)
