"""A list pane's body: toolbar, filters, table with its states, and the side sheet, in one splitter.

Most panes are this and nothing else. The owner gives acts, columns and a source; this keeps the search
box, row count, column chooser, export, facets, table and sheet together and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.paging import Count
from ui import theme
from ui.models.columns import sort_keys
from ui.models.pages import PagesModel
from ui.state import UiState
from ui.widgets.acts import Act
from ui.widgets.basic import button, frame, label, row, rule
from ui.widgets.facets import Facets
from ui.widgets.folded_filters import FoldedFilters
from ui.widgets.search_box import SearchBox
from ui.widgets.sheet import Sheet
from ui.widgets.state import StateView
from ui.widgets.table import Model, TableView, count_text


class MasterDetail(QWidget):
    """Search and acts above, facets left, table middle, sheet right."""

    searched = Signal(str)
    sheet_closed = Signal()

    def __init__(
        self,
        name: str,
        model: Model,
        *,
        acts: Iterable[Act] = (),
        placeholder: str = "",
        nouns: tuple[str, str] = ("row", "rows"),
        state: UiState | None = None,
        copy: Callable[[str], None] | None = None,
        export: Callable[[], object] | None = None,
        facets: bool = False,
        multi: bool = True,
        table: type[TableView] = TableView,
        parent: QWidget | None = None,
    ) -> None:
        """``nouns`` are the translated words for one and many rows; ``export`` shows an export button; ``table`` is the kind
        of table."""
        super().__init__(parent)
        self.name = name
        self.model = model
        self._ui = state
        self._nouns = nouns
        self.table = table(model, name, state=state, acts=acts, copy=copy, multi=multi)
        self.table.setAccessibleName(nouns[1])
        self.view = StateView(self.table)
        self.search = SearchBox(placeholder or self.tr("Filter this list"))
        self.facets = Facets() if facets else None
        self.folded = FoldedFilters(self.facets) if self.facets is not None else None
        self.sheet = Sheet()
        self.sheet.setVisible(False)
        self._count = label("", "faint")
        self._lay_out(export)
        self._wire()

    def _lay_out(self, export: Callable[[], object] | None) -> None:
        body = frame("plain")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._bar(export))
        inside.addWidget(rule())
        inside.addWidget(self._split(), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(body)
        if self._ui is not None:
            self._ui.restore_splitter(self.name, self.splitter)

    def _bar(self, export: Callable[[], object] | None) -> QWidget:
        bar = frame("plain")
        tools = QHBoxLayout(bar)
        tools.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        tools.setSpacing(theme.SPACE)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(420)
        tools.addWidget(self.search, 3)
        tools.addWidget(self._count)
        if self.folded is not None:
            tools.addWidget(self.folded)
        tools.addStretch(1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme.SPACE)
        tools.addLayout(self.tools)
        self.table.acts.fill_toolbar(self.tools)
        tip = self.tr("Columns and sorting ({keys} sorts)").format(keys=sort_keys())
        columns = button("", "columns", "quiet", name=self.tr("Columns and sorting"), tip=tip)
        columns.setMenu(self.table.column_menu(columns))
        small = row(None, columns, gap=0)
        if export is not None:
            small.addWidget(button("", "export", "quiet", name=self.tr("Export this list"), run=export))
        tools.insertLayout(tools.count() - 1, small)
        return bar

    def _split(self) -> QSplitter:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setProperty("rule", True)
        self.splitter.setHandleWidth(1)
        if self.facets is not None:
            self.splitter.addWidget(self.facets)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.sheet)
        self.splitter.setStretchFactor(self.splitter.indexOf(self.view), 1)
        self.splitter.setSizes([200, 760, 400] if self.facets is not None else [900, 400])
        return self.splitter

    def _wire(self) -> None:
        for act in self.table.acts.acts:
            self.addAction(
                self.table.acts.action(act.key)
            )  # their keys work while an empty list hides the table
        self.search.addAction(self.table.sorting.action)  # where the focus is while one looks for something
        self.search.searched.connect(self.searched)
        self.search.down_pressed.connect(self._focus_table)
        self.sheet.close_requested.connect(self.close_sheet)
        self.table.count_changed.connect(self._on_counted)
        self.splitter.splitterMoved.connect(self._save_splitter)
        if isinstance(self.model, PagesModel):
            self.model.state_changed.connect(self._on_model_state)
            self.view.retry_requested.connect(self.model.invalidate)

    # -- states ------------------------------------------------------------------------------------------

    @Slot(str)
    def _on_model_state(self, state: str) -> None:
        model = self.model
        if isinstance(model, PagesModel):
            if state == "loaded" and model.rowCount() == 0:
                state = "empty"
            self.view.set_state(state, model.error)

    @Slot(object)
    def _on_counted(self, count: Count) -> None:
        self._count.setText(count_text(count, *self._nouns))
        if isinstance(self.model, PagesModel):
            self._on_model_state(self.model.state)
        else:
            self.view.set_state("loaded" if count.value else "empty")

    def count_label(self) -> str:
        """The row count as shown."""
        return self._count.text()

    def fit_filters(self, roomy: bool) -> None:
        """Show the filters where there is room beside list and sheet; else the toolbar says how they are set."""
        if self.folded is not None:
            self.folded.fit(roomy)

    # -- sheet -------------------------------------------------------------------------------------------

    def open_sheet(self) -> None:
        """Show the sheet beside the list; the list keeps the focus."""
        if self.sheet.isHidden():
            self.sheet.setVisible(True)
            self._current_into_view()

    @Slot()
    def close_sheet(self) -> None:
        """Hide the sheet and give the focus back to the list."""
        if not self.sheet.isHidden():
            self.sheet.setVisible(False)
            self.table.setFocus()
            self.sheet_closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.sheet.isHidden():
            self.sheet.close_requested.emit()
        else:
            super().keyPressEvent(event)

    def _current_into_view(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.table.scrollTo(index)

    @Slot()
    def _save_splitter(self) -> None:
        if self._ui is not None and not self.sheet.isHidden():
            self._ui.save_splitter(self.name, self.splitter)

    @Slot()
    def _focus_table(self) -> None:
        self.table.setFocus()
        if not self.table.selected() and self.model.rowCount():
            self.table.selectRow(max(0, self.table.currentIndex().row()))

    def selected(self) -> tuple[Any, ...]:
        """The selected row values."""
        return self.table.selected()
