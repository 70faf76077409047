"""A real library on SQLite behind the panes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build_on
from app.database import schema
from app.database.engine import Database
from app.domain.actors import Actor, Role
from ui.messages import RecordingMessenger
from ui.panes.base import Pane, PaneContext
from ui.panes.maintenance.pane import MaintenancePane
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState


@pytest.fixture
def services(tmp_path: Path) -> Iterator[App]:
    """A built App on a library of its own, with its scan queue in this test's folder."""
    database = Database(f"sqlite:///{tmp_path / 'library.db'}")
    schema.upgrade(database)
    with build_on(database, bcrypt_rounds=4, workstation="desk-1", data_dir=tmp_path) as built:
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
        qtbot.waitUntil(lambda: runner.idle, timeout=10_000)
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
    """A real worker in a process of its own."""
    made = services.embedded_worker()
    made.start()
    yield
    made.stop()
    assert not made.running
