"""Thumbnails of covers, and files that belong to titles."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, code
from app.database.migrations.steps import (
    add_column,
    create_index,
    create_table,
    drop_column,
    drop_index,
    drop_table,
)

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the column, the indexes and the table."""
    add_column("titles", Column("cover_thumb_digest", code(64), comment="the same cover, small"))
    create_index("ix_titles_cover", "titles", "cover_digest")
    create_index("ix_titles_cover_thumb", "titles", "cover_thumb_digest")
    create_table(
        "attachments",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("title_id", ID, nullable=False),
        Column(
            "name", String(255), nullable=False, comment="as a file is called, with the ending of its kind"
        ),
        Column("digest", code(64), nullable=False, comment="of its content, in stored_files"),
        Column("media_type", code(60), nullable=False),
        Column("size", Integer, nullable=False, comment="bytes"),
        Column("added_by", String(200), nullable=False),
        Column("added_at", INSTANT, nullable=False),
        Column("act_id", ID, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_attachments")),
        ForeignKeyConstraint(["title_id"], ["titles.id"], name=f("fk_attachments_title_id")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_attachments_act_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_attachments_title", "attachments", "title_id")
    create_index("ix_attachments_digest", "attachments", "digest")
    create_index("ix_attachments_act", "attachments", "act_id")


def downgrade() -> None:
    """Remove them: covers stay, without thumbnails."""
    drop_table("attachments")
    drop_index("ix_titles_cover_thumb", "titles")
    drop_index("ix_titles_cover", "titles")
    drop_column("titles", "cover_thumb_digest")
