"""Days on which the library is closed or open at other hours: a year to look at, the list, and the form of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.calendar import OpeningCalendar
from app.domain.changes import Receipt
from app.domain.periods import Period, periods
from app.services.acts import new_key
from app.services.calendar import CalendarSaved
from ui import theme
from ui.messages import Choice, Question
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.calendar import day_marks, words
from ui.panes.calendar.days_form import DaysForm
from ui.panes.calendar.planner import YearPlanner
from ui.panes.sheet_forms import SheetForms
from ui.widgets.acts import Act
from ui.widgets.basic import Elided, button, column, label, row, rule
from ui.widgets.form import Form
from ui.widgets.master_detail import MasterDetail

if TYPE_CHECKING:
    from ui.panes.rules.pane import RulesPane


@dataclass(frozen=True, slots=True)
class Listed:
    """A period in the list."""

    period: Period
    today: date

    @property
    def id(self) -> date:
        """What it is told from others by: no two begin on the same day."""
        return self.period.first

    @property
    def over(self) -> bool:
        """Whether it lies behind."""
        return self.period.last < self.today


class DaysTab(QObject):
    """The planner of a year above the periods that touch it; words look through all years."""

    def __init__(self, pane: RulesPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.calendar: OpeningCalendar | None = None
        self.today = date.min
        self._year = 0
        self._text = ""
        self._wanted: Period | None = None
        self.model = RowsModel(self._columns(), parent=self)
        self.body = MasterDetail(
            "calendar-days",
            self.model,
            acts=self._acts(),
            placeholder=self.tr("Reason, in all years"),
            nouns=(self.tr("period"), self.tr("periods")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )
        self.planner = YearPlanner()
        self._title, self._looked = label("", "heading"), Elided("", "soft")
        self._looked.setProperty("mayElide", True)
        self._put_planner_above()
        self.forms = SheetForms(pane, self.body, self.body.close_sheet)
        self.asking = DaysForm(pane, self)
        self._wire()

    def _columns(self) -> tuple[Column, ...]:
        over = attrgetter("over")
        return (
            Column("when", self.tr("When"), lambda r: words.span_text(r.period.first, r.period.last), width=25,
                export=lambda r: r.period.first, weak=over, whole=True),
            Column("what", self.tr("What"), lambda r: "", badge=lambda r: words.period_badge(r.period), width=16),
            Column("reason", self.tr("Why"), lambda r: r.period.reason, stretch=True, tip=lambda r: r.period.reason, weak=over),
            Column("days", self.tr("Days"), lambda r: f"{r.period.days}", export=lambda r: r.period.days, numeric=True, width=10),
            Column("state", self.tr("State"), lambda r: "", width=13,
                badge=lambda r: words.time_badge(r.period.first, r.period.last, r.today)),
        )  # fmt: skip

    def _acts(self) -> tuple[Act, ...]:
        may = self._pane.may(Permission.EDIT_POLICIES)
        return (
            Act("change-days", self.tr("Change…"), lambda r: self.change(r[0].period), "pencil-simple", "Ctrl+E", "one", allowed=may),
            Act("remove-days", self.tr("Remove…"), lambda r: self.ask_remove(r[0].period), "trash", "Del", "one", danger=True,
                menu_only=True, allowed=may),
            Act("add-days", self.tr("Add days"), lambda _r: self.add(), "plus", "Ctrl+N", primary=True, allowed=may,
                tip=self.tr("A holiday, a typhoon, exam weeks: the days chosen in the year")),
        )  # fmt: skip

    def _put_planner_above(self) -> None:
        """The year above the list, the sheet beside both."""
        before = button(
            "", "caret-left", "quiet", name=self.tr("The year before"), run=partial(self._step, -1)
        )
        after = button("", "caret-right", "quiet", name=self.tr("The year after"), run=partial(self._step, 1))
        now = button(self.tr("Today"), kind="quiet", run=self.go_today)
        head = row(None, before, self._title, after, now, theme.SPACE, self._looked)
        head.setStretch(head.count() - 1, 1)
        year = QWidget()
        layout = column(year, head, self.planner, day_marks.legend(), gap=theme.SPACE_HALF)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        splitter, view = self.body.splitter, self.body.view
        place = splitter.indexOf(view)
        both = QWidget()
        splitter.insertWidget(place, both)
        column(both, year, rule(), view, gap=0).setStretch(2, 1)
        splitter.setStretchFactor(place, 1)

    def _wire(self) -> None:
        may = self._pane.may(Permission.EDIT_POLICIES)
        self.body.view.set_empty(
            self.tr("No other days this year"),
            self.tr(
                "Enter holidays and other days on which the library is closed or open at other hours: due dates pass over them."
            ),
            "calendar-blank",
            self.tr("Add days") if may else "",
            self.add if may else None,
        )
        self.body.view.retry_requested.connect(self._pane.reload)
        self.body.searched.connect(self._on_searched)
        self.body.table.opened.connect(self._on_opened)
        self.body.table.current_changed.connect(self._on_current)
        self.planner.looked.connect(self._on_looked)
        self.planner.opened.connect(self._on_days_opened)
        self.planner.left.connect(self.show_year)

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, calendar: OpeningCalendar, today: date) -> None:
        """Show the days that differ from their week."""
        self.calendar, self.today = calendar, today
        self.show_year(self._year or today.year)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.show_period(wanted)

    @Slot(object)
    def show_year(self, year: int) -> None:
        """Show another year."""
        if self.calendar is None:
            return
        self._year = year
        self._title.setText(str(year))
        self.planner.show_year(self.calendar, year, self.today)
        self._fill()

    def show_period(self, period: Period) -> None:
        """Show where a period lies, and choose it in the list."""
        self.show_year(period.first.year)
        self._pane.select(self.body.table, period.first)
        self.planner.choose(period.first, min(period.last, date(period.first.year, 12, 31)))

    def show_later(self, period: Period) -> None:
        """Show a period that was just saved once it is read."""
        self._wanted = period

    def go_today(self) -> None:
        """Go to today."""
        self.show_year(self.today.year)
        self.planner.choose(self.today, self.today)

    def _step(self, years: int) -> None:
        self.show_year(self._year + years)

    def take_focus(self) -> None:
        """Put the focus into the year."""
        self.planner.setFocus()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _fill(self) -> None:
        if self.calendar is None:
            return
        wanted = self._text.casefold().split()
        found = [
            Listed(one, self.today)
            for one in periods(self.calendar)
            if (all(word in one.reason.casefold() for word in wanted) if wanted else self._touches(one))
        ]
        self.model.set_rows(found)
        self.body.view.set_state("loaded" if found else "empty")

    def _touches(self, period: Period) -> bool:
        return period.first.year <= self._year <= period.last.year

    @Slot(object)
    def _on_looked(self, days: tuple[date, date]) -> None:
        first, last = days
        if self.calendar is None:
            return
        if first == last:
            self._looked.setText(words.day_sentence(self.calendar, first))
        else:
            self._looked.setText(
                f"{words.span_text(first, last)} · {words.length_text(Period(first, last, ''))}"
            )

    @Slot(object)
    def _on_current(self, listed: Listed | None) -> None:
        """Show in the year what is chosen in the list."""
        if listed is None or self.planner.hasFocus():
            return
        period = listed.period
        if not self._touches(period):
            self.show_year(period.first.year)
        year = self._year
        self.planner.choose(max(period.first, date(year, 1, 1)), min(period.last, date(year, 12, 31)))

    # -- the form ------------------------------------------------------------------------------------------

    def add(self) -> Form | None:
        """Ask for days to close or to open at other hours: those chosen in the year."""
        return self._ask(None, *self.planner.chosen)

    def change(self, period: Period) -> None:
        """Ask for the changes to a period."""
        self._ask(period, period.first, period.last)

    def _ask(self, period: Period | None, first: date, last: date) -> Form | None:
        if self.calendar is not None and self._pane.may(Permission.EDIT_POLICIES):
            self.forms.guard(partial(self.asking.begin, period, first, last))
        return self.forms.form

    @Slot(object)
    def _on_opened(self, listed: Listed | None) -> None:
        if listed is not None:
            self.change(listed.period)

    @Slot(object)
    def _on_days_opened(self, days: tuple[date, date]) -> None:
        """Enter in the year: the period that is there, or a new one of the days chosen."""
        found = self.period_on(days[0])
        if found is not None and days[1] <= found.last:
            self.change(found)
        else:
            self._ask(None, *days)

    def period_on(self, day: date) -> Period | None:
        """The period a day lies in."""
        if self.calendar is None or day not in self.calendar.exceptions:
            return None
        return next((one for one in periods(self.calendar) if one.first <= day <= one.last), None)

    # -- removing ------------------------------------------------------------------------------------------

    def ask_remove(self, period: Period) -> None:
        """Say what removing a period does before it is done."""
        detail = words.lines(
            (
                self.tr("These days follow their week again."),
                self.tr("Loans already made keep their due dates; the next ones may fall due on these days."),
                self.tr("It can be undone."),
            )
        )
        title = self.tr("Remove “{reason}”, {days}?").format(
            reason=period.reason, days=words.span_text(period.first, period.last)
        )
        choices = (
            Choice("cancel", self.tr("Keep it")),
            Choice("remove", self.tr("Remove these days"), danger=True),
        )
        self._pane.messages.ask(Question(title, detail, choices), partial(self._answered, period))

    def _answered(self, period: Period, key: str, _text: str) -> None:
        if key != "remove":
            return
        opened = partial(
            self._pane.services.calendar.open_days, self._pane.actor, period.first, period.last, key=new_key()
        )
        self._pane.act(opened, self.tr("“{reason}” is removed").format(reason=period.reason), self._removed)

    def _removed(self, _receipt: Receipt[CalendarSaved]) -> None:
        self.forms.close()
