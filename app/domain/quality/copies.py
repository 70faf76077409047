"""Titles nobody can borrow because they have no copy, and copies nobody can find because their title is deleted."""

from __future__ import annotations

from app.domain.quality.findings import About, Fix, Kind, Proposal, Rule, Severity, Subject, Why


def _delete(subject: Subject) -> Proposal | None:
    return None if subject.copies else Proposal(Fix.DELETE_TITLE, subject.title.title, Why.NO_COPY)


def _restore(subject: Subject) -> Proposal | None:
    return Proposal(Fix.RESTORE_TITLE, subject.title.title, Why.LIVE_COPY)


WITHOUT = Rule(
    Kind.NO_COPIES,
    About.TITLE,
    Severity.HIDES,
    "This title has no copy. Is one to come, or can the title go?",
    _delete,
    lambda subject: "",
)
ORPHANED = Rule(
    Kind.ORPHANED_COPY,
    About.COPY,
    Severity.WRONG,
    "The title of this copy is deleted, so nobody finds it. Shall the title come back?",
    _restore,
    lambda subject: (subject.copy.call_number or "") if subject.copy else "",
)
