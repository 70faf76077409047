"""The schema of the first release."""

from __future__ import annotations

from collections.abc import Callable

from app.database.migrations.first import catalog, circulation, library, patrons, rooms, search
from app.database.migrations.steps import append_only, append_only_but, drop_guards, drop_table

revision = "0001"
down_revision = None

# Each after those it refers to.
TABLES: tuple[Callable[[], None], ...] = (
    library.audit_seals,
    library.branches,
    library.library_settings,
    search.patron_search,
    search.patron_search_chunks,
    search.patron_search_pending,
    search.patron_search_postings,
    search.patron_search_words,
    library.policies,
    library.schema_info,
    library.stored_files,
    search.title_search,
    search.title_search_chunks,
    search.title_search_pending,
    search.title_search_postings,
    search.title_search_words,
    library.calendar_exceptions,
    library.drawers,
    library.opening_hours,
    library.terms,
    library.users,
    library.acts,
    library.audit_logs,
    library.changes,
    rooms.equipment,
    catalog.import_batches,
    catalog.import_changes,
    patrons.students,
    catalog.titles,
    catalog.books,
    patrons.cards,
    patrons.contacts,
    patrons.enrolments,
    rooms.equipment_sessions,
    patrons.patron_blocks,
    catalog.title_contributors,
    catalog.title_identifiers,
    catalog.title_subjects,
    rooms.visits,
    circulation.holds,
    circulation.loans,
    patrons.student_activities,
    circulation.ledger,
    circulation.renewals,
    circulation.allocations,
)

APPEND_ONLY = ("ledger", "allocations", "student_activities", "audit_seals")

AUDIT_KEPT = (
    "id",
    "timestamp",
    "act_id",
    "action",
    "entity",
    "entity_id",
    "student_id",
    "actor_id",
    "actor",
    "workstation",
    "payload_digest",
)


def upgrade() -> None:
    """Make the tables, then what guards them."""
    for make in TABLES:
        make()
    for table in APPEND_ONLY:
        append_only(table)
    # Erasing a person blanks what an entry says about them and nothing else.
    append_only_but("audit_logs", AUDIT_KEPT, to_null=("state_before", "state_after"), to_blank=("label",))


def downgrade() -> None:
    """Remove everything, the last first."""
    for table in (*APPEND_ONLY, "audit_logs"):
        drop_guards(table)
    for make in reversed(TABLES):
        drop_table(make.__name__)
