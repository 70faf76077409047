"""Equipment, its sessions, and visits."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
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

from app.database.migrations.columns import ID, INSTANT, SORT_KEY, TEXT, code
from app.database.migrations.steps import create_index, create_table


def equipment() -> None:
    """Make the table."""
    create_table(
        "equipment",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("asset_number", code(60), nullable=False, comment="normalised; also the barcode"),
        Column("name", String(200), nullable=False),
        Column("name_sort", SORT_KEY, nullable=False),
        Column("type", code(40), nullable=False, comment="COMPUTER, TABLET, ROOM, …"),
        Column("status", code(20), nullable=False, comment="AVAILABLE, IN_USE, MAINTENANCE, RETIRED, LOST"),
        Column("location", code(40), nullable=False),
        Column("session_minutes", Integer(), nullable=False),
        Column("condition_note", String(500)),
        Column("notes", TEXT),
        Column("created_act_id", ID, nullable=False),
        Column("created_at", INSTANT, nullable=False),
        Column("updated_at", INSTANT, nullable=False),
        Column("version", Integer(), nullable=False),
        Column("deleted_at", INSTANT),
        PrimaryKeyConstraint("id", name=f("pk_equipment")),
        CheckConstraint("session_minutes > 0", name=f("ck_equipment_minutes")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_equipment_branch_id")),
        UniqueConstraint("asset_number", name=f("uq_equipment_asset_number")),
        ForeignKeyConstraint(["created_act_id"], ["acts.id"], name=f("fk_equipment_created_act_id")),
        sqlite_autoincrement=True,
    )
    create_index("idx_equipment_status", "equipment", "status")
    create_index("ix_equipment_name_sort", "equipment", "name_sort", "id")


def equipment_sessions() -> None:
    """Make the table."""
    create_table(
        "equipment_sessions",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("equipment_id", ID, nullable=False),
        Column("open_equipment_id", ID, comment="one open session a device"),
        Column("student_id", ID, comment="NULL once anonymised"),
        Column("started_at", INSTANT, nullable=False),
        Column("local_day", Date(), nullable=False),
        Column("local_hour", Integer(), nullable=False),
        Column("due_at", INSTANT, nullable=False),
        Column("ended_at", INSTANT),
        Column("end_act_id", ID),
        Column("end_reason", code(20), comment="RETURNED, UNDONE, CLOSING, VISIT_ENDED"),
        Column("condition_out", String(500)),
        Column("condition_in", String(500)),
        Column("category", code(40), nullable=False),
        Column("grade", code(20)),
        Column("section", code(60)),
        Column("version", Integer(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_equipment_sessions")),
        CheckConstraint(
            "(ended_at IS NULL AND open_equipment_id IS NOT NULL AND open_equipment_id = equipment_id) OR (ended_at IS NOT NULL AND open_equipment_id IS NULL AND end_reason IS NOT NULL)",
            name=f("ck_equipment_sessions_open"),
        ),
        CheckConstraint("due_at > started_at", name=f("ck_equipment_sessions_due")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_equipment_sessions_act_id")),
        ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=f("fk_equipment_sessions_equipment_id")
        ),
        UniqueConstraint("open_equipment_id", name=f("uq_equipment_sessions_open_equipment_id")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_equipment_sessions_student_id")),
        ForeignKeyConstraint(["end_act_id"], ["acts.id"], name=f("fk_equipment_sessions_end_act_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_equipment_sessions_equipment", "equipment_sessions", "equipment_id", "id")
    create_index("ix_equipment_sessions_student", "equipment_sessions", "student_id", "id")


def visits() -> None:
    """Make the table."""
    create_table(
        "visits",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("student_id", ID, comment="NULL once anonymised"),
        Column("open_student_id", ID, comment="one open visit a patron"),
        Column("purpose", code(60), nullable=False, comment="LIBRARY, READING, COMPUTER, … space-separated"),
        Column("in_at", INSTANT, nullable=False),
        Column("local_day", Date(), nullable=False),
        Column("local_hour", Integer(), nullable=False),
        Column("out_at", INSTANT),
        Column("out_act_id", ID),
        Column("out_reason", code(20), comment="SCAN, CLOSING, BULK, CORRECTION, UNDONE"),
        Column("estimated", Boolean(), nullable=False, comment="out time was not scanned"),
        Column("category", code(40), nullable=False),
        Column("grade", code(20)),
        Column("section", code(60)),
        Column("version", Integer(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_visits")),
        CheckConstraint(
            "(out_at IS NULL AND open_student_id IS NOT NULL) OR (out_at IS NOT NULL AND open_student_id IS NULL AND out_reason IS NOT NULL)",
            name=f("ck_visits_open"),
        ),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_visits_act_id")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_visits_branch_id")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_visits_student_id")),
        UniqueConstraint("open_student_id", name=f("uq_visits_open_student_id")),
        ForeignKeyConstraint(["out_act_id"], ["acts.id"], name=f("fk_visits_out_act_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_visits_day", "visits", "local_day", "local_hour")
    create_index("ix_visits_student", "visits", "student_id", "id")
