"""The rules on patrons that need no database: grades, categories, names, and what a draft must hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.identifiers import parse_lrn
from app.domain.members import BlockScope, Contact, ContactKind, PatronKind, PatronStatus, StudentDraft
from app.domain.text import clean
from app.errors import InvalidInput

NAME_CHARS = 100
REASON_CHARS = 500
SECTION_CHARS = 60

_GRADE = re.compile(
    r"(?i)^(?:grade|gr\.?|g|year|yr\.?)?\s*[-:#]?\s*0*(\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:grade|year))?$"
)
_KINDER = re.compile(r"(?i)^(?:k|kg|kinder|kindergarten|kinder\s*garten|grade\s*k|0+|grade\s*0+)$")


def normalise_grade(text: str | None) -> str | None:
    """Return a grade as stored: ``"7"`` for "Grade 7", "G07" or "7th grade", ``"K"`` for kindergarten, None for none.

    Another text (a degree, "ALS") is kept as written, upper-case. Raises InvalidInput over 20 characters.
    """
    value = clean(text)
    if not value:
        return None
    if _KINDER.match(value):
        return "K"
    if (number := _GRADE.match(value)) is not None:
        return number.group(1)
    if len(value) > 20:
        raise InvalidInput("A grade has at most 20 characters.", details={"field": "grade"})
    return value.upper()


def grade_order(grade: str | None) -> tuple[int, str]:
    """A key by which grades stand in school order: kindergarten, 1 to 12, other texts, none."""
    if grade is None:
        return (1000, "")
    if grade == "K":
        return (0, "")
    return (int(grade), "") if grade.isdecimal() else (999, grade)


def default_category(kind: PatronKind, grade: str | None) -> str:
    """The patron category that follows from kind and (normalised) grade.

    Kindergarten counts with grades 1 to 3: younger pupils never pay more than older ones. The whole grade is
    compared, never a part of it: grade 10 is not grade 1.
    """
    if kind is not PatronKind.STUDENT:
        return kind.value
    return "STUDENT_PRIMARY" if grade in ("K", "1", "2", "3") else "STUDENT"


def display_name(family: str, given: str) -> str:
    """The name lists show: ``"Family, Given"``, or the one name there is."""
    return ", ".join(part for part in (family, given) if part)


def public_name(given: str, family: str) -> str:
    """What a screen in the open may show of a name: the first given name and the family's initial."""
    first = given.split()[0] if given.split() else ""
    initial = f"{family.strip()[0]}." if family.strip() else ""
    return " ".join(part for part in (first, initial) if part)


def check_draft(draft: StudentDraft) -> StudentDraft:
    """Return the draft cleaned and normalised. Raises InvalidInput naming the field."""
    family, given = clean(draft.family_name), clean(draft.given_name)
    if not family and not given:
        raise InvalidInput("A patron needs a name.", details={"field": "family_name"})
    middle = clean(draft.middle_name) or None
    for field, value in (("family_name", family), ("given_name", given), ("middle_name", middle or "")):
        if len(value) > NAME_CHARS:
            raise InvalidInput(f"A name has at most {NAME_CHARS} characters.", details={"field": field})
    section = clean(draft.section) or None
    if section and len(section) > SECTION_CHARS:
        raise InvalidInput(f"A section has at most {SECTION_CHARS} characters.", details={"field": "section"})
    if draft.status is PatronStatus.ERASED:
        raise InvalidInput("A patron is erased by the erasing task only.", details={"field": "status"})
    grade = normalise_grade(draft.grade)
    return StudentDraft(
        family_name=family,
        given_name=given,
        middle_name=middle,
        kind=draft.kind,
        lrn=parse_lrn(draft.lrn),
        grade=grade,
        section=section,
        category=_category(draft.category) or default_category(draft.kind, grade),
        status=draft.status,
        expires_on=draft.expires_on,
        suspended_until=draft.suspended_until,
        notes=(draft.notes or "").strip() or None,
        alert=_alert(draft.alert),
    )


def _category(text: str | None) -> str | None:
    value = clean(text).upper().replace(" ", "_")
    if len(value) > 40:
        raise InvalidInput("A category has at most 40 characters.", details={"field": "category"})
    return value or None


def _alert(text: str | None) -> str | None:
    value = clean(text)
    if len(value) > REASON_CHARS:
        raise InvalidInput(f"An alert has at most {REASON_CHARS} characters.", details={"field": "alert"})
    return value or None


_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")


def check_contact(contact: Contact) -> Contact:
    """Return the contact cleaned. Raises InvalidInput."""
    value, name = clean(contact.value), clean(contact.name) or None
    if not value:
        raise InvalidInput("A contact needs an address or a number.", details={"field": "value"})
    if len(value) > 500 or len(name or "") > 200:
        raise InvalidInput("This contact is too long.", details={"field": "value"})
    if contact.kind is ContactKind.EMAIL and not _EMAIL.match(value):
        raise InvalidInput(f"“{value}” is no e-mail address.", details={"field": "value", "value": value})
    if contact.kind is ContactKind.PHONE and sum(map(str.isdigit, value)) < 5:
        raise InvalidInput(f"“{value}” is no telephone number.", details={"field": "value", "value": value})
    return Contact(contact.kind, value, name, contact.consent)


_YEAR = re.compile(r"^(\d{4})\s*[-/–]\s*(\d{4}|\d{2})$")


def normalise_school_year(text: str) -> str:
    """Return a school year as ``"2026-2027"``. Raises InvalidInput unless it is two years in a row."""
    match = _YEAR.match(clean(text))
    if match is None:
        raise InvalidInput(
            "Write a school year like 2026-2027.", details={"field": "school_year", "value": text}
        )
    first = int(match.group(1))
    if int(match.group(2)) not in (first + 1, (first + 1) % 100):
        raise InvalidInput(
            "A school year is two years in a row.", details={"field": "school_year", "value": text}
        )
    return f"{first}-{first + 1}"


def check_reason(text: str | None, *, limit: int = REASON_CHARS) -> str:
    """Return a reason cleaned. Raises InvalidInput when there is none or it is too long."""
    value = clean(text)
    if not value:
        raise InvalidInput("Please say why.", details={"field": "reason"})
    if len(value) > limit:
        raise InvalidInput(f"A reason has at most {limit} characters.", details={"field": "reason"})
    return value


def scopes_text(scopes: Iterable[BlockScope]) -> str:
    """Block scopes as stored: each once, in their declared order. Raises InvalidInput when there is none."""
    wanted = set(scopes)
    if not wanted:
        raise InvalidInput("Choose what the block forbids.", details={"field": "scopes"})
    return " ".join(scope.value for scope in BlockScope if scope in wanted)


def scopes_of(text: str) -> tuple[BlockScope, ...]:
    """Block scopes from their stored text."""
    return tuple(BlockScope(word) for word in text.split())
