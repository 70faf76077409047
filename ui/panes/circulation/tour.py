"""What the tour shows of the desk: a patron's card, a check-out and a check-in on the library at hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.actors import Actor
from app.domain.catalog import BookStatus
from app.domain.loans import LoanQuery
from app.domain.members import PatronStatus, StudentQuery
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.services.desk import DeskOutcome
from ui.panes.base import TourStep

if TYPE_CHECKING:
    from app.bootstrap import App
    from ui.panes.circulation.pane import CirculationPane


def _late_patron(services: App, actor: Actor) -> int | None:
    late = services.circulation.list(actor, LoanQuery(overdue_only=True), Window(limit=1)).rows
    return late[0].student_id if late else None


def _free_patron(services: App, actor: Actor) -> int | None:
    for row in services.students.list(
        actor, StudentQuery(status=PatronStatus.ACTIVE), Window(limit=200)
    ).rows:
        card = services.circulation.patron(actor, row.id)
        if not card.loans and not card.blocks and row.grade:
            return row.id
    return None


def _free_book(services: App, actor: Actor, collection: str = "FIC") -> str | None:
    query = TitleQuery(collection=collection, availability=BookStatus.AVAILABLE)
    for title in services.catalog.list(actor, query, Window(limit=20)).rows:
        for book in services.catalog.sheet(actor, title.id).books:
            if book.status is BookStatus.AVAILABLE and book.item_type == "FICTION":
                return book.accession_number
    return None


class DeskTour:
    """Leads the pane through its steps; every look-up runs off the window's thread."""

    def __init__(self, pane: CirculationPane) -> None:
        self._pane = pane
        self._number = ""

    def steps(self) -> tuple[TourStep, ...]:
        """The pictures, in order."""
        return (
            TourStep("patron", self._bring_late_patron, self._card_is_shown),
            TourStep("check-out", self._lend, partial(self._answered, DeskOutcome.LENT)),
            TourStep("check-in", self._take_back, partial(self._answered, DeskOutcome.RETURNED)),
        )

    def _bring_late_patron(self) -> None:
        ask = partial(_late_patron, self._pane.services, self._pane.actor)
        self._pane.run(ask, lambda found: self._pane.bring(found) if found else None)

    def _card_is_shown(self) -> bool:
        card = self._pane.card.card()
        return card is not None and self._pane.desk.side is self._pane.card and self._pane.runner.idle

    def _lend(self) -> None:
        pane = self._pane

        def find() -> tuple[int | None, str | None]:
            return _free_patron(pane.services, pane.actor), _free_book(pane.services, pane.actor)

        def scan(found: tuple[int | None, str | None]) -> None:
            student_id, number = found
            if student_id is not None and number is not None:
                self._number = number
                pane.bring(student_id)
                pane.line.submit(number)

        pane.run(find, scan)

    def _take_back(self) -> None:
        self._pane.done()
        self._pane.line.submit(self._number)

    def _answered(self, outcome: DeskOutcome) -> bool:
        last = self._pane.line.last
        return last is not None and last.outcome is outcome and self._pane.runner.idle
