"""The operations store: what may be lost without loss. A second schema, or a second file, that backups leave out."""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, Integer, MetaData, PrimaryKeyConstraint, String, Table

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

file_parts = Table(
    "file_parts",
    metadata,
    Column("owner", Code(60), nullable=False, comment="what the file is of: export:7, upload:…, report:…"),
    Column("part", Id, nullable=False, autoincrement=False),
    Column("content", Blob, nullable=False),
    PrimaryKeyConstraint("owner", "part"),
    **_PLAIN,
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Code(36), primary_key=True),
    Column("user_id", Id, comment="who sent it"),
    Column("name", String(255), nullable=False),
    Column("size", Id, nullable=False, comment="bytes"),
    Column("digest", Code(64), nullable=False, comment="SHA-256, hex"),
    Column("options", Text_, nullable=False, comment="how it is to be read, JSON"),
    Column("expires_at", Instant, nullable=False),
    Column("job_id", Id, comment="the newest job that has to do with it"),
    Column("version", Id, nullable=False, comment="the job that made the preview; 0 = there is none"),
    Column("source", Text_, comment="what a look at the file found out, JSON"),
    Column("kind", Code(20), comment="books or students, as the preview found it"),
    Column("preview", Text_, comment="JSON"),
    Column("verdicts", Code(64), comment="digest of what becomes of each row"),
    Column("result", Text_, comment="of the import, JSON"),
    Index("ix_uploads_expires", "expires_at"),
    Index("ix_uploads_user", "user_id"),
    **_PLAIN,
)

upload_rows = Table(
    "upload_rows",
    metadata,
    Column("upload_id", Code(36), nullable=False),
    Column("version", Id, nullable=False, autoincrement=False),
    Column("seq", Id, nullable=False, autoincrement=False),
    Column("verdict", Code(10), nullable=False),
    Column("content", Text_, nullable=False, comment="the row of the preview, JSON"),
    PrimaryKeyConstraint("upload_id", "version", "seq"),
    Index("ix_upload_rows_verdict", "upload_id", "version", "verdict", "seq"),
    **_PLAIN,
)

metric_blocks = Table(
    "metric_blocks",
    metadata,
    Column("target", Code(63), nullable=False),
    Column("width_s", Integer, nullable=False, autoincrement=False, comment="of a slot"),
    Column(
        "start", Id, nullable=False, autoincrement=False, comment="of the first slot, in seconds since 1970"
    ),
    Column("content", Blob, nullable=False, comment="app.domain.history.packed, maybe in Zstandard"),
    PrimaryKeyConstraint("target", "width_s", "start"),
    Index("ix_metric_blocks_age", "width_s", "start"),
    **_PLAIN,
)

watch_lease = Table(
    "watch_lease",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("token", Id, nullable=False, comment="counts holders; only the newest may write"),
    Column("rank", Integer, nullable=False, comment="0 worker, 1 API node, 2 window: the least holds it"),
    Column("holder", String(200), nullable=False, comment="what a person reads; empty = given back"),
    Column("beats", Id, nullable=False, comment="observers time its standing still"),
    Column("since", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False, comment="for people; no decision rests on it"),
    **_PLAIN,
)

watch_board = Table(
    "watch_board",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("token", Id, nullable=False),
    Column("at", Instant, nullable=False),
    Column("content", Blob, nullable=False, comment="app.domain.board, msgpack"),
    **_PLAIN,
)

watchers = Table(
    "watchers",
    metadata,
    Column("name", Code(120), primary_key=True, comment="who looks, so that figures come every second"),
    Column("until", Instant, nullable=False),
    **_PLAIN,
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("beat", Double, nullable=False, comment="seconds since 1970, by the library's clock"),
    **_PLAIN,
)

incidents = Table(
    "incidents",
    metadata,
    Column("key", Code(36), primary_key=True),
    Column("rule", Code(60), nullable=False),
    Column("target", Code(63), nullable=False),
    Column("fired_at", Double, nullable=False, comment="seconds since 1970"),
    Column("cleared_at", Double, comment="NULL = goes on"),
    Column("content", Blob, nullable=False, comment="app.domain.incidents.Incident, msgpack"),
    Index("ix_incidents_fired", "fired_at"),
    Index("ix_incidents_cleared", "cleared_at"),
    **_PLAIN,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", Code(36), primary_key=True),
    Column("channel_id", Id, nullable=False),
    Column("channel", String(64), nullable=False),
    Column("kind", Code(20), nullable=False, comment="raised, cleared or test"),
    Column("title", String(300), nullable=False),
    Column("body", Text_, nullable=False),
    Column("severity", Code(20), nullable=False),
    Column("made_at", Double, nullable=False, comment="seconds since 1970"),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Double, comment="NULL = delivered, or given up"),
    Column("delivered_at", Double),
    Column("problem", String(500), nullable=False, comment="why the last attempt failed; never a secret"),
    Index("ix_deliveries_made", "made_at"),
    Index("ix_deliveries_next", "next_at"),
    **_PLAIN,
)

watch_notes = Table(
    "watch_notes",
    metadata,
    Column("key", Code(36), primary_key=True),
    Column("at", Double, nullable=False, comment="seconds since 1970"),
    Column("kind", Code(20), nullable=False, comment="app.domain.events.EventKind"),
    Column("target", Code(63), nullable=False),
    Column("title", String(300), nullable=False),
    Index("ix_watch_notes_at", "at"),
    **_PLAIN,
)

statement_slices = Table(
    "statement_slices",
    metadata,
    Column("target", Code(63), nullable=False),
    Column("at", Double, nullable=False, comment="when the slice ended, in seconds since 1970"),
    Column("schema_name", Code(64), nullable=False),
    Column("digest", Code(64), nullable=False, comment="as the server makes it"),
    Column("text", Text_, nullable=False, comment="its form, without values"),
    Column("calls", Id, nullable=False),
    Column("total_ms", Double, nullable=False),
    Column("max_ms", Double, nullable=False),
    Column("examined", Id, nullable=False),
    Column("sent", Id, nullable=False),
    Column("unindexed", Id, nullable=False),
    Column("disk_tables", Id, nullable=False),
    Column("errors", Id, nullable=False),
    PrimaryKeyConstraint("target", "at", "schema_name", "digest"),
    Index("ix_statement_slices_at", "at"),
    **_PLAIN,
)
