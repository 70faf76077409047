"""The schema of DESIGN §3: one module a part of the library, all on one MetaData."""

from __future__ import annotations

from app.database.tables.alerts import alert_acknowledgements, alert_channels, alert_pauses, alert_rules
from app.database.tables.archives import archived_ranges, archives
from app.database.tables.attachments import attachments
from app.database.tables.base import metadata
from app.database.tables.batch_edits import batch_edit_chunks, batch_edits, batch_recipes
from app.database.tables.catalog import (
    books,
    import_batches,
    import_changes,
    title_contributors,
    title_identifiers,
    title_subjects,
    titles,
)
from app.database.tables.circulation import allocations, holds, ledger, loans, renewals
from app.database.tables.jobs import backups, job_ready, job_schedules, job_ticks, jobs, workers
from app.database.tables.labels import label_lines, label_prints
from app.database.tables.library import (
    acts,
    audit_logs,
    audit_seals,
    branches,
    calendar_exceptions,
    changes,
    drawers,
    library_settings,
    opening_hours,
    policies,
    schema_info,
    stored_files,
    terms,
    users,
)
from app.database.tables.patrons import (
    cards,
    contacts,
    enrolments,
    patron_blocks,
    student_activities,
    students,
)
from app.database.tables.primaries import primaries
from app.database.tables.quality import quality_rights
from app.database.tables.rooms import equipment, equipment_sessions, visits
from app.database.tables.search import patron_index, title_index
from app.database.tables.sessions import api_sessions, api_tokens
from app.database.tables.work_lists import saved_searches, work_list_items, work_lists

__all__ = [
    "acts",
    "alert_acknowledgements",
    "alert_channels",
    "alert_pauses",
    "alert_rules",
    "allocations",
    "api_sessions",
    "api_tokens",
    "archived_ranges",
    "archives",
    "attachments",
    "audit_logs",
    "audit_seals",
    "backups",
    "batch_edit_chunks",
    "batch_edits",
    "batch_recipes",
    "books",
    "branches",
    "calendar_exceptions",
    "cards",
    "changes",
    "contacts",
    "drawers",
    "enrolments",
    "equipment",
    "equipment_sessions",
    "holds",
    "import_batches",
    "import_changes",
    "job_ready",
    "job_schedules",
    "job_ticks",
    "jobs",
    "label_lines",
    "label_prints",
    "ledger",
    "library_settings",
    "loans",
    "metadata",
    "opening_hours",
    "patron_blocks",
    "patron_index",
    "policies",
    "primaries",
    "quality_rights",
    "renewals",
    "saved_searches",
    "schema_info",
    "stored_files",
    "student_activities",
    "students",
    "terms",
    "title_contributors",
    "title_identifiers",
    "title_index",
    "title_subjects",
    "titles",
    "users",
    "visits",
    "work_list_items",
    "work_lists",
    "workers",
]
