"""Tokens for programs and devices."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, TEXT, code
from app.database.migrations.steps import create_table, drop_table

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    create_table(
        "api_tokens",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("name", String(64), nullable=False, comment="the actor and workstation of the audit"),
        Column("role", code(20), nullable=False),
        Column("scopes", TEXT, nullable=False, comment="permissions, JSON; none = all of the role"),
        Column("branch_id", ID, nullable=False),
        Column(
            "digest",
            code(64),
            nullable=False,
            comment="SHA-256 of the secret, hex; the secret is kept nowhere",
        ),
        Column("created_at", INSTANT, nullable=False),
        Column("created_by", String(200), nullable=False),
        Column("expires_at", INSTANT, nullable=True),
        Column("ended_at", INSTANT, nullable=True),
        PrimaryKeyConstraint("id", name=f("pk_api_tokens")),
        UniqueConstraint("digest", name=f("uq_api_tokens_digest")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_api_tokens_branch_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Remove it."""
    drop_table("api_tokens")
