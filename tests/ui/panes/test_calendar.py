"""The pages of the opening calendar by real keys, on a real library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.audit import Difference
from app.domain.calendar import OpeningCalendar, Term
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.domain.periods import Period, periods, plain_week
from ui.language import Catalogue
from ui.messages import RecordingMessenger
from ui.panes.audit_words import changes_of, name_of
from ui.panes.base import PaneContext
from ui.panes.calendar import day_marks, words
from ui.panes.calendar.time_fields import HoursEditor, read_clock
from ui.panes.rules.pane import KEYS, RulesPane
from ui.tour_checks import clipped_labels
from ui.widgets.banner import Banner
from ui.widgets.form import Form

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DAY = timedelta(days=1)
FIRST, LAST = date(2027, 12, 20), date(2028, 1, 2)
BREAK = Period(FIRST, LAST, "Christmas break")
TERM = Term("First semester", date(2027, 6, 7), date(2027, 10, 29))


@pytest.fixture
def pane(show: Callable[..., Any]) -> RulesPane:
    """The pane of rules in a new school library, open Monday to Friday."""
    shown = show(RulesPane)
    assert isinstance(shown, RulesPane) and shown.calendar.days.calendar is not None
    return shown


@pytest.fixture
def toasts(pane: RulesPane) -> list[str]:
    """What is told of each write."""
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


# -- days ----------------------------------------------------------------------------------------------------


def test_a_holiday_is_chosen_in_the_year_entered_as_one_and_taken_back(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    pane.go("days")
    tab = pane.calendar.days
    tab.show_year(2027)
    tab.planner.choose(FIRST, FIRST)
    for _ in range(4):
        QTest.keyClick(tab.planner, Qt.Key.Key_Right, SHIFT)
    assert tab.planner.chosen == (FIRST, FIRST + 4 * DAY)
    QTest.keyClick(tab.planner, Qt.Key.Key_Return)
    form = days_form(pane)
    assert form.values()["last"] == FIRST + 4 * DAY
    fill(form, "last", "2028-01-02")
    assert "Closes 10 open days, from Monday" in tab.asking.meaning
    fill(form, "reason", "Christmas break")
    save(form, "reason")
    settled(qtbot, pane)
    assert periods(stored(services, actor)) == (BREAK,)
    assert tab.forms.form is None and tab.body.table.current().period == BREAK
    QTest.keyClick(tab.planner, Qt.Key.Key_Z, CONTROL)
    settled(qtbot, pane)
    assert periods(stored(services, actor)) == ()


def test_what_closing_hits_is_counted_before_it_is_saved_and_told_with_it(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor, toasts: list[str]
) -> None:
    due = lend(services, actor, "F1")
    pane.go("days")
    tab = pane.calendar.days
    tab.show_year(due.year)
    tab.planner.choose(due, due)
    QTest.keyClick(tab.planner, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(
        lambda: "1 loan falls due on a day that closes: it keeps its due date." in tab.asking.meaning
    )
    fill(days_form(pane), "reason", "Typhoon")
    save(days_form(pane), "reason")
    settled(qtbot, pane)
    assert toasts[-1].endswith("1 loan falls due on a day that closes: it keeps its due date.")
    assert lend(services, actor, "F2") > due


def test_other_hours_need_both_times_and_open_no_weekend(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    pane.go("days")
    tab = pane.calendar.days
    tab.show_year(2027)
    tab.planner.choose(date(2027, 10, 4), date(2027, 10, 15))
    form = tab.add()
    assert form is not None and not form.editor("opens").widget.isEnabled()
    form.enter({"what": True, "reason": "Examinations"})
    assert form.editor("opens").widget.isEnabled()
    assert form.errors() == {"opens": "This is needed."}
    fill(form, "opens", "8")
    fill(form, "closes", "7")
    assert "must be after opening time" in form.errors()["closes"]
    fill(form, "closes", "12")
    assert "Open 08:00–12:00 on 10 days" in tab.asking.meaning
    form.save()
    settled(qtbot, pane)
    assert len(stored(services, actor).exceptions) == 10
    (listed,) = tab.model.rows()
    assert (listed.period.first, listed.period.last) == (date(2027, 10, 4), date(2027, 10, 15))


def test_a_period_is_changed_and_what_it_lies_on_is_named(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    services.calendar.set_days(actor, BREAK)
    services.calendar.close_day(actor, FIRST - 3 * DAY, "Typhoon")
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    pane.go("days")
    tab = pane.calendar.days
    tab.show_period(BREAK)
    QTest.keyClick(tab.body.table, Qt.Key.Key_E, CONTROL)
    form = days_form(pane)
    assert form.values()["reason"] == "Christmas break"
    form.enter({"last": FIRST - 4 * DAY})
    assert form.errors() == {"last": "The last day comes before the first."}
    form.enter({"first": FIRST - 3 * DAY, "last": LAST - DAY})
    assert "It counts instead of: Typhoon (Fri 17 Dec 2027)." in tab.asking.meaning
    form.save()
    settled(qtbot, pane)
    assert periods(stored(services, actor)) == (Period(FIRST - 3 * DAY, LAST - DAY, "Christmas break"),)


def test_another_desk_changed_the_days_and_nothing_typed_is_lost(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    services.calendar.set_days(actor, BREAK)
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    pane.go("days")
    pane.calendar.days.change(BREAK)
    fill(days_form(pane), "reason", "Holidays")
    services.calendar.set_days(actor, replace(BREAK, last=LAST - DAY), BREAK)
    for _ in range(2):
        days_form(pane).save()
        settled(qtbot, pane)
    assert periods(stored(services, actor)) == (Period(FIRST, LAST - DAY, "Holidays"),)


def test_days_are_removed_after_it_was_said_what_that_does(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    services.calendar.set_days(actor, BREAK)
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    pane.go("days")
    pane.calendar.days.show_period(BREAK)
    messages.answers = [("remove", "")]
    QTest.keyClick(pane.calendar.days.body.table, Qt.Key.Key_Delete)
    settled(qtbot, pane)
    assert "Christmas break" in messages.asked[0].title and messages.asked[0].choices[-1].danger
    assert "Loans already made keep their due dates" in messages.asked[0].detail
    assert periods(stored(services, actor)) == ()


def test_words_look_through_all_years_and_a_year_shows_its_own(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    services.calendar.set_days(actor, BREAK)
    services.calendar.close_day(actor, date(2029, 6, 12), "Independence Day")
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    pane.go("days")
    tab = pane.calendar.days
    for year, number in ((2026, 0), (2027, 1), (2028, 1), (2029, 1)):
        tab.show_year(year)
        assert tab.model.rowCount() == number
        assert tab.body.view.state == ("loaded" if number else "empty")
    pane.search("christmas")
    assert [row.period for row in tab.model.rows()] == [BREAK]


def test_the_keyboard_walks_the_year_and_says_each_day(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    services.calendar.set_days(actor, BREAK)
    services.calendar.add_term(actor, TERM)
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    pane.go("days")
    tab, planner = pane.calendar.days, pane.calendar.days.planner
    tab.show_year(2027)
    planner.choose(FIRST, FIRST)
    assert planner.accessibleDescription() == "Monday 20 December 2027: closed, Christmas break"
    for key, day in (
        (Qt.Key.Key_Up, date(2027, 11, 22)),
        (Qt.Key.Key_Home, date(2027, 11, 1)),
        (Qt.Key.Key_Left, date(2027, 10, 31)),
        (Qt.Key.Key_PageDown, date(2028, 10, 31)),
        (Qt.Key.Key_End, date(2028, 10, 31)),
        (Qt.Key.Key_PageUp, date(2027, 10, 31)),
    ):
        QTest.keyClick(planner, key)
        assert planner.chosen == (day, day)
    planner.choose(date(2027, 10, 29), date(2027, 10, 29))
    assert planner.accessibleDescription().endswith("07:30–17:00 · First semester")
    QTest.mouseClick(planner, Qt.MouseButton.LeftButton, pos=planner._box(FIRST).center().toPoint())
    assert planner.chosen == (FIRST, FIRST)
    QTest.mouseClick(planner, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert planner.chosen == (FIRST, FIRST)
    QTest.keyClick(planner, Qt.Key.Key_Return)
    assert days_form(pane).values()["last"] == LAST


def test_a_day_is_told_by_more_than_its_colour(services: App, actor: Actor) -> None:
    services.calendar.set_days(actor, BREAK)
    calendar = stored(services, actor)
    marks = [day_marks.mark_of(calendar, day) for day in (FIRST - 3 * DAY, FIRST - 2 * DAY, FIRST)]
    assert [(mark.open, mark.exception) for mark in marks] == [(True, False), (False, False), (False, True)]


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
