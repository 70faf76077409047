"""Batch edits: recipes that were kept, the batches that were carried out, and the acts each was written in."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, Text_, metadata, primary_key

batch_recipes = Table(
    "batch_recipes",
    metadata,
    primary_key(),
    Column("entity", Code(20), nullable=False, comment="titles, copies, patrons"),
    Column("name", String(100), nullable=False),
    Column("name_key", Code(100), nullable=False, comment="folded: one recipe of a name"),
    Column("recipe", Text_, nullable=False, comment="JSON"),
    Column("saved_by", String(255), nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False, comment="that saved it last"),
    UniqueConstraint("entity", "name_key"),
    **TABLE_OPTIONS,
)

batch_edits = Table(
    "batch_edits",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("entity", Code(20), nullable=False, comment="titles, copies, patrons"),
    Column("name", String(100), nullable=False, comment="of the recipe, blank for one that has none"),
    Column("fields", Text_, nullable=False, comment="that it may have written, JSON"),
    Column("state", Code(20), nullable=False, comment="RUNNING, DONE, CANCELLED, FAILED, UNDONE"),
    Column("counts", Text_, nullable=False, comment="rows by what became of them, JSON"),
    Column("rows_done", Integer, nullable=False, default=0),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("undo_act_id", Id, ForeignKey("acts.id")),
    **TABLE_OPTIONS,
)

batch_edit_chunks = Table(
    "batch_edit_chunks",
    metadata,
    primary_key(),
    Column("batch_id", Id, ForeignKey("batch_edits.id"), nullable=False),
    Column(
        "act_id",
        Id,
        ForeignKey("acts.id"),
        nullable=False,
        comment="its audit entries have the states before",
    ),
    UniqueConstraint("batch_id", "act_id"),
    **TABLE_OPTIONS,
)
