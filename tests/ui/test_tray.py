"""Watching on from the tray when the window is closed: how it stands, alerts that begin, the way back, the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.domain.actors import Permission
from app.domain.board import Board, NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.incidents import Incident
from app.services.health import HealthLook
from tests.app.services.watched import HOST, incident
from ui import tray as module
from ui.main_window import MainWindow
from ui.messages import RecordingMessenger
from ui.panes import Group, PaneSpec
from ui.panes.base import PaneContext
from ui.runner import Runner
from ui.state import UiState
from ui.theme import Theme
from ui.tray import KEEP, Tray

# What the offscreen display has none of.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")

SPECS = (
    PaneSpec("catalog", "Catalog", "books", Group.LIBRARY, Permission.SEARCH, "tests.ui.demo:DemoPane"),
    PaneSpec("health", "Health", "heartbeat", Group.OPERATIONS, Permission.OPERATE, "tests.ui.demo:DemoPane"),
)


class Health:
    """What the service would say."""

    def __init__(self) -> None:
        self.node = HOST
        self.incidents: tuple[Incident, ...] = ()
        self.problem: Exception | None = None
        self.stale = False
        self.looked = 0

    def look(self, _actor: object) -> HealthLook:
        """How it stands."""
        self.looked += 1
        if self.problem is not None:
            raise self.problem
        board = Board(time.time(), "worker on SRV", (self.node,), self.incidents)
        return HealthLook(board, datetime.now(UTC), self.stale, "worker on SRV", None)


class Corner:
    """A system with a tray, or without."""

    def __init__(self) -> None:
        self.there = True
        self.shown: list[tuple[str, str]] = []

    def __call__(self) -> bool:
        return self.there


@pytest.fixture
def health() -> Health:
    """The service of this test."""
    return Health()


@pytest.fixture
def corner(monkeypatch: pytest.MonkeyPatch) -> Corner:
    """The tray of this test: the real icon, whose messages are kept."""
    made = Corner()
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, title, text, *_: made.shown.append((title, text))
    )
    return made


@pytest.fixture
def window(context: PaneContext, light: Theme, health: Health) -> Iterator[MainWindow]:
    """A shown window."""
    given = replace(context, services=SimpleNamespace(health=health))  # type: ignore[arg-type]
    made = MainWindow(given, light, SPECS, verify=lambda _: True, needs_password=False, lock_minutes=0)
    made.show()
    made.go("catalog")
    yield made
    made.going.emit()
    made.hide()
    made.deleteLater()


@pytest.fixture
def tray(window: MainWindow, runner: Runner, corner: Corner) -> Tray:
    """The tray, which is not wanted yet."""
    return Tray(window.context.services, runner, window, available=corner, look_ms=20)


def _entry(tray: Tray, text: str) -> QAction:
    return next(each for each in tray.icon.contextMenu().actions() if each.text() == text)


def test_nothing_stays_unless_it_is_wanted(window: MainWindow, tray: Tray, health: Health) -> None:
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    assert not tray.icon.isVisible() and health.looked == 0
    assert window.close() and closed


def test_closing_hides_and_locks_the_window_and_it_comes_back(
    qtbot: QtBot, window: MainWindow, tray: Tray, ui_state: UiState
) -> None:
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    tray.switch(on=True)
    assert ui_state.flag(KEEP, False) and tray.icon.isVisible()
    assert not window.close()
    assert window.isHidden() and window.locked and not closed
    qtbot.waitUntil(lambda: "Healthy" in tray.said.text())
    _entry(tray, "Open CLMS").trigger()
    assert window.isVisible() and window.locked
    window.unlock()
    window.close()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()
    _entry(tray, "Quit").trigger()
    assert closed and window.isHidden() and not tray.icon.isVisible()


def test_an_alert_that_begins_is_told_once_and_leads_to_health(
    qtbot: QtBot, window: MainWindow, tray: Tray, health: Health, corner: Corner
) -> None:
    health.incidents = (incident("old", time.time()),)
    tray.switch(on=True)
    window.close()
    qtbot.waitUntil(lambda: health.looked > 2 and "Healthy" in tray.said.text())
    assert corner.shown == [], "what was there before does not begin"
    down = incident("new", time.time(), "api-1", "api-down")
    hushed = msgspec.structs.replace(incident("follows", time.time(), "api-2"), because="redis")
    health.node = NodeLine("api-1", TargetKind.API, "", (), HealthState.UNHEALTHY, "It does not answer.")
    health.incidents = (*health.incidents, down, hushed)
    qtbot.waitUntil(lambda: bool(corner.shown))
    assert tray.said.text() == "CLMS: Unhealthy" and "Redis does not answer" in tray.icon.toolTip()
    seen = health.looked
    health.stale = True
    qtbot.waitUntil(lambda: "Unknown" in tray.said.text())
    health.stale, health.problem = False, OSError("no way")
    qtbot.waitUntil(lambda: "can't be read" in tray.icon.toolTip())
    health.problem = None
    qtbot.waitUntil(lambda: "Unhealthy" in tray.said.text() and health.looked > seen + 3)
    ((title, text),) = corner.shown
    assert title == "Redis does not answer: api-1" and text.startswith("Critical · ")
    tray.icon.messageClicked.emit()
    assert window.isVisible() and window._current == "health"


def test_of_several_the_others_are_named_and_a_window_one_works_in_is_not_spoken_over(
    qtbot: QtBot,
    window: MainWindow,
    tray: Tray,
    health: Health,
    corner: Corner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    tray.switch(on=True)
    qtbot.waitUntil(lambda: "Healthy" in tray.said.text())
    health.incidents = (incident("a", time.time()),)
    qtbot.waitUntil(lambda: "Redis does not answer" in tray.icon.toolTip())
    assert corner.shown == []
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    health.incidents = (
        *health.incidents,
        incident("b", time.time(), "db-1"),
        incident("c", time.time(), "db-2"),
    )
    qtbot.waitUntil(lambda: bool(corner.shown))
    assert "Also: Redis does not answer: db-2" in corner.shown[0][1]


def test_a_question_of_the_end_brings_the_window_back(
    window: MainWindow, tray: Tray, messages: RecordingMessenger
) -> None:
    asked: list[Callable[[], None]] = []
    window.before_close = asked.append
    tray.switch(on=True)
    window.close()
    assert window.isHidden() and not asked, "what goes on goes on"
    _entry(tray, "Quit").trigger()
    assert window.isVisible() and len(asked) == 1
    window.close()
    assert window.isHidden(), "it was not to be closed"
    _entry(tray, "Quit").trigger()
    asked[-1]()
    assert window.isHidden() and not tray.icon.isVisible()


def test_a_tray_that_goes_brings_the_window_back(
    qtbot: QtBot, window: MainWindow, tray: Tray, corner: Corner
) -> None:
    tray.switch(on=True)
    window.close()
    corner.there = False
    qtbot.waitUntil(window.isVisible)
    assert window.close(), "without a tray closing is closing"


def test_it_is_offered_where_there_is_a_tray_only(
    window: MainWindow, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Keep watching when the window is closed"

    def offered() -> list[QAction]:
        return [each for each in window.top_bar._own.actions() if each.text() == words]

    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    services: Any = window.context.services
    assert module.start_tray(services, runner, window) is None and offered() == []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    made = module.start_tray(services, runner, window)
    assert made is not None and not offered()[0].isChecked()
    offered()[0].setChecked(True)
    assert made.icon.isVisible()


def test_states_differ_by_their_shape(light: Theme) -> None:
    from ui.panes.health import words

    shapes = {words.state_badge(state).icon for state in HealthState}
    assert len(shapes) == len(HealthState)
    assert all(module.picture(words.state_badge(state)).availableSizes() for state in HealthState)
