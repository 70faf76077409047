"""Patrons with their cards, contacts, school years, blocks and activities."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
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


def students() -> None:
    """Make the table."""
    create_table(
        "students",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("kind", code(20), nullable=False, comment="STUDENT, PERSONNEL, GUEST"),
        Column("lrn", code(20), comment="Learner Reference Number, 12 digits; stays taken"),
        Column("name", String(255), nullable=False, comment="display name: Family, Given"),
        Column("family_name", String(100), nullable=False),
        Column("given_name", String(100), nullable=False),
        Column("middle_name", String(100)),
        Column("name_sort", SORT_KEY, nullable=False),
        Column("category", code(40), nullable=False),
        Column("grade", code(20)),
        Column("section", code(60)),
        Column("status", code(20), nullable=False, comment="ACTIVE, INACTIVE, LEFT, ERASED"),
        Column("expires_on", Date()),
        Column("suspended_until", Date()),
        Column("photo_digest", code(64)),
        Column("notes", TEXT),
        Column("alert", String(500), comment="shown at the desk"),
        Column(
            "audit_key",
            SORT_KEY,
            comment="keys the digests of this person's audit payloads; NULL once erased",
        ),
        Column("created_act_id", ID, nullable=False),
        Column("batch_id", ID),
        Column("created_at", INSTANT, nullable=False),
        Column("updated_at", INSTANT, nullable=False),
        Column("version", Integer(), nullable=False),
        Column("deleted_at", INSTANT),
        PrimaryKeyConstraint("id", name=f("pk_students")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_students_branch_id")),
        UniqueConstraint("lrn", name=f("uq_students_lrn")),
        ForeignKeyConstraint(["created_act_id"], ["acts.id"], name=f("fk_students_created_act_id")),
        ForeignKeyConstraint(["batch_id"], ["import_batches.id"], name=f("fk_students_batch_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_students_batch", "students", "batch_id")
    create_index("ix_students_name_sort", "students", "name_sort", "id")
    create_index("ix_students_section", "students", "grade", "section")
    create_index("ix_students_status_name", "students", "status", "name_sort")


def cards() -> None:
    """Make the table."""
    create_table(
        "cards",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("student_id", ID, nullable=False),
        Column("number", code(60), nullable=False, comment="normalised; stays taken"),
        Column("status", code(20), nullable=False, comment="ACTIVE, LOST, RETIRED"),
        Column("reason", String(200)),
        Column("issued_at", INSTANT, nullable=False),
        Column("ended_at", INSTANT),
        PrimaryKeyConstraint("id", name=f("pk_cards")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_cards_student_id")),
        UniqueConstraint("number", name=f("uq_cards_number")),
        sqlite_autoincrement=True,
    )
    create_index("ix_cards_student", "cards", "student_id")


def contacts() -> None:
    """Make the table."""
    create_table(
        "contacts",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("student_id", ID, nullable=False),
        Column("kind", code(20), nullable=False, comment="EMAIL, PHONE, ADDRESS, GUARDIAN"),
        Column("name", String(200), comment="whose it is, e.g. the guardian"),
        Column("value", String(500), nullable=False),
        Column("consent", Boolean(), nullable=False, comment="may be used for notices"),
        PrimaryKeyConstraint("id", name=f("pk_contacts")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_contacts_student_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_contacts_student", "contacts", "student_id")


def enrolments() -> None:
    """Make the table."""
    create_table(
        "enrolments",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("student_id", ID, nullable=False),
        Column("school_year", code(9), nullable=False, comment="e.g. 2026-2027"),
        Column("grade", code(20)),
        Column("section", code(60)),
        PrimaryKeyConstraint("id", name=f("pk_enrolments")),
        UniqueConstraint("student_id", "school_year", name=f("uq_enrolments_student_id_school_year")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_enrolments_student_id")),
        sqlite_autoincrement=True,
    )


def patron_blocks() -> None:
    """Make the table."""
    create_table(
        "patron_blocks",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("student_id", ID, nullable=False),
        Column(
            "scopes",
            code(60),
            nullable=False,
            comment="acts it forbids, space-separated: CIRC HOLD RENEW EQUIP KIOSK",
        ),
        Column("reason", String(500), nullable=False),
        Column("until_day", Date()),
        Column("created_at", INSTANT, nullable=False),
        Column("lifted_act_id", ID),
        PrimaryKeyConstraint("id", name=f("pk_patron_blocks")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_patron_blocks_act_id")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_patron_blocks_student_id")),
        ForeignKeyConstraint(["lifted_act_id"], ["acts.id"], name=f("fk_patron_blocks_lifted_act_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_patron_blocks_student", "patron_blocks", "student_id")


def student_activities() -> None:
    """Make the table."""
    create_table(
        "student_activities",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("student_id", ID, nullable=False),
        Column("type", code(30), nullable=False),
        Column("timestamp", INSTANT, nullable=False),
        Column("local_day", Date(), nullable=False),
        Column("local_hour", Integer(), nullable=False),
        Column("category", code(40), nullable=False),
        Column("grade", code(20)),
        Column("section", code(60)),
        Column("book_id", ID),
        Column("equipment_id", ID),
        Column("detail", String(255)),
        PrimaryKeyConstraint("id", name=f("pk_student_activities")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_student_activities_act_id")),
        ForeignKeyConstraint(["student_id"], ["students.id"], name=f("fk_student_activities_student_id")),
        ForeignKeyConstraint(["book_id"], ["books.id"], name=f("fk_student_activities_book_id")),
        ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=f("fk_student_activities_equipment_id")
        ),
        sqlite_autoincrement=True,
    )
    create_index("idx_student_activities_student_timestamp", "student_activities", "student_id", "timestamp")
    create_index("idx_student_activities_timestamp", "student_activities", "timestamp")
    create_index("ix_student_activities_day", "student_activities", "local_day", "type")
