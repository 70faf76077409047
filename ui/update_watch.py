"""Says by a quiet line that the school has a newer release, and opens its installer for whoever asks for it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from app.domain.actors import Permission
from app.domain.releases import ReleasePlace
from app.errors import ClmsError
from ui.main_window import MainWindow
from ui.messages import Choice, Question, describe
from ui.runner import Runner
from ui.sign_in import SignInWindow
from ui.widgets.basic import breakable, button, discard

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.releases import Release

EVERY = timedelta(days=1)
SOON_MS, LOOK_MS = 60_000, 3_600_000
_ASKED, _KNOWN = "updates/asked", "updates/known"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Updates", text)


class UpdateWatch(QObject):
    """Asks the place the settings name, else the one the library names, at most once a day; with neither it asks nobody."""

    def __init__(self, app: App, runner: Runner, window: MainWindow, own: ReleasePlace) -> None:
        super().__init__(window)
        self._app, self._runner, self._window = app, runner, window
        self._own = own
        self._found_at = ""
        self._actor = window.context.actor
        self._release: Release | None = None
        self._line: QPushButton | None = None
        timer = QTimer(self, interval=LOOK_MS)
        timer.timeout.connect(self.look)
        timer.start()
        QTimer.singleShot(SOON_MS, self, self.look)
        runner.run(self, partial(_known, window.context.state.data(_KNOWN)), self._show, disk=True)

    @property
    def due(self) -> bool:
        """Whether a day has gone by since it was asked from this computer."""
        try:
            asked = datetime.fromisoformat(self._window.context.state.text(_ASKED))
        except ValueError:
            return True
        return not timedelta(0) <= datetime.now(UTC) - asked < EVERY

    @Slot()
    def look(self) -> None:
        """Ask, if a day has gone by."""
        if self.due:
            self._runner.run(
                self, self._work, self._on_answer, self._on_failed, latest="update", background=True
            )

    def _work(self) -> tuple[str, Release | None]:
        place = self._place()
        if not place.source:
            return "", None
        from app.updates import newer

        return place.source, newer(place.source, place.key)

    def _place(self) -> ReleasePlace:
        """What this computer says first; what it doesn't say, the library does."""
        own = self._own
        if (own.source and own.key) or not self._actor.may(Permission.SEARCH):
            return own
        source = own.source or self._of_library("update_source")
        return ReleasePlace(source, own.key or (self._of_library("update_key") if source else ""))

    def _of_library(self, name: str) -> str:
        return str(self._app.library_settings.get(self._actor, name).value)

    def use(self, own: ReleasePlace) -> None:
        """Look elsewhere from now on: what was found before is forgotten, and it is asked at once."""
        self._own, self._release = own, None
        self._window.context.state.set_data(_KNOWN, {})
        self._window.context.state.set_text(_ASKED, "")
        if self._line is not None:
            discard(self._line)
            self._line = None
        self.look()

    def _on_answer(self, answer: tuple[str, Release | None]) -> None:
        source, release = answer
        if not source:
            return
        self._note()
        known = {"source": source, **asdict(release)} if release is not None else {}
        self._window.context.state.set_data(_KNOWN, known)
        self._show(answer)

    def _on_failed(self, _error: Exception) -> None:
        """Nobody has to hear of it; tomorrow it is asked again."""
        self._note()

    def _note(self) -> None:
        self._window.context.state.set_text(_ASKED, datetime.now(UTC).isoformat())

    def _show(self, answer: tuple[str, Release | None]) -> None:
        source, release = answer
        if release is None:
            return
        self._found_at, self._release = source, release
        words = self.tr("CLMS {version} is there").format(version=release.version)
        if self._line is None:
            self._line = button(words, "download-simple", "quiet", run=self.ask)
            self._window.strip.offer(self._line)
        self._line.setText(words)
        self._line.setAccessibleName(words)

    @Slot()
    def ask(self) -> None:
        """Ask whether the installer is to be opened; nothing is brought here before."""
        release = self._release
        if release is None:
            return
        question = Question(
            self.tr("Open the installer of CLMS {version}?").format(version=release.version),
            self.tr(
                "{file} is brought here from {source} and its checksum is proven; then it opens, and you go on there. "
                "Nothing is installed by itself."
            ).format(file=release.file, source=self._found_at),
            (
                Choice("cancel", self.tr("Not now")),
                Choice("open", self.tr("Open the installer"), primary=True),
            ),
            icon="download-simple",
        )
        self._window.context.messages.ask(question, self._on_asked)

    def _on_asked(self, key: str, _text: str) -> None:
        if key == "open" and self._release is not None:
            self._window.context.messages.tell(self.tr("The installer is brought here …"))
            work = partial(_fetch, self._found_at, self._release)
            self._runner.run(self, work, open_file, self._window.context.messages.warn, background=True)


def place_for(error: Exception, own: ReleasePlace) -> ReleasePlace:
    """Where a window that is too old for its library finds a newer one: what its own settings say, else the library's;
    nowhere for other errors and where neither is set."""
    if not isinstance(error, ClmsError) or error.code != "app_too_old":
        return ReleasePlace()
    told = error.details
    return ReleasePlace(
        own.source or str(told.get("update_source", "")), own.key or str(told.get("update_key", ""))
    )


def offer_installer(window: SignInWindow, runner: Runner, place: ReleasePlace) -> None:
    """Let the person open the installer from where a too old window says so."""

    def run() -> None:
        made.setEnabled(False)
        window.banner.show_banner("muted", "hourglass", _tr("The installer is brought here …"))
        runner.run(window, partial(_newest, place), opened, failed, latest="installer")

    def opened(file: Path) -> None:
        made.setEnabled(True)
        open_file(file)
        words = _tr("{file} is open. Close this window and go on there.").format(file=file.name)
        window.banner.show_banner("ok", "check-circle", breakable(words))

    def failed(error: Exception) -> None:
        made.setEnabled(True)
        window.banner.show_banner("bad", "warning-circle", describe(error).text)

    made = window.offer(_tr("Open the installer"), run)


def open_file(file: Path) -> None:
    """Open it with what this computer opens such files with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def _known(kept: dict[str, Any]) -> tuple[str, Release | None]:
    """What was found before, where it is still newer than this program."""
    from app.updates import still_newer

    return str(kept.get("source", "")), still_newer(kept)


def _fetch(source: str, release: Release) -> Path:
    from app.updates import fetch

    return fetch(source, release)


def _newest(place: ReleasePlace) -> Path:
    from app.updates import installer

    return installer(place.source, place.key)
