"""The desk by real keys: a scanner is characters ending in Enter."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.loans import LoanQuery
from app.domain.members import StudentDraft
from app.errors import Unreachable
from app.services.desk import DeskService
from ui.messages import RecordingMessenger
from ui.panes.circulation.pane import CirculationPane


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
    qtbot.waitUntil(lambda: pane.line.waiting == 0 and pane.runner.idle, timeout=60_000)


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
        qtbot.waitUntil(lambda: not pane.line._fresh and not pane.line._keeping, timeout=5_000)
        pane.line.close()
        pane.close()
    again: CirculationPane = show(CirculationPane)
    qtbot.waitUntil(lambda: len(again.left._all) == 2, timeout=5_000)
    assert services.circulation.count(actor, LoanQuery()).value == 0
    again._on_work_left(again.left._all)
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
    qtbot.waitUntil(lambda: len(pane.finder._model.rows()) == 1, timeout=5_000)
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
