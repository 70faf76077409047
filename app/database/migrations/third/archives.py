"""What was moved out of the library into files."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKeyConstraint, PrimaryKeyConstraint, String
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, code
from app.database.migrations.steps import create_index, create_table


def archives() -> None:
    """Make the table."""
    create_table(
        "archives",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("table_name", code(60), nullable=False),
        Column("before_day", Date(), nullable=False, comment="every row is of an earlier local day"),
        Column("first_id", ID, nullable=False),
        Column("last_id", ID, nullable=False),
        Column("rows_saved", ID, nullable=False),
        Column("bytes", ID, nullable=False),
        Column("file_name", code(120), nullable=False),
        Column("folder", String(500), nullable=False),
        Column("host", String(100), nullable=False, comment="the computer whose folder it is"),
        Column("encrypted", Boolean(), nullable=False),
        Column("digest", code(64), nullable=False, comment="SHA-256 of the file, hex"),
        PrimaryKeyConstraint("id", name=f("pk_archives")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_archives_act_id")),
        sqlite_autoincrement=True,
    )


def archived_ranges() -> None:
    """Make the table."""
    create_table(
        "archived_ranges",
        Column("archive_id", ID, autoincrement=False, nullable=False),
        Column("first_id", ID, autoincrement=False, nullable=False),
        Column("last_id", ID, nullable=False, comment="every id from the first to the last is in the file"),
        Column("table_name", code(60), nullable=False),
        PrimaryKeyConstraint("archive_id", "first_id", name=f("pk_archived_ranges")),
        ForeignKeyConstraint(["archive_id"], ["archives.id"], name=f("fk_archived_ranges_archive_id")),
    )
    create_index("ix_archived_ranges_last", "archived_ranges", "table_name", "last_id")
