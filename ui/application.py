"""Starts the window: QApplication, theme, language, error guard; then the library, sign-in, main window.

Nothing is opened on the GUI thread: the first window stands at once and says what is going on.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from app import profile
from app.domain.actors import Actor, Permission
from app.domain.releases import ReleasePlace
from ui import icons
from ui.collector import Collector
from ui.crash_guard import CrashGuard
from ui.dialogs import WindowMessenger
from ui.first_start.calls import Calls
from ui.first_start.draft import Draft
from ui.language import install_language, switch_language
from ui.library_door import Opened, furnish, open_library, start_feed
from ui.main_window import MainWindow
from ui.own_worker import OwnWorker
from ui.panes import PANES
from ui.panes.base import PaneContext
from ui.relaunch import start_again
from ui.runner import Runner
from ui.sign_in import SignInWindow
from ui.sounds import Sounds
from ui.state import UiState
from ui.theme import Theme
from ui.update_watch import offer_installer, place_for
from ui.watchdog import Watchdog
from ui.widgets.basic import discard

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.first_start.plan import Made
    from app.settings import Settings
    from ui.first_start.window import Assistant
    from ui.panes.catalog.pane import CatalogPane

DESK = "circulation"

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")


class Application(QObject):
    """Holds what lives as long as the window: runner, theme, messenger, state, the opened library."""

    def __init__(self, qt: QApplication, settings: Settings, build: Callable[[Settings], App]) -> None:
        super().__init__(qt)
        self._settings = settings
        self._build = build
        self._app: App | None = None
        self.file: Path | None = None
        """A list to import that the program was opened with; whoever enters first sees its preview."""
        self.window: MainWindow | None = None
        #: Somebody is here for the first time, and is shown the tour.
        self.newcomer = False
        self.state = window_state(settings, self)
        self.look = Theme(self.state.text("theme", settings.theme), self)
        self.look.apply()
        self.runner = Runner(parent=self)
        self.worker = OwnWorker(self.runner, self)
        self.messages = WindowMessenger()
        self.sounds = Sounds.of_platform(self.state.flag("sounds", True), self)
        self.guard = CrashGuard(self)
        self.guard.crashed.connect(self.messages.warn, Qt.ConnectionType.QueuedConnection)
        self.watchdog = Watchdog(parent=self)
        self.collector = Collector(self)
        self.assistant: Assistant | None = None
        self.next_library: str | None = None
        self.sign_in = SignInWindow(self.runner, profile.chosen())
        self._at_the_door = WindowMessenger(self.sign_in)
        self.sign_in.entered.connect(self._on_entered)
        self.sign_in.retry_requested.connect(self.open)
        self.sign_in.libraries_requested.connect(
            partial(self.show_libraries, self.sign_in, self._at_the_door)
        )

    def start(self) -> None:
        """Show the first window and begin to open the library."""
        self.guard.install()
        self.collector.start()
        self.watchdog.start()
        self.sign_in.show()
        QTimer.singleShot(0, self.open)

    @Slot()
    def open(self) -> None:
        """Open the library; off the GUI thread, for a server may take its time."""
        self.sign_in.show_opening()
        work = partial(open_library, self._build, self._settings, self._app)
        self.runner.run(self, work, self._on_opened, self._on_not_opened, latest="open")

    def _on_not_opened(self, error: Exception) -> None:
        self.sign_in.show_failed(error)
        place = place_for(error, self._releases)
        if place.source:
            offer_installer(self.sign_in, self.runner, place)

    @property
    def _releases(self) -> ReleasePlace:
        return ReleasePlace(self._settings.update_source, self._settings.update_key)

    def _on_opened(self, opened: Opened | None) -> None:
        self._app = opened.app if opened is not None else None
        if opened is None or opened.first_start:
            self._show_assistant(opened)
        elif opened.actor is not None:
            self._on_entered(opened.actor)
        else:
            self.sign_in.show_sign_in(opened.app.accounts.sign_in)
            self.sign_in.show()

    # -- first start -------------------------------------------------------------------------------------

    def _show_assistant(self, opened: Opened | None) -> None:
        """Ask for everything where this computer has no library, else only who comes first into the one there is."""
        from ui.first_start.window import Assistant

        may_found = opened is None or opened.may_found
        draft = Draft(self._settings, asks_place=opened is None, may_found=may_found)
        calls = Calls(self._settings, self._build, self._app)
        shown = self.assistant = Assistant(draft, calls, self.runner)
        shown.finished.connect(self._on_made)
        shown.left.connect(self.quit)
        shown.libraries_requested.connect(partial(self.show_libraries, shown, shown.messages))
        shown.show()
        self.sign_in.hide()

    def _on_made(self, made: Made, files: tuple[Path, ...]) -> None:
        """The library is there and the person in it: what was chosen for this computer holds from now on."""
        moved = made.settings.data_dir != self._settings.data_dir
        self._app, self._settings = made.app, made.settings
        self.newcomer |= made.founded
        if moved:
            self.state = window_state(made.settings, self)
        assistant, self.assistant = self.assistant, None
        if made.actor is not None:
            self._on_entered(made.actor)
            self._go_first(files)
        if assistant is not None:
            discard(assistant)

    def _go_first(self, files: tuple[Path, ...]) -> None:
        """To the desk; with lists to import first through the pages of their import."""
        window = self.window
        if window is None or DESK not in [spec.key for spec in window.specs]:
            return
        window.go(DESK)
        if files:
            from ui.panes.catalog.first_lists import import_files

            window.go("catalog")
            import_files(cast("CatalogPane", window.pane("catalog")), files, partial(window.go, DESK))

    @Slot()
    def show_libraries(self, parent: QWidget, messages: WindowMessenger) -> None:
        """Show the libraries of this computer over a window."""
        from ui.libraries import LibrariesDialog

        dialog = LibrariesDialog(
            self.runner, messages, parent, partial(self._show_releases, parent, messages)
        )
        dialog.chosen.connect(self._on_library_chosen)
        messages.open(dialog)

    def _show_releases(self, parent: QWidget, messages: WindowMessenger) -> None:
        from ui.releases import ReleasesDialog

        dialog = ReleasesDialog(self.runner, messages, self._settings, parent)
        dialog.saved.connect(self._on_releases_saved)
        messages.open(dialog)

    @Slot(object)
    def _on_releases_saved(self, settings: Settings) -> None:
        self._settings = settings
        if self.window is not None:
            self._updates.use(self._releases)

    @Slot(str)
    def _on_library_chosen(self, name: str) -> None:
        """Close this window, which may still ask about what is not saved; the other library opens when it is gone."""
        self.next_library = name
        if self.window is not None:
            self.window.close_for_good()
        else:
            self.quit()

    @Slot(object)
    def _on_entered(self, actor: Actor) -> None:
        app = self._app
        if app is None:
            return
        context = PaneContext(app, actor, self.runner, self.messages, self.state, self.sounds)
        window = self.window = MainWindow(
            context,
            self.look,
            PANES,
            verify=partial(app.accounts.verify_password, actor),
            needs_password=True,
            lock_minutes=self._settings.lock_after_minutes,
        )
        tour, self._updates = furnish(app, self.runner, window, self._releases)
        window.closed.connect(self.quit)
        window.sign_out_requested.connect(self._on_sign_out)
        window.top_bar.libraries_requested.connect(partial(self.show_libraries, window, self.messages))
        window.language_requested.connect(self._on_language, Qt.ConnectionType.QueuedConnection)
        self._feed = start_feed(app, self.runner, window)
        window.show()
        self.sign_in.hide()
        wanted = self.state.text("pane")
        keys = [spec.key for spec in window.specs]
        if keys:
            window.go(wanted if wanted in keys else keys[0])
        if self.file is not None and actor.may(Permission.IMPORT):
            self._show_file(window, self.file)
        if self.newcomer:
            self.newcomer = False
            tour.offer()
        self.worker.start_soon(app)

    def _show_file(self, window: MainWindow, file: Path) -> None:
        self.file = None
        window.go("catalog")
        cast("CatalogPane", window.pane("catalog")).show_import(file=file)

    @Slot()
    def _on_sign_out(self) -> None:
        self._retire()
        self.sign_in.show()
        self.open()

    @Slot()
    def _on_language(self) -> None:
        """Make the window anew: what stands in it was said in the other language."""
        window, qt = self.window, QApplication.instance()
        if window is None or qt is None:
            return
        self.state.save_geometry("main", window)
        self._retire()
        switch_language(qt, self.state.text("language", self._settings.language))
        self._on_entered(window.context.actor)

    def _retire(self) -> None:
        """Take the window away, and nothing else."""
        window, self.window = self.window, None
        if window is not None:
            self._feed.stop()
            self.messages.detach()
            window.closed.disconnect(self.quit)
            window.going.emit()
            window.hide()
            window.setParent(None)
            window.deleteLater()

    @Slot()
    def quit(self) -> None:
        """End the program."""
        QApplication.quit()

    def close(self) -> None:
        """Stop the work, close the library and give the hooks back."""
        self.watchdog.stop()
        self.worker.begin_end()
        self.messages.detach()
        self.runner.close()
        self.sounds.close()
        self.state.sync()
        self.guard.remove()
        self.collector.stop()
        self.worker.wait_for_end()
        if self._app is not None:
            self._app.close()
        if self.next_library is not None:
            start_again(self.next_library)


def window_state(settings: Settings, parent: QObject | None = None) -> UiState:
    """What windows on this library remembered."""
    return UiState.in_file(str(Path(settings.data_dir) / "window.ini"), parent)


def _build(settings: Settings) -> App:
    # Imported here, on a worker thread: the database layer is no part of the first window.
    from app.bootstrap import build

    return build(settings)


def log_qt_messages() -> None:
    """Write what Qt says into our log instead of to the terminal."""
    qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}.get(
        kind, logging.WARNING
    )
    if "does not support propagateSizeHints" in text:
        level = logging.DEBUG  # the offscreen display says it for every window
    _qt_log.log(level, "%s", text)


def prepare_qt(arguments: list[str], language: str = "system") -> QApplication:
    """The process's QApplication, named and speaking the person's language; made if there is none."""
    qt = QApplication.instance() or QApplication(arguments)
    assert isinstance(qt, QApplication)
    qt.setApplicationName("clms")
    qt.setApplicationDisplayName("CLMS")
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(icons.icon("books", "accent"))
    install_language(qt, language)
    return qt


def main(
    settings: Settings,
    build: Callable[[Settings], App] | None = None,
    *,
    quit_after_start: bool = False,
    file: Path | None = None,
    newcomer: bool = False,
) -> int:
    """Run the window until it is closed; the exit code is Qt's. ``build`` opens the library, ``file`` is to be imported,
    ``newcomer`` is offered the tour."""
    log_qt_messages()
    # Chosen in the window, else by the setting; known before the first word is said.
    qt = prepare_qt(["clms"], window_state(settings).text("language", settings.language))
    application = Application(qt, settings, build or _build)
    application.file = file
    application.newcomer = newcomer
    with contextlib.ExitStack() as closing:
        closing.callback(application.close)
        application.start()
        if quit_after_start:
            _quit_when_usable(application)
        return qt.exec()


def _quit_when_usable(application: Application) -> None:
    """End as soon as a person could do something: at the sign-in, at a failure, or with the first pane there."""
    timer = QTimer(application, interval=5)

    def look() -> None:
        window = application.window
        pane = window.current_pane() if window is not None else None
        stands = application.sign_in.waits_for_a_person or application.assistant is not None
        if (pane is not None and pane.state != "loading") or stands:
            timer.stop()
            application.quit()

    timer.timeout.connect(look)
    timer.start()
