"""A table whose rows have an order of their own: chosen ones are dragged to another place in it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.models.pages import PagesModel
from ui.widgets.table import TableView


class MovablePages(PagesModel):
    """Pages whose rows may be dragged."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Rows are dragged; what is dropped falls between them."""
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows change their place and nothing else."""
        return Qt.DropAction.MoveAction


class MovableTable(TableView):
    """Says where chosen rows were let go; moving them is the owner's, whose list then is asked again.

    ``dropped`` has the number of the row before which they are to stand: the number of rows means behind the last.
    """

    dropped = Signal(int)

    def let_drag(self) -> None:
        """Let rows be dragged within the table."""
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)

    def place_at(self, point: QPoint) -> int:
        """Before which row something let go at a point would stand."""
        row = self.rowAt(point.y())
        if row < 0:
            return self.rows.rowCount()
        return row + (point.y() >= self.rowViewportPosition(row) + self.rowHeight(row) // 2)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls, and draws the line where they would fall
        if event.source() is self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the model is not to take rows away
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        self.dropped.emit(self.place_at(event.position().toPoint()))
