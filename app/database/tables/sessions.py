"""Sessions of the API."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, metadata, primary_key

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
