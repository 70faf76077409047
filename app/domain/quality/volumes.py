"""Copies of a set that do not say which volume they are."""

from __future__ import annotations

from app.domain import call_numbers
from app.domain.quality.calls import said
from app.domain.quality.findings import About, Fix, Kind, Proposal, Rule, Severity, Subject, Why

#: Letters of a call number's parts that count volumes; "s" is a series and "n" a number of a journal.
_VOLUMES = ("v", "b", "p", "t")


def propose(subject: Subject) -> Proposal | None:
    """The volume that the copy's own call number says."""
    parts = call_numbers.parse(subject.copy.call_number).parts if subject.copy else ()
    found = [number for letter, number in parts if letter in _VOLUMES]
    return Proposal(Fix.SET_VOLUME, found[0], Why.AS_WRITTEN) if len(found) == 1 else None


MISSING = Rule(
    Kind.NO_VOLUME,
    About.COPY,
    Severity.HIDES,
    "This copy belongs to a set. Which volume is it?",
    propose,
    said,
)
