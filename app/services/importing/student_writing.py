"""Writing rows of patrons, each with its card, contacts and school year, through the patrons' one write path."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from app.database import importing as queries
from app.database import students as patron_queries
from app.database.search import index_patrons
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.members import Patron, StudentDraft
from app.services.importing.applying import ChunkDone
from app.services.importing.batches import note_change
from app.services.importing.plans import Plan, PlanRow
from app.services.importing.student_plans import StoredStudent, StudentTarget
from app.services.importing.values import Verdict
from app.services.student_parts import replace_contacts, write_enrolment
from app.services.student_writes import (
    insert_card,
    insert_student,
    patron_by_id,
    update_student,
    write_columns,
)


class StudentWriter:
    """Makes chunks of rows of patrons ready."""

    changed = Changed.PATRONS | Changed.IMPORTS

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def ready(self, batch_id: int, rows: list[PlanRow]) -> StudentChunk:
        """Decode rows."""
        made = [
            (
                row,
                msgspec.json.decode(row.reading, type=StoredStudent),
                msgspec.json.decode(row.target, type=StudentTarget),
            )
            for row in rows
        ]
        return StudentChunk(batch_id, made)


@dataclass(slots=True)
class StudentChunk:
    """Rows made ready. Calling it writes them in the unit's transaction."""

    batch_id: int
    rows: list[tuple[PlanRow, StoredStudent, StudentTarget]]

    def __call__(self, unit: Unit) -> ChunkDone:
        """Write the rows, and tell what became of them."""
        counts: Counter[str] = Counter()
        left_out: list[tuple[int, str]] = []
        touched: list[int] = []
        for row, said, target in self.rows:
            why = self._in_the_way(unit, row, said, target)
            if why:
                left_out.append((row.seq, why))
                continue
            touched.append(self._write(unit, row, said, target))
            counts[str(row.verdict)] += 1
        index_patrons(unit.connection, touched)
        counts["left_out"] += len(left_out)
        first, last = self.rows[0][0].line, self.rows[-1][0].line
        unit.audit("import", "import", self.batch_id, f"lines {first}-{last}", after=dict(counts))
        unit.changed(StudentWriter.changed, "students", f"import:{self.batch_id}")
        return ChunkDone(dict(counts), (), tuple(left_out))

    def _write(self, unit: Unit, row: PlanRow, said: StoredStudent, target: StudentTarget) -> int:
        if row.verdict is Verdict.CHANGE:
            return self._change(unit, row, target)
        if row.record_id is None:
            student_id = insert_student(unit, said.draft, batch_id=self.batch_id, index=False).student_id
        else:
            student_id = self._revive(unit, row.record_id, said.draft)
        self._parts(unit, patron_by_id(unit, student_id), target)
        return student_id

    def _revive(self, unit: Unit, student_id: int, draft: StudentDraft) -> int:
        """Use a patron again that an undone import left behind: LRN and card stay taken."""
        patron = patron_by_id(unit, student_id, deleted=True)
        write_columns(unit, patron, {"deleted_at": None, "batch_id": self.batch_id}, "restore", index=False)
        update_student(unit, patron_by_id(unit, student_id), draft, "import", index=False)
        queries.reset_version(unit.connection, student_id)
        return student_id

    def _parts(self, unit: Unit, patron: Patron, target: StudentTarget) -> None:
        if target.card:
            insert_card(unit, patron, target.card, index=False)
        if target.contacts:
            replace_contacts(unit, patron, target.contacts, "import")
        if target.enrolment is not None:
            write_enrolment(unit, patron, target.enrolment)

    def _change(self, unit: Unit, row: PlanRow, target: StudentTarget) -> int:
        assert row.record_id is not None
        patron = patron_by_id(unit, row.record_id)
        sheet = patron_queries.sheet(unit.connection, patron.id)
        assert sheet is not None
        before = {
            "draft": sheet.draft,
            "contacts": sheet.contacts,
            "enrolments": sheet.enrolments,
            "card": target.card,
        }
        draft = changed_draft(sheet.draft, target.values)
        saved = update_student(unit, patron, draft, "import", index=False)
        self._parts(unit, patron_by_id(unit, patron.id), target)
        note_change(unit, self.batch_id, "student", patron.id, before, saved.version)
        return patron.id

    def _in_the_way(self, unit: Unit, row: PlanRow, said: StoredStudent, target: StudentTarget) -> str:
        """Why a row prepared earlier can't be written now, "" when it can."""
        lrn = said.draft.lrn if row.verdict is not Verdict.CHANGE else target.values.get("lrn")
        holders = queries.patrons_by_lrn(unit.connection, [lrn]) if lrn else {}
        if any(one.id != row.record_id for one in holders.values()):
            return "Somebody gave this LRN to another patron meanwhile."
        cards = queries.patrons_by_card(unit.connection, [target.card]) if target.card else {}
        if any(one.id != row.record_id for one in cards.values()):
            return "Somebody gave this card to another patron meanwhile."
        if row.verdict is not Verdict.CHANGE:
            return ""
        sheet = patron_queries.sheet(unit.connection, row.record_id or 0)
        if sheet is None or sheet.deleted_at is not None:
            return "Somebody deleted this patron meanwhile."
        present = msgspec.to_builtins(sheet.draft)
        if any(present[name] not in (old, target.values[name]) for name, old in target.before.items()):
            return "Somebody changed the same value meanwhile."
        return ""


def changed_draft(draft: StudentDraft, values: dict[str, Any]) -> StudentDraft:
    """The draft with some attributes as a row has them."""
    changed: StudentDraft = msgspec.convert({**msgspec.to_builtins(draft), **values}, type=StudentDraft)
    return replace(changed, status=draft.status)
