"""The value of a key: a string in every form that fits, a collection page by page."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSplitter, QStackedWidget, QWidget

from app.domain.key_views import Decoded, Element, Form, KeyFacts, Page
from ui import theme, units
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.json_tree import JsonTree
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.search_box import SearchBox
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_TREES = (Form.JSON, Form.VALUE, Form.MSGPACK)
_CELL_CHARS = 200
_MOST_TREE_CHARS = 2_000_000


class BytesView(QWidget):
    """Some bytes: a choice of forms, and below it text or a tree. ``ask`` fetches them in a form."""

    def __init__(self, owner: ValueView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = owner
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Form"))
        self.form.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.form.currentIndexChanged.connect(self._on_form)
        self.about = label("", "faint")
        self.whole = button(self.tr("Load all of it"), "download-simple", "link", run=owner.load_all)
        self.whole.setVisible(False)
        copy = button("", "copy", "quiet", name=self.tr("Copy what is shown"), run=self._on_copy)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Value"))
        self.tree = JsonTree()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.tree)
        bar = row(None, self.form, self.about, self.whole, None, copy)
        bar.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE, theme.SPACE)
        layout = column(self, bar, self._stack, gap=0)
        layout.setStretch(1, 1)

    @property
    def shows_tree(self) -> bool:
        """Whether the tree is in front."""
        return self._stack.currentWidget() is self.tree

    def show_decoded(self, found: Decoded, value: Any, *, as_tree: bool) -> None:
        """Show bytes in a form; ``value`` is what a tree is made of, None where it can't be one."""
        self.form.blockSignals(True)
        self.form.clear()
        for form in found.forms:
            if form in _TREES:
                self.form.addItem(
                    self.tr("{form}, as a tree").format(form=words.form_name(form)), (form, True)
                )
            self.form.addItem(words.form_name(form), (form, False))
        wanted = (found.form, as_tree and value is not None)
        for number in range(self.form.count()):
            if self.form.itemData(number) == wanted:
                self.form.setCurrentIndex(number)
        self.form.blockSignals(False)
        told = units.size(found.size)
        if not found.whole:
            told = self.tr("the beginning of {size}").format(size=units.size(found.size))
        self.about.setText(told)
        self.whole.setVisible(not found.whole)
        self._stack.setCurrentWidget(self.tree if wanted[1] else self.text)
        if wanted[1]:
            self.tree.show_value(value)
        else:
            self.text.setPlainText(found.text)

    def forget(self) -> None:
        """Show nothing."""
        self.text.clear()
        self.tree.show_value({})
        self.form.clear()
        self.about.setText("")
        self.whole.setVisible(False)

    @Slot()
    def _on_form(self) -> None:
        chosen = self.form.currentData()
        if chosen is not None:
            form, as_tree = chosen
            self._owner.ask(Form(form), as_tree=as_tree)

    def _on_copy(self) -> None:
        self._owner.copy()


class ValueView(QObject):
    """The page of a key's value."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._key, self._type = b"", ""
        self._whole = False
        self._element: Element | None = None
        self._cursor, self._elements = "", list[Element]()
        self._decoded: Decoded | None = None
        self.bytes = BytesView(self)
        self.model = RowsModel(self._columns(), parent=self, key=lambda each: each.at)
        self.table = TableView(
            self.model, "cache-elements", state=pane.context.state, copy=pane.messages.copy, multi=False
        )
        self.table.setAccessibleName(self.tr("Elements"))
        self.table.current_changed.connect(self._on_element)
        self.match = SearchBox(self.tr("Pattern of elements, such as a*"))
        self.match.searched.connect(lambda _text: self._read_page(""))
        self.count = label("", "faint")
        self.more = button(
            self.tr("Further ones"), "caret-down", "link", run=lambda: self._read_page(self._cursor)
        )
        bar = row(None, self.match, self.count, self.more, None)
        bar.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self._list = frame("plain")
        layout = column(self._list, bar, self.table, gap=0)
        layout.setStretch(1, 1)
        self.body = QSplitter(Qt.Orientation.Vertical)
        self.body.setChildrenCollapsible(False)
        self.body.setProperty("rule", True)
        self.body.setHandleWidth(1)
        self.body.addWidget(self._list)
        self.body.addWidget(self.bytes)
        self.body.setSizes([300, 260])

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("at", self.tr("At"), lambda each: each.at, width=18, sort_key="", tip=lambda each: each.at),
            Column("value", self.tr("Value"), _cell, stretch=True, sort_key=""),
            Column("bytes", self.tr("Bytes"), lambda each: units.size(len(each.value)), width=8, numeric=True, sort_key=""),
        )  # fmt: skip

    def show_key(self, facts: KeyFacts) -> None:
        """Show the value of a key."""
        self._key, self._type, self._whole = facts.key, facts.type, False
        self._element = None
        is_string = facts.type == "string"
        self._list.setVisible(not is_string)
        self.match.setVisible(facts.type in ("hash", "set", "zset"))
        if is_string:
            self.ask(None, as_tree=True)
        else:
            self.bytes.forget()
            self._read_page("")

    def forget(self) -> None:
        """Show nothing."""
        self._key, self._type = b"", ""
        self._element, self._decoded = None, None
        self.model.set_rows(())
        self.bytes.forget()

    # -- bytes -----------------------------------------------------------------------------------------

    def ask(self, form: Form | None, *, as_tree: bool) -> None:
        """Fetch the value, or that of the chosen element, in a form."""
        inspector, actor = self._pane.services.cache_inspector, self._pane.actor
        key, whole, element = self._key, self._whole, self._element

        def work() -> tuple[bytes, Decoded, Any]:
            if element is not None:
                found = inspector.decode(actor, element.value, form)
            else:
                found = inspector.value(actor, key, form, whole=whole)
            return key, found, _parsed(found) if as_tree else None

        self._pane.runner.run(self, work, partial(self._on_decoded, as_tree), latest="value")

    def _on_decoded(self, as_tree: bool, found: tuple[bytes, Decoded, Any]) -> None:
        key, decoded, value = found
        if key == self._key:
            self._decoded = decoded
            self.bytes.show_decoded(decoded, value, as_tree=as_tree)

    @Slot()
    def load_all(self) -> None:
        """Fetch all of a large value."""
        self._whole = True
        self.ask(self._decoded.form if self._decoded is not None else None, as_tree=False)

    def copy(self) -> None:
        """Put what is shown on the clipboard."""
        if self._decoded is not None:
            self._pane.messages.copy(self._decoded.text)

    # -- elements --------------------------------------------------------------------------------------

    def _read_page(self, cursor: str) -> None:
        match = self.match.text().strip() if not self.match.isHidden() else ""
        work = partial(
            self._pane.services.cache_inspector.elements, self._pane.actor, self._key, cursor, match
        )
        self._pane.runner.run(self, work, partial(self._on_page, not cursor), latest="page")

    def _on_page(self, first: bool, found: Page) -> None:
        self._elements = [*([] if first else self._elements), *found.elements]
        self._cursor = found.cursor
        self.model.set_rows(self._elements)
        self.count.setText(
            self.tr("{n} of {total}").format(n=f"{len(self._elements):,}", total=f"{found.total:,}")
        )
        self.more.setVisible(bool(found.cursor))
        if first and self._elements:
            self.table.selectRow(0)

    def _on_element(self, element: Element | None) -> None:
        if element is not None:
            self._element = element
            self.ask(None, as_tree=True)


def _cell(element: Element) -> str:
    return words.key_text(element.value[:_CELL_CHARS])


def _parsed(found: Decoded) -> Any:
    """What a tree is made of; None where the form or the length is not for one."""
    if found.form not in _TREES or not found.whole or len(found.text) > _MOST_TREE_CHARS:
        return None
    try:
        value = json.loads(found.text)
    except ValueError:
        return None
    return value if isinstance(value, (dict, list)) else None
