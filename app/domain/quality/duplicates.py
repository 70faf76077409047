"""Two titles that may be one."""

from __future__ import annotations

from app.domain.catalog import TitleDraft
from app.domain.matching import SAME_TITLE, title_similarity
from app.domain.quality.findings import About, Fix, Kind, Proposal, Rule, Severity, Subject, Why


def said(subject: Subject) -> str:
    """What tells a title from its namesakes: edition, year and ISBN."""
    return words_of(subject.title)


def words_of(title: TitleDraft) -> str:
    """A title's part, edition, publisher, year and first number in one line."""
    isbn = next((one.value for one in title.identifiers), "")
    found = (title.part, title.edition, title.publisher, str(title.year or ""), isbn)
    return " · ".join(word for word in found if word)


def propose(subject: Subject) -> Proposal | None:
    """To make one of them when their titles are alike. What stays of each is chosen side by side."""
    other = subject.other
    if other is None or title_similarity(subject.title.title, other.title) < SAME_TITLE:
        return None
    return Proposal(Fix.MERGE, other.title, Why.ALIKE)


SAME_KEY = Rule(
    Kind.DUPLICATE,
    About.PAIR,
    Severity.WRONG,
    "Title, author, edition, year and part are the same. Are these one title?",
    propose,
    said,
)
SAME_ISBN = Rule(
    Kind.SAME_ISBN,
    About.PAIR,
    Severity.WRONG,
    "Two titles have this ISBN. Are they one title, or does a number stand in the wrong book?",
    propose,
    said,
)
