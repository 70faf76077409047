"""What people decided about alerts: rules that were changed, times of silence, acknowledgements, where alerts are sent."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, UniqueConstraint

from app.database.tables.base import TABLE_OPTIONS, Code, Instant, Text_, metadata, primary_key

alert_rules = Table(
    "alert_rules",
    metadata,
    primary_key(),
    Column("name", Code(60), nullable=False),
    Column(
        "definition", Text_, nullable=False, comment="JSON; takes the place of the shipped rule of that name"
    ),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("name"),
    **TABLE_OPTIONS,
)

alert_pauses = Table(
    "alert_pauses",
    metadata,
    primary_key(),
    Column("kind", Code(20), nullable=False, comment="silence or maintenance"),
    Column("target", Code(63), nullable=False, comment="empty = any"),
    Column("rule", Code(60), nullable=False, comment="empty = any"),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("reason", String(500), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(200), nullable=False),
    Index("ix_alert_pauses_until", "until"),
    **TABLE_OPTIONS,
)

alert_acknowledgements = Table(
    "alert_acknowledgements",
    metadata,
    primary_key(),
    Column("incident", Code(36), nullable=False, comment="its key; the incident is in the operations store"),
    Column("at", Instant, nullable=False),
    Column("by", String(200), nullable=False),
    Column("note", String(500), nullable=False),
    UniqueConstraint("incident"),
    **TABLE_OPTIONS,
)

alert_channels = Table(
    "alert_channels",
    metadata,
    primary_key(),
    Column("name", String(64), nullable=False),
    Column("kind", Code(20), nullable=False, comment="email, slack, webhook or ping"),
    Column("secret", Code(130), nullable=False, comment="keyring:NAME or env:NAME; where the address stands"),
    Column("least", Code(20), nullable=False, comment="the least severity that is sent"),
    Column("enabled", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("name"),
    **TABLE_OPTIONS,
)
