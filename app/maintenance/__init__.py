"""Maintenance tasks: one file a task, listed in ``TASKS``. ``app.maintenance.task`` says what a task is."""

from __future__ import annotations

from app.maintenance import (
    analyze_tables,
    optimize_tables,
)
from app.maintenance.task import Task

TASKS: tuple[Task, ...] = (
    analyze_tables,
    optimize_tables,
)
"""Every task, in the order of its name. A new one is one file and one line here."""
