"""Loans, renewals, holds and the ledger."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, Text_, metadata, primary_key

loans = Table(
    "loans",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("book_id", Id, ForeignKey("books.id"), nullable=False),
    Column(
        "open_book_id", Id, unique=True, comment="book_id while open, NULL once closed: one open loan a book"
    ),
    Column("title_id", Id, ForeignKey("titles.id"), nullable=False),
    Column("student_id", Id, ForeignKey("students.id"), comment="NULL once anonymised"),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("checked_out_at", Instant, nullable=False),
    Column("local_day", Date, nullable=False),
    Column("local_hour", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("renewals", Integer, nullable=False, default=0),
    Column("returned_at", Instant, comment="effective time, may be backdated to the book drop"),
    Column("closed_at", Instant),
    Column("close_reason", Code(20), comment="RETURNED, UNDONE, LOST, WRITTEN_OFF"),
    Column("close_act_id", Id, ForeignKey("acts.id")),
    Column("lost_at", Instant),
    Column("category", Code(40), nullable=False),
    Column("grade", Code(20)),
    Column("section", Code(60)),
    Column("item_type", Code(40), nullable=False),
    Column("collection", Code(40), nullable=False),
    Column("policy", Text_, nullable=False, comment="policy snapshot, JSON"),
    Column("version", Integer, nullable=False, default=1),
    CheckConstraint(
        "(closed_at IS NULL AND open_book_id IS NOT NULL AND open_book_id = book_id)"
        " OR (closed_at IS NOT NULL AND open_book_id IS NULL AND close_reason IS NOT NULL)",
        name="open",
    ),
    CheckConstraint("due_at > checked_out_at", name="due"),
    CheckConstraint("renewals >= 0", name="renewals"),
    Index("ix_loans_student_open", "student_id", "open_book_id"),
    Index("ix_loans_book", "book_id", "id"),
    Index("ix_loans_title", "title_id", "id"),
    Index("ix_loans_due", "open_book_id", "due_at"),
    Index("ix_loans_day", "local_day"),
    Index("ix_loans_student", "student_id", "id"),
    **TABLE_OPTIONS,
)

renewals = Table(
    "renewals",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("loan_id", Id, ForeignKey("loans.id"), nullable=False),
    Column("number", Integer, comment="1 for the first; NULL once undone"),
    Column("renewed_at", Instant, nullable=False),
    Column("old_due_at", Instant, nullable=False),
    Column("old_due_on", Date, nullable=False),
    Column("new_due_at", Instant, nullable=False),
    Column("undone_act_id", Id, ForeignKey("acts.id")),
    UniqueConstraint("loan_id", "number"),
    CheckConstraint("new_due_at > old_due_at", name="later"),
    **TABLE_OPTIONS,
)

holds = Table(
    "holds",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("title_id", Id, ForeignKey("titles.id"), nullable=False),
    Column("book_id", Id, ForeignKey("books.id"), comment="the item wanted, when only that one will do"),
    Column("student_id", Id, ForeignKey("students.id"), nullable=False),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("state", Code(20), nullable=False),
    Column("priority", Integer, nullable=False, default=0),
    Column("requested_at", Instant, nullable=False),
    Column(
        "waiting_book_id", Id, unique=True, comment="the item on the hold shelf: at most one hold an item"
    ),
    Column("waiting_since", Instant),
    Column("expires_on", Date),
    Column("suspended_until", Date),
    Column(
        "open_student_title", Code(50), unique=True, comment="student:title while open: one open hold a title"
    ),
    Column("closed_at", Instant),
    Column("close_act_id", Id, ForeignKey("acts.id")),
    Column("version", Integer, nullable=False, default=1),
    Index("ix_holds_title_state", "title_id", "state", "priority", "requested_at"),
    Index("ix_holds_student", "student_id", "state"),
    **TABLE_OPTIONS,
)

ledger = Table(
    "ledger",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("student_id", Id, ForeignKey("students.id"), nullable=False),
    Column("kind", Code(10), nullable=False, comment="CHARGE, PAYMENT, WAIVE, REFUND, VOID, ADJUST"),
    Column(
        "type",
        Code(20),
        nullable=False,
        comment="OVERDUE, LOST, PROCESSING, DAMAGE, RENTAL, PRINT, CARD, MANUAL",
    ),
    Column("amount_minor", Id, nullable=False, comment="always positive; the kind gives the direction"),
    Column("currency", Code(3), nullable=False),
    Column("loan_id", Id, ForeignKey("loans.id")),
    Column("book_id", Id, ForeignKey("books.id")),
    Column("method", Code(20)),
    Column("drawer_id", Id, ForeignKey("drawers.id")),
    Column("receipt_number", Id),
    Column("charge_key", Code(60), unique=True, comment="posts an overdue fine once per loan and period"),
    Column(
        "reverses_id", Id, ForeignKey("ledger.id"), unique=True, comment="an entry is reversed at most once"
    ),
    Column("note", String(500), nullable=False, default=""),
    Column("at", Instant, nullable=False),
    Column("local_day", Date, nullable=False),
    CheckConstraint("amount_minor > 0", name="amount"),
    UniqueConstraint("drawer_id", "receipt_number"),
    Index("ix_ledger_student", "student_id", "id"),
    Index("ix_ledger_loan", "loan_id"),
    Index("ix_ledger_day", "local_day", "kind"),
    **TABLE_OPTIONS,
)

allocations = Table(
    "allocations",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("credit_id", Id, ForeignKey("ledger.id"), nullable=False),
    Column("charge_id", Id, ForeignKey("ledger.id"), nullable=False),
    Column("amount_minor", Id, nullable=False, comment="negative takes an allocation back"),
    CheckConstraint("amount_minor <> 0", name="amount"),
    Index("ix_allocations_charge", "charge_id"),
    Index("ix_allocations_credit", "credit_id"),
    **TABLE_OPTIONS,
)
