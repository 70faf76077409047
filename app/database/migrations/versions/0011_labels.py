"""Which labels were printed and what they said, and the lines that a person set for a spine."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, code
from app.database.migrations.steps import create_table, drop_table

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables."""
    create_table(
        "label_prints",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("book_id", ID, nullable=False),
        Column("kind", code(10), nullable=False, comment="SPINE, BARCODE, QR, POCKET"),
        Column("accession_number", code(60), nullable=False, comment="as the label says it"),
        Column("call_number", code(255), nullable=False, comment="as the label says it"),
        Column("act_id", ID, nullable=False),
        Column("printed_at", INSTANT, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_label_prints")),
        ForeignKeyConstraint(["book_id"], ["books.id"], name=f("fk_label_prints_book_id")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_label_prints_act_id")),
        UniqueConstraint("book_id", "kind", name=f("uq_label_prints_book_id_kind")),
        sqlite_autoincrement=True,
    )
    create_table(
        "label_lines",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("book_id", ID, nullable=False),
        Column("call_number", code(255), nullable=False, comment="that the lines were set for"),
        Column("own_lines", code(255), nullable=False, comment="parted by line feeds"),
        Column("act_id", ID, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_label_lines")),
        ForeignKeyConstraint(["book_id"], ["books.id"], name=f("fk_label_lines_book_id")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_label_lines_act_id")),
        UniqueConstraint("book_id", name=f("uq_label_lines_book_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Remove them: every copy's label is unprinted again."""
    drop_table("label_lines")
    drop_table("label_prints")
