"""The form of a holiday or of days with other hours; a sentence says all the while what it means and what it hits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.calendar import OpeningCalendar, OpeningHours
from app.domain.calendar_effects import CalendarEffect
from app.domain.changes import Receipt
from app.domain.periods import Period, checked_period, days_of, periods
from app.errors import InvalidInput
from app.services.calendar import CalendarSaved
from ui import theme
from ui.panes.calendar import words
from ui.panes.calendar.time_fields import TimeEditor
from ui.panes.sheet_forms import Values
from ui.sentences import advice
from ui.widgets.banner import Banner
from ui.widgets.basic import column, rule
from ui.widgets.form import Field, Form, Kind

if TYPE_CHECKING:
    from ui.panes.calendar.days_tab import DaysTab
    from ui.panes.rules.pane import RulesPane

_FIELDS = ("first", "last", "what", "opens", "closes", "reason")


class DaysForm(QObject):
    """One form at a time: for new days, or for a period there is."""

    def __init__(self, pane: RulesPane, tab: DaysTab) -> None:
        super().__init__(pane)
        self._pane, self._tab = pane, tab
        self._replaces: Period | None = None
        self._written: Period | None = None
        self._form: Form | None = None
        self._banner: Banner | None = None
        self._timer = QTimer(self, singleShot=True, interval=words.PAUSE_MS)
        self._timer.timeout.connect(self._count)

    def begin(self, period: Period | None, first: date, last: date) -> None:
        """Put the form into the sheet, for days from ``first`` to ``last`` or the changes to a ``period``."""
        self._replaces = period
        banner = self._banner = Banner()
        form = self._form = self._tab.forms.show(
            self.tr("Closed, or open at other hours") if period is None else period.reason,
            self.tr("One or more days, entered as one")
            if period is None
            else words.span_text(period.first, period.last),
            self._fields(),
            self._work,
            say=self._said,
            values=_values(period) if period is not None else {"first": first, "last": last},
            check=self._check,
            above=self._above(banner),
            saved=self._saved,
            newest=self._newest,
        )
        for key in _FIELDS:
            form.editor(key).edited.connect(self._on_edited)
        self._on_edited()
        form.focus_first()

    @property
    def meaning(self) -> str:
        """What is said over the form."""
        return "" if self._banner is None else self._banner.text()

    def _fields(self) -> tuple[Field, ...]:
        tr = self.tr
        what = ((False, tr("Closed all day")), (True, tr("Open at other hours")))
        return (
            Field("first", tr("First day"), Kind.DATE, required=True, half=True),
            Field("last", tr("Last day"), Kind.DATE, tr("Blank: that one day only."), half=True),
            Field("what", tr("The library is"), Kind.CHOICE, required=True, default=False, choices=what),
            Field("opens", tr("Opens"), half=True, maker=TimeEditor, placeholder="08:00"),
            Field("closes", tr("Closes"), half=True, maker=TimeEditor, placeholder="12:00"),
            Field("reason", tr("Why"), help=tr("It is shown with due dates."), required=True, max_length=200),
        )  # fmt: skip

    def _above(self, banner: Banner) -> QWidget:
        holder = QWidget()
        column(holder, banner, rule(), gap=theme.SPACE)
        return holder

    # -- while typing --------------------------------------------------------------------------------------

    @Slot()
    def _on_edited(self) -> None:
        form = self._open()
        if form is None:
            return
        other = bool(form.values()["what"])
        for key in ("opens", "closes"):
            form.editor(key).widget.setEnabled(other)
        self._say("")
        self._timer.start()

    def _open(self) -> Form | None:
        """The form, while it is there: what was asked may be answered after it was left."""
        return self._form if self._form is self._tab.forms.form else None

    def _typed(self) -> Period | None:
        """The period as it is typed now, None while it can't be one; its reason may come last."""
        form, calendar = self._open(), self._tab.calendar
        if form is None or calendar is None:
            return None
        values = form.values()
        try:
            return _period(values | {"reason": values["reason"] or "-"}, calendar)
        except InvalidInput:
            return None

    def _say(self, effect: str, tone: str = "info") -> None:
        period, calendar = self._typed(), self._tab.calendar
        if self._banner is None or self._open() is None:
            return
        if period is None or calendar is None:
            self._banner.show_banner(
                "info", "info", self.tr("Say which days, and what is different on them.")
            )
            return
        said = (words.period_sentence(calendar, period, self._replaces), effect)
        icon = "warning" if tone == "warn" else words.period_badge(period).icon
        self._banner.show_banner(tone, icon, words.lines(said))

    @Slot()
    def _count(self) -> None:
        period = self._typed()
        if period is not None:
            asked = partial(
                self._pane.services.calendar.foresee_days, self._pane.actor, period, self._replaces
            )
            self._pane.run(asked, partial(self._on_counted, period), self._on_uncounted, latest="days")

    def _on_counted(self, period: Period, effect: CalendarEffect) -> None:
        if period == self._typed():
            self._say(words.effect_sentence(effect), "warn" if words.is_hit(effect) else "info")

    def _on_uncounted(self, _error: Exception) -> None:
        self._say(self.tr("What that hits could not be counted."), "warn")

    def _check(self, values: Values) -> dict[str, str]:
        calendar = self._tab.calendar
        if values["what"] and not (values["opens"] and values["closes"]):
            return {"closes" if values["opens"] else "opens": self.tr("This is needed.")}
        try:
            if calendar is not None:
                _period(values, calendar)
        except InvalidInput as error:
            return {str(error.details.get("field", "first")): advice(error)}
        return {}

    # -- saving --------------------------------------------------------------------------------------------

    def _work(self, values: Values, key: str) -> Callable[[], Receipt[CalendarSaved]]:
        calendar = self._tab.calendar
        assert calendar is not None
        self._written = _period(values, calendar)
        save = self._pane.services.calendar.set_days
        return partial(save, self._pane.actor, self._written, self._replaces, key=key)

    def _said(self, receipt: Receipt[CalendarSaved]) -> str:
        period = self._written
        assert period is not None
        form = self.tr("Closed {days}.") if period.hours is None else self.tr("Other hours {days}.")
        said = form.format(days=words.span_text(period.first, period.last))
        return words.saved_sentence(said, receipt.value.effect)

    def _saved(self, _receipt: Receipt[CalendarSaved]) -> None:
        if self._written is not None:
            self._tab.show_later(self._written)
        self._form = None

    def _newest(self) -> Values:
        """What is stored of these days now; where nothing is any more, what is typed becomes a new period."""
        calendar = self._pane.services.calendar.get(self._pane.actor)
        before = self._replaces
        assert before is not None
        now = [one for one in periods(calendar) if one.first <= before.last and before.first <= one.last]
        self._replaces = now[0] if now else None
        return _values(self._replaces or before)


def _values(period: Period) -> Values:
    hours = period.hours
    return {
        "first": period.first,
        "last": period.last,
        "what": hours is not None,
        "opens": None if hours is None else f"{hours.opens:%H:%M}",
        "closes": None if hours is None else f"{hours.closes:%H:%M}",
        "reason": period.reason,
    }


def _period(values: Values, calendar: OpeningCalendar) -> Period:
    """The period that is typed. Raises InvalidInput for what can't be one."""
    first = values["first"]
    if first is None or (values["what"] and not (values["opens"] and values["closes"])):
        raise InvalidInput("This is needed.", details={"field": "first" if first is None else "opens"})
    hours = OpeningHours.parse(values["opens"], values["closes"]) if values["what"] else None
    period = checked_period(Period(first, values["last"] or first, values["reason"] or "", hours))
    days_of(period, calendar.week)
    return period
