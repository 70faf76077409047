"""A scanner does not look where the keyboard is: over a question or a file dialog nothing is pressed or lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from tests.ui.panes.conftest import Hand
from ui.dialogs import QuestionDialog, WindowMessenger
from ui.left_scans import LeftScans
from ui.main_window import MainWindow
from ui.messages import Choice, Question
from ui.panes import PANES
from ui.panes.base import PaneContext
from ui.panes.catalog.pane import CatalogPane
from ui.panes.circulation.pane import CirculationPane
from ui.runner import Runner
from ui.sounds import Sounds, Tone
from ui.state import UiState
from ui.theme import Theme

QUESTION = Question(
    "Close the library?",
    "12 visits end now.",
    (Choice("cancel", "Cancel"), Choice("close", "Close all", danger=True)),
)


class Heard(Sounds):
    """Remembers what would have been heard."""

    def __init__(self) -> None:
        super().__init__(on=False)
        self.tones: list[Tone] = []

    def play(self, tone: Tone) -> None:
        """Note a tone."""
        self.tones.append(tone)


@pytest.fixture
def books(services: App, actor: Actor) -> None:
    """A patron with a card, and one title with two copies."""
    services.students.add(actor, StudentDraft("Santos", "Ana", grade="7"), card="C-1001")
    services.catalog.add_title(
        actor, TitleDraft("Ibong Adarna"), [BookDraft("GS00001"), BookDraft("GS00002")]
    )


@pytest.fixture
def heard() -> Heard:
    """What was heard."""
    return Heard()


@pytest.fixture
def window(
    qtbot: QtBot, services: App, actor: Actor, runner: Runner, light: Theme, ui_state: UiState, heard: Heard,
    books: None, hand: Hand,
) -> Iterator[MainWindow]:  # fmt: skip
    """The real window over a real library."""
    context = PaneContext(services, actor, runner, WindowMessenger(), ui_state, heard)
    made = MainWindow(context, light, PANES, verify=lambda _typed: True, needs_password=False)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    context.messages.detach()  # type: ignore[attr-defined]
    for key in ("circulation", "attendance"):
        pane = made.pane(key)
        if pane is not None:
            pane.line.close()  # type: ignore[attr-defined]
    made.hide()
    made.deleteLater()


def ready(qtbot: QtBot, window: MainWindow, key: str) -> object:
    """Go to a pane and wait until it has its data."""
    window.go(key)
    qtbot.waitUntil(lambda: window.context.runner.idle)
    pane = window.pane(key)
    assert pane is not None
    return pane


def ask(qtbot: QtBot, window: MainWindow, question: Question = QUESTION) -> tuple[QuestionDialog, list[str]]:
    """Put a question in front and give it the keyboard."""
    answers: list[str] = []
    window.context.messages.ask(question, lambda key, _text: answers.append(key))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuestionDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog, answers


def scan(dialog: QDialog, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """What a scanner sends to the window that has the keyboard."""
    handle = dialog.windowHandle()
    for char in text:
        QTest.keyClick(handle, char)
    QTest.keyClick(handle, end)


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_scan_over_a_question_is_worked_at_the_desk_and_answers_nothing(
    qtbot: QtBot, hand: Hand, window: MainWindow, services: App, actor: Actor, end: Qt.Key
) -> None:
    pane = ready(qtbot, window, "circulation")
    assert isinstance(pane, CirculationPane)
    dialog, answers = ask(qtbot, window)
    scan(dialog, "C-1001", end)
    hand.rest()
    scan(dialog, "GS00001", end)
    qtbot.waitUntil(lambda: pane.line.waiting == 0 and pane.runner.idle)
    assert services.catalog.book(actor, "GS00001").borrower == "Santos, Ana"
    assert dialog.isVisible()
    assert answers == []
    hand.rest()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Space)
    assert answers == ["cancel"], "a person presses the button that has the focus"


def test_a_short_or_slow_number_presses_no_button_either(
    qtbot: QtBot, hand: Hand, window: MainWindow
) -> None:
    pane = ready(qtbot, window, "circulation")
    assert isinstance(pane, CirculationPane)
    taken: list[str] = []
    pane.line.taken.connect(lambda event: taken.append(event.text))
    dialog, answers = ask(qtbot, window)
    scan(dialog, "27")
    hand.rest()
    for char in "3011":
        QTest.keyClick(dialog.windowHandle(), char)
        hand.rest()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return)
    assert taken == ["27", "3011"]
    assert answers == []
    dialog.reject()


def test_a_scan_into_the_line_of_a_question_is_taken_out_again(
    qtbot: QtBot, hand: Hand, window: MainWindow
) -> None:
    pane = ready(qtbot, window, "circulation")
    assert isinstance(pane, CirculationPane)
    taken: list[str] = []
    pane.line.taken.connect(lambda event: taken.append(event.text))
    wanted = Question(
        "Why?", "", (Choice("cancel", "Cancel"), Choice("ok", "Go on", primary=True)),
        text_field="Reason", text_required=True,
    )  # fmt: skip
    dialog, answers = ask(qtbot, window, wanted)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    for char in "Torn":
        QTest.keyClick(dialog.windowHandle(), char)
        hand.rest()
    scan(dialog, "GS00002")
    assert line.text() == "Torn"
    assert taken == ["GS00002"]
    assert answers == []
    hand.rest()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return)
    assert answers == ["ok"]


def test_in_a_list_the_scan_is_told_and_looked_up_after_the_answer(
    qtbot: QtBot, window: MainWindow, heard: Heard
) -> None:
    pane = ready(qtbot, window, "catalog")
    assert isinstance(pane, CatalogPane)
    dialog, answers = ask(qtbot, window)
    scan(dialog, "GS00001")
    assert heard.tones == [Tone.WARN]
    toasts = window.context.messages.toasts  # type: ignore[attr-defined]
    assert "GS00001" in toasts.shown[-1].text
    assert pane.list.search.text() == ""
    dialog.reject()
    qtbot.waitUntil(lambda: pane.list.search.text() == "GS00001")
    assert answers == ["cancel"]


def test_a_file_dialog_takes_no_scan_for_a_file(qtbot: QtBot, window: MainWindow) -> None:
    ready(qtbot, window, "catalog")
    chosen: list[Path] = []
    window.context.messages.choose_file("Import", "Tables (*.csv)", chosen.append)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    scan(dialog, "GS00001")
    assert dialog.isVisible()
    assert "GS00001" not in [line.text() for line in dialog.findChildren(QLineEdit)]
    dialog.reject()
    assert chosen == []


def test_keys_in_a_dialog_count_as_presence(qtbot: QtBot, window: MainWindow) -> None:
    ready(qtbot, window, "catalog")
    dialog, _answers = ask(qtbot, window)
    window.idle._last = 0.0
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    assert window.idle._last > 0
    dialog.reject()


# -- scans of an earlier run ---------------------------------------------------------------------------------


def leave_behind(services: App, actor: Actor, *texts: str, place: str = "") -> None:
    """What a program that was killed leaves on the disk."""
    from app.domain.scan_events import ScanEvent

    with services.open_scan_queue(place) as queue:
        now = services.core.clock.now()
        queue.append(
            [ScanEvent(f"left-{n}", actor.workstation, n, now, text) for n, text in enumerate(texts)]
        )


def test_scans_left_behind_are_told_at_the_start_and_counted_on_the_rail(
    qtbot: QtBot, window: MainWindow, services: App, actor: Actor
) -> None:
    leave_behind(services, actor, "GS00001", "GS00002")
    ready(qtbot, window, "catalog")
    LeftScans(services, window.context.runner, window)
    toasts = window.context.messages.toasts  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(toasts.shown))
    rail = window.rail.button_of("circulation")
    assert "2 scans from before were not worked" in rail.accessibleName()
    assert window.rail._badges["circulation"].text() == "2"
    assert "attendance" not in window.rail._badges
    toasts.shown[-1].take_offer()
    assert window.current_pane() is window.pane("circulation")
    pane = window.pane("circulation")
    assert isinstance(pane, CirculationPane)
    qtbot.waitUntil(lambda: len(pane.left.events) == 2)
    pane.left.set_aside.emit(pane.left.events)
    qtbot.waitUntil(lambda: window.context.runner.idle)
    assert window.rail._badges["circulation"].isHidden()
    assert rail.accessibleName() == "Circulation"


def test_looking_takes_nothing_over_from_whoever_comes_later(
    qtbot: QtBot, services: App, actor: Actor, show: Callable[..., CirculationPane], runner: Runner
) -> None:
    assert services.scans_left() == 0
    leave_behind(services, actor, "GS00001")
    assert services.scans_left() == 1
    assert services.scans_left("door") == 0
    pane = show(CirculationPane)
    qtbot.waitUntil(lambda: len(pane.left.events) == 1)
    assert services.scans_left() == 0, "this window has them now"
    pane.left.set_aside.emit(pane.left.events)
    qtbot.waitUntil(lambda: runner.idle)
    pane.line.close()
