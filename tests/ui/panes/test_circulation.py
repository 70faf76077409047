"""The desk by real keys: a scanner is characters ending in Enter."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.loans import LoanQuery
from app.domain.members import StudentDraft
from app.errors import Unreachable
from app.services.desk import DeskService
from tests.ui.panes.conftest import Hand
from ui.messages import RecordingMessenger
from ui.panes.circulation.pane import CirculationPane
from ui.runner import QUICK_THREADS, Runner


@pytest.fixture
def student(services: App, actor: Actor) -> int:
    """Ana Santos with card C-1001."""
    made = services.students.add(
        actor, StudentDraft("Santos", "Ana", grade="7", section="Rizal")
    ).value.student_id
    services.students.issue_card(actor, made, "C-1001")
    return made


@pytest.fixture
def books(services: App, actor: Actor) -> list[str]:
    """Three copies of one title."""
    numbers = [f"GS{n:05d}" for n in range(1, 4)]
    services.catalog.add_title(actor, TitleDraft("Ibong Adarna"), [BookDraft(n) for n in numbers])
    return numbers


@pytest.fixture
def pane(show: Callable[..., Any], student: int, books: list[str]) -> CirculationPane:
    shown: CirculationPane = show(CirculationPane)
    return shown


def scan(pane: CirculationPane, text: str) -> None:
    """What a scanner does."""
    QTest.keyClicks(pane.box, text)
    QTest.keyClick(pane.box, Qt.Key.Key_Return)


def settled(qtbot: QtBot, pane: CirculationPane) -> None:
    """Wait until every scan is answered and the pane has its data."""
    qtbot.waitUntil(lambda: pane.line.waiting == 0 and pane.runner.idle)
    QCoreApplication.sendPostedEvents()  # layouts show what was put into them then


def test_card_and_book_lend_without_a_mouse(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor
) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    assert pane.answer.word() == "Patron"
    card = pane.card.card()
    assert card is not None
    assert card.name == "Santos, Ana"
    scan(pane, "GS00001")
    settled(qtbot, pane)
    assert pane.answer.word() == "Checked out"
    assert pane.answer.headline().startswith("Due ")
    assert services.catalog.book(actor, "GS00001").status is BookStatus.LOANED
    assert pane.box.hasFocus()
    QTest.keyClick(pane.box, Qt.Key.Key_Escape)
    assert pane.line.student_id is None


def test_a_book_alone_is_checked_in_and_undone(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor
) -> None:
    for text in ("C-1001", "GS00001", "C-1001", "gs00001"):
        scan(pane, text)
    settled(qtbot, pane)
    assert pane.answer.word() == "Checked in"
    assert services.catalog.book(actor, "GS00001").status is BookStatus.AVAILABLE
    QTest.keyClick(pane.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert services.catalog.book(actor, "GS00001").status is BookStatus.LOANED


def test_check_in_only_never_lends(qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor) -> None:
    scan(pane, "C-1001")
    QTest.keyClick(pane.box, Qt.Key.Key_F3)
    scan(pane, "GS00002")
    settled(qtbot, pane)
    assert pane.answer.word() == "Checked in"
    assert services.circulation.count(actor, LoanQuery(open_only=False)).value == 0


@pytest.mark.parametrize("pause_ms", [0, 20])
def test_200_scans_are_all_worked_in_order(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor, pause_ms: int
) -> None:
    numbers = [f"RUN{n:05d}" for n in range(200 if pause_ms == 0 else 60)]
    services.catalog.add_title(actor, TitleDraft("Run"), [BookDraft(n) for n in numbers])
    answered: list[str] = []
    pane.line.answered.connect(lambda event, _answer: answered.append(event.text))
    for number in numbers:
        scan(pane, number)
        if pause_ms:
            qtbot.wait(pause_ms)
    assert pane.box.text() == ""
    settled(qtbot, pane)
    assert answered == numbers


def test_garbled_and_unknown_scans_are_shown_and_do_nothing(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor
) -> None:
    scan(pane, "C-1001")
    scan(pane, "GS00001GS00001")
    settled(qtbot, pane)
    assert pane.answer.word() == "Garbled"
    scan(pane, "GGSS0000000012")
    settled(qtbot, pane)
    assert pane.answer.word() == "Not found"
    assert services.circulation.count(actor, LoanQuery(open_only=False)).value == 0


def test_an_unreachable_database_loses_no_scan(
    qtbot: QtBot, pane: CirculationPane, monkeypatch: pytest.MonkeyPatch, services: App, actor: Actor
) -> None:
    away = threading.Event()
    away.set()
    work = DeskService.work

    def sometimes(*args: Any, **kwargs: Any) -> Any:
        if away.is_set():
            raise Unreachable("The database does not answer.")
        return work(*args, **kwargs)

    monkeypatch.setattr(DeskService, "work", sometimes)
    with qtbot.waitSignal(pane.line.held):
        for text in ("C-1001", "GS00001", "GS00002"):
            scan(pane, text)
    away.clear()
    settled(qtbot, pane)
    assert services.circulation.count(actor, LoanQuery()).value == 2


def test_scans_of_a_window_that_died_are_shown_and_not_worked(
    qtbot: QtBot,
    pane: CirculationPane,
    show: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    services: App,
    actor: Actor,
) -> None:
    with monkeypatch.context() as patch:

        def never(*_args: Any, **_kwargs: Any) -> Any:
            raise Unreachable("The database does not answer.")

        patch.setattr(DeskService, "work", never)
        with qtbot.waitSignal(pane.line.held):
            for text in ("C-1001", "GS00001"):
                scan(pane, text)
        qtbot.waitUntil(lambda: not pane.line._fresh and not pane.line._keeping)
        pane.line.close()
        pane.close()
    again: CirculationPane = show(CirculationPane)
    qtbot.waitUntil(lambda: len(again.left.events) == 2)
    assert services.circulation.count(actor, LoanQuery()).value == 0
    QTest.mouseClick(again.left._all, Qt.MouseButton.LeftButton)
    settled(qtbot, again)
    assert services.circulation.count(actor, LoanQuery()).value == 1
    again.line.close()


def test_a_refusal_is_overridden_with_a_reason(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor, student: int, books: list[str]
) -> None:
    services.core.clock.offset -= timedelta(days=40)
    services.circulation.check_out(actor, student, books[0])
    services.core.clock.offset += timedelta(days=40)
    scan(pane, "C-1001")
    scan(pane, "GS00002")
    settled(qtbot, pane)
    assert pane.answer.word() == "Refused"
    assert "overdue" in pane.answer.headline()
    QTest.keyClick(pane.box, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: pane.desk.side is pane.override and pane.override.form.isVisible())
    reason = pane.override.form.editor("reason").widget
    qtbot.waitUntil(reason.hasFocus)
    QTest.keyClicks(reason, "Needed for the exam")
    QTest.keyClick(reason, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert pane.answer.word() == "Checked out"
    assert services.catalog.book(actor, "GS00002").borrower == "Santos, Ana"


def test_a_patron_without_a_card_is_found_by_name(qtbot: QtBot, pane: CirculationPane) -> None:
    QTest.keyClick(pane.box, Qt.Key.Key_F2)
    QTest.keyClicks(pane.finder.box, "sant")
    QTest.keyClick(pane.finder.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(pane.finder._model.rows()) == 1)
    QTest.keyClick(pane.finder.box, Qt.Key.Key_Return)
    settled(qtbot, pane)
    card = pane.card.card()
    assert card is not None
    assert card.name == "Santos, Ana"
    assert pane.box.hasFocus()


def test_a_payment_is_taken_at_the_desk(
    qtbot: QtBot,
    pane: CirculationPane,
    services: App,
    actor: Actor,
    student: int,
    messages: RecordingMessenger,
) -> None:
    services.ledger.charge(actor, student, ChargeType.DAMAGE, 1_250, "torn cover")
    scan(pane, "C-1001")
    settled(qtbot, pane)
    QTest.keyClick(pane.box, Qt.Key.Key_F6)
    QTest.keyClick(
        pane.payment.form.editor("amount").widget, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
    )
    settled(qtbot, pane)
    assert services.ledger.account(actor, student).owed_minor == 0


def test_the_scanners_prefix_is_taken_off(qtbot: QtBot, pane: CirculationPane) -> None:
    pane.set_up_scanner()
    QTest.keyClicks(pane.scanner.test, "~C-1001")
    QTest.keyClick(pane.scanner.test, Qt.Key.Key_Return)
    assert "~ C - 1 0 0 1" in pane.scanner.seen()
    QTest.keyClick(pane.scanner.test, Qt.Key.Key_Tab)
    qtbot.waitUntil(pane.scanner.form.editor("prefix").widget.hasFocus)
    QTest.keyClicks(pane.scanner.form.editor("prefix").widget, "~")
    QTest.keyClick(
        pane.scanner.form.editor("prefix").widget, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
    )
    scan(pane, "~C-1001")
    settled(qtbot, pane)
    assert pane.answer.word() == "Patron"


def test_no_service_is_called_on_the_gui_thread(
    qtbot: QtBot, pane: CirculationPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    work = DeskService.work

    def noted(*args: Any, **kwargs: Any) -> Any:
        threads.add(threading.get_ident())
        return work(*args, **kwargs)

    monkeypatch.setattr(DeskService, "work", noted)
    scan(pane, "C-1001")
    settled(qtbot, pane)
    assert threads
    assert threading.get_ident() not in threads


# -- the order of things while scans wait ----------------------------------------------------------------------


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """While set, the database does not answer the desk's scans."""
    gone = threading.Event()
    work = DeskService.work

    def sometimes(*args: Any, **kwargs: Any) -> Any:
        if gone.is_set():
            raise Unreachable("The database does not answer.")
        return work(*args, **kwargs)

    monkeypatch.setattr(DeskService, "work", sometimes)
    return gone


def test_esc_pressed_while_scans_wait_makes_no_return_of_a_loan(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor, away: threading.Event
) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    away.set()
    with qtbot.waitSignal(pane.line.held):
        scan(pane, "GS00001")
    QTest.keyClick(pane.box, Qt.Key.Key_Escape)
    assert pane.desk.side is pane.desk.nobody
    away.clear()
    settled(qtbot, pane)
    assert services.catalog.book(actor, "GS00001").borrower == "Santos, Ana"
    assert pane.line.student_id is None
    scan(pane, "GS00001")
    settled(qtbot, pane)
    assert pane.answer.word() == "Checked in"


def test_a_patron_found_by_name_while_scans_wait_gets_only_what_comes_after(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor, away: threading.Event
) -> None:
    services.students.add(actor, StudentDraft("Reyes", "Ben", grade="7"))
    scan(pane, "C-1001")
    settled(qtbot, pane)
    away.set()
    with qtbot.waitSignal(pane.line.held):
        scan(pane, "GS00001")
    QTest.keyClick(pane.box, Qt.Key.Key_F2)
    QTest.keyClicks(pane.finder.box, "reyes")
    qtbot.waitUntil(lambda: len(pane.finder._model.rows()) == 1)
    QTest.keyClick(pane.finder.box, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.box.hasFocus)
    scan(pane, "GS00002")
    away.clear()
    settled(qtbot, pane)
    assert services.catalog.book(actor, "GS00001").borrower == "Santos, Ana"
    assert services.catalog.book(actor, "GS00002").borrower == "Reyes, Ben"
    assert pane.answer.word() == "Checked out"


def test_scans_left_behind_are_worked_for_whoever_stood_there(
    qtbot: QtBot,
    pane: CirculationPane,
    show: Callable[..., Any],
    services: App,
    actor: Actor,
    away: threading.Event,
) -> None:
    services.students.add(actor, StudentDraft("Reyes", "Ben", grade="7"), card="C-1002")
    scan(pane, "C-1001")
    settled(qtbot, pane)
    away.set()
    with qtbot.waitSignal(pane.line.held):
        for text in ("GS00001", "C-1002", "GS00002"):
            scan(pane, text)
    QTest.keyClick(pane.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not pane.line._fresh and not pane.line._keeping)
    pane.line.close()
    pane.close()
    away.clear()
    again: CirculationPane = show(CirculationPane)
    qtbot.waitUntil(lambda: len(again.left.events) == 4)
    qtbot.waitUntil(lambda: again.left_words.about(again.left.events[0]) == "Santos, Ana")
    scan(again, "C-1002")
    settled(qtbot, again)
    QTest.mouseClick(again.left._all, Qt.MouseButton.LeftButton)
    settled(qtbot, again)
    assert services.catalog.book(actor, "GS00001").borrower == "Santos, Ana"
    assert services.catalog.book(actor, "GS00002").borrower == "Reyes, Ben"
    card = again.card.card()
    assert card is not None
    assert card.name == "Reyes, Ben", "who stands there now stays"
    assert again.left.events == ()
    again.line.close()


def test_a_scan_is_on_the_disk_while_every_thread_waits_for_the_server(
    qtbot: QtBot, pane: CirculationPane, runner: Runner
) -> None:
    gate = threading.Event()
    for _ in range(QUICK_THREADS):
        runner.run(pane, lambda: gate.wait(20))
    scan(pane, "GS00001")
    queue = pane.line._queue
    assert queue is not None
    qtbot.waitUntil(lambda: [event.text for event in queue.waiting] == ["GS00001"])
    gate.set()
    settled(qtbot, pane)


def test_while_nothing_answers_the_old_success_is_not_shown_any_more(
    qtbot: QtBot, pane: CirculationPane, away: threading.Event
) -> None:
    for text in ("C-1001", "GS00001"):
        scan(pane, text)
    settled(qtbot, pane)
    assert pane.answer.word() == "Checked out"
    away.set()
    with qtbot.waitSignal(pane.line.held):
        scan(pane, "GS00002")
    assert pane.answer.word() == "Not answered yet"
    scan(pane, "GS00003")
    assert pane.answer.headline() == "2 scans wait"
    away.clear()
    settled(qtbot, pane)
    assert pane.answer.word() == "Checked out"


# -- where the focus is --------------------------------------------------------------------------------------


def slowly(hand: Hand, widget: QWidget, text: str) -> None:
    """What a person does: no two keys as fast as a scanner's."""
    for char in text:
        QTest.keyClick(widget, char)
        hand.rest()


def test_a_scan_sent_to_a_list_or_a_button_reaches_the_box(
    qtbot: QtBot, pane: CirculationPane, hand: Hand, services: App, actor: Actor
) -> None:
    for text in ("C-1001", "GS00001"):
        scan(pane, text)
    settled(qtbot, pane)
    for place, number in ((pane.recent.table, "GS00002"), (pane.desk.mode, "GS00003")):
        place.setFocus()
        for char in number:
            QTest.keyClick(pane.window().focusWidget(), char)
        QTest.keyClick(pane.window().focusWidget(), Qt.Key.Key_Return)
        settled(qtbot, pane)
        assert services.catalog.book(actor, number).borrower == "Santos, Ana"


def test_a_scan_into_a_form_is_worked_and_is_no_reason(
    qtbot: QtBot,
    pane: CirculationPane,
    hand: Hand,
    services: App,
    actor: Actor,
    student: int,
    books: list[str],
) -> None:
    services.core.clock.offset -= timedelta(days=40)
    services.circulation.check_out(actor, student, books[0])
    services.core.clock.offset += timedelta(days=40)
    for text in ("C-1001", "GS00002"):
        scan(pane, text)
    settled(qtbot, pane)
    QTest.keyClick(pane.box, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: pane.desk.side is pane.override and pane.override.form.isVisible())
    reason = pane.override.form.editor("reason").widget
    qtbot.waitUntil(reason.hasFocus)
    slowly(hand, reason, "Exam")
    QTest.keyClicks(reason, "GS00003")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    settled(qtbot, pane)
    assert pane.override.form.values() == {"reason": "Exam"}
    assert pane.desk.side is pane.override
    assert services.circulation.count(actor, LoanQuery()).value == 1
    hand.rest()
    QTest.keyClick(reason, Qt.Key.Key_Return)
    settled(qtbot, pane)
    assert services.catalog.book(actor, "GS00002").borrower == "Santos, Ana"


def test_esc_leaves_every_form_and_keeps_the_patron(qtbot: QtBot, pane: CirculationPane) -> None:
    scan(pane, "C-1001")
    settled(qtbot, pane)
    for open_it, place in (
        (pane.find_patron, lambda: pane.finder.box),
        (pane.set_up_scanner, lambda: pane.scanner.test),
        (pane.set_up_scanner, lambda: pane.scanner.form.editor("prefix").widget),
    ):
        open_it()
        place().setFocus()
        QTest.keyClick(place(), Qt.Key.Key_Escape)
        assert pane.desk.side is pane.card
        assert pane.box.hasFocus()
    QTest.keyClick(pane.box, Qt.Key.Key_Escape)
    assert pane.line.student_id is None


def test_answers_do_not_take_the_focus_from_elsewhere(qtbot: QtBot, pane: CirculationPane) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    scan(pane, "C-1001")
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    settled(qtbot, pane)
    assert other.hasFocus()


# -- money and undo ------------------------------------------------------------------------------------------


def test_a_part_of_a_fine_is_typed_over_the_whole_and_paid_with_enter(
    qtbot: QtBot,
    pane: CirculationPane,
    hand: Hand,
    services: App,
    actor: Actor,
    student: int,
    books: list[str],
) -> None:
    services.core.clock.offset -= timedelta(days=40)
    services.circulation.check_out(actor, student, books[0])
    services.core.clock.offset += timedelta(days=40)
    scan(pane, books[0])
    settled(qtbot, pane)
    assert pane.answer.headline().startswith("Fine ")
    owed = services.ledger.account(actor, student).owed_minor
    QTest.keyClick(pane.box, Qt.Key.Key_F6)
    amount = pane.payment.form.editor("amount").widget
    qtbot.waitUntil(amount.hasFocus)
    slowly(hand, amount, "5")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    settled(qtbot, pane)
    assert services.ledger.account(actor, student).owed_minor == owed - 500
    assert pane.box.hasFocus()


def test_too_much_money_is_refused_in_words_however_fast_it_is_sent(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor, student: int
) -> None:
    services.ledger.charge(actor, student, ChargeType.DAMAGE, 1_250, "torn cover")
    scan(pane, "C-1001")
    settled(qtbot, pane)
    QTest.keyClick(pane.box, Qt.Key.Key_F6)
    amount = pane.payment.form.editor("amount").widget
    QTest.keyClicks(amount, "999")
    QTest.keyClick(amount, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    form = pane.payment.form
    qtbot.waitUntil(lambda: "is more than" in form._banner.text() + form._errors["amount"].text())
    assert services.ledger.account(actor, student).owed_minor == 1_250


def test_ctrl_z_means_the_last_act_even_before_the_list_was_read(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(pane, "C-1001")
    scan(pane, "GS00001")
    settled(qtbot, pane)
    monkeypatch.setattr(pane.desk_acts, "refresh", lambda: None)
    scan(pane, "GS00002")
    settled(qtbot, pane)
    for _ in range(2):
        QTest.keyClick(pane.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert services.circulation.count(actor, LoanQuery()).value == 0


def test_a_patron_with_something_against_them_is_not_in_good_standing(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor, student: int, books: list[str]
) -> None:
    services.core.clock.offset -= timedelta(days=40)
    services.circulation.check_out(actor, student, books[0])
    services.core.clock.offset += timedelta(days=40)
    scan(pane, "C-1001")
    settled(qtbot, pane)
    assert "overdue" in pane.answer.accessibleName()
    assert "In good standing" not in [each.text() for each in pane.card.findChildren(QLabel)]
