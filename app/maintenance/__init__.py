"""Maintenance tasks: one file a task, listed in ``TASKS``. ``app.maintenance.task`` says what a task is."""

from __future__ import annotations

from app.domain.jobs import JobKind
from app.errors import NotFound
from app.maintenance import (
    analyze_tables,
    apply_migrations,
    archive_activities,
    backup_database,
    backup_redis,
    check_indexes,
    check_integrity,
    clear_logs,
    erase_person,
    export_list,
    export_person,
    fetch_backup,
    import_upload,
    move_files,
    optimize_tables,
    preview_upload,
    purge_expired,
    restore_activities,
    restore_database,
    rolling_deploy,
    rotate_logs,
    verify_backup,
)
from app.maintenance.task import Task

TASKS: tuple[Task, ...] = (
    analyze_tables,
    apply_migrations,
    archive_activities,
    backup_database,
    backup_redis,
    check_indexes,
    check_integrity,
    clear_logs,
    erase_person,
    export_list,
    export_person,
    fetch_backup,
    import_upload,
    move_files,
    optimize_tables,
    preview_upload,
    purge_expired,
    restore_activities,
    restore_database,
    rolling_deploy,
    rotate_logs,
    verify_backup,
)
"""Every task, in the order of its name. A new one is one file and one line here."""


def find(name: str) -> Task:
    """The task of this name. Raises NotFound."""
    for task in TASKS:
        if task.SPEC.name == name:
            return task
    raise NotFound(
        f"There is no maintenance task “{name}”.", hint="“clms maintenance list” names them.", code="no_task"
    )


def kind(name: str) -> JobKind | None:
    """What the job engine needs to know of the task of this name; None when there is none in this release."""
    return next((task.SPEC.kind for task in TASKS if task.SPEC.name == name), None)
