"""Money in the sheet of a patron: one comes back to where one was, and what can't be done says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from ui.messages import RecordingMessenger
from ui.panes.students.pane import StudentsPane
from ui.widgets.table import TableView

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ana(services: App, actor: Actor) -> int:
    """Ana Santos, who owes for a cover and for printing."""
    made = services.students.add(actor, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    services.ledger.charge(actor, made, ChargeType.DAMAGE, 12_500, "torn cover")
    services.ledger.charge(actor, made, ChargeType.PRINT, 1_500, "ten pages")
    return made


@pytest.fixture
def pane(qtbot: QtBot, show: Callable[..., Any], ana: int) -> StudentsPane:
    """Her sheet, open at the account."""
    shown: StudentsPane = show(StudentsPane)
    shown.window().activateWindow()
    shown.show_patron(ana)
    qtbot.waitUntil(lambda: shown.sheet.record is not None and shown.runner.idle)
    shown.list.sheet.show_tab("account")
    return shown


def lines(pane: StudentsPane) -> TableView:
    """The lines of the account."""
    return pane.sheet.account.table


def choose(pane: StudentsPane, kind: str) -> None:
    """Choose the newest line of a kind, with the keyboard there."""
    number = next(n for n, line in pane.sheet.account.model.loaded() if line.kind == kind)
    lines(pane).clearSelection()
    lines(pane).selectRow(number)
    lines(pane).setFocus()


def save(qtbot: QtBot, pane: StudentsPane) -> None:
    """Ctrl+S in the open form, and wait for what follows."""
    assert pane.forms is not None
    form = pane.forms.form
    assert form is not None
    QTest.keyClick(form.focusWidget() or form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: pane.forms.form is None and pane.runner.idle)  # type: ignore[union-attr]


def test_after_a_form_one_is_where_one_was(qtbot: QtBot, pane: StudentsPane) -> None:
    choose(pane, "CHARGE")
    lines(pane).acts.trigger("waive")
    assert pane.forms is not None and pane.forms.form is not None
    reason = pane.forms.form.editor("reason").widget
    reason.setFocus()
    QTest.keyClicks(reason, "Scholar")
    save(qtbot, pane)
    assert pane.list.sheet.tab() == "account"
    assert lines(pane).hasFocus()
    assert pane.sheet.account.balance() == "₱125.00 owed"


def test_a_part_is_typed_over_the_whole_and_the_list_keeps_the_keyboard(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int
) -> None:
    pane.list.table.setFocus()
    QTest.keyClick(pane.list.table, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: pane.forms is not None and pane.forms.form is not None)
    assert pane.forms is not None and pane.forms.form is not None
    amount = pane.forms.form.editor("amount").widget
    assert isinstance(amount, QLineEdit)
    assert amount.hasFocus()
    QTest.keyClicks(amount, "50")
    save(qtbot, pane)
    assert services.ledger.account(actor, ana).owed_minor == 9_000
    assert pane.list.table.hasFocus()


def test_what_can_not_be_done_says_why(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int, messages: RecordingMessenger
) -> None:
    services.ledger.pay(actor, ana, 14_000, method="CASH")
    pane.on_changed(pane.listens_to)
    qtbot.waitUntil(lambda: pane.sheet.account.balance() == "Nothing owed")
    choose(pane, "PAYMENT")
    lines(pane).acts.trigger("pay")
    assert messages.told == ["Nothing of what you chose is still to be paid."]
    lines(pane).acts.trigger("waive")
    assert messages.told[-1] == "Of this line nothing is owed, so there is nothing to waive."
    pane.sheet.wanted.emit("pay", ())
    assert messages.told[-1] == "Santos, Ana owes nothing now."
    assert pane.forms is not None
    assert pane.forms.form is None
