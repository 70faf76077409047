"""Records of a list keep the order somebody gave them by hand."""

from __future__ import annotations

from sqlalchemy import Column

from app.database.migrations.columns import ID
from app.database.migrations.steps import add_column, drop_column

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the place."""
    add_column("work_list_items", Column("place", ID, comment="id whose place it took; none for its own"))


def downgrade() -> None:
    """Remove it: records stand again as they came."""
    drop_column("work_list_items", "place")
