"""Between the opened library and the first windows: who gets in, the change feed, what the palette finds."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.accounts import User
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed
from app.domain.releases import ReleasePlace
from ui.cache_chip import CacheSigns
from ui.changes_feed import ChangesFeed, LateReader
from ui.database_chip import DatabaseSigns
from ui.dialogs import WindowMessenger
from ui.guided.guide import GuidedTour
from ui.job_watch import JobWatch
from ui.left_scans import LeftScans
from ui.main_window import MainWindow
from ui.palette_providers import library_provider, lists_provider, students_provider, titles_provider
from ui.runner import Runner
from ui.server_watch import ServerWatch
from ui.standing import AccountWatch, start_upkeep
from ui.tray import start_tray
from ui.update_watch import UpdateWatch

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened library: ``actor`` is set when the person of "only this computer" is already in. ``may_found`` says that a
    library without people has no titles either, so that it can be named and filled."""

    app: App
    first_start: bool
    actor: Actor | None
    may_found: bool = False


def is_fresh(settings: Settings) -> bool:
    """Whether this computer has no library yet: nothing says where one lies, and there is no file where it would."""
    return settings.address is None and not Path(settings.database.name).exists()


def open_library(
    build: Callable[[Settings], App], settings: Settings, app: App | None = None
) -> Opened | None:
    """Open the library (or look again at one that is open) and find out who may come in; None on a computer without one.
    May take seconds."""
    if app is None and is_fresh(settings):
        return None
    app = app or build(settings)
    if app.accounts.needs_first_user():
        return Opened(app, True, None, app.founding.is_empty())
    if app.accounts.local_user() is not None:
        return Opened(app, False, app.accounts.sign_in_locally())
    return Opened(app, False, None)


class LockRule(QObject):
    """Lets the lock screen ask for a password exactly while the signed-in person has to have one.

    The person of "only this computer" has none until a second user is added.
    """

    def __init__(self, app: App, runner: Runner, window: MainWindow) -> None:
        super().__init__(window)
        self._app = app
        self._runner = runner
        self._screen = window.lock_screen
        runner.changed.connect(self._on_changed)
        self._ask()

    @Slot(object)
    def _on_changed(self, what: Changed) -> None:
        if what & Changed.USERS:
            self._ask()

    def _ask(self) -> None:
        self._runner.run(self, self._app.accounts.local_user, self._on_answer, _ignore, latest="lock")

    def _on_answer(self, local: User | None) -> None:
        self._screen.set_needs_password(local is None)


def _ignore(_error: Exception) -> None:
    """Unknown keeps the password: locking too much is the safe side."""


def furnish(
    app: App, runner: Runner, window: MainWindow, releases: ReleasePlace
) -> tuple[GuidedTour, UpdateWatch]:
    """Give the window what needs services: the palette's finds, the rule of the lock, what it watches, and the tour. Returns
    the tour, to be offered to whoever is new, and what looks for newer releases."""
    actor = window.context.actor
    if actor.may(Permission.SEARCH):
        window.add_provider(titles_provider(app, actor, window.go))
    if actor.may(Permission.EDIT_CATALOG):
        window.add_provider(lists_provider(app, actor, window.go))
    if actor.may(Permission.VIEW_PATRONS):
        window.add_provider(students_provider(app, actor, window.go))
    if actor.may(Permission.EDIT_POLICIES):
        show = partial(_show_library, app, runner, window)
        window.top_bar.offer_library(show)
        window.add_provider(library_provider(show))
    tour = GuidedTour(app, runner, window)
    LockRule(app, runner, window)
    AccountWatch(app, runner, window)
    LeftScans(app, runner, window)
    if actor.may(Permission.OPERATE):
        JobWatch(app, runner, window)
        start_tray(app, runner, window)
    ServerWatch(app, runner, window)
    start_upkeep(app, runner, window)
    return tour, UpdateWatch(app, runner, window, releases)


def _show_library(app: App, runner: Runner, window: MainWindow) -> None:
    from ui.this_library import ThisLibraryDialog

    messages = window.context.messages
    if isinstance(messages, WindowMessenger):
        messages.open(ThisLibraryDialog(app, window.context.actor, runner, messages, window))


def start_feed(app: App, runner: Runner, window: MainWindow) -> ChangesFeed:
    """Bring what others change into the window."""
    signs, cache_signs = DatabaseSigns(app, window), CacheSigns(app, window)

    def heard() -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone
            feed.heard.emit()

    feed = ChangesFeed(runner, LateReader(lambda: app.changes.reader(heard)), parent=window)
    feed.reached.connect(signs.on_reached)
    for told in (feed.reached, feed.lost):
        told.connect(cache_signs.show_state)
    feed.lost.connect(signs.on_lost)
    feed.start()
    return feed
