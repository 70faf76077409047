"""The library itself: schema, branches, users, acts, audit, changes, settings, rules."""

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

from app.database.migrations.columns import BLOB, ID, INSTANT, SORT_KEY, TEXT, code
from app.database.migrations.steps import create_index, create_table


def audit_seals() -> None:
    """Make the table."""
    create_table(
        "audit_seals",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("first_id", ID, nullable=False),
        Column("last_id", ID, nullable=False),
        Column("rows_sealed", Integer(), nullable=False),
        Column("previous_digest", SORT_KEY, nullable=False),
        Column("digest", SORT_KEY, nullable=False),
        Column("row_digests", BLOB, nullable=False, comment="8 bytes id and 32 bytes SHA-256 for each entry"),
        Column("sealed_at", INSTANT, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_audit_seals")),
        UniqueConstraint("first_id", name=f("uq_audit_seals_first_id")),
        UniqueConstraint("last_id", name=f("uq_audit_seals_last_id")),
        sqlite_autoincrement=True,
    )


def branches() -> None:
    """Make the table."""
    create_table(
        "branches",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("code", code(20), nullable=False),
        Column("name", String(200), nullable=False),
        Column("timezone", code(60), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_branches")),
        UniqueConstraint("code", name=f("uq_branches_code")),
        sqlite_autoincrement=True,
    )


def library_settings() -> None:
    """Make the table."""
    create_table(
        "library_settings",
        Column("name", code(60), autoincrement=False, nullable=False),
        Column("value", TEXT, nullable=False, comment="JSON"),
        Column("version", Integer(), nullable=False),
        PrimaryKeyConstraint("name", name=f("pk_library_settings")),
    )


def policies() -> None:
    """Make the table."""
    create_table(
        "policies",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("branch", code(20), nullable=False),
        Column("category", code(40), nullable=False),
        Column("item_type", code(40), nullable=False),
        Column("location", code(40), nullable=False),
        Column("audience", code(40), nullable=False),
        Column("value_set", TEXT, nullable=False, comment="JSON object; a missing name is inherited"),
        Column("note", String(500), nullable=False),
        Column("version", Integer(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_policies")),
        UniqueConstraint(
            "branch",
            "category",
            "item_type",
            "location",
            "audience",
            name=f("uq_policies_branch_category_item_type_location_audience"),
        ),
        sqlite_autoincrement=True,
    )


def schema_info() -> None:
    """Make the table."""
    create_table(
        "schema_info",
        Column("id", Integer(), autoincrement=False, nullable=False),
        Column("library_id", code(36), nullable=False),
        Column("min_app", code(20), nullable=False, comment="oldest release that works on this schema"),
        Column("created_at", INSTANT, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_schema_info")),
    )


def stored_files() -> None:
    """Make the table."""
    create_table(
        "stored_files",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("digest", code(64), nullable=False, comment="SHA-256 of the content, hex"),
        Column("media_type", code(60), nullable=False),
        Column("size", Integer(), nullable=False),
        Column("content", BLOB, nullable=False),
        Column("created_at", INSTANT, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_stored_files")),
        UniqueConstraint("digest", name=f("uq_stored_files_digest")),
        sqlite_autoincrement=True,
    )


def calendar_exceptions() -> None:
    """Make the table."""
    create_table(
        "calendar_exceptions",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("day", Date(), nullable=False),
        Column("opens", code(5), comment="NULL = closed all day"),
        Column("closes", code(5)),
        Column("reason", String(200), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_calendar_exceptions")),
        UniqueConstraint("branch_id", "day", name=f("uq_calendar_exceptions_branch_id_day")),
        CheckConstraint("(opens IS NULL) = (closes IS NULL)", name=f("ck_calendar_exceptions_pair")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_calendar_exceptions_branch_id")),
        sqlite_autoincrement=True,
    )


def drawers() -> None:
    """Make the table."""
    create_table(
        "drawers",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("name", code(60), nullable=False),
        Column("last_receipt", ID, nullable=False, comment="receipts are gap-free per drawer"),
        PrimaryKeyConstraint("id", name=f("pk_drawers")),
        UniqueConstraint("branch_id", "name", name=f("uq_drawers_branch_id_name")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_drawers_branch_id")),
        sqlite_autoincrement=True,
    )


def opening_hours() -> None:
    """Make the table."""
    create_table(
        "opening_hours",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("weekday", Integer(), nullable=False, comment="0 = Monday"),
        Column("opens", code(5), nullable=False, comment="HH:MM local"),
        Column("closes", code(5), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_opening_hours")),
        UniqueConstraint("branch_id", "weekday", name=f("uq_opening_hours_branch_id_weekday")),
        CheckConstraint("weekday BETWEEN 0 AND 6", name=f("ck_opening_hours_weekday")),
        CheckConstraint("opens < closes", name=f("ck_opening_hours_order")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_opening_hours_branch_id")),
        sqlite_autoincrement=True,
    )


def terms() -> None:
    """Make the table."""
    create_table(
        "terms",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("name", String(100), nullable=False),
        Column("starts_on", Date(), nullable=False),
        Column("ends_on", Date(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_terms")),
        CheckConstraint("starts_on <= ends_on", name=f("ck_terms_order")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_terms_branch_id")),
        sqlite_autoincrement=True,
    )


def users() -> None:
    """Make the table."""
    create_table(
        "users",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("username", code(60), nullable=False, comment="folded; stays taken after deletion"),
        Column("name", String(200), nullable=False),
        Column("role", code(20), nullable=False),
        Column("password_hash", code(100), comment="bcrypt; NULL = only this computer"),
        Column("active", Boolean(), nullable=False),
        Column("signed_in_at", INSTANT),
        Column("failed_attempts", Integer(), nullable=False),
        Column("locked_until", INSTANT),
        Column("created_at", INSTANT, nullable=False),
        Column("version", Integer(), nullable=False),
        Column("deleted_at", INSTANT),
        PrimaryKeyConstraint("id", name=f("pk_users")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_users_branch_id")),
        UniqueConstraint("username", name=f("uq_users_username")),
        sqlite_autoincrement=True,
    )


def acts() -> None:
    """Make the table."""
    create_table(
        "acts",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("key", code(36), nullable=False, comment="UUIDv7: the idempotency key"),
        Column("kind", code(40), nullable=False),
        Column("actor_id", ID),
        Column("actor", String(200), nullable=False),
        Column("workstation", String(100), nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("occurred_at", INSTANT, nullable=False),
        Column("recorded_at", INSTANT, nullable=False),
        Column("local_day", Date(), nullable=False),
        Column("reverses_id", ID, comment="an act is reversed at most once"),
        Column("outcome", TEXT, comment="the stored answer for a repeat of the key, JSON"),
        PrimaryKeyConstraint("id", name=f("pk_acts")),
        UniqueConstraint("key", name=f("uq_acts_key")),
        ForeignKeyConstraint(["actor_id"], ["users.id"], name=f("fk_acts_actor_id")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_acts_branch_id")),
        UniqueConstraint("reverses_id", name=f("uq_acts_reverses_id")),
        ForeignKeyConstraint(["reverses_id"], ["acts.id"], name=f("fk_acts_reverses_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_acts_actor_recorded", "acts", "actor_id", "recorded_at")
    create_index("ix_acts_recorded", "acts", "recorded_at")


def audit_logs() -> None:
    """Make the table."""
    create_table(
        "audit_logs",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("timestamp", INSTANT, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("action", code(40), nullable=False),
        Column("entity", code(40), nullable=False),
        Column("entity_id", ID),
        Column(
            "label", String(255), nullable=False, comment="what a person reads: a name, a title, a number"
        ),
        Column("student_id", ID, comment="the person whose key digests the payload; no FK: outlives erasure"),
        Column("actor_id", ID),
        Column("actor", String(200), nullable=False),
        Column("workstation", String(100), nullable=False),
        Column("state_before", TEXT, comment="canonical JSON; NULL once erased or when there was none"),
        Column("state_after", TEXT),
        Column("payload_digest", SORT_KEY, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_audit_logs")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_audit_logs_act_id")),
        sqlite_autoincrement=True,
    )
    create_index("idx_audit_logs_timestamp", "audit_logs", "timestamp")
    create_index("ix_audit_logs_act", "audit_logs", "act_id")
    create_index("ix_audit_logs_entity", "audit_logs", "entity", "entity_id")
    create_index("ix_audit_logs_student", "audit_logs", "student_id")


def changes() -> None:
    """Make the table."""
    create_table(
        "changes",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("recorded_at", INSTANT, nullable=False),
        Column("workstation", String(100), nullable=False),
        Column("flags", ID, nullable=False),
        Column("tags", TEXT, nullable=False, comment="cache tags, one a line"),
        PrimaryKeyConstraint("id", name=f("pk_changes")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_changes_act_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_changes_recorded", "changes", "recorded_at")
