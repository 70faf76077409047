"""Equipment with its sessions, and visits to the library."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, SortKey, Text_, metadata, primary_key

equipment = Table(
    "equipment",
    metadata,
    primary_key(),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("asset_number", Code(60), nullable=False, unique=True, comment="normalised; also the barcode"),
    Column("name", String(200), nullable=False),
    Column("name_sort", SortKey(), nullable=False),
    Column("type", Code(40), nullable=False, comment="COMPUTER, TABLET, ROOM, …"),
    Column("status", Code(20), nullable=False, comment="AVAILABLE, IN_USE, MAINTENANCE, RETIRED, LOST"),
    Column("location", Code(40), nullable=False, default=""),
    Column("session_minutes", Integer, nullable=False, default=60),
    Column("condition_note", String(500)),
    Column("notes", Text_),
    Column("created_act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("deleted_at", Instant),
    CheckConstraint("session_minutes > 0", name="minutes"),
    Index("idx_equipment_status", "status"),
    Index("ix_equipment_name_sort", "name_sort", "id"),
    **TABLE_OPTIONS,
)

equipment_sessions = Table(
    "equipment_sessions",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("equipment_id", Id, ForeignKey("equipment.id"), nullable=False),
    Column("open_equipment_id", Id, unique=True, comment="one open session a device"),
    Column("student_id", Id, ForeignKey("students.id"), comment="NULL once anonymised"),
    Column("started_at", Instant, nullable=False),
    Column("local_day", Date, nullable=False),
    Column("local_hour", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("end_act_id", Id, ForeignKey("acts.id")),
    Column("end_reason", Code(20), comment="RETURNED, UNDONE, CLOSING, VISIT_ENDED"),
    Column("condition_out", String(500)),
    Column("condition_in", String(500)),
    Column("category", Code(40), nullable=False),
    Column("grade", Code(20)),
    Column("section", Code(60)),
    Column("version", Integer, nullable=False, default=1),
    CheckConstraint(
        "(ended_at IS NULL AND open_equipment_id IS NOT NULL AND open_equipment_id = equipment_id)"
        " OR (ended_at IS NOT NULL AND open_equipment_id IS NULL AND end_reason IS NOT NULL)",
        name="open",
    ),
    CheckConstraint("due_at > started_at", name="due"),
    Index("ix_equipment_sessions_equipment", "equipment_id", "id"),
    Index("ix_equipment_sessions_student", "student_id", "id"),
    **TABLE_OPTIONS,
)

visits = Table(
    "visits",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("student_id", Id, ForeignKey("students.id"), comment="NULL once anonymised"),
    Column("open_student_id", Id, unique=True, comment="one open visit a patron"),
    Column("purpose", Code(60), nullable=False, comment="LIBRARY, READING, COMPUTER, … space-separated"),
    Column("in_at", Instant, nullable=False),
    Column("local_day", Date, nullable=False),
    Column("local_hour", Integer, nullable=False),
    Column("out_at", Instant),
    Column("out_act_id", Id, ForeignKey("acts.id")),
    Column("out_reason", Code(20), comment="SCAN, CLOSING, BULK, CORRECTION, UNDONE"),
    Column("estimated", Boolean, nullable=False, default=False, comment="out time was not scanned"),
    Column("category", Code(40), nullable=False),
    Column("grade", Code(20)),
    Column("section", Code(60)),
    Column("version", Integer, nullable=False, default=1),
    CheckConstraint(
        "(out_at IS NULL AND open_student_id IS NOT NULL)"
        " OR (out_at IS NOT NULL AND open_student_id IS NULL AND out_reason IS NOT NULL)",
        name="open",
    ),
    Index("ix_visits_day", "local_day", "local_hour"),
    Index("ix_visits_student", "student_id", "id"),
    **TABLE_OPTIONS,
)
