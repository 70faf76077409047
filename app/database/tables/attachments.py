"""Files that belong to titles: contents, reviews, letters of donors."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, metadata, primary_key

attachments = Table(
    "attachments",
    metadata,
    primary_key(),
    Column("title_id", Id, ForeignKey("titles.id"), nullable=False),
    Column("name", String(255), nullable=False, comment="as a file is called, with the ending of its kind"),
    Column("digest", Code(64), nullable=False, comment="of its content, in stored_files"),
    Column("media_type", Code(60), nullable=False),
    Column("size", Integer, nullable=False, comment="bytes"),
    Column("added_by", String(200), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Index("ix_attachments_title", "title_id"),
    Index("ix_attachments_digest", "digest"),
    Index("ix_attachments_act", "act_id"),
    **TABLE_OPTIONS,
)
