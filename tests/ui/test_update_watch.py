"""The quiet line about a newer release, once a day, and the offer of a window that is too old."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import updates
from app.domain.actors import Actor
from app.domain.releases import MANIFEST, ReleasePlace
from app.errors import Refused, Unreachable
from ui import update_watch
from ui.messages import RecordingMessenger
from ui.runner import Runner
from ui.sign_in import SignInWindow
from ui.state import UiState
from ui.theme import Theme
from ui.tour_checks import clipped_labels
from ui.update_watch import UpdateWatch, offer_installer, place_for
from ui.widgets.task_drawer import TaskDrawer, TaskStrip

TOO_OLD = Refused(
    "This library was brought up to date by a newer release: it needs CLMS 9.0.0 or later.",
    hint="Update CLMS on this computer (it has 0.1.0).",
    code="app_too_old",
    details={"update_source": "/srv/releases", "update_key": "its key"},
)


class Bare(QWidget):
    """What the watch needs of a window."""

    def __init__(self, actor: Actor, state: UiState) -> None:
        super().__init__()
        self.messages = RecordingMessenger()
        self.context = SimpleNamespace(actor=actor, state=state, messages=self.messages)
        self.drawer = TaskDrawer(self)
        self.strip = TaskStrip(self.drawer, self)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a newer release, and nothing is really opened."""
    folder = tmp_path / "releases"
    folder.mkdir()
    told = f'version = "9.1.0"\nfile = "clms.deb"\nsha256 = "{hashlib.sha256(b"it").hexdigest()}"\n'
    (folder / MANIFEST).write_text(told, encoding="utf-8")
    (folder / "clms.deb").write_bytes(b"it")
    monkeypatch.setattr(updates.paths, "cache_dir", lambda: tmp_path / "cache")
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was opened."""
    found: list[Path] = []
    monkeypatch.setattr(update_watch, "open_file", found.append)
    return found


@pytest.fixture
def window(qtbot: QtBot, light: Theme, actor: Actor, tmp_path: Path) -> Bare:
    """A window without panes."""
    made = Bare(actor, UiState.in_file(str(tmp_path / "window.ini")))
    qtbot.addWidget(made)
    return made


def library(source: str = "", key: str = "") -> Any:
    """A library that names a place, or none."""
    told = {"update_source": source, "update_key": key}
    return SimpleNamespace(
        library_settings=SimpleNamespace(get=lambda actor, name: SimpleNamespace(value=told[name]))
    )


def line(window: Bare) -> str:
    """The quiet line, "" without one."""
    words = [each.text() for each in window.strip.findChildren(QPushButton)]
    return next((each for each in words if each.startswith("CLMS ")), "")


def test_off_unless_a_place_is_named(
    qtbot: QtBot, runner: Runner, window: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "newer", lambda *_: pytest.fail("asked"))
    watch = UpdateWatch(library(), runner, window, ReleasePlace())  # type: ignore[arg-type]
    answered: list[object] = []
    watch._on_answer = answered.append  # type: ignore[method-assign]
    watch.look()
    qtbot.waitUntil(lambda: answered == [("", None)])
    assert watch.due


@pytest.mark.parametrize("of_library", [False, True])
def test_a_quiet_line_once_a_day_and_again_after_a_restart(
    of_library: bool, qtbot: QtBot, runner: Runner, window: Bare, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = library(str(place) if of_library else "")
    own = ReleasePlace("" if of_library else str(place))
    watch = UpdateWatch(app, runner, window, own)  # type: ignore[arg-type]
    watch.look()
    qtbot.waitUntil(lambda: line(window) == "CLMS 9.1.0 is there")
    assert not watch.due
    monkeypatch.setattr(updates, "newer", lambda *_: pytest.fail("asked twice in a day"))
    watch.look()
    again = Bare(window.context.actor, window.context.state)
    qtbot.addWidget(again)
    second = UpdateWatch(app, runner, again, ReleasePlace())  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: line(again) == "CLMS 9.1.0 is there")
    second.look()
    yesterday = (datetime.now(UTC) - timedelta(days=1, seconds=1)).isoformat()
    window.context.state.set_text("updates/asked", yesterday)
    assert second.due


def test_a_place_that_does_not_answer_is_no_news_until_tomorrow(
    qtbot: QtBot, runner: Runner, window: Bare, tmp_path: Path
) -> None:
    watch = UpdateWatch(library(), runner, window, ReleasePlace(str(tmp_path / "none")))  # type: ignore[arg-type]
    watch.look()
    qtbot.waitUntil(lambda: not watch.due)
    assert (line(window), window.messages.warned) == ("", [])


def test_the_installer_opens_only_after_a_question(
    qtbot: QtBot, runner: Runner, window: Bare, place: Path, opened: list[Path], tmp_path: Path
) -> None:
    watch = UpdateWatch(library(), runner, window, ReleasePlace(str(place)))  # type: ignore[arg-type]
    watch.look()
    qtbot.waitUntil(lambda: bool(line(window)))
    watch.ask()
    assert not (tmp_path / "cache").exists()
    assert "Nothing is installed by itself." in window.messages.asked[0].detail
    window.messages.answers.append(("open", ""))
    watch.ask()
    qtbot.waitUntil(lambda: opened == [tmp_path / "cache" / "updates" / "clms.deb"])


def test_a_window_too_old_offers_the_installer(
    qtbot: QtBot, runner: Runner, light: Theme, place: Path, opened: list[Path]
) -> None:
    shown = SignInWindow(runner)
    qtbot.addWidget(shown)
    shown.show()
    shown.show_failed(TOO_OLD)
    offer_installer(shown, runner, ReleasePlace(str(place)))
    offered = next(each for each in shown.findChildren(QPushButton) if each.text() == "Open the installer")
    qtbot.waitUntil(lambda: not clipped_labels(shown))
    qtbot.waitUntil(offered.hasFocus)
    offered.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert "go on there" in shown.banner.text()
    (place / "clms.deb").write_bytes(b"something else")
    opened[0].unlink()
    offered.click()
    qtbot.waitUntil(lambda: "damaged or exchanged" in shown.banner.text())
    assert len(opened) == 1


def test_only_a_window_too_old_is_offered_one_and_its_own_setting_comes_first() -> None:
    nowhere, web, folder = ReleasePlace(), ReleasePlace("https://files.school.example"), ReleasePlace("/srv")
    assert place_for(TOO_OLD, nowhere) == ReleasePlace("/srv/releases", "its key")
    assert place_for(TOO_OLD, web) == ReleasePlace("https://files.school.example", "its key")
    assert place_for(TOO_OLD, ReleasePlace("", "own")) == ReleasePlace("/srv/releases", "own")
    assert place_for(Unreachable("The database does not answer."), folder) == nowhere
    assert place_for(Refused("Too old.", code="app_too_old"), nowhere) == nowhere
    assert place_for(Refused("Older.", code="schema_old"), folder) == nowhere


def test_the_librarys_key_holds_for_windows_without_one(
    qtbot: QtBot, runner: Runner, window: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(updates, "newer", lambda source, key: asked.append((source, key)))
    UpdateWatch(library("/srv", "K"), runner, window, ReleasePlace()).look()  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: asked == [("/srv", "K")])


def test_a_place_that_is_changed_is_asked_at_once_and_the_old_line_goes(
    qtbot: QtBot, runner: Runner, window: Bare, place: Path, tmp_path: Path
) -> None:
    watch = UpdateWatch(library(), runner, window, ReleasePlace(str(place)))  # type: ignore[arg-type]
    watch.look()
    qtbot.waitUntil(lambda: bool(line(window)))
    watch.use(ReleasePlace())
    assert line(window) == ""
    other = tmp_path / "other"
    place.rename(other)
    watch.use(ReleasePlace(str(other)))
    qtbot.waitUntil(lambda: line(window) == "CLMS 9.1.0 is there")
