"""Background work: workers, schedules, jobs, and the backups they made."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID, INSTANT, TEXT, code
from app.database.migrations.steps import create_index, create_table


def workers() -> None:
    """Make the table."""
    create_table(
        "workers",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("host", String(100), nullable=False, comment="what a person reads"),
        Column(
            "place",
            code(100),
            nullable=False,
            comment="boot and process namespace: where the pid means something",
        ),
        Column("pid", Integer(), nullable=False),
        Column(
            "born",
            Double(),
            nullable=False,
            comment="the process's start by its own system, against reused pids",
        ),
        Column("started_at", INSTANT, nullable=False),
        Column("beats", ID, nullable=False, comment="counts heartbeats; observers time its standing still"),
        Column("seen_at", INSTANT, nullable=False, comment="for people; no decision rests on it"),
        PrimaryKeyConstraint("id", name=f("pk_workers")),
        sqlite_autoincrement=True,
    )


def job_schedules() -> None:
    """Make the table."""
    create_table(
        "job_schedules",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("kind", code(60), nullable=False),
        Column("params", TEXT, nullable=False, comment="JSON; never a secret"),
        Column("cron", code(100), nullable=False),
        Column("timezone", code(60), nullable=False),
        Column("enabled", Boolean(), nullable=False),
        Column("catch_up", Boolean(), nullable=False, comment="missed runs: one now, or none"),
        Column("actor_id", ID, nullable=True),
        Column("actor", String(200), nullable=False),
        Column("workstation", String(100), nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("created_at", INSTANT, nullable=False),
        Column("looked_at", INSTANT, nullable=False, comment="ticks up to here have been dealt with"),
        Column("version", Integer(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_job_schedules")),
        ForeignKeyConstraint(["actor_id"], ["users.id"], name=f("fk_job_schedules_actor_id")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_job_schedules_branch_id")),
        sqlite_autoincrement=True,
    )


def jobs() -> None:
    """Make the table."""
    create_table(
        "jobs",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("key", code(36), nullable=False, comment="UUIDv7: asking twice makes one job"),
        Column("kind", code(60), nullable=False),
        Column("params", TEXT, nullable=False, comment="JSON; never a secret"),
        Column("dry_run", Boolean(), nullable=False),
        Column("priority", Integer(), nullable=False, comment="0 high, 1 medium, 2 default, 3 low"),
        Column("state", code(20), nullable=False),
        Column("run_at", INSTANT, nullable=False),
        Column("attempt", Integer(), nullable=False),
        Column("max_attempts", Integer(), nullable=False),
        Column("repeatable", Boolean(), nullable=False),
        Column("resource", code(60), nullable=True, comment="of all jobs that name it, one runs at a time"),
        Column("timeout_s", Double(), nullable=False),
        Column("actor_id", ID, nullable=True),
        Column("actor", String(200), nullable=False),
        Column("workstation", String(100), nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("created_at", INSTANT, nullable=False),
        Column("started_at", INSTANT, nullable=True),
        Column("ended_at", INSTANT, nullable=True),
        Column("cancel_requested_at", INSTANT, nullable=True),
        Column("worker_id", ID, nullable=True),
        Column("token", ID, nullable=False, comment="counts claims; only the newest may write"),
        Column("slot", code(20), nullable=True, comment="place among those that run, set while it runs"),
        Column("held", code(60), nullable=True, comment="the resource, set while it runs"),
        Column("schedule_id", ID, nullable=True),
        Column("result", TEXT, nullable=True, comment="JSON"),
        Column("error", TEXT, nullable=True, comment="JSON"),
        PrimaryKeyConstraint("id", name=f("pk_jobs")),
        UniqueConstraint("key", name=f("uq_jobs_key")),
        UniqueConstraint("slot", name=f("uq_jobs_slot")),
        UniqueConstraint("held", name=f("uq_jobs_held")),
        ForeignKeyConstraint(["actor_id"], ["users.id"], name=f("fk_jobs_actor_id")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_jobs_branch_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_jobs_kind_id", "jobs", "kind", "id")
    create_index("ix_jobs_state_run_at", "jobs", "state", "run_at")


def job_ready() -> None:
    """Make the table."""
    create_table(
        "job_ready",
        Column("priority", Integer(), autoincrement=False, nullable=False),
        Column("job_id", ID, autoincrement=False, nullable=False),
        Column("resource", code(60), nullable=True),
        PrimaryKeyConstraint("priority", "job_id", name=f("pk_job_ready")),
    )


def job_ticks() -> None:
    """Make the table."""
    create_table(
        "job_ticks",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("schedule_id", ID, nullable=False),
        Column("tick", INSTANT, nullable=False),
        Column("job_id", ID, nullable=True, comment="NULL = missed"),
        PrimaryKeyConstraint("id", name=f("pk_job_ticks")),
        UniqueConstraint("schedule_id", "tick", name=f("uq_job_ticks_schedule_id_tick")),
        ForeignKeyConstraint(["schedule_id"], ["job_schedules.id"], name=f("fk_job_ticks_schedule_id")),
        sqlite_autoincrement=True,
    )


def backups() -> None:
    """Make the table."""
    create_table(
        "backups",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("job_id", ID, nullable=True),
        Column("name", code(120), nullable=False),
        Column("folder", String(500), nullable=False),
        Column("host", String(100), nullable=False, comment="the computer whose folder it is"),
        Column("engine", code(20), nullable=False),
        Column("taken_at", INSTANT, nullable=False, comment="the instant whose state it holds"),
        Column("finished_at", INSTANT, nullable=False),
        Column("bytes", ID, nullable=False),
        Column("rows_saved", ID, nullable=False),
        Column("seconds", Double(), nullable=False),
        Column("encrypted", Boolean(), nullable=False),
        Column("digest", code(64), nullable=False, comment="SHA-256 of the manifest, hex"),
        Column(
            "verdict", code(20), nullable=True, comment="proven, partial or failed; NULL = not looked at yet"
        ),
        Column("verified_at", INSTANT, nullable=True),
        Column("verdict_note", String(500), nullable=True),
        Column(
            "restore_seconds", Double(), nullable=True, comment="measured by the restore that verified it"
        ),
        Column("removed_at", INSTANT, nullable=True),
        PrimaryKeyConstraint("id", name=f("pk_backups")),
        UniqueConstraint("folder", "name", "host", name=f("uq_backups_folder_name_host")),
        sqlite_autoincrement=True,
    )
    create_index("ix_backups_taken", "backups", "taken_at")
