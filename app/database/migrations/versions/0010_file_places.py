"""Each file says where its content is, and since when nothing names it."""

from __future__ import annotations

from sqlalchemy import Column

from app.database.migrations.columns import INSTANT, code
from app.database.migrations.steps import add_column, drop_column

revision = "0010"
down_revision = "0009"

_TABLE = "stored_files"


def upgrade() -> None:
    """Add the columns: what is there is in the database."""
    place = code(16)
    add_column(
        _TABLE,
        Column("place", place, nullable=False, server_default="database", comment="where the content is"),
    )
    add_column(
        _TABLE, Column("unused_since", INSTANT, comment="when it was first seen that nothing names it")
    )


def downgrade() -> None:
    """Remove them. What lies outside is found by no release of before: move-files brings it back first."""
    drop_column(_TABLE, "unused_since")
    drop_column(_TABLE, "place")
