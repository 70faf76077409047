"""Holidays and other days by real keys, in the year and in their list, on a real library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.periods import Period, periods
from tests.ui.panes.calendar_cases import (
    BREAK,
    CONTROL,
    DAY,
    FIRST,
    LAST,
    TERM,
    days_form,
    fill,
    lend,
    opened,
    save,
    settled,
    stored,
    telling,
)
from ui.messages import RecordingMessenger
from ui.panes.calendar import day_marks
from ui.panes.rules.pane import RulesPane

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(show: Callable[..., Any]) -> RulesPane:
    """The pane of rules in a new school library, open Monday to Friday."""
    return opened(show)


@pytest.fixture
def toasts(pane: RulesPane) -> list[str]:
    """What is told of each write."""
    return telling(pane)


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
