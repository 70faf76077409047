"""When the library is open in a week: seven days in a form, saved as one, with what that means and hits said beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from app.domain.actors import Permission
from app.domain.calendar import OpeningCalendar
from app.domain.calendar_effects import CalendarEffect
from app.domain.changes import Receipt
from app.domain.periods import Week, checked_week, plain_week
from app.errors import ClmsError, Conflict
from app.services.acts import new_key
from app.services.calendar import CalendarSaved
from ui.panes.calendar import words
from ui.panes.calendar.time_fields import HoursEditor
from ui.widgets.banner import Banner
from ui.widgets.basic import column, frame, label
from ui.widgets.form import Field, Form
from ui.widgets.sheet import Section
from ui.widgets.sheet import page as scrolling
from ui.widgets.state import StateView

if TYPE_CHECKING:
    from ui.panes.rules.pane import RulesPane

_FORM_WIDTH = 480
_USUAL = ("07:30", "17:00")
Plain = dict[int, tuple[str, str]]


class HoursTab(QObject):
    """The form of the week; who may not change it reads it."""

    def __init__(self, pane: RulesPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._calendar: OpeningCalendar | None = None
        self._seen: Plain = {}
        self._key, self._tried = "", dict[int, tuple[str, str]]()
        may = pane.may(Permission.EDIT_POLICIES)
        self.form = Form(
            (Field(str(day), words.weekday(day), maker=HoursEditor, read_only=not may) for day in range(7)),
            check=self._check,
            save_text=self.tr("Save the week"),
            buttons=may,
        )
        self.meaning, self._zone = Banner(), label("", "soft", wrap=True)
        self.meaning.setVisible(False)
        self.page = StateView(self._laid_out())
        self.page.retry_requested.connect(pane.reload)
        self._timer = QTimer(self, singleShot=True, interval=words.PAUSE_MS)
        self._timer.timeout.connect(self._count)
        self.form.save_requested.connect(self._on_save)
        self.form.cancelled.connect(self._on_cancel)
        for day in range(7):
            self.form.editor(str(day)).edited.connect(self._on_edited)

    def _laid_out(self) -> QWidget:
        hint = self.tr(
            "Due dates and, where the rule says so, fines count the days on which the library is open. Holidays and days with "
            "other hours stand on the next page."
        )
        beside = scrolling(
            self.meaning,
            Section(self.tr("What it is for"), label(hint, "soft", wrap=True)),
            Section(self.tr("Whose clock"), self._zone),
            name=self.tr("What the week means"),
        )
        body = frame("plain")
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.setProperty("rule", True)
        for each in (self.form, beside):
            halves.addWidget(each)
        halves.setStretchFactor(1, 1)
        halves.setSizes([_FORM_WIDTH, _FORM_WIDTH])
        column(body, halves, gap=0)
        return body

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, calendar: OpeningCalendar) -> None:
        """Show the week as it is stored; one that is being edited stays."""
        self._calendar = calendar
        self._zone.setText(
            self.tr("Times are those of {zone}, the library's time zone.").format(zone=calendar.zone.key)
        )
        usual = next(iter(plain_week(calendar.week).values()), _USUAL)
        for day in range(7):
            editor = self.form.editor(str(day))
            if isinstance(editor, HoursEditor):
                editor.suggest(usual)
        if not self.form.dirty:
            self._seen = plain_week(calendar.week)
            self.form.set_values(_values(self._seen))
            self._say("")
        self.page.set_state("loaded")

    def typed(self) -> Plain:
        """The week as it is typed now."""
        return {int(key): hours for key, hours in self.form.values().items() if hours is not None}

    def take_focus(self) -> None:
        """Put the focus on the first day."""
        self.form.focus_first()

    # -- while typing --------------------------------------------------------------------------------------

    @staticmethod
    def _check(values: dict[str, Any]) -> dict[str, str]:
        if any(hours is not None for hours in values.values()):
            return {}
        return {"0": words.tr("The library must be open on some day.")}

    @Slot()
    def _on_edited(self) -> None:
        self._say("")
        self._timer.start()

    def _week(self) -> Week | None:
        """The week as it is typed now, None while it can't be."""
        try:
            return None if self.form.errors() else checked_week(self.typed())
        except ClmsError:
            return None

    @Slot()
    def _count(self) -> None:
        """Count what the week hits as it is typed now; what is as it was hits nothing."""
        week = self._week()
        if week is None or not self.form.dirty or not self._pane.may(Permission.EDIT_POLICIES):
            return
        asked = partial(self._pane.services.calendar.foresee_week, self._pane.actor, plain_week(week))
        self._pane.run(asked, partial(self._on_counted, week), self._on_uncounted, latest="week")

    def _on_counted(self, week: Week, effect: CalendarEffect) -> None:
        if week == self._week():
            hit = words.is_hit(effect)
            self._say(words.effect_sentence(effect), "warn" if hit else "info")

    def _on_uncounted(self, error: Exception) -> None:
        self._say(self.tr("What that hits could not be counted."), "warn")

    def _say(self, effect: str, tone: str = "info") -> None:
        week, calendar = self._week(), self._calendar
        if week is None or calendar is None:
            self.meaning.setVisible(False)
            return
        said = (words.week_sentence(week), words.week_change(calendar.week, week), effect)
        self.meaning.show_banner(tone, "warning" if tone == "warn" else "clock", words.lines(said))

    # -- saving --------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_save(self, _values: dict[str, Any]) -> None:
        week = self.typed()
        if not self._key or week != self._tried:
            self._key, self._tried = new_key(), week
        self.form.set_busy(True)
        services, actor = self._pane.services, self._pane.actor
        work = partial(services.calendar.set_week, actor, week, self._seen, key=self._key)
        self._pane.act(work, self._said, self._on_saved, self._on_failed)

    def _said(self, receipt: Receipt[CalendarSaved]) -> str:
        return words.saved_sentence(self.tr("The week is saved."), receipt.value.effect)

    def _on_saved(self, _receipt: Receipt[CalendarSaved]) -> None:
        self._key = ""
        self._seen = self.typed()
        self.form.saved()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Conflict) and error.code == "stale":
            newest = partial(self._pane.services.calendar.get, self._pane.actor)
            self._pane.run(newest, partial(self._meet, error), self.form.show_error, latest="newest")
        else:
            self.form.show_error(error)

    def _meet(self, error: Exception, calendar: OpeningCalendar) -> None:
        """Somebody else was faster: what they wrote comes into the form, beside what is typed here."""
        self._calendar, self._seen = calendar, plain_week(calendar.week)
        self.form.meet(error, _values(self._seen))

    @Slot()
    def _on_cancel(self) -> None:
        self.form.guard(self._pane.messages, self._put_back)

    def _put_back(self) -> None:
        self.form.set_values(_values(self._seen))
        self._say("")


def _values(week: Plain) -> dict[str, Any]:
    return {str(day): week.get(day) for day in range(7)}
