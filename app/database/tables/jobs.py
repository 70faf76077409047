"""Background work: jobs, the queue of those that wait for a worker, workers, schedules, and the backups they made."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from app.database.tables.base import TABLE_OPTIONS, Code, Id, Instant, Text_, metadata, primary_key

workers = Table(
    "workers",
    metadata,
    primary_key(),
    Column("host", String(100), nullable=False, comment="what a person reads"),
    Column(
        "place",
        Code(100),
        nullable=False,
        comment="boot and process namespace: where the pid means something",
    ),
    Column("pid", Integer, nullable=False),
    Column(
        "born", Double, nullable=False, comment="the process's start by its own system, against reused pids"
    ),
    Column("started_at", Instant, nullable=False),
    Column(
        "beats", Id, nullable=False, default=0, comment="counts heartbeats; observers time its standing still"
    ),
    Column("seen_at", Instant, nullable=False, comment="for people; no decision rests on it"),
    **TABLE_OPTIONS,
)

job_schedules = Table(
    "job_schedules",
    metadata,
    primary_key(),
    Column("kind", Code(60), nullable=False),
    Column("params", Text_, nullable=False, comment="JSON; never a secret"),
    Column("cron", Code(100), nullable=False),
    Column("timezone", Code(60), nullable=False),
    Column("enabled", Boolean, nullable=False, default=True),
    Column("catch_up", Boolean, nullable=False, default=True, comment="missed runs: one now, or none"),
    Column("actor_id", Id, ForeignKey("users.id")),
    Column("actor", String(200), nullable=False),
    Column("workstation", String(100), nullable=False),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("looked_at", Instant, nullable=False, comment="ticks up to here have been dealt with"),
    Column("version", Integer, nullable=False, default=1),
    **TABLE_OPTIONS,
)

jobs = Table(
    "jobs",
    metadata,
    primary_key(),
    Column("key", Code(36), nullable=False, unique=True, comment="UUIDv7: asking twice makes one job"),
    Column("kind", Code(60), nullable=False),
    Column("params", Text_, nullable=False, comment="JSON; never a secret"),
    Column("dry_run", Boolean, nullable=False, default=False),
    Column("priority", Integer, nullable=False, comment="0 high, 1 medium, 2 default, 3 low"),
    Column("state", Code(20), nullable=False),
    Column("run_at", Instant, nullable=False),
    Column("attempt", Integer, nullable=False, default=0),
    Column("max_attempts", Integer, nullable=False),
    Column("repeatable", Boolean, nullable=False),
    Column("resource", Code(60), comment="of all jobs that name it, one runs at a time"),
    Column("timeout_s", Double, nullable=False),
    Column("actor_id", Id, ForeignKey("users.id")),
    Column("actor", String(200), nullable=False),
    Column("workstation", String(100), nullable=False),
    Column("branch_id", Id, ForeignKey("branches.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("started_at", Instant),
    Column("ended_at", Instant),
    Column("cancel_requested_at", Instant),
    Column("worker_id", Id),
    Column("token", Id, nullable=False, default=0, comment="counts claims; only the newest may write"),
    Column("slot", Code(20), unique=True, comment="place among those that run, set while it runs"),
    Column("held", Code(60), unique=True, comment="the resource, set while it runs"),
    Column("schedule_id", Id),
    Column("result", Text_, comment="JSON"),
    Column("error", Text_, comment="JSON"),
    Index("ix_jobs_state_run_at", "state", "run_at"),
    Index("ix_jobs_kind_id", "kind", "id"),
    **TABLE_OPTIONS,
)

job_ready = Table(
    "job_ready",
    metadata,
    Column("priority", Integer, nullable=False, autoincrement=False),
    Column("job_id", Id, nullable=False, autoincrement=False),
    Column("resource", Code(60)),
    PrimaryKeyConstraint("priority", "job_id"),
    **{**TABLE_OPTIONS, "sqlite_autoincrement": False},
)

job_ticks = Table(
    "job_ticks",
    metadata,
    primary_key(),
    Column("schedule_id", Id, ForeignKey("job_schedules.id"), nullable=False),
    Column("tick", Instant, nullable=False),
    Column("job_id", Id, comment="NULL = missed"),
    UniqueConstraint("schedule_id", "tick"),
    **TABLE_OPTIONS,
)

backups = Table(
    "backups",
    metadata,
    primary_key(),
    Column("job_id", Id),
    Column("name", Code(120), nullable=False),
    Column("folder", String(500), nullable=False),
    Column("host", String(100), nullable=False, comment="the computer whose folder it is"),
    Column("engine", Code(20), nullable=False),
    Column("taken_at", Instant, nullable=False, comment="the instant whose state it holds"),
    Column("finished_at", Instant, nullable=False),
    Column("bytes", Id, nullable=False),
    Column("rows_saved", Id, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("encrypted", Boolean, nullable=False),
    Column("digest", Code(64), nullable=False, comment="SHA-256 of the manifest, hex"),
    Column("verdict", Code(20), comment="proven, partial or failed; NULL = not looked at yet"),
    Column("verified_at", Instant),
    Column("verdict_note", String(500)),
    Column("restore_seconds", Double, comment="measured by the restore that verified it"),
    Column("removed_at", Instant),
    UniqueConstraint("folder", "name", "host"),
    Index("ix_backups_taken", "taken_at"),
    **TABLE_OPTIONS,
)
