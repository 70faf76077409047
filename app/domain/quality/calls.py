"""Copies without a call number, and call numbers of which nobody can say where they stand."""

from __future__ import annotations

from app.domain import call_numbers
from app.domain.call_numbers import Shape
from app.domain.quality.findings import About, Fix, Kind, Proposal, Rule, Severity, Subject, Why
from app.domain.text import clean


def said(subject: Subject) -> str:
    """The call number as it is."""
    return (subject.copy.call_number or "") if subject.copy else ""


def propose(subject: Subject) -> Proposal | None:
    """The call number that the other copies of the same volume have, when it is one and can be filed."""
    copy = subject.copy
    if copy is None:
        return None
    others = {
        clean(one.call_number)
        for one in subject.copies
        if one.id != copy.id and clean(one.volume) == clean(copy.volume) and clean(one.call_number)
    }
    if len(others) != 1:
        return None
    (value,) = others
    call = call_numbers.parse(value)
    if call.shape is Shape.OTHER or call.copy:  # "c.2" is said of one copy, not of the next
        return None
    return Proposal(Fix.SET_CALL_NUMBER, value, Why.OTHER_COPY)


MISSING = Rule(
    Kind.NO_CALL_NUMBER,
    About.COPY,
    Severity.HIDES,
    "Where on the shelves does this copy stand?",
    propose,
    said,
)
ODD = Rule(
    Kind.ODD_CALL_NUMBER,
    About.COPY,
    Severity.HIDES,
    "This call number files behind all others, for its form is unknown. Is it meant so?",
    propose,
    said,
)
