"""Lists of records to work on, and saved searches."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, Text_, metadata, primary_key

work_lists = Table(
    "work_lists",
    metadata,
    primary_key(),
    Column("name", String(100), nullable=False),
    Column("entity", Code(10), nullable=False, comment="TITLE, COPY"),
    Column("about", Text_, nullable=False),
    Column("owner_id", Id, ForeignKey("users.id"), comment="none for a program, whose lists are shared"),
    Column("owner", String(200), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_work_lists_owner", "owner_id"),
    **TABLE_OPTIONS,
)

work_list_items = Table(
    "work_list_items",
    metadata,
    primary_key(),
    Column("list_id", Id, ForeignKey("work_lists.id"), nullable=False),
    Column("record_id", Id, nullable=False, comment="of titles or books, by the list"),
    Column("note", String(500), nullable=False),
    Column("done_at", Instant),
    Column("done_by", String(200), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("place", Id, comment="id whose place it took; none for its own"),
    UniqueConstraint("list_id", "record_id"),
    **TABLE_OPTIONS,
)

saved_searches = Table(
    "saved_searches",
    metadata,
    primary_key(),
    Column("name", String(100), nullable=False),
    Column("query", Text_, nullable=False, comment="what is asked of the catalogue, JSON"),
    Column("owner_id", Id, ForeignKey("users.id")),
    Column("owner", String(200), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_saved_searches_owner", "owner_id"),
    **TABLE_OPTIONS,
)
