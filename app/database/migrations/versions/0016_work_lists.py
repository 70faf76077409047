"""Lists of records to work on, and saved searches."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, TEXT, code
from app.database.migrations.steps import create_index, create_table, drop_table

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the tables."""
    create_table(
        "work_lists",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("name", String(100), nullable=False),
        Column("entity", code(10), nullable=False, comment="TITLE, COPY"),
        Column("about", TEXT, nullable=False),
        Column("owner_id", ID, comment="none for a program, whose lists are shared"),
        Column("owner", String(200), nullable=False),
        Column("shared", Boolean, nullable=False),
        Column("created_at", INSTANT, nullable=False),
        Column("updated_at", INSTANT, nullable=False),
        Column("version", Integer, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_work_lists")),
        ForeignKeyConstraint(["owner_id"], ["users.id"], name=f("fk_work_lists_owner_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_work_lists_owner", "work_lists", "owner_id")
    create_table(
        "work_list_items",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("list_id", ID, nullable=False),
        Column("record_id", ID, nullable=False, comment="of titles or books, by the list"),
        Column("note", String(500), nullable=False),
        Column("done_at", INSTANT),
        Column("done_by", String(200), nullable=False),
        Column("added_at", INSTANT, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_work_list_items")),
        ForeignKeyConstraint(["list_id"], ["work_lists.id"], name=f("fk_work_list_items_list_id")),
        UniqueConstraint("list_id", "record_id", name=f("uq_work_list_items_list_id_record_id")),
        sqlite_autoincrement=True,
    )
    create_table(
        "saved_searches",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("name", String(100), nullable=False),
        Column("query", TEXT, nullable=False, comment="what is asked of the catalogue, JSON"),
        Column("owner_id", ID),
        Column("owner", String(200), nullable=False),
        Column("shared", Boolean, nullable=False),
        Column("created_at", INSTANT, nullable=False),
        Column("updated_at", INSTANT, nullable=False),
        Column("version", Integer, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_saved_searches")),
        ForeignKeyConstraint(["owner_id"], ["users.id"], name=f("fk_saved_searches_owner_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_saved_searches_owner", "saved_searches", "owner_id")


def downgrade() -> None:
    """Remove them."""
    drop_table("saved_searches")
    drop_table("work_list_items")
    drop_table("work_lists")
