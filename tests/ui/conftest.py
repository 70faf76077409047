"""What tests of the window share: a light theme, a runner, a recording messenger, and a hunt for windows left open."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Role
from tests.waiting import PATIENCE_S
from ui.language import Catalogue, install_language
from ui.messages import RecordingMessenger
from ui.panes.base import PaneContext
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState
from ui.theme import Theme

PATIENCE_MS = int(PATIENCE_S * 1000)


class PatientBot(QtBot):  # type: ignore[misc]
    """Waits as long as all other tests do for what comes in its own time, on a machine that does other things too."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:
        """Wait until something is so."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        """Wait for a signal."""
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """What presses keys and waits."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def garbage_is_collected_on_this_thread() -> Iterator[None]:
    """A widget that is collected on a worker thread takes the process with it; see ui.collector."""
    if (
        not gc.get_freeze_count()
    ):  # modules and what pytest keeps are looked through once, not after each test
        gc.collect()
        gc.freeze()
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def no_forgotten_widgets(qapp: QApplication) -> Iterator[None]:
    """Fail a test after which widgets of ours live on without a parent: a window that is open all day would fill."""
    before = _without_parent(qapp)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = _without_parent(qapp) - before
    assert not left, f"live on: {sorted(type(each).__name__ for each in left)}; discard() what is taken away"


def _without_parent(qapp: QApplication) -> set[QWidget]:
    return {
        each
        for each in qapp.topLevelWidgets()
        if each.parent() is None and type(each).__module__.startswith("ui.")
    }


@pytest.fixture(autouse=True)
def no_stray_windows(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window of its own on the screen."""
    yield
    stray = [type(w).__name__ for w in qapp.topLevelWidgets() if w.isVisible() and w.isWindow()]
    for window in qapp.topLevelWidgets():
        window.hide()
    assert not [name for name in stray if name not in ("QLabel", "QTipLabel")], f"left open: {stray}"


@pytest.fixture(scope="session")
def light(qapp: QApplication) -> Theme:
    """The light theme, applied once."""
    theme = Theme("light", qapp)
    theme.apply()
    return theme


@pytest.fixture
def filipino(qapp: QApplication) -> Iterator[Catalogue]:
    """The window speaks Filipino, and English again afterwards."""
    before = QLocale()
    catalogue = install_language(qapp, "fil")
    assert catalogue is not None
    yield catalogue
    qapp.removeTranslator(catalogue)
    QLocale.setDefault(before)


@pytest.fixture
def runner(light: Theme) -> Iterator[Runner]:
    """A runner with real threads, closed afterwards."""
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture
def messages() -> RecordingMessenger:
    """A messenger that keeps what would be shown."""
    return RecordingMessenger()


@pytest.fixture
def actor() -> Actor:
    """A head librarian."""
    return Actor(1, "Head Librarian", Role.HEAD_LIBRARIAN, "desk-1")


@pytest.fixture
def ui_state(tmp_path: Path) -> UiState:
    """State kept in a file of this test."""
    return UiState.in_file(str(tmp_path / "ui.ini"))


@pytest.fixture
def context(runner: Runner, messages: RecordingMessenger, actor: Actor, ui_state: UiState) -> PaneContext:
    """What a pane is given, without services."""
    services: Any = SimpleNamespace()
    return PaneContext(services, actor, runner, messages, ui_state, Sounds(on=False))
