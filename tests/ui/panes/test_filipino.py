"""A day at the desk in Filipino: what is lent, what is refused and why, and how many books somebody has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from ui.language import Catalogue
from ui.panes.circulation.pane import CirculationPane


def test_the_desk_speaks_filipino(
    qtbot: QtBot, filipino: Catalogue, show: Callable[..., Any], services: App, actor: Actor
) -> None:
    for card, family in (("C-1001", "Santos"), ("C-1002", "Reyes")):
        made = services.students.add(actor, StudentDraft(family, "Ana", grade="7", section="Rizal")).value
        services.students.issue_card(actor, made.student_id, card)
    numbers = [f"GS{n:05d}" for n in range(1, 3)]
    services.catalog.add_title(actor, TitleDraft("Ibong Adarna"), [BookDraft(n) for n in numbers])
    pane: CirculationPane = show(CirculationPane)

    def scan(text: str) -> None:
        QTest.keyClicks(pane.box, text)
        QTest.keyClick(pane.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: pane.line.waiting == 0 and pane.runner.idle)

    scan("C-1001")
    assert pane.answer.word() == "Kasapi"
    assert "Tapos" in {button.text() for button in pane.findChildren(QPushButton)}
    scan("GS00001")
    card_shown = pane.card.card()
    assert card_shown is not None
    due_on = card_shown.loans[0].due_on
    due = QLocale(QLocale.Language.Filipino).toString(
        QDate(due_on.year, due_on.month, due_on.day), "dddd, MMMM d"
    )
    assert pane.answer.word() == "Ipinahiram"
    assert pane.answer.headline().startswith(f"Isauli sa {due}")
    assert pane.card.accessibleName().startswith("Santos, Ana, 1 sa ")
    scan("C-1002")
    scan("GS00001")
    assert pane.answer.word() == "Tinanggihan"
    assert pane.answer.headline().startswith("Hiram ni Santos, Ana ang “Ibong Adarna”, isauli sa ")
    scan("NOSUCH9")
    assert pane.answer.word() == "Hindi nakita"
    assert pane.answer.headline() == "Ang “NOSUCH9” ay hindi card at hindi aklat ng aklatang ito."
