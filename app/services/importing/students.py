"""From a row of text to what it says of a patron."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as having
from datetime import date
from typing import TypeVar

from app.domain.bibliography import blank_or_text
from app.domain.identifiers import normalise_card, parse_lrn
from app.domain.member_rules import check_contact, check_draft, normalise_grade, normalise_school_year
from app.domain.members import Contact, ContactKind, Enrolment, PatronKind, PatronStatus, StudentDraft
from app.domain.names import parse_person
from app.domain.text import clean, fold
from app.errors import InvalidInput
from app.services.importing.columns import fields
from app.services.importing.dates import parse_date
from app.services.importing.repairs import Values
from app.services.importing.values import ImportKind

T = TypeVar("T")
_LIMITS = {field.name: (field.label, field.limit) for field in fields(ImportKind.STUDENTS)}
_KINDS = {
    **dict.fromkeys(("student", "learner", "pupil", "s", "mag aaral", "bata"), PatronKind.STUDENT),
    **dict.fromkeys(
        ("personnel", "teacher", "faculty", "staff", "employee", "guro", "librarian", "non teaching", "teaching", "t"),
        PatronKind.PERSONNEL,
    ),
    **dict.fromkeys(("guest", "visitor", "outsider", "alumni", "alumnus"), PatronKind.GUEST),
}  # fmt: skip
_STATUSES = {
    **dict.fromkeys(("active", "true", "yes", "y", "1", "enrolled", "current"), PatronStatus.ACTIVE),
    **dict.fromkeys(("inactive", "false", "no", "n", "0", "suspended"), PatronStatus.INACTIVE),
    **dict.fromkeys(("left", "transferred", "transferred out", "dropped", "graduated"), PatronStatus.LEFT),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StudentReading:
    """What a row says of a patron. ``draft`` is checked; problems say why the row can't be used."""

    draft: StudentDraft
    card: str | None = None
    contacts: tuple[Contact, ...] = ()
    enrolment: Enrolment | None = None
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Notes:
    problems: list[str] = having(default_factory=list)
    unread: list[str] = having(default_factory=list)


def read_student(values: Values) -> StudentReading:
    """Read a row's values (field → text of the cell). Never raises."""
    notes = _Notes()
    for name, text in values.items():
        label, limit = _LIMITS[name]
        if len(clean(text)) > limit:
            notes.problems.append(f"{label} is longer than {limit:,} characters.")
    draft = _draft(values, notes)
    card = _card(values, notes)
    contacts = _contacts(values, notes)
    enrolment = _enrolment(values, draft, notes)
    return StudentReading(draft, card, contacts, enrolment, tuple(notes.problems), tuple(notes.unread))


def _draft(values: Values, notes: _Notes) -> StudentDraft:
    family, given, middle = _names(values)
    kind = _word(values, "kind", _KINDS, notes) or PatronKind.STUDENT
    draft = StudentDraft(
        family_name=family,
        given_name=given,
        middle_name=middle or None,
        kind=kind,
        lrn=_lrn(values, notes),
        grade=blank_or_text(values.get("grade")) or None,
        section=blank_or_text(values.get("section")) or None,
        category=blank_or_text(values.get("category")) or None,
        status=_word(values, "status", _STATUSES, notes) or PatronStatus.ACTIVE,
        expires_on=_date(values, notes),
        notes=blank_or_text(values.get("notes")) or None,
        alert=blank_or_text(values.get("alert")) or None,
    )
    try:
        return check_draft(draft)
    except InvalidInput as error:
        if error.message not in notes.problems:
            notes.problems.append(error.message)
        return StudentDraft("", "")


def _names(values: Values) -> tuple[str, str, str]:
    whole = parse_person(values.get("name"))
    family = blank_or_text(values.get("family_name")) or (whole.family if whole else "")
    given = blank_or_text(values.get("given_name")) or (whole.given if whole else "")
    return family, given, blank_or_text(values.get("middle_name"))


def _lrn(values: Values, notes: _Notes) -> str | None:
    try:
        return parse_lrn(blank_or_text(values.get("lrn")))
    except InvalidInput as error:
        notes.problems.append(error.message)
        return None


def _word(values: Values, name: str, known: Mapping[str, T], notes: _Notes) -> T | None:
    text = fold(blank_or_text(values.get(name)))
    if text and text not in known:
        notes.unread.append(name)
    return known.get(text)


def _date(values: Values, notes: _Notes) -> date | None:
    text = blank_or_text(values.get("expires_on"))
    found = parse_date(text)
    if text and found is None:
        notes.unread.append("expires_on")
    return found


def _card(values: Values, notes: _Notes) -> str | None:
    text = blank_or_text(values.get("card"))
    if not text:
        return None
    try:
        return normalise_card(text)
    except InvalidInput as error:
        notes.problems.append(error.message)
        return None


def _contacts(values: Values, notes: _Notes) -> tuple[Contact, ...]:
    guardian = blank_or_text(values.get("guardian"))
    phone = blank_or_text(values.get("phone"))
    wanted: list[tuple[str, ContactKind, str, str | None]] = [
        ("email", ContactKind.EMAIL, blank_or_text(values.get("email")), None),
        ("address", ContactKind.ADDRESS, blank_or_text(values.get("address")), None),
    ]
    if guardian:
        wanted.append(("guardian", ContactKind.GUARDIAN, phone or guardian, guardian))
    else:
        wanted.append(("phone", ContactKind.PHONE, phone, None))
    found = []
    for name, kind, value, whose in wanted:
        if not value:
            continue
        try:
            found.append(check_contact(Contact(kind, value, whose)))
        except InvalidInput:
            notes.unread.append(name)
    return tuple(found)


def _enrolment(values: Values, draft: StudentDraft, notes: _Notes) -> Enrolment | None:
    text = blank_or_text(values.get("school_year"))
    if not text:
        return None
    try:
        return Enrolment(normalise_school_year(text), normalise_grade(draft.grade), draft.section)
    except InvalidInput:
        notes.unread.append("school_year")
        return None
