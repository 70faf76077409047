"""What was moved out of the library into files, and which rows may therefore leave their table."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, PrimaryKeyConstraint, String, Table

from app.database.tables.base import TABLE_OPTIONS, Code, Id, metadata, primary_key

archives = Table(
    "archives",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("table_name", Code(60), nullable=False),
    Column("before_day", Date, nullable=False, comment="every row is of an earlier local day"),
    Column("first_id", Id, nullable=False),
    Column("last_id", Id, nullable=False),
    Column("rows_saved", Id, nullable=False),
    Column("bytes", Id, nullable=False),
    Column("file_name", Code(120), nullable=False),
    Column("folder", String(500), nullable=False),
    Column("host", String(100), nullable=False, comment="the computer whose folder it is"),
    Column("encrypted", Boolean, nullable=False),
    Column("digest", Code(64), nullable=False, comment="SHA-256 of the file, hex"),
    **TABLE_OPTIONS,
)

archived_ranges = Table(
    "archived_ranges",
    metadata,
    Column("archive_id", Id, ForeignKey("archives.id"), nullable=False, autoincrement=False),
    Column("first_id", Id, nullable=False, autoincrement=False),
    Column("last_id", Id, nullable=False, comment="every id from the first to the last is in the file"),
    Column("table_name", Code(60), nullable=False),
    PrimaryKeyConstraint("archive_id", "first_id"),
    Index("ix_archived_ranges_last", "table_name", "last_id"),
    **{**TABLE_OPTIONS, "sqlite_autoincrement": False},
)
