"""Loans, renewals, holds and the ledger."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, TEXT, code
from app.database.migrations.steps import create_index, create_table


def holds() -> None:
    """Make the table."""
    create_table(
        "holds",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("title_id", ID, nullable=False),
        Column("book_id", ID, comment="the item wanted, when only that one will do"),
        Column("student_id", ID, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("state", code(20), nullable=False),
        Column("priority", Integer(), nullable=False),
        Column("requested_at", INSTANT, nullable=False),
        Column("waiting_book_id", ID, comment="the item on the hold shelf: at most one hold an item"),
        Column("waiting_since", INSTANT),
        Column("expires_on", Date()),
        Column("suspended_until", Date()),
        Column("open_student_title", code(50), comment="student:title while open: one open hold a title"),
        Column("closed_at", INSTANT),
        Column("close_act_id", ID),
        Column("version", Integer(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_holds")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_holds_act_id")),
        ForeignKeyConstraint(["title_id"], ["titles.id"], name=f("fk_holds_title_id")),
        ForeignKeyConstraint(["book_id"], ["books.id"], name=f("fk_holds_book_id")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_holds_student_id")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_holds_branch_id")),
        UniqueConstraint("waiting_book_id", name=f("uq_holds_waiting_book_id")),
        UniqueConstraint("open_student_title", name=f("uq_holds_open_student_title")),
        ForeignKeyConstraint(["close_act_id"], ["acts.id"], name=f("fk_holds_close_act_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_holds_student", "holds", "student_id", "state")
    create_index("ix_holds_title_state", "holds", "title_id", "state", "priority", "requested_at")


def loans() -> None:
    """Make the table."""
    create_table(
        "loans",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("book_id", ID, nullable=False),
        Column("open_book_id", ID, comment="book_id while open, NULL once closed: one open loan a book"),
        Column("title_id", ID, nullable=False),
        Column("student_id", ID, comment="NULL once anonymised"),
        Column("branch_id", ID, nullable=False),
        Column("checked_out_at", INSTANT, nullable=False),
        Column("local_day", Date(), nullable=False),
        Column("local_hour", Integer(), nullable=False),
        Column("due_at", INSTANT, nullable=False),
        Column("due_on", Date(), nullable=False),
        Column("renewals", Integer(), nullable=False),
        Column("returned_at", INSTANT, comment="effective time, may be backdated to the book drop"),
        Column("closed_at", INSTANT),
        Column("close_reason", code(20), comment="RETURNED, UNDONE, LOST, WRITTEN_OFF"),
        Column("close_act_id", ID),
        Column("lost_at", INSTANT),
        Column("category", code(40), nullable=False),
        Column("grade", code(20)),
        Column("section", code(60)),
        Column("item_type", code(40), nullable=False),
        Column("collection", code(40), nullable=False),
        Column("policy", TEXT, nullable=False, comment="policy snapshot, JSON"),
        Column("version", Integer(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_loans")),
        CheckConstraint(
            "(closed_at IS NULL AND open_book_id IS NOT NULL AND open_book_id = book_id) OR (closed_at IS NOT NULL AND open_book_id IS NULL AND close_reason IS NOT NULL)",
            name=f("ck_loans_open"),
        ),
        CheckConstraint("due_at > checked_out_at", name=f("ck_loans_due")),
        CheckConstraint("renewals >= 0", name=f("ck_loans_renewals")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_loans_act_id")),
        ForeignKeyConstraint(["book_id"], ["books.id"], name=f("fk_loans_book_id")),
        UniqueConstraint("open_book_id", name=f("uq_loans_open_book_id")),
        ForeignKeyConstraint(["title_id"], ["titles.id"], name=f("fk_loans_title_id")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_loans_student_id")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_loans_branch_id")),
        ForeignKeyConstraint(["close_act_id"], ["acts.id"], name=f("fk_loans_close_act_id")),
        sqlite_autoincrement=True,
    )
    _loan_indexes()


def _loan_indexes() -> None:
    create_index("ix_loans_book", "loans", "book_id", "id")
    create_index("ix_loans_day", "loans", "local_day")
    create_index("ix_loans_due", "loans", "open_book_id", "due_at")
    create_index("ix_loans_student", "loans", "student_id", "id")
    create_index("ix_loans_student_open", "loans", "student_id", "open_book_id")
    create_index("ix_loans_title", "loans", "title_id", "id")


def ledger() -> None:
    """Make the table."""
    create_table(
        "ledger",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("student_id", ID, nullable=False),
        Column("kind", code(10), nullable=False, comment="CHARGE, PAYMENT, WAIVE, REFUND, VOID, ADJUST"),
        Column(
            "type",
            code(20),
            nullable=False,
            comment="OVERDUE, LOST, PROCESSING, DAMAGE, RENTAL, PRINT, CARD, MANUAL",
        ),
        Column("amount_minor", ID, nullable=False, comment="always positive; the kind gives the direction"),
        Column("currency", code(3), nullable=False),
        Column("loan_id", ID),
        Column("book_id", ID),
        Column("method", code(20)),
        Column("drawer_id", ID),
        Column("receipt_number", ID),
        Column("charge_key", code(60), comment="posts an overdue fine once per loan and period"),
        Column("reverses_id", ID, comment="an entry is reversed at most once"),
        Column("note", String(500), nullable=False),
        Column("at", INSTANT, nullable=False),
        Column("local_day", Date(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_ledger")),
        CheckConstraint("amount_minor > 0", name=f("ck_ledger_amount")),
        UniqueConstraint("drawer_id", "receipt_number", name=f("uq_ledger_drawer_id_receipt_number")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_ledger_act_id")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_ledger_student_id")),
        ForeignKeyConstraint(["loan_id"], ["loans.id"], name=f("fk_ledger_loan_id")),
        ForeignKeyConstraint(["book_id"], ["books.id"], name=f("fk_ledger_book_id")),
        ForeignKeyConstraint(["drawer_id"], ["drawers.id"], name=f("fk_ledger_drawer_id")),
        UniqueConstraint("charge_key", name=f("uq_ledger_charge_key")),
        UniqueConstraint("reverses_id", name=f("uq_ledger_reverses_id")),
        ForeignKeyConstraint(["reverses_id"], ["ledger.id"], name=f("fk_ledger_reverses_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_ledger_day", "ledger", "local_day", "kind")
    create_index("ix_ledger_loan", "ledger", "loan_id")
    create_index("ix_ledger_student", "ledger", "student_id", "id")


def renewals() -> None:
    """Make the table."""
    create_table(
        "renewals",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("loan_id", ID, nullable=False),
        Column("number", Integer(), comment="1 for the first; NULL once undone"),
        Column("renewed_at", INSTANT, nullable=False),
        Column("old_due_at", INSTANT, nullable=False),
        Column("old_due_on", Date(), nullable=False),
        Column("new_due_at", INSTANT, nullable=False),
        Column("undone_act_id", ID),
        PrimaryKeyConstraint("id", name=f("pk_renewals")),
        UniqueConstraint("loan_id", "number", name=f("uq_renewals_loan_id_number")),
        CheckConstraint("new_due_at > old_due_at", name=f("ck_renewals_later")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_renewals_act_id")),
        ForeignKeyConstraint(["loan_id"], ["loans.id"], name=f("fk_renewals_loan_id")),
        ForeignKeyConstraint(["undone_act_id"], ["acts.id"], name=f("fk_renewals_undone_act_id")),
        sqlite_autoincrement=True,
    )


def allocations() -> None:
    """Make the table."""
    create_table(
        "allocations",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("credit_id", ID, nullable=False),
        Column("charge_id", ID, nullable=False),
        Column("amount_minor", ID, nullable=False, comment="negative takes an allocation back"),
        PrimaryKeyConstraint("id", name=f("pk_allocations")),
        CheckConstraint("amount_minor <> 0", name=f("ck_allocations_amount")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_allocations_act_id")),
        ForeignKeyConstraint(["credit_id"], ["ledger.id"], name=f("fk_allocations_credit_id")),
        ForeignKeyConstraint(["charge_id"], ["ledger.id"], name=f("fk_allocations_charge_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_allocations_charge", "allocations", "charge_id")
    create_index("ix_allocations_credit", "allocations", "credit_id")
