"""The cover of a title that is only being typed: from a file, the clipboard or looked up; written with the title."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.title_files import FoundCover
from app.domain.title_lookup import SOURCE_NAMES
from app.errors import ClmsError, InvalidInput, Unreachable
from ui import theme
from ui.panes.catalog.cover_box import pasted
from ui.sentences import advice, said
from ui.widgets.banner import Banner
from ui.widgets.basic import button, column, label, row
from ui.widgets.cover import CoverTile, read_cover

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from app.domain.catalog import TitleDraft
    from ui.panes.acting import ActingPane
    from ui.panes.catalog.title_form import TitleForm

TILE = QSize(48, 68)
_MOST = 64 * 1024 * 1024
"""Bytes of a file that are read at all; how many a cover may have, the service says."""


class NewCover(QWidget):
    """A line of buttons above the form; below it the picture chosen, or one found outside that waits to be taken."""

    def __init__(self, pane: ActingPane, form: TitleForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane, self._form = pane, form
        self._gone = False
        self.destroyed.connect(partial(setattr, self, "_gone", True))
        self._found: FoundCover | None = None
        self._chosen: QImage | None = None
        self.file = button(self.tr("From a file…"), "folder-open", "quiet", run=self.choose)
        self.paste_it = button(
            self.tr("Paste"), "clipboard", "quiet", run=self.paste,
            tip=self.tr("A picture or a file from the clipboard (Ctrl+V)"),
        )  # fmt: skip
        self.look = button(
            self.tr("Look up"), "globe", "quiet", run=self.look_up, tip=self.tr("Ask Open Library by the ISBN"),
            name=self.tr("Look up the cover"),
        )  # fmt: skip
        line = row(None, label(self.tr("Cover"), "label"), self.file, self.paste_it, self.look, None, gap=0)
        self._shown = QWidget(self)
        self.tile = CoverTile(TILE, self._shown)
        self._words = label("", "soft", wrap=True)
        self.take = button(self.tr("Use this cover"), "check", run=self.take_found)
        self.leave = button(self.tr("Leave it"), run=self.forget_found)
        self.remove_it = button(self.tr("Remove"), "trash", "quiet", run=self.remove)
        acts = row(None, self.take, self.leave, self.remove_it, None)
        row(self._shown, self.tile, column(None, self._words, acts, None), gap=theme.SPACE_2)
        self.banner = Banner()
        body = column(self, line, self._shown, self.banner, gap=theme.SPACE_HALF)
        body.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_2, theme.SPACE)
        self.banner.setVisible(False)
        self._show_chosen()
        paste = QShortcut(QKeySequence("Ctrl+V"), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    # -- choosing ----------------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Ask for a file with the picture."""
        pictures = self.tr("Pictures (*.jpg *.jpeg *.png *.webp)")
        named = self.tr("Cover of the new title")
        self._pane.messages.choose_file(named, pictures, lambda path: self._read(partial(_content, path)))

    @Slot()
    def paste(self) -> None:
        """Take the picture on the clipboard: a copied picture, or a copied file."""
        content = pasted(QGuiApplication.clipboard().mimeData())
        if content is None:
            self._say("info", "info", self.tr("There is no picture on the clipboard."))
        else:
            self._read(content)

    def _read(self, content: Callable[[], bytes]) -> None:
        work = partial(_picture, content, self.devicePixelRatioF())
        self._pane.runner.run(self, work, self._on_read, self._on_failed, latest="picture")

    def _on_read(self, read: tuple[bytes, QImage]) -> None:
        if not self._gone:
            self._choose(*read)

    def _choose(self, content: bytes, image: QImage) -> None:
        held = self.take.hasFocus() or self.leave.hasFocus()
        self.forget_found()
        self._chosen = image
        self._form.set_picture(content)
        self._show_chosen()
        if held:
            self.remove_it.setFocus()

    @Slot()
    def remove(self) -> None:
        """Add the title without a cover."""
        held = self.remove_it.hasFocus()
        self._chosen = None
        self._form.set_picture(b"")
        self.banner.setVisible(False)
        self._show_chosen()
        if held:
            self.file.setFocus()

    # -- looking up --------------------------------------------------------------------------------------

    @Slot()
    def look_up(self) -> None:
        """Ask outside for a picture by the ISBN that is typed."""
        self._ask(self._on_failed)
        self._say("info", "globe", self.tr("Asking for the cover…"))

    @Slot()
    def look_quietly(self) -> None:
        """Ask once the title itself was looked up, unless there is a cover: nobody asked for one that isn't there."""
        if not self._form.picture:
            self._ask(lambda _problem: self.look.setEnabled(True))

    def _ask(self, failed: Callable[[Exception], None]) -> None:
        self.forget_found()
        self.look.setEnabled(False)
        draft = self._form.draft(self._form.values())
        ask = partial(_look_up, self._pane.services, self._pane.actor, draft, self.devicePixelRatioF())
        self._pane.runner.run(self, ask, self._on_found, failed, latest="look", background=True)

    def _on_found(self, answer: tuple[FoundCover, QImage]) -> None:
        if self._gone:
            return
        self.look.setEnabled(True)
        self._found, image = answer
        self.banner.setVisible(False)
        source = said(SOURCE_NAMES[self._found.source])
        self._show(image, self.tr("{source} has this cover. Is it this book's?").format(source=source))

    @Slot()
    def take_found(self) -> None:
        """Choose what was found."""
        if self._found is not None:
            content = self._found.content
            self._read(lambda: content)

    @Slot()
    def forget_found(self) -> None:
        """Leave what was found where it is."""
        self._pane.runner.forget(self, "look")
        self.look.setEnabled(True)
        self.banner.setVisible(False)
        if self._found is not None:
            held = self.take.hasFocus() or self.leave.hasFocus()
            self._found = None
            self._show_chosen()
            if held:
                self.look.setFocus()

    # -- saying ------------------------------------------------------------------------------------------

    def not_saved(self, problem: Exception) -> None:
        """Say beside the form's own words what a cover has to do with a title that could not be written."""
        if self._form.picture and isinstance(problem, Unreachable):
            text = self.tr(
                "Title and cover are written together or not at all. Remove the cover to save the title without."
            )
            self._say("warn", "warning", text)
        elif self._form.picture and isinstance(problem, InvalidInput) and not problem.details.get("field"):
            self._say("warn", "warning", advice(problem))

    def _on_failed(self, problem: Exception) -> None:
        if self._gone:
            return
        self.look.setEnabled(True)
        if isinstance(problem, ClmsError):
            self._say("warn", "warning", advice(problem))
        else:
            self.banner.setVisible(False)
            self._pane.messages.warn(problem)

    def _show_chosen(self) -> None:
        self._show(self._chosen, self.tr("It is saved with the title."))

    def _show(self, image: QImage | None, text: str) -> None:
        found = self._found is not None
        self._shown.setVisible(image is not None)
        self.tile.set_title(str(self._form.editor("title").value() or ""))
        self.tile.set_image(image)
        self._words.setText(text)
        self.take.setVisible(found)
        self.leave.setVisible(found)
        self.remove_it.setVisible(not found)

    def _say(self, tone: str, icon: str, text: str) -> None:
        self.banner.show_banner(tone, icon, text)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST)


def _picture(content: Callable[[], bytes], ratio: float) -> tuple[bytes, QImage]:
    """Read a picture and how it looks. Raises InvalidInput for what is none. Runs off the GUI thread."""
    read = content()
    image = read_cover(read, TILE, ratio)
    if image.isNull():
        raise InvalidInput(
            "This file is no picture CLMS knows, or it is damaged.", hint="Use a JPEG, PNG or WebP file."
        )
    return read, image


def _look_up(services: App, actor: Actor, draft: TitleDraft, ratio: float) -> tuple[FoundCover, QImage]:
    found = services.covers.find(actor, draft)
    return found, read_cover(found.content, TILE, ratio)
