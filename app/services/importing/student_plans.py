"""Deciding about rows of patrons: who is there already, who is new, who needs a person to decide."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from app import decoding
from app.database import importing as queries
from app.database import students as patron_queries
from app.database.importing import KnownPatron
from app.database.tables import students
from app.domain.member_rules import default_category
from app.domain.members import Contact, Enrolment, StudentDraft
from app.domain.text import clean, name_sort
from app.services.importing.comparing import words
from app.services.importing.delimited import Record
from app.services.importing.plans import PlanRow
from app.services.importing.preparing import Work, read_table
from app.services.importing.repairs import Repaired
from app.services.importing.students import StudentReading, read_student
from app.services.importing.values import FieldChange, RepairOffer, Verdict

#: Import field → attributes of a patron. Status is set on new patrons only: like a copy's, an import never changes it.
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "name": ("family_name", "given_name", "middle_name"),
    **{
        name: (name,)
        for name in ("lrn", "kind", "grade", "section", "category", "expires_on", "notes", "alert")
    },
}


class StoredStudent(msgspec.Struct, omit_defaults=True):
    """A row's reading as the plan keeps it."""

    draft: StudentDraft
    card: str | None = None
    contacts: tuple[Contact, ...] = ()
    enrolment: Enrolment | None = None
    filled: tuple[str, ...] = ()


class StudentTarget(msgspec.Struct, omit_defaults=True):
    """What a row changes about a patron; parts that are blank stay as they are."""

    values: dict[str, Any] = {}
    before: dict[str, Any] = {}
    card: str | None = None
    contacts: tuple[Contact, ...] = ()
    enrolment: Enrolment | None = None


_encode = msgspec.json.Encoder().encode


def sort_name(draft: StudentDraft) -> bytes:
    """The key a patron of this draft sorts under."""
    middle = f" {draft.middle_name}" if draft.middle_name else ""
    return name_sort(f"{draft.family_name}, {draft.given_name}{middle}")


class Students:
    """The rules for rows of patrons. A patron is known by LRN, then by card, and by name only in the same section."""

    def __init__(self) -> None:
        self._cards: dict[str, int] = {}
        self._names: dict[tuple[Any, ...], int] = {}
        self._met: dict[int, int] = {}

    def read_all(self, work: Work) -> tuple[RepairOffer, ...]:
        """Read the whole file into the plan."""
        return read_table(work, self)

    def read(self, work: Work, seq: int, record: Record, repaired: Repaired) -> PlanRow:
        """A row as the plan keeps it."""
        found = read_student(repaired.values)
        problems = (record.trouble, *found.problems) if record.trouble else found.problems
        cells = msgspec.json.encode(record.cells).decode()
        number = found.draft.lrn or ""
        name = ", ".join(part for part in (found.draft.family_name, found.draft.given_name) if part)
        row = PlanRow(seq, record.line, number, name, cells, "", repairs=repaired.made)
        if problems:
            row.verdict, row.reason = Verdict.REFUSED, " ".join(problems)
            return row
        work.unread.update(found.unread)
        filled = tuple(field for field, text in repaired.values.items() if clean(text))
        if {"family_name", "given_name", "middle_name"} & set(filled):
            filled = (*filled, "name")
        row.reading = _encode(_stored(found, filled)).decode()
        return row

    def decide(self, work: Work, rows: list[PlanRow]) -> None:
        """Give rows their verdicts."""
        said = {row.seq: decoding.decode(row.reading, StoredStudent) for row in rows}
        with work.database.read() as connection:
            lrns = queries.patrons_by_lrn(connection, [s.draft.lrn for s in said.values() if s.draft.lrn])
            cards = queries.patrons_by_card(connection, [s.card for s in said.values() if s.card])
            names = queries.patrons_by_name(connection, {sort_name(s.draft) for s in said.values()})
            for row in rows:
                stored = said[row.seq]
                holder = cards.get(stored.card or "")
                known, why = _known(stored, lrns.get(stored.draft.lrn or ""), holder, names)
                why = why or self._repeated(row, stored, known)
                if why:
                    row.verdict, row.reason = Verdict.CONFLICT, why
                elif known is None:
                    row.verdict, row.target = Verdict.CREATE, _encode(_new(stored)).decode()
                elif known.deleted and not known.undone:
                    row.verdict, row.record_id, row.restore = Verdict.CONFLICT, known.id, True
                    row.reason = f"{known.name} has this number and was deleted: restore them."
                else:
                    self._compare(connection, row, stored, known)

    def _repeated(self, row: PlanRow, said: StoredStudent, known: KnownPatron | None) -> str:
        """Why a row of this file stands in another's way."""
        if said.card and self._cards.setdefault(said.card, row.line) != row.line:
            return f"Line {self._cards[said.card]} has the same card."
        if known is not None:
            if self._met.setdefault(known.id, row.line) != row.line:
                return f"Line {self._met[known.id]} is about the same patron, {known.name}."
        elif not said.draft.lrn and not said.card:
            key = (sort_name(said.draft), said.draft.kind, said.draft.grade, said.draft.section)
            if self._names.setdefault(key, row.line) != row.line:
                return f"Line {self._names[key]} has the same name, grade and section: give each an LRN or a card."
        return ""

    def _compare(self, connection: Connection, row: PlanRow, said: StoredStudent, known: KnownPatron) -> None:
        row.record_id = known.id
        stored_row = connection.execute(select(students).where(students.c.id == known.id)).one()
        current = patron_queries.draft_of(stored_row)
        target = StudentTarget()
        shown = _changed_values(said, current, bytes(stored_row.name_sort), target)
        shown += _changed_parts(connection, said, known.id, target)
        if known.undone:
            row.verdict = Verdict.CREATE
        else:
            row.verdict = Verdict.CHANGE if shown else Verdict.SKIP
            row.changes = tuple(shown)
        row.target = _encode(target).decode() if row.verdict is not Verdict.SKIP else ""

    def finish(self, work: Work) -> None:
        """Nothing needs all rows in view."""


def _stored(found: StudentReading, filled: tuple[str, ...]) -> StoredStudent:
    return StoredStudent(found.draft, found.card, found.contacts, found.enrolment, filled)


def _new(said: StoredStudent) -> StudentTarget:
    return StudentTarget(card=said.card, contacts=said.contacts, enrolment=said.enrolment)


def _known(
    said: StoredStudent,
    by_lrn: KnownPatron | None,
    by_card: KnownPatron | None,
    names: dict[bytes, list[KnownPatron]],
) -> tuple[KnownPatron | None, str]:
    """Whom a row is about, or why that can't be told."""
    key = sort_name(said.draft)
    if by_lrn is not None:
        if by_card is not None and by_card.id != by_lrn.id:
            return None, f"The LRN is {by_lrn.name}'s and the card is {by_card.name}'s."
        return by_lrn, ""
    if by_card is not None:
        if by_card.name_sort != key or (said.draft.lrn and by_card.lrn):
            return None, f"This card belongs to {by_card.name}."
        return by_card, ""
    namesakes = [one for one in names.get(key, []) if one.kind == said.draft.kind.value]
    if said.draft.lrn:
        namesakes = [one for one in namesakes if one.lrn is None]
    same = [one for one in namesakes if (one.grade, one.section) == (said.draft.grade, said.draft.section)]
    if len(same) == 1:
        return same[0], ""
    if len(same) > 1:
        return None, f"{len(same)} patrons have this name in this section: give an LRN or a card."
    live = [one for one in namesakes if not one.undone]
    if live and not said.draft.lrn and not said.card:
        where = " ".join(part for part in (live[0].grade, live[0].section) if part) or "no section"
        return None, f"{live[0].name} is there already in {where}: give an LRN or a card to tell them apart."
    return None, ""


def _changed_values(
    said: StoredStudent, current: StudentDraft, current_name: bytes, target: StudentTarget
) -> list[FieldChange]:
    shown = []
    for field, attributes in _ATTRIBUTES.items():
        if field not in said.filled:
            continue
        new = tuple(getattr(said.draft, name) for name in attributes)
        old = tuple(getattr(current, name) for name in attributes)
        if new == old or (field == "name" and sort_name(said.draft) == current_name):
            continue
        if field == "category" and current.category is None and _follows(said):
            continue
        for name in attributes:
            target.values[name] = msgspec.to_builtins(getattr(said.draft, name))
            target.before[name] = msgspec.to_builtins(getattr(current, name))
        shown.append(
            FieldChange(field, " ".join(words(v) for v in old if v), " ".join(words(v) for v in new if v))
        )
    return shown


def _follows(said: StoredStudent) -> bool:
    return said.draft.category == default_category(said.draft.kind, said.draft.grade)


def _changed_parts(
    connection: Connection, said: StoredStudent, student_id: int, target: StudentTarget
) -> list[FieldChange]:
    shown = []
    if said.card and said.card not in {
        card.number for card in patron_queries.cards_of(connection, student_id)
    }:
        target.card = said.card
        shown.append(FieldChange("card", "", said.card))
    there = patron_queries.contacts_of(connection, student_id)
    missing = [
        one for one in said.contacts if (one.kind, one.value) not in {(c.kind, c.value) for c in there}
    ]
    if missing:
        target.contacts = (*there, *missing)
        shown.append(FieldChange("contacts", "", ", ".join(one.value for one in missing)))
    if said.enrolment is not None:
        years = {one.school_year: one for one in patron_queries.enrolments_of(connection, student_id)}
        old = years.get(said.enrolment.school_year)
        if old != said.enrolment:
            target.enrolment = said.enrolment
            before = f"{old.grade or ''} {old.section or ''}".strip() if old else ""
            after = f"{said.enrolment.grade or ''} {said.enrolment.section or ''}".strip()
            shown.append(FieldChange("school_year", before, f"{said.enrolment.school_year}: {after}"))
    return shown
