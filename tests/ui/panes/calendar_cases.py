"""What the tests of the calendar's pages share: reaching forms, typing into them, lending a book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.calendar import OpeningCalendar, Term
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.domain.periods import Period
from ui.panes.calendar.time_fields import HoursEditor
from ui.panes.rules.pane import RulesPane
from ui.widgets.form import Form

CONTROL = Qt.KeyboardModifier.ControlModifier
DAY = timedelta(days=1)
FIRST, LAST = date(2027, 12, 20), date(2028, 1, 2)
BREAK = Period(FIRST, LAST, "Christmas break")
TERM = Term("First semester", date(2027, 6, 7), date(2027, 10, 29))


def opened(show: Callable[..., Any]) -> RulesPane:
    """The pane of rules in a new school library, open Monday to Friday."""
    shown = show(RulesPane)
    assert isinstance(shown, RulesPane) and shown.calendar.days.calendar is not None
    return shown


def telling(pane: RulesPane) -> list[str]:
    """What is told of each write, as it comes."""
    told: list[str] = []
    pane.runner.written.connect(lambda written: told.append(written.text))
    return told


def settled(qtbot: QtBot, pane: RulesPane) -> None:
    """Wait until every answer arrived."""
    qtbot.waitUntil(lambda: pane.runner.idle)


def stored(services: App, actor: Actor) -> OpeningCalendar:
    """The calendar as it is stored."""
    return services.calendar.get(actor)


def fill(form: Form, key: str, text: str) -> None:
    """Type into a field."""
    line = form.editor(key).widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def save(form: Form, key: str) -> None:
    """Press Ctrl+S in a field."""
    QTest.keyClick(form.editor(key).widget, Qt.Key.Key_S, CONTROL)


def days_form(pane: RulesPane) -> Form:
    """The form of days in the sheet."""
    form = pane.calendar.days.forms.form
    assert form is not None
    return form


def hours(pane: RulesPane, day: int) -> HoursEditor:
    """The editor of a weekday."""
    editor = pane.calendar.hours.form.editor(str(day))
    assert isinstance(editor, HoursEditor)
    return editor


def lend(services: App, actor: Actor, number: str) -> date:
    """Lend a new copy, and return the day it is due."""
    patron = services.students.add(actor, StudentDraft("Cruz", number, grade="7")).value.student_id
    services.catalog.add_title(actor, TitleDraft(number), [BookDraft(number, item_type="FICTION")])
    services.circulation.check_out(actor, patron, number)
    return services.circulation.patron(actor, patron).loans[0].due_on
