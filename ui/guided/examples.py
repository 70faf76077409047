"""What the tour finds in the open library: whether it is an invented one, a student whom nothing keeps from borrowing, a
book that stands on the shelf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.actors import Actor, Permission
from ui.guided.steps import Example

if TYPE_CHECKING:
    from app.bootstrap import App

#: So many of the first titles and students are looked at; where none of them fits, a step names nothing.
LOOKED_AT = 12
_LONG_WORD = 4


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the tour goes: ``invented`` when nothing real can be spoilt."""

    invented: bool
    example: Example


def survey(app: App, actor: Actor) -> Ground:
    """Look at the open library. Asks the database."""
    card, patron = _card(app, actor)
    word, book = _book(app, actor, patron)
    return Ground(_invented(app, actor), Example(word, card, book, *_loan(app, actor)))


def _invented(app: App, actor: Actor) -> bool:
    may = actor.may(Permission.CIRCULATE)
    return may and bool(app.undo.recent(actor, limit=1, kinds=("create_sample",)))


def _book(app: App, actor: Actor, patron: int | None) -> tuple[str, str]:
    """A word of a title, and a copy on the shelf: for a patron the one that may be kept longest, so that it can be renewed."""
    from app.domain.catalog import BookStatus
    from app.domain.paging import Window
    from app.domain.searching import TitleQuery

    rows = app.catalog.list(actor, TitleQuery(), Window(limit=LOOKED_AT)).rows
    words = [word for row in rows for word in row.title.split() if word.isalpha() and len(word) > _LONG_WORD]
    free = [
        book.accession_number
        for row in rows
        if row.available
        for book in app.catalog.sheet(actor, row.id).books[:1]
        if book.status is BookStatus.AVAILABLE
    ]
    if patron is not None:
        said = {number: app.circulation.preview_check_out(actor, patron, number) for number in free}
        due = {number: each.due.due_at for number, each in said.items() if each.ok and each.due is not None}
        free = sorted(due, key=due.__getitem__, reverse=True)
    return (words[0] if words else ""), (free[0] if free else "")


def _card(app: App, actor: Actor) -> tuple[str, int | None]:
    from app.domain.members import PatronStatus, StudentQuery
    from app.domain.paging import Window

    if not actor.may(Permission.CIRCULATE):
        return "", None
    rows = app.students.list(actor, StudentQuery(status=PatronStatus.ACTIVE), Window(limit=LOOKED_AT)).rows
    for row in rows:
        if row.card and not app.circulation.patron(actor, row.id).blocks:
            return row.card, row.id
    return "", None


def _loan(app: App, actor: Actor) -> tuple[str, str]:
    """The card and the copy of a loan that can be renewed now: one that is due late was begun late."""
    from app.domain.loans import LoanQuery
    from app.domain.members import CardStatus
    from app.domain.paging import Window

    if not actor.may(Permission.CIRCULATE):
        return "", ""
    for row in app.circulation.list(actor, LoanQuery(), Window(limit=LOOKED_AT)).rows:
        if row.student_id is None or not app.circulation.preview_renewal(actor, row.id).ok:
            continue
        cards = app.students.get(actor, row.student_id).cards
        card = next((each.number for each in cards if each.status is CardStatus.ACTIVE), "")
        if card:
            return card, row.accession_number
    return "", ""
