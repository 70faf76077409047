"""The shelves of one location are walked by an index."""

from __future__ import annotations

from app.database.migrations.steps import create_index, drop_index

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the index."""
    create_index("ix_books_shelf", "books", "location", "branch_id", "call_sort", "id")


def downgrade() -> None:
    """Remove it."""
    drop_index("ix_books_shelf", "books")
