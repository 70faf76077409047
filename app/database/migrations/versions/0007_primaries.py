"""Which database server is the primary, and that it lives."""

from __future__ import annotations

from sqlalchemy import Column, PrimaryKeyConstraint, String
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT
from app.database.migrations.steps import create_table, drop_table

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table, unless a promotion did before the library came."""
    create_table(
        "primaries",
        Column("epoch", ID, autoincrement=False, nullable=False, comment="raised by each promotion"),
        Column("server", String(255), nullable=False, comment="the address it was promoted at"),
        Column("opened_at", INSTANT, nullable=False),
        Column("opened_by", String(200), nullable=False),
        Column("beat_at", INSTANT, nullable=False, comment="it was alive, by its own clock"),
        PrimaryKeyConstraint("epoch", name=f("pk_primaries")),
    )


def downgrade() -> None:
    """Remove it."""
    drop_table("primaries")
