"""The tables a history is written to, with the columns it fills, parents before children."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Dialect, Table

from app.database.bulk import BulkLoad, BulkTable
from app.database.tables import (
    acts,
    allocations,
    audit_logs,
    equipment_sessions,
    ledger,
    loans,
    renewals,
    student_activities,
    visits,
)

AUDIT = (
    "timestamp act_id action entity entity_id label student_id actor_id actor workstation state_before state_after"
    " payload_digest"
)
ACTIVITY = (
    "act_id student_id type timestamp local_day local_hour category grade section book_id equipment_id detail"
)


class HistoryTables:
    """One :class:`BulkTable` for each table of a history."""

    def __init__(self, dialect: Dialect, branch_id: int, currency: str) -> None:
        self._dialect = dialect
        branch = {"branch_id": branch_id}
        self.acts = self._table(
            acts, "id key kind actor workstation occurred_at recorded_at local_day outcome", branch
        )
        self.loans = self._table(
            loans,
            "id act_id book_id open_book_id title_id student_id checked_out_at local_day local_hour due_at due_on"
            " renewals returned_at closed_at close_reason close_act_id category grade section item_type collection"
            " policy version",
            branch,
        )
        self.renewals = self._table(
            renewals, "act_id loan_id number renewed_at old_due_at old_due_on new_due_at"
        )
        self.ledger = self._table(
            ledger,
            "id act_id student_id kind type amount_minor loan_id book_id method drawer_id receipt_number charge_key"
            " note at local_day",
            {"currency": currency},
        )
        self.allocations = self._table(allocations, "act_id credit_id charge_id amount_minor")
        self.visits = self._table(
            visits,
            "id act_id student_id open_student_id purpose in_at local_day local_hour out_at out_act_id out_reason"
            " estimated category grade section version",
            branch,
        )
        self.sessions = self._table(
            equipment_sessions,
            "id act_id equipment_id open_equipment_id student_id started_at local_day local_hour due_at ended_at"
            " end_act_id end_reason category grade section version",
        )
        self.audit = self._table(audit_logs, AUDIT)
        self.activities = self._table(student_activities, ACTIVITY)
        self.load = BulkLoad(
            (
                self.acts,
                self.loans,
                self.renewals,
                self.ledger,
                self.allocations,
                self.visits,
                self.sessions,
                self.audit,
                self.activities,
            )
        )

    def _table(self, table: Table, columns: str, fixed: Mapping[str, Any] | None = None) -> BulkTable:
        return BulkTable(self._dialect, table, columns.split(), fixed)
