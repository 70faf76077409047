"""Who was made the primary database server, when; on a library that one server or one file holds there is nobody."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from app.database.tables.base import TABLE_OPTIONS, Id, Instant, metadata

primaries = Table(
    "primaries",
    metadata,
    Column("epoch", Id, primary_key=True, autoincrement=False, comment="raised by each promotion"),
    Column("server", String(255), nullable=False, comment="the address it was promoted at"),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", String(200), nullable=False),
    Column("beat_at", Instant, nullable=False, comment="it was alive, by its own clock"),
    **{**TABLE_OPTIONS, "sqlite_autoincrement": False},
)
