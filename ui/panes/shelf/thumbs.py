"""Small covers beside the rows of a list: read in the background, kept while there is room, drawn by the delegate."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from app.errors import ClmsError
from ui import theme
from ui.models.columns import Column, RowRole
from ui.widgets.cover import initials, paint_cover, read_cover
from ui.widgets.delegate import RowDelegate

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from ui.panes.base import Pane

SIZE = QSize(34, 44)
_KEPT = 600
_AT_ONCE = 24


class Thumbs(QObject):
    """Covers by their digest. Those asked for while one turn of the window is painted are read together."""

    arrived = Signal()

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: dict[str, None] = {}
        self._asking = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    def get(self, digest: str | None) -> QImage | None:
        """A cover, or None while it is on its way or where there is none."""
        if not digest:
            return None
        found = self._kept.get(digest)
        if found is not None:
            self._kept.move_to_end(digest)
            return found
        self._wanted[digest] = None
        if not self._asking:
            self._timer.start()
        return None

    def _ask(self) -> None:
        # The newest first: a fast scroll has left the others behind.
        some = [digest for digest in list(self._wanted)[-_AT_ONCE:] if digest not in self._kept]
        self._wanted.clear()
        if not some:
            return
        self._asking = True
        ratio = max((screen.devicePixelRatioF() for screen in (self._pane,)), default=1.0)
        read = partial(_read, self._pane.services, self._pane.actor, some, ratio)
        self._pane.runner.run(self, read, self._keep, self._not, background=True)

    def _keep(self, read: dict[str, QImage]) -> None:
        self._asking = False
        self._kept.update(read)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()

    def _not(self, _problem: Exception) -> None:
        self._asking = False  # the tiles stay plain


def _read(services: App, actor: Actor, digests: Iterable[str], ratio: float) -> dict[str, QImage]:
    """Read covers; what can't be read is a null image, drawn as a plain tile. Runs off the GUI thread."""
    found: dict[str, QImage] = {}
    for digest in digests:
        try:
            found[digest] = read_cover(services.covers.read(actor, digest).content, SIZE, ratio)
        except ClmsError:
            found[digest] = QImage()
    return found


class CoverDelegate(RowDelegate):
    """A row delegate that draws covers in the column of this key."""

    def __init__(self, thumbs: Thumbs, key: str, shown: Callable[[Any], tuple[str, str | None]]) -> None:
        super().__init__(thumbs)
        self._thumbs, self._key, self._shown = thumbs, key, shown

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        column, row = index.data(RowRole.COLUMN), index.data(RowRole.ROW)
        if isinstance(column, Column) and column.key == self._key and row is not None:
            title, digest = self._shown(row)
            place = QRect(option.rect.topLeft(), SIZE)
            place.moveCenter(option.rect.center())
            paint_cover(painter, place, self._thumbs.get(digest), initials(title))


def use(table: QTableView, delegate: CoverDelegate, thumbs: Thumbs) -> None:
    """Let a table paint with ``delegate``, again when covers arrive."""
    table.setItemDelegate(delegate)
    thumbs.arrived.connect(table.viewport().update)
    theme.current().changed.connect(delegate.forget_fonts)
