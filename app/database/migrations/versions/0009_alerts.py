"""What people decide about alerts: rules, silences, acknowledgements, and where alerts are sent."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, TEXT, code
from app.database.migrations.steps import create_index, create_table, drop_table

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""
    create_table(
        "alert_rules",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("name", code(60), nullable=False),
        Column(
            "definition",
            TEXT,
            nullable=False,
            comment="JSON; takes the place of the shipped rule of that name",
        ),
        Column("changed_at", INSTANT, nullable=False),
        Column("changed_by", String(200), nullable=False),
        Column("version", Integer, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_alert_rules")),
        UniqueConstraint("name", name=f("uq_alert_rules_name")),
        sqlite_autoincrement=True,
    )
    create_table(
        "alert_pauses",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("kind", code(20), nullable=False, comment="silence or maintenance"),
        Column("target", code(63), nullable=False, comment="empty = any"),
        Column("rule", code(60), nullable=False, comment="empty = any"),
        Column("since", INSTANT, nullable=False),
        Column("until", INSTANT, nullable=False),
        Column("reason", String(500), nullable=False),
        Column("created_at", INSTANT, nullable=False),
        Column("created_by", String(200), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_alert_pauses")),
        sqlite_autoincrement=True,
    )
    create_index("ix_alert_pauses_until", "alert_pauses", "until")
    create_table(
        "alert_acknowledgements",
        Column("id", ID, autoincrement=True, nullable=False),
        Column(
            "incident", code(36), nullable=False, comment="its key; the incident is in the operations store"
        ),
        Column("at", INSTANT, nullable=False),
        Column("by", String(200), nullable=False),
        Column("note", String(500), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_alert_acknowledgements")),
        UniqueConstraint("incident", name=f("uq_alert_acknowledgements_incident")),
        sqlite_autoincrement=True,
    )
    _channels()


def _channels() -> None:
    create_table(
        "alert_channels",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("name", String(64), nullable=False),
        Column("kind", code(20), nullable=False, comment="email, slack, webhook or ping"),
        Column(
            "secret", code(130), nullable=False, comment="keyring:NAME or env:NAME; where the address stands"
        ),
        Column("least", code(20), nullable=False, comment="the least severity that is sent"),
        Column("enabled", Boolean, nullable=False),
        Column("created_at", INSTANT, nullable=False),
        Column("created_by", String(200), nullable=False),
        Column("version", Integer, nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_alert_channels")),
        UniqueConstraint("name", name=f("uq_alert_channels_name")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Remove them."""
    for name in ("alert_channels", "alert_acknowledgements", "alert_pauses", "alert_rules"):
        drop_table(name)
