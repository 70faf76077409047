"""The pages of the opening calendar by real keys, on a real library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.audit import Difference
from app.domain.calendar import Term
from app.domain.periods import plain_week
from tests.ui.panes.calendar_cases import (
    BREAK,
    CONTROL,
    DAY,
    FIRST,
    LAST,
    TERM,
    fill,
    hours,
    lend,
    opened,
    save,
    settled,
    stored,
    telling,
)
from ui.language import Catalogue
from ui.messages import RecordingMessenger
from ui.panes.audit_words import changes_of, name_of
from ui.panes.base import PaneContext
from ui.panes.calendar import words
from ui.panes.calendar.time_fields import read_clock
from ui.panes.rules.pane import KEYS, RulesPane
from ui.tour_checks import clipped_labels
from ui.widgets.banner import Banner


@pytest.fixture
def pane(show: Callable[..., Any]) -> RulesPane:
    """The pane of rules in a new school library, open Monday to Friday."""
    return opened(show)


@pytest.fixture
def toasts(pane: RulesPane) -> list[str]:
    """What is told of each write."""
    return telling(pane)


# -- pages ---------------------------------------------------------------------------------------------------


def test_each_page_is_reached_by_its_key_and_nothing_is_cut(qtbot: QtBot, pane: RulesPane) -> None:
    for number, key in enumerate(KEYS, 1):
        QTest.keyClick(pane, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        assert (pane.page, pane.help_page) == (key, key)
        assert not clipped_labels(pane)
    pane.open("days")
    assert pane.page == "days" and pane.calendar.days.planner.hasFocus()
    assert {act.key for act in pane.acts()} == {"add-days", "change-days", "remove-days"}


def test_the_calendar_is_read_again_when_somebody_changed_it(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    services.calendar.set_days(actor, BREAK)
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    pane.calendar.days.show_year(2027)
    assert [row.period for row in pane.calendar.days.model.rows()] == [BREAK]


# -- the week ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("7:30", "07:30"), ("0730", "07:30"), ("7", "07:00"), ("7.30", "07:30"), ("24", None), ("noon", None)],
)
def test_a_time_is_read_as_people_type_it(typed: str, kept: str | None) -> None:
    assert read_clock(typed) == kept


def test_the_week_is_changed_by_keyboard_saved_as_one_and_taken_back(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor, toasts: list[str]
) -> None:
    before = stored(services, actor).week
    pane.go("hours")
    saturday = hours(pane, 5)
    assert isinstance(saturday.widget, QCheckBox) and not saturday.widget.isChecked()
    QTest.keyClick(saturday.widget, Qt.Key.Key_Space)
    assert saturday.value() == plain_week(before)[0]
    saturday.opens.selectAll()
    QTest.keyClicks(saturday.opens, "8")
    saturday.closes.selectAll()
    QTest.keyClicks(saturday.closes, "1200")
    said = pane.calendar.hours.meaning
    assert "Open on 6 days a week" in said.text() and "Open from now on: Saturday." in said.text()
    QTest.keyClick(saturday.closes, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert plain_week(stored(services, actor).week) == plain_week(before) | {5: ("08:00", "12:00")}
    assert toasts[-1] == "The week is saved."
    QTest.keyClick(saturday.widget, Qt.Key.Key_Z, CONTROL)
    settled(qtbot, pane)
    assert stored(services, actor).week == before
    assert saturday.value() is None


def test_a_weekday_that_closes_says_how_many_loans_fall_due_then(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor, toasts: list[str]
) -> None:
    due = lend(services, actor, "F1")
    pane.go("hours")
    day = hours(pane, due.weekday())
    QTest.keyClick(day.widget, Qt.Key.Key_Space)
    said = pane.calendar.hours.meaning
    qtbot.waitUntil(lambda: "1 loan falls due" in said.text())
    assert f"Closed from now on: {words.weekday(due.weekday())}." in said.text()
    pane.calendar.hours.form.save()
    settled(qtbot, pane)
    assert "1 loan falls due on a day that closes: it keeps its due date." in toasts[-1]


def test_what_can_not_be_is_said_under_its_day_and_esc_puts_back_what_is_stored(
    qtbot: QtBot, pane: RulesPane, messages: RecordingMessenger
) -> None:
    pane.go("hours")
    form, monday = pane.calendar.hours.form, hours(pane, 0)
    monday.closes.setText("06:00")
    assert form.errors()["0"] == "Closing comes after opening."
    monday.closes.setText("late")
    assert form.errors()["0"] == "Type times such as 07:30 and 17:00."
    messages.answers = [("leave", "")]
    QTest.keyClick(monday.closes, Qt.Key.Key_Escape)
    assert not form.dirty and monday.closes.text() == "17:00"
    for day in range(5):
        hours(pane, day).set_value(None)
    assert form.errors() == {"0": "The library must be open on some day."}


def test_another_desk_set_the_week_and_nothing_typed_is_lost(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    pane.go("hours")
    week = plain_week(stored(services, actor).week)
    QTest.keyClick(hours(pane, 5).widget, Qt.Key.Key_Space)
    services.calendar.set_week(actor, {**week, 0: ("09:00", "17:00")})
    for _ in range(2):
        pane.calendar.hours.form.save()
        settled(qtbot, pane)
    assert plain_week(stored(services, actor).week) == {**week, 0: ("09:00", "17:00"), 5: week[0]}


# -- terms ---------------------------------------------------------------------------------------------------


def test_a_term_is_added_by_keyboard_refused_beside_another_and_taken_back(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    services.calendar.add_term(actor, TERM)
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    pane.go("terms")
    tab = pane.calendar.terms
    QTest.keyClick(pane, Qt.Key.Key_N, CONTROL)
    form = tab.forms.form
    assert form is not None
    for key, text in (("name", "Second semester"), ("starts_on", "2027-10-29"), ("ends_on", "2028-03-31")):
        fill(form, key, text)
    save(form, "name")
    assert (
        "“First semester” already runs from Monday 7 June to Friday 29 October." in form.errors()["starts_on"]
    )
    fill(form, "starts_on", "2027-11-03")
    save(form, "name")
    settled(qtbot, pane)
    assert [term.name for term in stored(services, actor).terms] == ["First semester", "Second semester"]
    assert [row.term.name for row in tab.model.rows()] == ["Second semester", "First semester"]
    assert tab.body.table.current().term.name == "Second semester"
    QTest.keyClick(tab.body.table, Qt.Key.Key_Z, CONTROL)
    settled(qtbot, pane)
    assert [term.name for term in stored(services, actor).terms] == ["First semester"]


def test_a_term_is_changed_and_removed_with_what_is_due_at_its_end_counted(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    due = lend(services, actor, "F1")
    services.calendar.add_term(actor, Term("Now", due - 30 * DAY, due + 9 * DAY))
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    pane.go("terms")
    tab = pane.calendar.terms
    tab.body.table.selectRow(0)
    QTest.keyClick(tab.body.table, Qt.Key.Key_E, CONTROL)
    assert tab.forms.form is not None
    fill(tab.forms.form, "ends_on", due.isoformat())
    save(tab.forms.form, "ends_on")
    settled(qtbot, pane)
    assert stored(services, actor).terms[0].ends_on == due
    tab.change(stored(services, actor).terms[0])
    said = tab.body.sheet.findChildren(Banner)
    qtbot.waitUntil(lambda: any("1 loan is due on its last day" in one.text() for one in said))
    tab.forms.close()
    messages.answers = [("remove", "")]
    QTest.keyClick(tab.body.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: stored(services, actor).terms == ())
    settled(qtbot, pane)
    assert "1 loan is due on its last day: it keeps that date." in messages.asked[0].detail
    assert tab.body.view.state == "empty"


# -- who and how ---------------------------------------------------------------------------------------------


def test_a_form_with_edits_on_any_page_is_not_left_without_a_word(
    qtbot: QtBot, pane: RulesPane, messages: RecordingMessenger
) -> None:
    left: list[str] = []
    pane.go("hours")
    QTest.keyClick(hours(pane, 5).widget, Qt.Key.Key_Space)
    pane.guard(lambda: left.append("hours"))
    assert len(messages.asked) == 1 and left == []
    pane.calendar.hours._put_back()
    pane.go("terms")
    form = pane.calendar.terms.add()
    assert form is not None
    fill(form, "name", "x")
    pane.guard(lambda: left.append("terms"))
    assert len(messages.asked) == 2 and left == []


def test_a_librarian_looks_and_changes_nothing(
    show: Callable[..., Any], qtbot: QtBot, services: App, actor: Actor
) -> None:
    services.calendar.set_days(actor, BREAK)
    lia = Actor(None, "Lia", Role.LIBRARIAN, "desk-1")
    pane = show(lambda given: RulesPane(PaneContext(given.services, lia, given.runner, given.messages, given.state, given.sounds)))  # fmt: skip
    for key in ("days", "terms"):
        pane.go(key)
        assert pane.acts() == ()
    pane.go("days")
    pane.calendar.days.show_period(BREAK)
    QTest.keyClick(pane.calendar.days.planner, Qt.Key.Key_Return)
    assert pane.calendar.days.forms.form is None
    pane.go("hours")
    assert not hours(pane, 0).widget.isEnabled() and hours(pane, 0).opens.isReadOnly()


def test_the_audit_tells_the_calendar_in_words() -> None:
    assert name_of("saturday") == "Saturday"
    assert name_of("2027-12-20/2028-01-02") == words.span_text(FIRST, LAST)
    assert name_of("2027-12-20") == words.span_text(FIRST, FIRST)
    (change,) = changes_of("calendar", [Difference("2027-12-20", None, "08:00-12:00: Fair")])
    assert change == (words.span_text(FIRST, FIRST), "08:00–12:00: Fair")
    (hours,) = changes_of("opening_hours", [Difference("saturday", "closed", "08:00-12:00")])
    assert hours == ("Saturday", "closed → 08:00–12:00")


def test_the_calendar_is_told_in_filipino(filipino: Catalogue, pane: RulesPane) -> None:
    calendar = pane.calendar.days.calendar
    assert calendar is not None
    assert words.period_sentence(calendar, BREAK, None).startswith("Isasara ang 10 araw na bukas")
    assert words.hours_word("closed: Pasko") == "sarado: Pasko"
