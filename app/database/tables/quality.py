"""Findings on the catalogue's quality that a person said are right as they are."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from app.database.tables.base import TABLE_OPTIONS, Code, Id, metadata, primary_key

quality_rights = Table(
    "quality_rights",
    metadata,
    primary_key(),
    Column("kind", Code(20), nullable=False),
    Column("title_id", Id, ForeignKey("titles.id"), nullable=False),
    Column("book_id", Id, nullable=False, comment="0 unless it is about one copy"),
    Column("other_id", Id, nullable=False, comment="the other title of a pair, else 0"),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    UniqueConstraint("title_id", "kind", "book_id", "other_id"),
    Index("ix_quality_rights_act", "act_id"),
    **TABLE_OPTIONS,
)
