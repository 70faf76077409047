"""A title's cover in its sheet: shown, set from a file or the clipboard, looked up outside, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.actors import Permission
from app.domain.catalog import Title
from app.domain.changes import Receipt
from app.domain.title_files import FoundCover, SavedCover
from app.domain.title_lookup import SOURCE_NAMES
from app.errors import ClmsError, InvalidInput
from app.services.acts import new_key
from ui import theme
from ui.sentences import advice, said
from ui.widgets.banner import Banner
from ui.widgets.basic import button, column, label, row
from ui.widgets.cover import CoverTile, read_cover

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from ui.panes.acting import ActingPane

TILE = QSize(104, 148)


class CoverBox(QWidget):
    """The tile, and beside it what can be done. A picture found outside is shown first and kept only when it is taken."""

    def __init__(self, pane: ActingPane) -> None:
        super().__init__()
        self._pane = pane
        self._title: Title | None = None
        self._shown = ""  # the digest of the picture shown or on its way
        self._found: FoundCover | None = None
        self.tile = CoverTile(TILE)
        self.problem = label("", "faint", wrap=True)
        self.file = self._button(self.tr("From a file…"), "folder-open", self.choose)
        self.paste_it = self._button(
            self.tr("Paste"),
            "clipboard",
            self.paste,
            self.tr("A picture or a file from the clipboard (Ctrl+V)"),
        )
        self.look = self._button(
            self.tr("Look up"), "globe", self.look_up, self.tr("Ask Open Library by the ISBN")
        )
        self.gone = self._button(self.tr("Remove"), "trash", self.remove)
        self._acts = QWidget()
        lines = (row(None, each, None) for each in (self.file, self.paste_it, self.look, self.gone))
        column(self._acts, *lines, None, gap=0)
        self.banner = Banner()
        self.offered = CoverTile(TILE)
        self.take = button(self.tr("Use this cover"), "check", "primary", run=self.take_found)
        self.leave = button(self.tr("Leave it"), run=self.forget_found)
        self._offer = QWidget()
        row(self._offer, self.offered, column(None, self.take, self.leave, None), None, gap=theme.SPACE_2)
        column(
            self,
            row(None, self.tile, self._acts, None, gap=theme.SPACE_2),
            self.problem,
            self.banner,
            self._offer,
        )
        for part in (self.problem, self.banner, self._offer):
            part.setVisible(False)
        paste = QShortcut(QKeySequence("Ctrl+V"), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    @staticmethod
    def _button(text: str, icon: str, run: Callable[[], object], tip: str = "") -> QPushButton:
        return button(text, icon, "quiet", run=run, tip=tip)

    # -- showing -----------------------------------------------------------------------------------------

    def show_title(self, title: Title) -> None:
        """Show a title's cover; the picture follows by itself."""
        other = self._title is None or self._title.id != title.id
        self._title = title
        if other:
            self.forget_found()
            self.banner.setVisible(False)
        may = self._pane.may(Permission.EDIT_CATALOG) and title.deleted_at is None
        self._acts.setVisible(may)
        self.gone.setVisible(may and title.cover_digest is not None)
        self.look.setEnabled(any(one.kind == "isbn" and one.valid for one in title.draft.identifiers))
        digest = title.cover_digest or ""
        if digest and digest == self._shown and not other:
            return
        self._shown = digest
        self.problem.setVisible(False)
        self.tile.set_title(title.draft.title)
        if not digest:
            self._pane.runner.forget(self, "cover")
            return
        read = partial(_read, self._pane.services, self._pane.actor, digest, self.devicePixelRatioF())
        # In the background: a place of files that is slow or away holds up nothing that a desk waits for.
        self._pane.runner.run(
            self, read, self.tile.set_image, self._no_picture, latest="cover", background=True
        )

    def _no_picture(self, problem: Exception) -> None:
        self._shown = ""  # asked for again with the next look
        self.problem.setText(self.tr("The cover can't be shown now."))
        self.problem.setToolTip(advice(problem) if isinstance(problem, ClmsError) else str(problem))
        self.problem.setVisible(True)

    # -- setting -----------------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Ask for a file and make it the cover."""
        if self._title is None:
            return
        pictures = self.tr("Pictures (*.jpg *.jpeg *.png *.webp)")
        named = self.tr("Cover of {title}").format(title=self._title.draft.title)
        title_id = self._title.id
        self._pane.messages.choose_file(
            named, pictures, lambda path: self._set(title_id, partial(Path.read_bytes, path))
        )

    @Slot()
    def paste(self) -> None:
        """Make the picture on the clipboard the cover: a copied picture, or a copied file."""
        if self._title is None or self._acts.isHidden():
            return
        content = pasted(QGuiApplication.clipboard().mimeData())
        if content is None:
            self._say("info", "info", self.tr("There is no picture on the clipboard."))
            return
        self._set(self._title.id, content)

    def _set(self, title_id: int, content: Callable[[], bytes]) -> None:
        self.banner.setVisible(False)
        work = partial(_set, self._pane.services, self._pane.actor, title_id, content, new_key())
        self._pane.act(work, self.tr("Cover set"), failed=self._on_failed)

    @Slot()
    def remove(self) -> None:
        """Take the cover away."""
        if self._title is not None:
            remove = self._pane.services.covers.remove
            work = partial(remove, self._pane.actor, self._title.id, key=new_key())
            self._pane.act(work, self.tr("Cover removed"))

    # -- looking up --------------------------------------------------------------------------------------

    @Slot()
    def look_up(self) -> None:
        """Ask outside for a picture, to be looked at before it is taken."""
        if self._title is None:
            return
        self.forget_found()
        self.look.setEnabled(False)
        self._say("info", "globe", self.tr("Asking for the cover…"))
        ask = partial(_look_up, self._pane.services, self._pane.actor, self._title.id)
        self._pane.runner.run(self, ask, self._on_found, self._on_failed, latest="look", background=True)

    def _on_found(self, answer: tuple[FoundCover, QImage]) -> None:
        found, image = answer
        self.look.setEnabled(True)
        if self._title is None or self._title.id != found.title_id:
            return  # another title is in front now
        self._found = found
        source = said(SOURCE_NAMES[found.source])
        self._say(
            "ok", "check-circle", self.tr("{source} has this cover. Is it this book's?").format(source=source)
        )
        self.offered.set_title(self._title.draft.title)
        self.offered.set_image(image)
        self._offer.setVisible(True)
        self.take.setFocus()

    def _on_failed(self, problem: Exception) -> None:
        self.look.setEnabled(True)
        if isinstance(problem, ClmsError):
            self._say("warn", "warning", advice(problem))
        else:
            self._pane.messages.warn(problem)

    @Slot()
    def take_found(self) -> None:
        """Make what was found the cover."""
        if self._found is not None:
            content = self._found.content
            self._set(self._found.title_id, lambda: content)
            self.forget_found()
            self.file.setFocus()

    @Slot()
    def forget_found(self) -> None:
        """Leave the cover as it is."""
        held = self.take.hasFocus() or self.leave.hasFocus()
        self._found = None
        self._pane.runner.forget(self, "look")
        self._offer.setVisible(False)
        self.banner.setVisible(False)
        if held:
            self.look.setFocus()

    def _say(self, tone: str, icon: str, text: str) -> None:
        self.banner.show_banner(tone, icon, text)


def pasted(held: QMimeData | None) -> Callable[[], bytes] | None:
    """What reads the picture a clipboard holds, for a thread of its own; None when it holds none."""
    if held is None:
        return None
    for url in held.urls():
        if url.isLocalFile():
            return partial(Path.read_bytes, Path(url.toLocalFile()))
    image = held.imageData() if held.hasImage() else None
    return partial(_as_png, image) if isinstance(image, QImage) and not image.isNull() else None


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise InvalidInput("The picture on the clipboard can't be read.", hint="Save it as a file first.")
    return bytes(buffer.data().data())


def _set(
    services: App, actor: Actor, title_id: int, content: Callable[[], bytes], key: str
) -> Receipt[SavedCover]:
    """Read a picture and make it the cover; runs off the GUI thread."""
    return services.covers.set(actor, title_id, content(), key=key)


def _read(services: App, actor: Actor, digest: str, ratio: float) -> QImage:
    return read_cover(services.covers.read(actor, digest).content, TILE, ratio)


def _look_up(services: App, actor: Actor, title_id: int) -> tuple[FoundCover, QImage]:
    found = services.covers.look_up(actor, title_id)
    return found, read_cover(found.content, TILE)
