"""Titles without a year of publication."""

from __future__ import annotations

from app.domain import call_numbers
from app.domain.bibliography import parse_year
from app.domain.quality.findings import About, Fix, Kind, Proposal, Rule, Severity, Subject, Why


def propose(subject: Subject) -> Proposal | None:
    """The year that the statement as printed gives, else the one that the call numbers of all copies agree on."""
    written = parse_year(subject.title.year_raw).value
    if written is not None:
        return Proposal(Fix.SET_YEAR, str(written), Why.AS_WRITTEN)
    years = {call_numbers.parse(copy.call_number).year for copy in subject.copies}
    year = years.pop() if len(years) == 1 else None
    return None if year is None else Proposal(Fix.SET_YEAR, str(year), Why.CALL_NUMBERS)


MISSING = Rule(
    Kind.NO_YEAR,
    About.TITLE,
    Severity.THIN,
    "When was this published?",
    propose,
    lambda subject: subject.title.year_raw or "",
)
