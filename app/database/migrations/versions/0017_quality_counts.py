"""Two indexes answer alone what the quality of the catalogue counts: they say more, and take the place of two others."""

from __future__ import annotations

from app.database.migrations.steps import create_index, drop_index

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the wider ones first: a foreign key may need one that begins as they do."""
    create_index("ix_title_identifiers_number", "title_identifiers", "value", "title_id", "kind", "valid")
    drop_index("ix_title_identifiers_value", "title_identifiers")
    create_index("ix_books_copies", "books", "title_id", "status", "deleted_at")
    drop_index("ix_books_title", "books")


def downgrade() -> None:
    """Make the narrower ones again."""
    create_index("ix_books_title", "books", "title_id", "status")
    drop_index("ix_books_copies", "books")
    create_index("ix_title_identifiers_value", "title_identifiers", "value", "title_id")
    drop_index("ix_title_identifiers_number", "title_identifiers")
