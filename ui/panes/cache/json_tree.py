"""A value of JSON as a tree whose branches are filled when they are opened."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.widgets.reading_order import step

_MOST = 1_000
_TEXT_CHARS = 500
_VALUE = Qt.ItemDataRole.UserRole + 1
_FEW = 20


class JsonTree(QTreeWidget):
    """Names at the left, values at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Any] = []
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("Name"), self.tr("Value")])
        self.setAccessibleName(self.tr("Value as a tree"))
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.header().resizeSection(0, 180)
        self.itemExpanded.connect(self._fill)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads out of it."""
        return step(self.window(), forward)

    def show_value(self, value: Any) -> None:
        """Show a value of JSON; its first branches are open."""
        self.clear()
        self._values.clear()
        root = self.invisibleRootItem()
        for name, inner in _children(value) if isinstance(value, (dict, list)) else [("", value)]:
            root.addChild(self._item(name, inner))
        items = [root.child(number) for number in range(root.childCount())]
        for item in items if len(items) <= _FEW else ():
            if item is not None:
                item.setExpanded(True)

    @Slot(QTreeWidgetItem)
    def _fill(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            return
        place = item.data(0, _VALUE)
        if place is None:
            return
        inner = self._values[place]
        for number, (name, each) in enumerate(_children(inner)):
            if number == _MOST:
                rest = QTreeWidgetItem(["…", self.tr("{n} more").format(n=f"{len(inner) - _MOST:,}")])
                item.addChild(rest)
                break
            item.addChild(self._item(name, each))

    def _item(self, name: str, value: Any) -> QTreeWidgetItem:
        if isinstance(value, (dict, list)):
            told = f"{{{len(value)}}}" if isinstance(value, dict) else f"[{len(value)}]"
            item = QTreeWidgetItem([name, told])
            if value:
                # By number: an item that held the value itself would have Qt turn all of it into its own kinds.
                item.setData(0, _VALUE, len(self._values))
                self._values.append(value)
                item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            return item
        text = value if isinstance(value, str) else json.dumps(value)
        item = QTreeWidgetItem([name, text[:_TEXT_CHARS]])
        item.setToolTip(1, text[:_TEXT_CHARS])
        return item


def _children(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [(str(name), each) for name, each in value.items()]
    return [(f"[{number}]", each) for number, each in enumerate(value)]
