"""The operations store: what may be lost without loss. A second schema, or a second file, that backups leave out."""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, MetaData, PrimaryKeyConstraint, String, Table

from app.database.tables.base import TABLE_OPTIONS, Blob, Code, Id, Instant, Text_

_PLAIN = {**TABLE_OPTIONS, "sqlite_autoincrement": False}

metadata = MetaData()

job_progress = Table(
    "job_progress",
    metadata,
    Column("job_id", Id, primary_key=True, autoincrement=False),
    Column("token", Id, nullable=False),
    Column("fraction", Double, comment="0 to 1; NULL = can't be told"),
    Column("text", String(500), nullable=False),
    Column("updated_at", Instant, nullable=False),
    **_PLAIN,
)

job_log = Table(
    "job_log",
    metadata,
    Column("job_id", Id, nullable=False, autoincrement=False),
    Column("seq", Id, nullable=False, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("level", Code(10), nullable=False),
    Column("line", Text_, nullable=False),
    PrimaryKeyConstraint("job_id", "seq"),
    **_PLAIN,
)

worker_obstacles = Table(
    "worker_obstacles",
    metadata,
    Column("worker_id", Id, nullable=False, autoincrement=False),
    Column("kind", Code(60), nullable=False),
    Column("message", String(500), nullable=False),
    Column("hint", String(500), nullable=False),
    Column("code", Code(60), nullable=False),
    PrimaryKeyConstraint("worker_id", "kind"),
    **_PLAIN,
)

cached_values = Table(
    "cached_values",
    metadata,
    Column("digest", Code(32), primary_key=True, comment="of the key with its namespace"),
    Column("name", String(255), nullable=False, comment="the key, for whoever looks"),
    Column("value", Blob, nullable=False),
    Column("made_at", Double, nullable=False, comment="seconds since 1970"),
    Column("expires_at", Double, nullable=False),
    Index("ix_cached_values_expires", "expires_at"),
    **_PLAIN,
)

export_files = Table(
    "export_files",
    metadata,
    Column("job_id", Id, primary_key=True, autoincrement=False, comment="of the job that wrote it"),
    Column("list_name", Code(20), nullable=False),
    Column("format", Code(10), nullable=False),
    Column("records", Id, nullable=False),
    Column("size", Id, nullable=False, comment="bytes"),
    Column("digest", Code(64), nullable=False, comment="SHA-256 of the whole, hex"),
    Column("expires_at", Instant, nullable=False),
    Index("ix_export_files_expires", "expires_at"),
    **_PLAIN,
)

export_parts = Table(
    "export_parts",
    metadata,
    Column("job_id", Id, nullable=False, autoincrement=False),
    Column("part", Id, nullable=False, autoincrement=False),
    Column("content", Blob, nullable=False),
    PrimaryKeyConstraint("job_id", "part"),
    **_PLAIN,
)
