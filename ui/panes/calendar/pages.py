"""The pages of the opening calendar: read together, shown together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.calendar import OpeningCalendar
from ui.panes.calendar.days_tab import DaysTab
from ui.panes.calendar.hours_tab import HoursTab
from ui.panes.calendar.terms_tab import TermsTab
from ui.panes.sheet_forms import SheetForms
from ui.widgets.master_detail import MasterDetail

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.bootstrap import App
    from app.domain.actors import Actor
    from ui.panes.rules.pane import RulesPane


@dataclass(frozen=True, slots=True)
class Read:
    """The calendar, and which day it is in the library."""

    calendar: OpeningCalendar
    today: date


def read_calendar(services: App, actor: Actor) -> Read:
    """Read the calendar. Runs off the GUI thread."""
    calendar = services.calendar.get(actor)
    return Read(calendar, calendar.local_day(datetime.now(UTC)))


class CalendarPages(QObject):
    """The week, the days that differ from it, the terms."""

    def __init__(self, pane: RulesPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._read = False
        self.hours, self.days, self.terms = HoursTab(pane), DaysTab(pane), TermsTab(pane)

    def tabs(self) -> tuple[tuple[str, str, QWidget], ...]:
        """Key, title and body of each page."""
        return (
            ("hours", self.tr("Opening hours"), self.hours.page),
            ("days", self.tr("Closed days"), self.days.body),
            ("terms", self.tr("Terms"), self.terms.body),
        )

    def list_of(self, page: str) -> MasterDetail | None:
        """The list of a page."""
        return {"days": self.days.body, "terms": self.terms.body}.get(page)

    def forms(self) -> tuple[SheetForms, ...]:
        """The forms beside lists."""
        return self.days.forms, self.terms.forms

    def guard(self, leave: Callable[[], None]) -> None:
        """Call ``leave`` when nothing typed on any page would be lost, or after the person agreed."""
        for each in self.forms():
            leave = partial(each.guard, leave)
        self.hours.form.guard(self._pane.messages, leave)

    def take_focus(self, page: str) -> bool:
        """Put the focus where the work of a page is; False for a page that isn't one of these."""
        takers = {
            "hours": self.hours.take_focus,
            "days": self.days.take_focus,
            "terms": self.terms.take_focus,
        }
        if page in takers:
            takers[page]()
        return page in takers

    def reload(self) -> None:
        """Read the calendar again."""
        work = partial(read_calendar, self._pane.services, self._pane.actor)
        self._pane.run(work, self._on_read, self._on_failed, latest="calendar")

    def _on_read(self, read: Read) -> None:
        self._read = True
        self.hours.show(read.calendar)
        self.days.show(read.calendar, read.today)
        self.terms.show(read.calendar, read.today)

    def _on_failed(self, error: Exception) -> None:
        for view in (self.hours.page, self.days.body.view, self.terms.body.view):
            view.set_state("stale" if self._read else "failed", error)
