"""Writing rows of patrons, each with its card, contacts and school year, through the patrons' one write path."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import insert

from app import decoding
from app.database import importing as queries
from app.database import students as patron_queries
from app.database.engine import Database
from app.database.search import CaughtUp, catch_up_patrons, index_patrons_later
from app.database.tables import cards, contacts, enrolments
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.members import CardStatus, Contact, Enrolment, Patron, StudentDraft
from app.services.importing.applying import UNINDEXED, WRITTEN, ChunkDone, parts
from app.services.importing.batches import note_change
from app.services.importing.plans import Plan, PlanRow
from app.services.importing.student_plans import StoredStudent, StudentTarget
from app.services.importing.values import Verdict
from app.services.student_parts import replace_contacts, write_enrolment
from app.services.student_writes import columns_of, insert_card, patron_by_id, update_student, write_columns


class StudentWriter:
    """Makes chunks of rows of patrons ready."""

    changed = Changed.PATRONS | Changed.IMPORTS
    unindexed = UNINDEXED

    def __init__(self, plan: Plan, database: Database) -> None:
        self._plan = plan
        self._database = database

    def ready(self, batch_id: int, behind: int, size: int) -> StudentChunk | None:
        """Read the next rows and decode them."""
        made = [
            (
                row,
                decoding.decode(row.reading, StoredStudent),
                decoding.decode(row.target, StudentTarget),
            )
            for row in self._plan.rows_behind(behind, size, WRITTEN)
        ]
        return StudentChunk(batch_id, made) if made else None

    def wrote(self, chunk: StudentChunk) -> None:
        """Its patrons are noted in the library."""

    def catch_up(self, *, last: bool) -> CaughtUp:
        """Index the patrons that chunks wrote."""
        return catch_up_patrons(self._database)

    def close(self) -> None:
        """Nothing works beside this."""


@dataclass(slots=True)
class StudentChunk:
    """Rows made ready. Calling it writes them in the unit's transaction."""

    batch_id: int
    rows: list[tuple[PlanRow, StoredStudent, StudentTarget]]

    @property
    def seqs(self) -> list[int]:
        """The numbers of the rows."""
        return [row.seq for row, _, _ in self.rows]

    def __call__(self, unit: Unit, time_left: Callable[[], bool]) -> ChunkDone:
        """Write rows as long as there is time, and tell what became of them."""
        counts: Counter[str] = Counter()
        left_out: list[tuple[int, str]] = []
        touched: list[int] = []
        holders = _Holders(unit, self.rows)
        for part in parts(self.rows, lambda one: one[0].record_id is not None):
            fresh: list[tuple[StoredStudent, StudentTarget]] = []
            for row, said, target in part:
                why = holders.in_the_way(row, said, target) or self._changed_since(unit, row, target)
                if why:
                    left_out.append((row.seq, why))
                    continue
                if row.verdict is Verdict.CHANGE:
                    touched.append(self._change(unit, row, target))
                elif row.record_id is not None:
                    touched.append(self._revive(unit, row.record_id, said.draft, target))
                else:
                    fresh.append((said, target))
                counts[str(row.verdict)] += 1
            touched += self._add(unit, fresh)
            if not time_left():
                break
        index_patrons_later(unit.connection, touched)
        counts["left_out"] += len(left_out)
        first, last = self.rows[0][0], part[-1][0]
        label = f"lines {first.line}-{last.line}"
        unit.audit("import", "import", self.batch_id, label, after=dict(counts))
        unit.changed(StudentWriter.changed, "students", f"import:{self.batch_id}")
        return ChunkDone(last.seq, dict(counts), (), tuple(left_out))

    def _add(self, unit: Unit, rows: list[tuple[StoredStudent, StudentTarget]]) -> list[int]:
        """Write new patrons in bulk: one statement a table, whatever their number. Returns their ids."""
        if not rows:
            return []
        common = {
            "branch_id": unit.actor.branch_id,
            "created_act_id": unit.act_id,
            "batch_id": self.batch_id,
            "created_at": unit.now,
            "updated_at": unit.now,
            "version": 1,
        }
        # The key of a person's audit payloads is random and so tells which row became which patron.
        keys = [secrets.token_bytes(32) for _ in rows]
        values = [
            {**columns_of(said.draft), **common, "audit_key": key}
            for (said, _), key in zip(rows, keys, strict=True)
        ]
        ids = queries.insert_students(unit.connection, values)
        made = [(ids[key], target) for (_, target), key in zip(rows, keys, strict=True)]
        for table, values in (
            (cards, [_card(id_, target.card, unit) for id_, target in made if target.card]),
            (contacts, [_contact(id_, one) for id_, target in made for one in target.contacts]),
            (enrolments, [_enrolment(id_, t.enrolment) for id_, t in made if t.enrolment is not None]),
        ):
            if values:
                unit.connection.execute(insert(table), values)
        return [id_ for id_, _ in made]

    def _revive(self, unit: Unit, student_id: int, draft: StudentDraft, target: StudentTarget) -> int:
        """Use a patron again that an undone import left behind: LRN and card stay taken."""
        patron = patron_by_id(unit, student_id, deleted=True)
        write_columns(unit, patron, {"deleted_at": None, "batch_id": self.batch_id}, "restore", index=False)
        update_student(unit, patron_by_id(unit, student_id), draft, "import", index=False)
        self._parts(unit, patron_by_id(unit, student_id), target)
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

    def _changed_since(self, unit: Unit, row: PlanRow, target: StudentTarget) -> str:
        """Why a change prepared earlier can't be made now, "" when it can."""
        if row.verdict is not Verdict.CHANGE:
            return ""
        sheet = patron_queries.sheet(unit.connection, row.record_id or 0)
        if sheet is None or sheet.deleted_at is not None:
            return "Somebody deleted this patron meanwhile."
        present = msgspec.to_builtins(sheet.draft)
        if any(present[name] not in (old, target.values[name]) for name, old in target.before.items()):
            return "Somebody changed the same value meanwhile."
        return ""


class _Holders:
    """Who has the numbers of a chunk's rows now, asked once. An LRN works as a card, so each is looked up as both."""

    def __init__(self, unit: Unit, rows: list[tuple[PlanRow, StoredStudent, StudentTarget]]) -> None:
        wanted = {number for row in rows for number in _numbers(*row) if number}
        self._by_lrn = queries.patrons_by_lrn(unit.connection, wanted)
        self._by_card = queries.patrons_by_card(unit.connection, wanted)

    def in_the_way(self, row: PlanRow, said: StoredStudent, target: StudentTarget) -> str:
        """Why a row can't have its numbers, "" when it can."""
        for number, what in zip(_numbers(row, said, target), ("LRN", "card"), strict=True):
            holders = {self._by_lrn.get(number), self._by_card.get(number)} - {None} if number else set()
            if any(one is not None and one.id != row.record_id for one in holders):
                return f"Somebody gave this {what} to another patron meanwhile."
        return ""


def _numbers(row: PlanRow, said: StoredStudent, target: StudentTarget) -> tuple[str, str]:
    lrn = said.draft.lrn if row.verdict is not Verdict.CHANGE else target.values.get("lrn")
    return lrn or "", target.card or ""


def _card(student_id: int, number: str | None, unit: Unit) -> dict[str, Any]:
    return {
        "student_id": student_id,
        "number": number,
        "status": CardStatus.ACTIVE.value,
        "issued_at": unit.now,
    }


def _contact(student_id: int, one: Contact) -> dict[str, Any]:
    kind = one.kind.value
    return {
        "student_id": student_id,
        "kind": kind,
        "name": one.name,
        "value": one.value,
        "consent": one.consent,
    }


def _enrolment(student_id: int, one: Enrolment) -> dict[str, Any]:
    return {
        "student_id": student_id,
        "school_year": one.school_year,
        "grade": one.grade,
        "section": one.section,
    }


def changed_draft(draft: StudentDraft, values: dict[str, Any]) -> StudentDraft:
    """The draft with some attributes as a row has them."""
    changed: StudentDraft = decoding.convert({**msgspec.to_builtins(draft), **values}, StudentDraft)
    return replace(changed, status=draft.status)
