"""Notes of the ledger may be blanked: they may name a person who asks to be erased. Amounts stay as they are."""

from __future__ import annotations

from app.database.migrations.steps import append_only, append_only_but, drop_guards

revision = "0004"
down_revision = "0003"

KEPT = (
    "id",
    "act_id",
    "student_id",
    "kind",
    "type",
    "amount_minor",
    "currency",
    "loan_id",
    "book_id",
    "method",
    "drawer_id",
    "receipt_number",
    "charge_key",
    "reverses_id",
    "at",
    "local_day",
)


def upgrade() -> None:
    """Let nothing but the note be changed, and that only to nothing."""
    drop_guards("ledger")
    append_only_but("ledger", KEPT, to_null=(), to_blank=("note",))


def downgrade() -> None:
    """Let nothing be changed again."""
    drop_guards("ledger")
    append_only("ledger")
