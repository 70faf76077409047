"""F1 in every dialog and in every window without panes: it says what belongs there, and Esc leads back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.broken_settings import Trouble
from app.domain.actors import Permission
from app.errors import InvalidInput
from app.settings import Settings
from tests.ui.demo import Demo, DemoPane
from tests.ui.test_rules import UI
from ui.broken_settings import BrokenSettingsWindow
from ui.dialogs import Dialog, HelpDialog, QuestionDialog, WindowMessenger
from ui.first_start.calls import Calls
from ui.first_start.draft import Draft
from ui.first_start.window import Assistant
from ui.help.dialogs import PAGES, told
from ui.help.index import page_of
from ui.libraries import LibrariesDialog
from ui.main_window import MainWindow
from ui.messages import Choice, Question
from ui.panes import Group, PaneSpec
from ui.panes.base import PaneContext
from ui.releases import ReleasesDialog
from ui.runner import Runner
from ui.sign_in import SignInWindow
from ui.theme import Theme
from ui.this_library import ThisLibraryDialog
from ui.tour_checks import clipped_labels

SPECS = (PaneSpec("catalog", "Catalog", "books", Group.LIBRARY, Permission.SEARCH, "tests.ui.demo:DemoPane"),)


@pytest.fixture
def window(
    qtbot: QtBot, context: PaneContext, light: Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A shown window with a pane in front, which shows questions for real."""
    monkeypatch.setattr(DemoPane, "source_factory", staticmethod(lambda: Demo(50)))
    given = replace(context, messages=WindowMessenger())
    made = MainWindow(given, light, SPECS, verify=lambda _: True, needs_password=True, lock_minutes=0)
    qtbot.addWidget(made)
    made.show()
    made.go("catalog")
    yield made
    given.messages.detach()


def messenger(window: MainWindow) -> WindowMessenger:
    """The window's."""
    found = window.context.messages
    assert isinstance(found, WindowMessenger)
    return found


def ask(window: MainWindow) -> QDialog:
    """A question of the pane in front, with a line to fill in."""
    question = Question("Sure?", "It is much.", (Choice("cancel", "Keep"),), text_field="Why")
    messenger(window).ask(question, lambda _key, _text: None)
    return window.findChildren(QuestionDialog)[-1]


def opened(window: MainWindow, dialog: Dialog) -> QDialog:
    """A dialog of its own, shown as the program does."""
    messenger(window).open(dialog)
    return dialog


CATALOG = ("Catalog", page_of("catalog").told())
CASES: dict[type[QDialog], tuple[Callable[[MainWindow, Runner], QDialog], tuple[str, str]]] = {
    QuestionDialog: (lambda window, _runner: ask(window), CATALOG),
    LibrariesDialog: (
        lambda window, runner: opened(
            window, LibrariesDialog(runner, messenger(window), window, lambda: None)
        ),
        told("libraries"),
    ),
    ReleasesDialog: (
        lambda window, runner: opened(window, ReleasesDialog(runner, messenger(window), Settings(), window)),
        told("releases"),
    ),
    ThisLibraryDialog: (
        lambda window, runner: opened(window, ThisLibraryDialog(nothing(), *of(window, runner))),
        told("library"),
    ),
}


def nothing() -> Any:
    """Services that say nothing."""
    return SimpleNamespace()


def of(window: MainWindow, runner: Runner) -> Any:
    """What a dialog on the library is given."""
    return window.context.actor, runner, messenger(window), window


def classes_of_dialogs() -> set[str]:
    """Every class of a dialog that the window's code has, by name; read, since importing every pane takes long."""
    code = [path.read_text(encoding="utf-8") for path in UI.rglob("*.py")]
    bases = dict(each for text in code for each in re.findall(r"^class (\w+)\(([^)]*)\)", text, re.MULTILINE))
    known = {"QDialog"}
    while more := {name for name, of_ in bases.items() if known & set(re.findall(r"\w+", of_))} - known:
        known |= more
    return known - {"QDialog"}


def test_every_class_of_a_dialog_is_walked_here() -> None:
    assert classes_of_dialogs() - {"Dialog", "HelpDialog"} == {kind.__name__ for kind in CASES}


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_f1_in_a_dialog_shows_what_belongs_to_it(
    kind: type[QDialog], qtbot: QtBot, window: MainWindow, runner: Runner
) -> None:
    make, wanted = CASES[kind]
    dialog = make(window, runner)
    assert type(dialog) is kind
    qtbot.waitUntil(dialog.isActiveWindow)
    fields = [dialog, *dialog.findChildren(QLineEdit), *dialog.findChildren(QPushButton)]
    for field in [each for each in fields if each.isVisible() and each.isEnabled()]:
        dialog.activateWindow()  # a screen does it itself when the help closes
        field.setFocus()
        qtbot.waitUntil(dialog.isActiveWindow)
        shown = press_f1(qtbot, QApplication.focusWidget() or dialog, dialog)
        assert (shown.heading.text(), shown.text.text()) == wanted
        assert clipped_labels(shown) == []
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not dialog.findChildren(HelpDialog))
        assert dialog.isVisible()
    dialog.reject()


def press_f1(qtbot: QtBot, at: QWidget, over: QWidget) -> HelpDialog:
    """Press it, and give what is shown."""
    qtbot.keyClick(at, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: bool(over.findChildren(HelpDialog)))
    shown = over.findChildren(HelpDialog)[-1]
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def test_f1_where_a_file_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    messenger(window).choose_file("Import", "TOML (*.toml)", lambda _file: None)
    dialog = window.findChildren(QFileDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    shown = press_f1(qtbot, dialog, dialog)
    assert (shown.heading.text(), shown.text.text()) == CATALOG
    qtbot.keyClick(shown, Qt.Key.Key_F1)  # the same key leads back
    qtbot.waitUntil(lambda: not dialog.findChildren(HelpDialog))
    dialog.reject()


def test_f1_in_what_stands_beside_a_pane_and_at_the_lock(qtbot: QtBot, window: MainWindow) -> None:
    line = QLineEdit()
    window.add_beside(line)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F1)
    assert window.help.sheet.told() == CATALOG
    window.lock()
    shown = press_f1(qtbot, window.lock_screen.password, window)
    assert (shown.heading.text(), shown.text.text()) == told("lock")
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(HelpDialog))
    window.unlock()


def test_f1_at_the_sign_in(qtbot: QtBot, runner: Runner, light: Theme) -> None:
    window = SignInWindow(runner)
    qtbot.addWidget(window)
    window.show()
    window.show_sign_in(lambda name, password: pytest.fail("signed in"))
    assert window.form is not None
    line = window.form.editor("name").widget
    qtbot.waitUntil(line.hasFocus)
    shown = press_f1(qtbot, line, window)
    assert (shown.heading.text(), shown.text.text()) == told("sign-in")
    assert shown.focusWidget().accessibleDescription() == told("sign-in")[1]
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(HelpDialog))


def test_f1_at_settings_that_can_not_be_read(qtbot: QtBot, light: Theme) -> None:
    file = Path("/home/maria/.config/clms/settings.toml")
    window = BrokenSettingsWindow(InvalidInput("It can't be used."), Trouble(file, 1, "", "", False))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    shown = press_f1(qtbot, window.folder, window)
    assert (shown.heading.text(), shown.text.text()) == told("settings-trouble")
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(HelpDialog))
    assert window.isVisible()  # Esc closed the help alone


def test_f1_in_the_first_starts_assistant_and_in_its_questions(
    qtbot: QtBot, runner: Runner, light: Theme
) -> None:
    base = Settings(bcrypt_rounds=4, timezone="Asia/Manila")
    window = Assistant(Draft(base), Calls(base, lambda _: pytest.fail("built")), runner)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    for key, step in window.steps.items():
        window._key = key
        window._show()
        window.help_sheet.setVisible(False)
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
        assert window.help_sheet.isVisible()
        assert window._help_text.text() == step.help() != ""
    window.messages.ask(Question("Leave?"), lambda _key, _text: None)
    dialog = window.findChildren(QuestionDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    shown = press_f1(qtbot, dialog, dialog)
    assert shown.text.text() == step.help()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    dialog.reject()


def test_pages_of_dialogs_are_short_and_each_has_a_title() -> None:
    assert len({each.page for each in PAGES}) == len(PAGES)
    assert {kind.help_page for kind in CASES if issubclass(kind, Dialog)} <= {each.page for each in PAGES}
    for each in PAGES:
        assert each.title
        assert 60 < len(each.text) < 900
