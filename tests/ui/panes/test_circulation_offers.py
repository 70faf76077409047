"""What the desk offers after an answer: a due date set by hand, a renewal against the rules, a book nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.loans import LoanQuery
from app.domain.members import StudentDraft
from app.domain.paging import Window
from ui.panes.base import PaneContext
from ui.panes.catalog.adding import NewBook
from ui.panes.catalog.pane import CatalogPane
from ui.panes.circulation.pane import CirculationPane
from ui.runner import Runner


@pytest.fixture
def pane(show: Callable[..., Any], services: App, actor: Actor) -> CirculationPane:
    """The desk over a library with one patron and one book."""
    services.students.add(actor, StudentDraft("Santos", "Ana", grade="7"), card="C-1001")
    services.catalog.add_title(actor, TitleDraft("Ibong Adarna"), [BookDraft("GS00001")])
    shown: CirculationPane = show(CirculationPane)
    return shown


def scan(qtbot: QtBot, pane: CirculationPane, *texts: str) -> None:
    """Scan one after the other, and wait for every answer."""
    for text in texts:
        QTest.keyClicks(pane.box, text)
        QTest.keyClick(pane.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: pane.line.waiting == 0 and pane.runner.idle)
    QCoreApplication.sendPostedEvents()  # layouts show what was put into them then


def test_a_renewal_that_would_not_extend_gets_its_due_date_by_hand(
    qtbot: QtBot, pane: CirculationPane, services: App, actor: Actor
) -> None:
    scan(qtbot, pane, "C-1001", "GS00001", "GS00001", "GS00001")
    assert pane.answer.word() == "Refused"
    assert "would not extend" in pane.answer.headline()
    QTest.keyClick(pane.box, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: pane.desk.side is pane.override and pane.override.form.isVisible())
    due = pane.override.form.editor("due").widget
    assert due.hasFocus()
    assert "reason" not in pane.override.form.values(), "no rule is set aside, so no reason is asked"
    wanted = date.today() + timedelta(days=40)  # noqa: DTZ011 - the desk's own day
    QTest.keyClicks(due, f"{date.today():%Y-%m-%d}")  # noqa: DTZ011 - the desk's own day
    QTest.keyClick(due, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert pane.override.form.errors() == {"due": "Choose a day after today."}
    due.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(due, f"{wanted:%Y-%m-%d}")
    QTest.keyClick(due, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.answer.word() == "Renewed")
    qtbot.waitUntil(lambda: pane.line.waiting == 0 and pane.runner.idle)
    (loan,) = services.circulation.list(actor, LoanQuery(), Window()).rows
    assert loan.due_on == wanted
    assert loan.renewals == 1


def test_an_unknown_number_is_offered_to_who_may_add_it(
    qtbot: QtBot, pane: CirculationPane, context: PaneContext
) -> None:
    scan(qtbot, pane, "GS09999")
    assert pane.answer.word() == "Not found"
    with qtbot.waitSignal(pane.open_requested) as wanted:
        QTest.keyClick(pane.box, Qt.Key.Key_F7)
    assert wanted.args == ["catalog", NewBook("GS09999")]
    scan(qtbot, pane, "9789712345678"[:12] + "0")
    pane.answer._actor = replace(context.actor, role=Role.KIOSK)
    scan(qtbot, pane, "GS09998")
    assert not [each for each in pane.answer.findChildren(QPushButton) if "F7" in each.text()]


@pytest.mark.parametrize(
    ("text", "book"),
    [
        ("gs00077", NewBook("GS00077")),
        ("978-0-306-40615-7", NewBook(isbn="9780306406157")),
        ("/done", None),
        ("", None),
        ("GS00001GS00001", None),
    ],
)
def test_what_a_scan_would_be_as_a_book(text: str, book: NewBook | None) -> None:
    assert NewBook.of_scan(text) == book


def test_the_catalogue_opens_its_form_with_the_number(
    qtbot: QtBot, show: Callable[..., Any], runner: Runner, services: App, actor: Actor
) -> None:
    pane: CatalogPane = show(CatalogPane)
    pane.open(NewBook("GS09999", "9780306406157"))
    qtbot.waitUntil(lambda: pane.editing.form is not None)
    form = pane.editing.form
    assert form is not None
    assert form.values()["numbers"] == "GS09999"
    assert form.values()["isbn"] == "9780306406157"
    assert not form.dirty
    title = form.editor("title").widget
    assert title.hasFocus()
    QTest.keyClicks(title, "Noli Me Tangere")
    QTest.keyClick(title, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.editing.form is None and runner.idle)
    assert services.catalog.sheet(actor, services.catalog.book(actor, "GS09999").title_id).draft.title == (
        "Noli Me Tangere"
    )
