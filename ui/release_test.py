"""Looks for releases at a place while a person waits, and says in a sentence what is there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app import __version__
from app.domain.releases import ReleasePlace, is_newer
from ui.messages import describe
from ui.runner import Runner
from ui.widgets.banner import Banner
from ui.widgets.basic import breakable, button

if TYPE_CHECKING:
    from app.domain.releases import Release


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReleaseTest", text)


class ReleaseTest(QObject):
    """A button that looks, and the banner that says what it found. ``start`` is given the place typed, already checked."""

    def __init__(self, runner: Runner, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self.banner = banner
        self.button = button(_tr("Test the place"), "magnifying-glass", tip=_tr("Look there now (Ctrl+T)"))

    def start(self, place: ReleasePlace) -> None:
        """Look at the place, off the GUI thread."""
        if not place.source:
            self.banner.show_banner("muted", "info", _tr("No place is named: nobody is asked."))
            return
        self.button.setEnabled(False)
        self.banner.show_banner("muted", "hourglass", _tr("Looking there …"))
        work = partial(_look, place)
        self._runner.run(self, work, partial(self._on_found, place), self._on_failed, latest="release-test")

    def _on_found(self, place: ReleasePlace, release: Release) -> None:
        self.button.setEnabled(True)
        words = (
            _tr("CLMS {version} is there, newer than this one ({own}). Its installer is {file}.")
            if is_newer(release.version, __version__)
            else _tr("CLMS {version} is there, not newer than this one ({own}). Its installer is {file}.")
        )
        signed = _tr("The school's key signed it.") if place.key else _tr("No signature is asked for.")
        told = words.format(version=release.version, own=__version__, file=release.file)
        self.banner.show_banner("ok", "check-circle", breakable(f"{told} {signed}"))

    def _on_failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.banner.show_banner("bad", "warning-circle", describe(error).text)

    @Slot()
    def forget(self) -> None:
        """What was found was found somewhere else."""
        self.banner.setVisible(False)


def place_problem(text: str) -> str:
    """What is wrong with a place while it is typed, or ""."""
    from app.update_settings import release_place

    try:
        release_place(text.strip())
    except ValueError:
        return _tr("Write an address such as https://files.school.example/clms or a folder's full path.")
    return ""


def key_problem(text: str) -> str:
    """What is wrong with a public key while it is typed, or ""."""
    from app.update_settings import release_key

    try:
        release_key(text)
    except ValueError:
        return _tr("This is no Ed25519 public key: take the line between BEGIN and END PUBLIC KEY.")
    return ""


def _look(place: ReleasePlace) -> Release:
    from app.updates import latest

    return latest(place.source, place.key)
