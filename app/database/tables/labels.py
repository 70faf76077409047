"""Labels: what the printed ones say, and the lines of a spine that a person set."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, metadata, primary_key

label_prints = Table(
    "label_prints",
    metadata,
    primary_key(),
    Column("book_id", Id, ForeignKey("books.id"), nullable=False),
    Column("kind", Code(10), nullable=False, comment="SPINE, BARCODE, QR, POCKET"),
    Column("accession_number", Code(60), nullable=False, comment="as the label says it"),
    Column("call_number", Code(255), nullable=False, comment="as the label says it"),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("printed_at", Instant, nullable=False),
    UniqueConstraint("book_id", "kind"),
    **TABLE_OPTIONS,
)

label_lines = Table(
    "label_lines",
    metadata,
    primary_key(),
    Column("book_id", Id, ForeignKey("books.id"), nullable=False),
    Column("call_number", Code(255), nullable=False, comment="that the lines were set for"),
    Column("own_lines", Code(255), nullable=False, comment="parted by line feeds"),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    UniqueConstraint("book_id"),
    **TABLE_OPTIONS,
)
