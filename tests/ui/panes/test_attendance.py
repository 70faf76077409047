"""The door by real keys: in and out by card, purposes by figure, corrections, closing, and a kiosk's eyes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.attendance import DEBOUNCE, VisitQuery
from app.domain.members import StudentDraft
from app.domain.paging import Window
from app.errors import Unreachable
from app.services.attendance import AttendanceService
from ui.messages import RecordingMessenger
from ui.panes.attendance.correct import read_time
from ui.panes.attendance.numbers import HourChart
from ui.panes.attendance.pane import AttendancePane
from ui.panes.base import PaneContext
from ui.runner import Runner


@pytest.fixture
def people(services: App, actor: Actor) -> dict[str, int]:
    add = services.students.add
    names = (("Ana", "Santos", "C-1001"), ("Ben", "Reyes", "C-1002"), ("Carla", "Cruz", "C-1003"))
    return {
        given: add(actor, StudentDraft(family, given, grade="7", section="Rizal"), card=card).value.student_id
        for given, family, card in names
    }


@pytest.fixture
def pane(show: Callable[..., Any], people: dict[str, int]) -> AttendancePane:
    shown: AttendancePane = show(AttendancePane)
    return shown


def scan(pane: AttendancePane, text: str) -> None:
    """What a scanner does."""
    QTest.keyClicks(pane.box, text)
    QTest.keyClick(pane.box, Qt.Key.Key_Return)


def settled(qtbot: QtBot, pane: AttendancePane) -> None:
    qtbot.waitUntil(lambda: pane.line.waiting == 0 and pane.runner.idle)


def present(services: App, actor: Actor) -> list[Any]:
    return list(services.attendance.list(actor, VisitQuery(open_only=True), Window()).rows)


def later(services: App, monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Let the library's clock run ahead, and the door's with it."""
    clock = services.attendance._core.clock
    now = clock.now() + by
    monkeypatch.setattr(type(clock), "now", lambda _self: now)


def test_a_card_lets_in_and_then_out(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    assert (pane.answer.word(), pane.answer.headline()) == ("IN", "Santos, Ana")
    qtbot.waitUntil(lambda: pane.numbers.present() == "1" and pane.visits.model.rowCount() == 1)
    later(services, monkeypatch, DEBOUNCE + timedelta(minutes=20))
    scan(pane, "c-1001")
    settled(qtbot, pane)
    assert pane.answer.word() == "OUT"
    assert present(services, actor) == []
    assert pane.box.hasFocus()


def test_the_same_scan_twice_counts_once(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor
) -> None:
    scan(pane, "C-1001")
    scan(pane, "C-1001")
    settled(qtbot, pane)
    assert pane.answer.word() == "IN"
    assert len(present(services, actor)) == 1


def test_purposes_by_figure(qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    assert pane.answer.chosen() == ("LIBRARY",)
    QTest.keyClicks(pane.box, "3")
    qtbot.waitUntil(lambda: pane.answer.chosen() == ("COMPUTER",))
    settled(qtbot, pane)
    assert pane.box.text() == ""
    QTest.keyClicks(pane.box, "7")
    QTest.keyClick(pane.box, Qt.Key.Key_Return)
    settled(qtbot, pane)
    assert present(services, actor)[0].purposes == ("COMPUTER", "BORROWING")


def test_a_number_that_begins_with_a_figure_is_no_purpose(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor
) -> None:
    services.students.add(actor, StudentDraft("Lim", "Dina"), card="3000456")
    scan(pane, "C-1001")
    settled(qtbot, pane)
    scan(pane, "3000456")
    settled(qtbot, pane)
    assert {visit.name: visit.purposes for visit in present(services, actor)} == {
        "Santos, Ana": ("LIBRARY",),
        "Lim, Dina": ("LIBRARY",),
    }


def test_an_unknown_card_is_refused_in_words(qtbot: QtBot, pane: AttendancePane) -> None:
    scan(pane, "X-9")
    settled(qtbot, pane)
    assert pane.answer.word() == "Refused: X-9"
    assert "No patron" in pane.answer.headline()


def test_ctrl_z_takes_the_last_scan_back(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor
) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    QTest.keyClick(pane.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert present(services, actor) == []
    assert pane.answer.word() == "Ready"


def test_scans_wait_for_the_database_and_none_is_lost(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = threading.Event()
    away.set()
    work = AttendanceService.scan

    def sometimes(*args: Any, **kwargs: Any) -> Any:
        if away.is_set():
            raise Unreachable("The database does not answer.")
        return work(*args, **kwargs)

    monkeypatch.setattr(AttendanceService, "scan", sometimes)
    answered: list[str] = []
    pane.line.answered.connect(lambda taken, _receipt: answered.append(taken.text))
    with qtbot.waitSignal(pane.line.held):
        for card in ("C-1001", "C-1002", "C-1003"):
            scan(pane, card)
    away.clear()
    settled(qtbot, pane)
    assert answered == ["C-1001", "C-1002", "C-1003"]
    assert len(present(services, actor)) == 3


def test_somebody_without_a_card_is_found_by_name(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor
) -> None:
    for word in ("IN", "OUT"):
        QTest.keyClick(pane.box, Qt.Key.Key_F2)
        QTest.keyClicks(pane.finder.box, "reyes")
        qtbot.waitUntil(lambda: pane.finder.table.rows.rowCount() == 1)
        QTest.keyClick(pane.finder.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda word=word: pane.answer.word() == word)  # type: ignore[misc]
        settled(qtbot, pane)
    assert present(services, actor) == []


def test_the_list_is_searched_and_checked_out(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor
) -> None:
    for card in ("C-1001", "C-1002", "C-1003"):
        scan(pane, card)
    settled(qtbot, pane)
    QTest.keyClicks(pane.visits.search, "cru")
    qtbot.waitUntil(lambda: pane.visits.model.rowCount() == 1 and pane.runner.idle)
    QTest.keyClick(pane.visits.search, Qt.Key.Key_Down)
    QTest.keyClick(pane.visits.table, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert sorted(visit.name for visit in present(services, actor)) == ["Reyes, Ben", "Santos, Ana"]


def test_a_visit_is_corrected_with_a_reason(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor
) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: pane.visits.model.rowCount() == 1 and pane.visits.model.row(0) is not None)
    pane.visits.table.selectRow(0)
    QTest.keyClick(pane.visits.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    panel = pane.correction
    assert panel is not None
    panel.form.editor("READING").widget.setChecked(True)
    reason = panel.form.editor("reason").widget
    QTest.keyClick(reason, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "reason" in panel.form.errors()
    QTest.keyClicks(reason, "Came to read")
    QTest.keyClick(reason, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert pane.correction is None
    assert present(services, actor)[0].purposes == ("LIBRARY", "READING")


def test_a_correction_is_not_lost_without_a_word(
    qtbot: QtBot, pane: AttendancePane, messages: RecordingMessenger
) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: pane.visits.model.row(0) is not None)
    pane.correct(pane.visits.model.row(0))
    assert pane.correction is not None
    QTest.keyClicks(pane.correction.form.editor("reason").widget, "Typo")
    QTest.keyClick(pane.correction.form.editor("reason").widget, Qt.Key.Key_Escape)
    assert [question.title for question in messages.asked] == ["Leave without saving?"]
    assert pane.correction is not None
    messages.answers.append(("leave", ""))
    QTest.keyClick(pane.correction.form.editor("reason").widget, Qt.Key.Key_Escape)
    assert pane.correction is None


def test_closing_names_the_numbers_and_can_be_undone(
    qtbot: QtBot, pane: AttendancePane, messages: RecordingMessenger, services: App, actor: Actor
) -> None:
    for card in ("C-1001", "C-1002"):
        scan(pane, card)
    settled(qtbot, pane)
    pane.do("close")
    settled(qtbot, pane)
    assert "2 open visits" in messages.asked[0].detail
    assert len(present(services, actor)) == 2
    messages.answers.append(("close", ""))
    pane.do("close")
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: present(services, actor) == [])
    pane.undo_last()
    settled(qtbot, pane)
    assert len(present(services, actor)) == 2


def test_a_kiosk_sees_first_names_and_no_more(
    qtbot: QtBot, services: App, actor: Actor, context: PaneContext, people: dict[str, int], runner: Runner
) -> None:
    services.attendance.enter(actor, people["Ana"])
    kiosk = Actor(actor.user_id, "Door", Role.KIOSK, "door-1")
    pane = AttendancePane(replace(context, actor=kiosk))
    qtbot.addWidget(pane)
    pane.show()
    pane.shown()
    qtbot.waitUntil(lambda: runner.idle and pane.visits.model.row(0) is not None)
    assert pane.visits.model.row(0).name == "Ana S."
    assert "place" not in {column.key for column in pane.visits.model.columns}
    assert [act.key for act in pane.acts()] == ["undo"]
    scan(pane, "C-1002")
    qtbot.waitUntil(lambda: pane.answer.headline() == "Ben R.")


def test_the_chart_speaks_and_paints(qtbot: QtBot) -> None:
    from app.domain.attendance import HourStat

    chart = HourChart()
    qtbot.addWidget(chart)
    chart.resize(300, 140)
    chart.show_hours((HourStat(8, 12), HourStat(20, 3)), 8)
    assert chart.accessibleName() == "Arrivals by hour: 8:00 12, 20:00 3"
    assert not chart.grab().isNull()


def test_times_are_read_on_the_day_of_the_visit(services: App) -> None:
    day = services.attendance._core.clock.now()
    assert read_time("9:05", day).astimezone().strftime("%H:%M") == "09:05"
    with pytest.raises(ValueError, match=r"hour|invalid"):
        read_time("25:00", day)


# -- no scan is lost, and none is worked unasked -----------------------------------------------------------------


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """While set, the database does not answer the door."""
    gone = threading.Event()
    work = AttendanceService.scan

    def sometimes(*args: Any, **kwargs: Any) -> Any:
        if gone.is_set():
            raise Unreachable("The database does not answer.")
        return work(*args, **kwargs)

    monkeypatch.setattr(AttendanceService, "scan", sometimes)
    return gone


def leave_two(qtbot: QtBot, pane: AttendancePane, away: threading.Event) -> None:
    """End the door's program with two cards scanned and not answered."""
    away.set()
    with qtbot.waitSignal(pane.line.held):
        for card in ("C-1001", "C-1002"):
            scan(pane, card)
    assert pane.answer.word() == "Not answered yet"
    qtbot.waitUntil(lambda: not pane.line._fresh and not pane.line._keeping)
    pane.line.close()
    pane.close()
    away.clear()


def test_scans_of_a_door_that_died_wait_for_a_person(
    qtbot: QtBot,
    pane: AttendancePane,
    show: Callable[..., Any],
    services: App,
    actor: Actor,
    away: threading.Event,
) -> None:
    leave_two(qtbot, pane, away)
    with services.open_scan_queue() as desk:
        assert desk.left_behind == (), "the desk takes none of the door's"
    again: AttendancePane = show(AttendancePane)
    qtbot.waitUntil(lambda: len(again.left.events) == 2)
    settled(qtbot, again)
    assert present(services, actor) == []
    scanned_at = again.left.events[0].occurred_at
    look = again._left_banner.findChild(QPushButton)
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(again.left._all.hasFocus)
    first = next(each for each in again.left.findChildren(QPushButton) if each.text() == "Work")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    settled(qtbot, again)
    assert [(visit.name, visit.in_at) for visit in present(services, actor)] == [("Santos, Ana", scanned_at)]
    QTest.mouseClick(again.left._all_aside, Qt.MouseButton.LeftButton)
    settled(qtbot, again)
    assert len(present(services, actor)) == 1
    assert again._left_banner.isHidden()
    assert again.window().focusWidget() is again.box
    again.line.close()
    with services.open_scan_queue("door") as door:
        assert door.left_behind == ()


def test_a_kiosk_shows_nobody_the_scans_of_others(
    qtbot: QtBot,
    pane: AttendancePane,
    services: App,
    actor: Actor,
    context: PaneContext,
    runner: Runner,
    away: threading.Event,
) -> None:
    leave_two(qtbot, pane, away)
    kiosk = AttendancePane(replace(context, actor=Actor(actor.user_id, "Door", Role.KIOSK, "door-1")))
    qtbot.addWidget(kiosk)
    kiosk.show()
    kiosk.shown()
    qtbot.waitUntil(lambda: runner.idle and kiosk.line.left != ())
    assert kiosk._left_banner.isHidden()
    kiosk.line.close()
    with services.open_scan_queue("door") as door:
        assert [event.text for event in door.left_behind] == ["C-1001", "C-1002"]


def test_a_card_scanned_while_the_list_or_a_correction_has_the_focus_counts(
    qtbot: QtBot, pane: AttendancePane, services: App, actor: Actor
) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: pane.visits.model.row(0) is not None)
    pane.visits.table.setFocus()
    for char in "C-1002":
        QTest.keyClick(pane.window().focusWidget(), char)
    QTest.keyClick(pane.window().focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, pane)
    pane.correct(pane.visits.model.row(0))
    assert pane.correction is not None
    reason = pane.correction.form.editor("reason").widget
    reason.setFocus()
    QTest.keyClicks(reason, "C-1003")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    settled(qtbot, pane)
    assert reason.text() == ""
    assert len(present(services, actor)) == 3


def test_esc_leaves_the_search_by_name(qtbot: QtBot, pane: AttendancePane) -> None:
    QTest.keyClick(pane.box, Qt.Key.Key_F2)
    qtbot.waitUntil(pane.finder.box.hasFocus)
    QTest.keyClick(pane.finder.box, Qt.Key.Key_Escape)
    assert pane.side.currentWidget() is pane.numbers
    assert pane.box.hasFocus()
