"""The library itself: schema, branches, people who sign in, acts, audit, changes, settings, calendar, policies."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
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

from app.database.tables.base import (
    TABLE_OPTIONS,
    Blob,
    Code,
    Id,
    Instant,
    SortKey,
    Text_,
    metadata,
    primary_key,
)

schema_info = Table(
    "schema_info",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("library_id", Code(36), nullable=False),
    Column("min_app", Code(20), nullable=False, comment="oldest release that works on this schema"),
    Column("created_at", Instant, nullable=False),
    **{**TABLE_OPTIONS, "sqlite_autoincrement": False},
)

branches = Table(
    "branches",
    metadata,
    primary_key(),
    Column("code", Code(20), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("timezone", Code(60), nullable=False),
    **TABLE_OPTIONS,
)

users = Table(
    "users",
    metadata,
    primary_key(),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("username", Code(60), nullable=False, unique=True, comment="folded; stays taken after deletion"),
    Column("name", String(200), nullable=False),
    Column("role", Code(20), nullable=False),
    Column("password_hash", Code(100), comment="bcrypt; NULL = only this computer"),
    Column("active", Boolean, nullable=False, default=True),
    Column("signed_in_at", Instant),
    Column("failed_attempts", Integer, nullable=False, default=0),
    Column("locked_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("deleted_at", Instant),
    **TABLE_OPTIONS,
)

acts = Table(
    "acts",
    metadata,
    primary_key(),
    Column("key", Code(36), nullable=False, unique=True, comment="UUIDv7: the idempotency key"),
    Column("kind", Code(40), nullable=False),
    Column("actor_id", Id, ForeignKey("users.id")),
    Column("actor", String(200), nullable=False),
    Column("workstation", String(100), nullable=False),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("occurred_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("local_day", Date, nullable=False),
    Column("reverses_id", Id, ForeignKey("acts.id"), unique=True, comment="an act is reversed at most once"),
    Column("outcome", Text_, comment="the stored answer for a repeat of the key, JSON"),
    Index("ix_acts_actor_recorded", "actor_id", "recorded_at"),
    Index("ix_acts_recorded", "recorded_at"),
    **TABLE_OPTIONS,
)

changes = Table(
    "changes",
    metadata,
    primary_key(),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("workstation", String(100), nullable=False),
    Column("flags", Id, nullable=False),
    Column("tags", Text_, nullable=False, comment="cache tags, one a line"),
    Index("ix_changes_recorded", "recorded_at"),
    **TABLE_OPTIONS,
)

audit_logs = Table(
    "audit_logs",
    metadata,
    primary_key(),
    Column("timestamp", Instant, nullable=False),
    Column("act_id", Id, ForeignKey("acts.id"), nullable=False),
    Column("action", Code(40), nullable=False),
    Column("entity", Code(40), nullable=False),
    Column("entity_id", Id),
    Column("label", String(255), nullable=False, comment="what a person reads: a name, a title, a number"),
    Column("student_id", Id, comment="the person whose key digests the payload; no FK: outlives erasure"),
    Column("actor_id", Id),
    Column("actor", String(200), nullable=False),
    Column("workstation", String(100), nullable=False),
    Column("state_before", Text_, comment="canonical JSON; NULL once erased or when there was none"),
    Column("state_after", Text_),
    Column("payload_digest", SortKey(), nullable=False),
    Index("idx_audit_logs_timestamp", "timestamp"),
    Index("ix_audit_logs_entity", "entity", "entity_id"),
    Index("ix_audit_logs_act", "act_id"),
    Index("ix_audit_logs_student", "student_id"),
    **TABLE_OPTIONS,
)

audit_seals = Table(
    "audit_seals",
    metadata,
    primary_key(),
    Column("first_id", Id, nullable=False, unique=True),
    Column("last_id", Id, nullable=False, unique=True),
    Column("rows_sealed", Integer, nullable=False),
    Column("previous_digest", SortKey(), nullable=False),
    Column("digest", SortKey(), nullable=False),
    Column("row_digests", Blob, nullable=False, comment="8 bytes id and 32 bytes SHA-256 for each entry"),
    Column("sealed_at", Instant, nullable=False),
    **TABLE_OPTIONS,
)

library_settings = Table(
    "library_settings",
    metadata,
    Column("name", Code(60), primary_key=True),
    Column("value", Text_, nullable=False, comment="JSON"),
    Column("version", Integer, nullable=False, default=1),
    **{**TABLE_OPTIONS, "sqlite_autoincrement": False},
)

opening_hours = Table(
    "opening_hours",
    metadata,
    primary_key(),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("weekday", Integer, nullable=False, comment="0 = Monday"),
    Column("opens", Code(5), nullable=False, comment="HH:MM local"),
    Column("closes", Code(5), nullable=False),
    UniqueConstraint("branch_id", "weekday"),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("opens < closes", name="order"),
    **TABLE_OPTIONS,
)

calendar_exceptions = Table(
    "calendar_exceptions",
    metadata,
    primary_key(),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("opens", Code(5), comment="NULL = closed all day"),
    Column("closes", Code(5)),
    Column("reason", String(200), nullable=False),
    UniqueConstraint("branch_id", "day"),
    CheckConstraint("(opens IS NULL) = (closes IS NULL)", name="pair"),
    **TABLE_OPTIONS,
)

terms = Table(
    "terms",
    metadata,
    primary_key(),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("name", String(100), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    CheckConstraint("starts_on <= ends_on", name="order"),
    **TABLE_OPTIONS,
)

policies = Table(
    "policies",
    metadata,
    primary_key(),
    Column("branch", Code(20), nullable=False, default="*"),
    Column("category", Code(40), nullable=False, default="*"),
    Column("item_type", Code(40), nullable=False, default="*"),
    Column("location", Code(40), nullable=False, default="*"),
    Column("audience", Code(40), nullable=False, default="*"),
    Column("value_set", Text_, nullable=False, comment="JSON object; a missing name is inherited"),
    Column("note", String(500), nullable=False, default=""),
    Column("version", Integer, nullable=False, default=1),
    UniqueConstraint("branch", "category", "item_type", "location", "audience"),
    **TABLE_OPTIONS,
)

drawers = Table(
    "drawers",
    metadata,
    primary_key(),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("name", Code(60), nullable=False),
    Column("last_receipt", Id, nullable=False, default=0, comment="receipts are gap-free per drawer"),
    UniqueConstraint("branch_id", "name"),
    **TABLE_OPTIONS,
)

stored_files = Table(
    "stored_files",
    metadata,
    primary_key(),
    Column("digest", Code(64), nullable=False, unique=True, comment="SHA-256 of the content, hex"),
    Column("media_type", Code(60), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", Blob, nullable=False),  # empty where it is kept outside
    Column("created_at", Instant, nullable=False),
    Column("place", Code(16), nullable=False, server_default="database", comment="where the content is"),
    Column("unused_since", Instant, comment="when it was first seen that nothing names it"),
    **TABLE_OPTIONS,
)
