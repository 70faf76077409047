"""Another language is spoken at once, by every pane, with no word left over and none cut; and back again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import build
from app.commands.tour import begin_the_day
from app.paths import resource
from app.settings import Settings
from tests.ui.test_keyboard_walk import settle
from tests.waiting import PATIENCE_S
from ui.application import Application
from ui.language import read, switch_language
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.tour_checks import clipped_labels
from ui.widgets.basic import Elided, discard
from ui.widgets.beside import WIDTH

FILE = resource("translations", "clms_fil.ts")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small invented library of "only this computer"."""
    folder = tmp_path_factory.mktemp("languages")
    with build(Settings(data_dir=folder, bcrypt_rounds=4)) as app:
        app.accounts.create_first_user("Maria Santos")
        actor = app.accounts.sign_in_locally()
        app.sample.create(actor, titles=60, students=30, activities=100)
        begin_the_day(app, actor)
    return folder


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, light: Theme, folder: Path) -> Iterator[Application]:
    """The program on that library, with its window open."""
    made = Application(qapp, Settings(data_dir=folder, bcrypt_rounds=4, language="en"), build)
    try:
        made.start()
        qtbot.waitUntil(lambda: made.window is not None)
        yield made
    finally:
        made.close()
        for window in filter(None, (made.window, made.sign_in)):
            discard(window)
        switch_language(qapp, "en")
        QLocale.setDefault(QLocale.c())


def choose(qtbot: QtBot, program: Application, language: str) -> MainWindow:
    """Choose a language in the menu, and wait for the window that speaks it."""
    before = program.window
    assert before is not None
    action = next(each for each in before.top_bar.findChildren(QAction) if each.data() == language)
    action.trigger()
    qtbot.waitUntil(lambda: program.window not in (None, before))
    assert program.window is not None
    return program.window


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """What is written in a window, with the kind of widget it stands in; cells of lists left out, they are facts."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        kind = type(widget).__name__
        if isinstance(widget, Elided):
            yield kind, widget.whole_text()
        elif isinstance(widget, QLabel | QAbstractButton):
            yield kind, widget.text().replace("&", "")
        elif isinstance(widget, QLineEdit):
            yield kind, widget.placeholderText()
        elif isinstance(widget, QTabBar):
            yield from ((kind, widget.tabText(number)) for number in range(widget.count()))
        elif isinstance(widget, QTableView) and (model := widget.model()) is not None:
            for column in range(model.columnCount()):
                yield kind, str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        yield f"name of {kind}", widget.accessibleName()


def visit(qtbot: QtBot, program: Application, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Go through every pane and wait until each shows what it has; then the frame around them."""
    for spec in window.specs:
        window.go(spec.key)
        pane = window.pane(spec.key)
        assert pane is not None
        qtbot.waitUntil(lambda pane=pane: pane.state in ("loaded", "empty") and program.runner.idle)  # type: ignore[misc]
        settle(pane)
        yield spec.key, pane
        yield f"help of {spec.key}", window.help.sheet
    for part in (window.rail, window.top_bar, window.strip):
        yield "window", part


def test_every_pane_speaks_the_language_that_was_chosen_now(qtbot: QtBot, program: Application) -> None:
    english = {source for _, (source, _), forms in read(FILE) if source not in forms}
    window = choose(qtbot, program, "fil")
    left, cut = [], []
    window.help.toggle()
    window.resize(1366 + WIDTH, 768)  # each pane is as wide as in a window of 1366 without help
    for key, part in visit(qtbot, program, window):
        cut += [f"{key}: {each}" for each in clipped_labels(part)]
        left += [f"{key}: {kind} {text!r}" for kind, text in texts(part) if text in english]
    assert not left, "\n".join(dict.fromkeys(left))
    assert not cut, "\n".join(dict.fromkeys(cut))
    back = choose(qtbot, program, "en")
    assert back.rail.button_of("catalog").text().strip() == "Catalog"
    assert back.current_pane() is back.pane(window.specs[-1].key)
    assert QLocale().language() == QLocale.Language.English


def test_the_window_stays_while_a_task_is_under_way(qtbot: QtBot, program: Application) -> None:
    window = program.window
    assert window is not None
    done: list[bool] = []
    go_on = threading.Event()
    program.runner.task(window, "Counting", lambda _report: go_on.wait(PATIENCE_S), done=done.append)
    window.top_bar.language_chosen.emit()
    QCoreApplication.sendPostedEvents()
    assert program.window is window
    go_on.set()
    qtbot.waitUntil(lambda: done == [True])
