"""Sessions of the API."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, code
from app.database.migrations.steps import create_index, create_table, drop_table

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    create_table(
        "api_sessions",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("user_id", ID, nullable=False),
        Column("device", String(64), nullable=False, comment="where; the workstation of the audit"),
        Column("opened_at", INSTANT, nullable=False),
        Column("renewed_at", INSTANT, nullable=False),
        Column("ends_at", INSTANT, nullable=False, comment="however often it is renewed"),
        Column("generation", Integer(), nullable=False, comment="of the refresh token that counts"),
        Column(
            "salt", code(43), nullable=False, comment="goes into the refresh tokens with the server's key"
        ),
        Column("ended_at", INSTANT, nullable=True),
        Column("end_reason", code(20), nullable=True, comment="SIGNED_OUT, PASSWORD, REUSED"),
        PrimaryKeyConstraint("id", name=f("pk_api_sessions")),
        ForeignKeyConstraint(["user_id"], ["users.id"], name=f("fk_api_sessions_user_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_api_sessions_user_id_ended_at", "api_sessions", "user_id", "ended_at")


def downgrade() -> None:
    """Remove it."""
    drop_table("api_sessions")
