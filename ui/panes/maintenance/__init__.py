"""Maintenance: tasks, jobs, schedules, backups."""
