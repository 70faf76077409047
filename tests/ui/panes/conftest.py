"""A real library on SQLite behind the panes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build_on
from app.database import schema
from app.database.engine import Database
from app.domain.actors import Actor, Role
from tests.waiting import until
from ui.messages import RecordingMessenger
from ui.panes.base import Pane, PaneContext
from ui.panes.maintenance.pane import MaintenancePane
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState
from ui.widgets import burst


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library in which nothing has happened yet, to be copied."""
    file = tmp_path_factory.mktemp("first-day") / "library.db"
    database = Database(f"sqlite:///{file}")
    schema.upgrade(database)
    database.close()
    return file


@pytest.fixture
def library(first_day: Path, tmp_path: Path) -> Database:
    """Such a library of this test's own."""
    return Database(f"sqlite:///{shutil.copy(first_day, tmp_path)}")


@pytest.fixture
def services(library: Database, tmp_path: Path) -> Iterator[App]:
    """A built App on a library of its own, with its scan queue in this test's folder."""
    with build_on(library, bcrypt_rounds=4, workstation="desk-1", data_dir=tmp_path) as built:
        yield built


@pytest.fixture
def actor(services: App) -> Actor:
    """The head librarian of this library, known to its database."""
    user = services.accounts.create_first_user("Helena Head").value
    return Actor(user.id, user.name, Role.HEAD_LIBRARIAN, "desk-1")


@pytest.fixture
def context(
    services: App, runner: Runner, messages: RecordingMessenger, actor: Actor, ui_state: UiState
) -> PaneContext:
    """What a pane is given, with real services."""
    return PaneContext(services, actor, runner, messages, ui_state, Sounds(on=False))


@pytest.fixture
def show(qtbot: QtBot, context: PaneContext, runner: Runner) -> Callable[..., Pane]:
    """Show a pane in a window of its own and wait until it has its first data."""

    def _show(kind: type[Pane], width: int = 1166, height: int = 660) -> Pane:
        pane = kind(context)
        qtbot.addWidget(pane)
        runner.changed.connect(pane.receive_changed)
        pane.resize(width, height)
        pane.show()
        pane.shown()
        qtbot.waitUntil(lambda: runner.idle)
        return pane

    return _show


@pytest.fixture
def pane(show: Callable[..., Pane]) -> MaintenancePane:
    """The maintenance pane, with its first data."""
    shown = show(MaintenancePane)
    assert isinstance(shown, MaintenancePane) and shown.state == "loaded"
    return shown


@pytest.fixture
def worker(services: App) -> Iterator[None]:
    """A real worker in a process of its own, at work: a window does not wait for one that is still being started."""
    made = services.embedded_worker()
    made.start()
    try:
        until(lambda: services.job_store.others()[0], "the worker to work")
        yield
    finally:
        made.stop()
    assert not made.running


class Hand:
    """When keys are pressed, for whoever tells a scanner from a person by that: a millisecond after each other, whatever
    else the machine does meanwhile, but for a ``rest``."""

    def __init__(self) -> None:
        self._now = 1.0

    def __call__(self, _event: QKeyEvent) -> float:
        """The time of a key."""
        self._now += 0.001
        return self._now

    def rest(self, seconds: float = 0.06) -> None:
        """Press nothing for so long; by default for longer than a scanner does between two keys."""
        self._now += seconds


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    """The hand that presses this test's keys."""
    made = Hand()
    monkeypatch.setattr(burst, "_time_of", made)
    return made
