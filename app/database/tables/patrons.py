"""Patrons: students, personnel and guests, with cards, contacts, enrolments and blocks."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, SortKey, Text_, metadata, primary_key

students = Table(
    "students",
    metadata,
    primary_key(),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("kind", Code(20), nullable=False, comment="STUDENT, PERSONNEL, GUEST"),
    Column("lrn", Code(20), unique=True, comment="Learner Reference Number, 12 digits; stays taken"),
    Column("name", String(255), nullable=False, comment="display name: Family, Given"),
    Column("family_name", String(100), nullable=False),
    Column("given_name", String(100), nullable=False),
    Column("middle_name", String(100)),
    Column("name_sort", SortKey(), nullable=False),
    Column("category", Code(40), nullable=False),
    Column("grade", Code(20)),
    Column("section", Code(60)),
    Column("status", Code(20), nullable=False, comment="ACTIVE, INACTIVE, LEFT, ERASED"),
    Column("expires_on", Date),
    Column("suspended_until", Date),
    Column("photo_digest", Code(64)),
    Column("notes", Text_),
    Column("alert", String(500), comment="shown at the desk"),
    Column(
        "audit_key", SortKey(), comment="keys the digests of this person's audit payloads; NULL once erased"
    ),
    Column("created_act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("batch_id", Id, ForeignKey("import_batches.id")),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("deleted_at", Instant),
    Index("ix_students_list", "name_sort", "id", "deleted_at", "status"),  # as the titles' are, for jumps
    Index("ix_students_status_name", "status", "name_sort"),
    Index("ix_students_section", "grade", "section"),
    Index("ix_students_batch", "batch_id"),
    **TABLE_OPTIONS,
)

cards = Table(
    "cards",
    metadata,
    primary_key(),
    Column("student_id", Id, ForeignKey("students.id"), nullable=False),
    Column("number", Code(60), nullable=False, unique=True, comment="normalised; stays taken"),
    Column("status", Code(20), nullable=False, comment="ACTIVE, LOST, RETIRED"),
    Column("reason", String(200)),
    Column("issued_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index("ix_cards_student", "student_id"),
    **TABLE_OPTIONS,
)

contacts = Table(
    "contacts",
    metadata,
    primary_key(),
    Column("student_id", Id, ForeignKey("students.id"), nullable=False),
    Column("kind", Code(20), nullable=False, comment="EMAIL, PHONE, ADDRESS, GUARDIAN"),
    Column("name", String(200), comment="whose it is, e.g. the guardian"),
    Column("value", String(500), nullable=False),
    Column("consent", Boolean, nullable=False, default=False, comment="may be used for notices"),
    Index("ix_contacts_student", "student_id"),
    **TABLE_OPTIONS,
)

enrolments = Table(
    "enrolments",
    metadata,
    primary_key(),
    Column("student_id", Id, ForeignKey("students.id"), nullable=False),
    Column("school_year", Code(9), nullable=False, comment="e.g. 2026-2027"),
    Column("grade", Code(20)),
    Column("section", Code(60)),
    UniqueConstraint("student_id", "school_year"),
    **TABLE_OPTIONS,
)

patron_blocks = Table(
    "patron_blocks",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("student_id", Id, ForeignKey("students.id"), nullable=False),
    Column(
        "scopes",
        Code(60),
        nullable=False,
        comment="acts it forbids, space-separated: CIRC HOLD RENEW EQUIP KIOSK",
    ),
    Column("reason", String(500), nullable=False),
    Column("until_day", Date),
    Column("created_at", Instant, nullable=False),
    Column("lifted_act_id", Id, ForeignKey("acts.id")),
    Index("ix_patron_blocks_student", "student_id"),
    **TABLE_OPTIONS,
)

student_activities = Table(
    "student_activities",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("student_id", Id, ForeignKey("students.id"), nullable=False),
    Column("type", Code(30), nullable=False),
    Column("timestamp", Instant, nullable=False),
    Column("local_day", Date, nullable=False),
    Column("local_hour", Integer, nullable=False),
    Column("category", Code(40), nullable=False),
    Column("grade", Code(20)),
    Column("section", Code(60)),
    Column("book_id", Id, ForeignKey("books.id")),
    Column("equipment_id", Id, ForeignKey("equipment.id")),
    Column("detail", String(255)),
    Index("idx_student_activities_timestamp", "timestamp"),
    Index("idx_student_activities_student_timestamp", "student_id", "timestamp"),
    Index("ix_student_activities_day", "local_day", "type"),
    **TABLE_OPTIONS,
)
