"""Findings on the catalogue's quality that a person said are right as they are."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, code
from app.database.migrations.steps import create_index, create_table, drop_table

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table."""
    create_table(
        "quality_rights",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("kind", code(20), nullable=False),
        Column("title_id", ID, nullable=False),
        Column("book_id", ID, nullable=False, comment="0 unless it is about one copy"),
        Column("other_id", ID, nullable=False, comment="the other title of a pair, else 0"),
        Column("act_id", ID, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_quality_rights")),
        ForeignKeyConstraint(["title_id"], ["titles.id"], name=f("fk_quality_rights_title_id")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_quality_rights_act_id")),
        UniqueConstraint(
            "title_id",
            "kind",
            "book_id",
            "other_id",
            name=f("uq_quality_rights_title_id_kind_book_id_other_id"),
        ),
        sqlite_autoincrement=True,
    )
    create_index("ix_quality_rights_act", "quality_rights", "act_id")


def downgrade() -> None:
    """Remove it: what a person said is right is asked again."""
    drop_table("quality_rights")
