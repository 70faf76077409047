"""Batch edits: recipes that are kept, the batches carried out, and the acts each was written in."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, TEXT, code
from app.database.migrations.steps import create_table, drop_table

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables."""
    create_table(
        "batch_recipes",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("entity", code(20), nullable=False, comment="titles, copies, patrons"),
        Column("name", String(100), nullable=False),
        Column("name_key", code(100), nullable=False, comment="folded: one recipe of a name"),
        Column("recipe", TEXT, nullable=False, comment="JSON"),
        Column("saved_by", String(255), nullable=False),
        Column("saved_at", INSTANT, nullable=False),
        Column("act_id", ID, nullable=False, comment="that saved it last"),
        PrimaryKeyConstraint("id", name=f("pk_batch_recipes")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_batch_recipes_act_id")),
        UniqueConstraint("entity", "name_key", name=f("uq_batch_recipes_entity_name_key")),
        sqlite_autoincrement=True,
    )
    create_table(
        "batch_edits",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("entity", code(20), nullable=False, comment="titles, copies, patrons"),
        Column("name", String(100), nullable=False, comment="of the recipe, blank for one that has none"),
        Column("fields", TEXT, nullable=False, comment="that it may have written, JSON"),
        Column("state", code(20), nullable=False, comment="RUNNING, DONE, CANCELLED, FAILED, UNDONE"),
        Column("counts", TEXT, nullable=False, comment="rows by what became of them, JSON"),
        Column("rows_done", Integer, nullable=False),
        Column("started_at", INSTANT, nullable=False),
        Column("finished_at", INSTANT),
        Column("undo_act_id", ID),
        PrimaryKeyConstraint("id", name=f("pk_batch_edits")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_batch_edits_act_id")),
        ForeignKeyConstraint(["undo_act_id"], ["acts.id"], name=f("fk_batch_edits_undo_act_id")),
        sqlite_autoincrement=True,
    )
    create_table(
        "batch_edit_chunks",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("batch_id", ID, nullable=False),
        Column("act_id", ID, nullable=False, comment="its audit entries have the states before"),
        PrimaryKeyConstraint("id", name=f("pk_batch_edit_chunks")),
        ForeignKeyConstraint(["batch_id"], ["batch_edits.id"], name=f("fk_batch_edit_chunks_batch_id")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_batch_edit_chunks_act_id")),
        UniqueConstraint("batch_id", "act_id", name=f("uq_batch_edit_chunks_batch_id_act_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Remove them: recipes are lost, and batches can only be taken back record by record."""
    for table in ("batch_edit_chunks", "batch_edits", "batch_recipes"):
        drop_table(table)
