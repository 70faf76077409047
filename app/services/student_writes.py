"""How a patron is written: the one write path, shared by desk, undo and import."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from app.database import students as queries
from app.database.inserting import insert_row
from app.database.search import index_patrons
from app.database.tables import cards, students
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.identifiers import normalise_card
from app.domain.member_rules import check_draft as checked
from app.domain.member_rules import display_name
from app.domain.members import (
    CardRow,
    CardStatus,
    Patron,
    PatronStatus,
    SavedCard,
    SavedStudent,
    StudentDraft,
)
from app.domain.text import name_sort
from app.errors import Conflict, InvalidInput, NotFound, Refused
from app.services.undo_edits import State, stale

AUDITED = (*StudentDraft.__dataclass_fields__, "name", "photo_digest", "deleted_at")
CARD_CHARS = 60


def touched(unit: Unit, student_id: int) -> None:
    """Tell panes and caches that a patron changed."""
    unit.changed(Changed.PATRONS, f"student:{student_id}", "students")


def patron_by_id(unit: Unit, student_id: int, version: int | None = None, *, deleted: bool = False) -> Patron:
    """The patron, their row locked. Raises NotFound, Refused for a deleted or erased one (unless ``deleted``),
    Conflict naming who changed what when it is no longer at ``version``."""
    patron = queries.lock_patron(unit.connection, student_id)
    if patron is None:
        raise NotFound("This patron does not exist.", details={"student_id": student_id})
    if patron.status is PatronStatus.ERASED:
        raise Refused("This patron's data was erased.", code="erased", details={"student_id": student_id})
    if patron.deleted_at is not None and not deleted:
        raise Refused(
            f"{patron.name} was deleted.",
            hint="Restore the patron first.",
            code="deleted",
            details={"student_id": student_id},
        )
    if version is not None and patron.version != version:
        raise stale(unit.connection, "student", student_id, patron.name, patron.version)
    return patron


def state(unit: Unit, student_id: int) -> State:
    """The audited state of a patron."""
    columns = [students.c[name] for name in AUDITED]
    row = unit.connection.execute(select(*columns).where(students.c.id == student_id)).one()
    return dict(row._mapping)


def columns_of(draft: StudentDraft) -> dict[str, Any]:
    """The columns a checked draft fills, with what follows from them."""
    values = {name: getattr(draft, name) for name in StudentDraft.__dataclass_fields__}
    values |= {"kind": draft.kind.value, "status": draft.status.value}
    return values | names_of(values)


def names_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Display name and sort key from the name's parts."""
    name = display_name(values["family_name"], values["given_name"])
    middle = f" {values['middle_name']}" if values.get("middle_name") else ""
    return {
        "name": name[:255],
        "name_sort": name_sort(f"{values['family_name']}, {values['given_name']}{middle}"),
    }


def insert_student(
    unit: Unit, draft: StudentDraft, *, batch_id: int | None = None, index: bool = True
) -> SavedStudent:
    """Write a new patron. Raises InvalidInput, or Conflict naming who has the LRN already.

    Whoever writes many at once passes ``index=False`` and calls ``index_patrons`` for all of them at the end.
    """
    draft = checked(draft)
    check_lrn_free(unit, draft.lrn)
    values = columns_of(draft)
    student_id = insert_row(
        unit.connection,
        students,
        **values,
        branch_id=unit.actor.branch_id,
        audit_key=secrets.token_bytes(32),
        created_act_id=unit.act_id,
        batch_id=batch_id,
        created_at=unit.now,
        updated_at=unit.now,
        version=1,
    )
    after = state(unit, student_id)
    unit.audit("add", "student", student_id, values["name"], after=after, student_id=student_id)
    touched(unit, student_id)
    if index:
        index_patrons(unit.connection, [student_id])
    return SavedStudent(student_id, 1, values["name"])


def update_student(
    unit: Unit, patron: Patron, draft: StudentDraft, action: str = "change", *, index: bool = True
) -> SavedStudent:
    """Write ``draft`` over a locked patron; writing what is there already changes nothing, not even the version."""
    draft = checked(draft)
    if draft.lrn != patron.lrn:
        check_lrn_free(unit, draft.lrn, but=patron.id)
    return write_columns(unit, patron, columns_of(draft), action, index=index)


def write_columns(
    unit: Unit, patron: Patron, values: Mapping[str, Any], action: str, *, index: bool = True
) -> SavedStudent:
    """Write some columns of a locked patron as one audited edit."""
    before = state(unit, patron.id)
    name = values.get("name", patron.name)
    if all(before[column] == value for column, value in values.items() if column in before):
        return SavedStudent(patron.id, patron.version, name)
    unit.connection.execute(
        update(students)
        .where(students.c.id == patron.id)
        .values(**values, updated_at=unit.now, version=patron.version + 1)
    )
    after = state(unit, patron.id)
    unit.audit(action, "student", patron.id, name, before=before, after=after, student_id=patron.id)
    touched(unit, patron.id)
    if index:
        index_patrons(unit.connection, [patron.id])
    return SavedStudent(patron.id, patron.version + 1, name)


def check_lrn_free(unit: Unit, lrn: str | None, *, but: int | None = None) -> None:
    """Raise Conflict when another patron, deleted ones included, has this LRN."""
    if lrn is not None:
        _refuse_taken(unit, students.c.lrn == lrn, f"The LRN {lrn}", "lrn", but)
        holder = queries.patron_id_by_card(unit.connection, lrn)
        if holder is not None and holder.id and holder.student_id != but:
            raise _taken(f"The LRN {lrn}", "lrn", holder.student_id, holder.name, holder.holder_deleted)


def insert_card(unit: Unit, patron: Patron, number: str, *, index: bool = True) -> SavedCard:
    """Give a locked patron a card. Raises InvalidInput, or Conflict naming who has the number already."""
    normalised = normalise_card(number)
    if len(normalised) > CARD_CHARS:
        raise InvalidInput(f"A card number has at most {CARD_CHARS} characters.", details={"field": "card"})
    holder = queries.patron_id_by_card(unit.connection, normalised)
    if holder is not None and (holder.id or holder.student_id != patron.id):
        raise _card_taken(holder, patron)
    card_id = insert_row(
        unit.connection,
        cards,
        student_id=patron.id,
        number=normalised,
        status=CardStatus.ACTIVE.value,
        issued_at=unit.now,
    )
    row = unit.connection.execute(select(cards).where(cards.c.id == card_id)).one()
    after = dict(row._mapping)
    unit.audit("issue", "card", card_id, f"{normalised} · {patron.name}", after=after, student_id=patron.id)
    touched(unit, patron.id)
    if index:
        index_patrons(unit.connection, [patron.id])
    return SavedCard(patron.id, card_id, normalised, CardStatus.ACTIVE)


def end_card(unit: Unit, patron: Patron, card_id: int, status: CardStatus, reason: str | None) -> SavedCard:
    """Set a locked patron's card to LOST or RETIRED, or back to ACTIVE when it was found."""
    query = select(cards).where(cards.c.id == card_id, cards.c.student_id == patron.id).with_for_update()
    row = unit.connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("This card does not exist.", details={"card_id": card_id})
    if row.status == status.value:
        raise Refused(f"The card {row.number} is {status.value.lower()} already.", code="same_status")
    ended_at = None if status is CardStatus.ACTIVE else unit.now
    unit.connection.execute(
        update(cards)
        .where(cards.c.id == card_id)
        .values(status=status.value, reason=reason, ended_at=ended_at)
    )
    after = unit.connection.execute(select(cards).where(cards.c.id == card_id)).one()
    unit.audit(
        {CardStatus.LOST: "lose", CardStatus.RETIRED: "retire", CardStatus.ACTIVE: "find"}[status],
        "card",
        card_id,
        f"{row.number} · {patron.name}",
        before=dict(row._mapping),
        after=dict(after._mapping),
        student_id=patron.id,
    )
    touched(unit, patron.id)
    return SavedCard(patron.id, card_id, row.number, status)


def holder_of(connection: Connection, number: str) -> CardRow:
    """Whose card this is. Raises NotFound, or Refused saying why the card or its holder does not count."""
    card = queries.patron_id_by_card(connection, number)
    if card is None:
        raise NotFound(
            f"No patron has the card {number.strip()}.",
            hint="Scan it again, or look the patron up by name.",
            code="unknown_card",
            details={"card": number},
        )
    details = {"student_id": card.student_id, "card_id": card.id}
    if card.holder_deleted:
        raise Refused(
            f"{card.name} was deleted.", hint="Restore the patron first.", code="deleted", details=details
        )
    if card.status is not CardStatus.ACTIVE:
        lost, why = card.status is CardStatus.LOST, f": {card.reason}" if card.reason else ""
        raise Refused(
            f"The card {card.number} of {card.name} was reported lost{why}."
            if lost
            else f"The card {card.number} of {card.name} is retired{why}.",
            hint="Take the card and ask who brought it." if lost else "Use the new card.",
            code=f"card_{card.status.value.lower()}",
            details=details,
        )
    return card


def _card_taken(holder: CardRow, patron: Patron) -> Conflict:
    if holder.student_id == patron.id:
        return Conflict(
            f"{patron.name} has the card {holder.number} already; it is {holder.status.value.lower()}.",
            hint="Mark it as found to use it again." if holder.status is not CardStatus.ACTIVE else "",
            code="taken",
            details={"field": "card", "student_id": patron.id, "card_id": holder.id},
        )
    return _taken(
        f"The card number {holder.number}", "card", holder.student_id, holder.name, holder.holder_deleted
    )


def _refuse_taken(unit: Unit, condition: ColumnElement[bool], what: str, field: str, but: int | None) -> None:
    query = select(students.c.id, students.c.name, students.c.deleted_at).where(condition)
    row = unit.connection.execute(query).one_or_none()
    if row is not None and row.id != but:
        raise _taken(what, field, row.id, row.name, row.deleted_at is not None)


def _taken(what: str, field: str, student_id: int, name: str, deleted: bool) -> Conflict:
    holder = f"{name}, who was deleted" if deleted else name
    return Conflict(
        f"{what} belongs to {holder}.",
        hint="Restore that patron instead of adding a new one." if deleted else "Check the number.",
        code="taken",
        details={"field": field, "student_id": student_id, "deleted": deleted},
    )
