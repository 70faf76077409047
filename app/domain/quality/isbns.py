"""ISBNs that are missing, and those whose check digit does not hold."""

from __future__ import annotations

from app.domain.catalog import TitleDraft
from app.domain.identifiers import corrections, parse_isbns
from app.domain.matching import SAME_TITLE, title_similarity
from app.domain.quality.findings import About, Fix, Kind, Proposal, Rule, Severity, Subject, Why

#: Before this year books had no ISBN (ISO 2108 is of 1970; SBNs of the two years before it count as ISBNs).
FIRST_YEAR = 1968


def wrong_isbn(title: TitleDraft) -> str:
    """The first ISBN of a title whose check digit does not hold, "" when there is none."""
    return next((one.value for one in title.identifiers if one.kind == "isbn" and not one.valid), "")


def propose(subject: Subject) -> Proposal | None:
    """The ISBN meant: by its look when a letter was misread, else when just one title alike has it."""
    wrong = wrong_isbn(subject.title)
    misread = [one for isbn in parse_isbns(wrong, repair=False) for one in isbn.suggestions]
    if len(misread) == 1:
        return Proposal(Fix.SET_ISBN, misread[0], Why.MISREAD)
    carried = [
        isbn
        for isbn in corrections(wrong)
        if any(
            title_similarity(subject.title.title, title) >= SAME_TITLE
            for title in subject.carriers.get(isbn, ())
        )
    ]
    return Proposal(Fix.SET_ISBN, carried[0], Why.ANOTHER_TITLE) if len(carried) == 1 else None


BAD = Rule(
    Kind.BAD_ISBN,
    About.TITLE,
    Severity.WRONG,
    "The check digit of this ISBN does not hold. Which number is in the book?",
    propose,
    lambda subject: wrong_isbn(subject.title),
)
MISSING = Rule(
    Kind.NO_ISBN,
    About.TITLE,
    Severity.THIN,
    "Books since 1970 have an ISBN. Which one has this?",
    lambda subject: None,
    lambda subject: "",
)
