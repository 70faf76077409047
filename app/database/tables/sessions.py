"""Sessions of the API, and tokens for programs and devices."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, Text_, metadata, primary_key

api_sessions = Table(
    "api_sessions",
    metadata,
    primary_key(),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    Column("device", String(64), nullable=False, comment="where; the workstation of the audit"),
    Column("opened_at", Instant, nullable=False),
    Column("renewed_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, comment="however often it is renewed"),
    Column("generation", Integer, nullable=False, comment="of the refresh token that counts"),
    Column("salt", Code(43), nullable=False, comment="goes into the refresh tokens with the server's key"),
    Column("ended_at", Instant),
    Column("end_reason", Code(20), comment="SIGNED_OUT, PASSWORD, REUSED"),
    Index("ix_api_sessions_user_id_ended_at", "user_id", "ended_at"),
    **TABLE_OPTIONS,
)

api_tokens = Table(
    "api_tokens",
    metadata,
    primary_key(),
    Column("name", String(64), nullable=False, comment="the actor and workstation of the audit"),
    Column("role", Code(20), nullable=False),
    Column("scopes", Text_, nullable=False, comment="permissions, JSON; none = all of the role"),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column(
        "digest", Code(64), nullable=False, comment="SHA-256 of the secret, hex; the secret is kept nowhere"
    ),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("expires_at", Instant),
    Column("ended_at", Instant),
    UniqueConstraint("digest"),
    **TABLE_OPTIONS,
)
