"""Maintenance tasks: one file a task, listed in ``TASKS``. ``app.maintenance.task`` says what a task is."""

from __future__ import annotations

from app.maintenance import (
    analyze_tables,
    backup_redis,
    check_indexes,
    clear_logs,
    optimize_tables,
    rotate_logs,
)
from app.maintenance.task import Task

TASKS: tuple[Task, ...] = (
    analyze_tables,
    backup_redis,
    check_indexes,
    clear_logs,
    optimize_tables,
    rotate_logs,
)
"""Every task, in the order of its name. A new one is one file and one line here."""
