"""Maintenance tasks: one file a task, listed in ``TASKS``. ``app.maintenance.task`` says what a task is."""
