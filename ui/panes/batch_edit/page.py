"""The page of batch editing: what stands where. What it does is in :mod:`ui.panes.batch_edit.editor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QProgressBar, QSplitter, QVBoxLayout, QWidget

from app.domain.batch_edit.fields import Entity
from app.services.batch_edit import PreviewRow
from ui import theme
from ui.panes.batch_edit import words
from ui.panes.batch_edit.chosen_box import ChosenBox
from ui.panes.batch_edit.difference_bar import DifferenceBar
from ui.panes.batch_edit.grid import Grid
from ui.panes.batch_edit.kept import Kept
from ui.panes.batch_edit.recipe_panel import RecipePanel
from ui.widgets.banner import Banner
from ui.widgets.basic import button, column, discard, frame, label, row
from ui.widgets.state import StateView

if TYPE_CHECKING:
    from ui.panes.acting import ActingPane


class BatchPage(QWidget):
    """Records and recipe at the left, the numbers and the grid at the right, what can be done below."""

    closed = Signal()

    def __init__(self, pane: ActingPane, entities: tuple[Entity, ...], back: str) -> None:
        """``back`` are the words of the button that leaves."""
        super().__init__(pane)
        self._pane, self._entities = pane, entities
        self.entity = QComboBox()
        self.records = ChosenBox()
        self.recipe = RecipePanel()
        self.kept = Kept(pane, self.recipe.recipe, self)
        self.differences = DifferenceBar()
        self.grid: Grid | None = None
        self.banner = Banner()
        self.banner.setVisible(False)
        self.instead = StateView(QWidget())
        self.go = button(
            self.tr("Nothing to change"), "check", "primary", tip=self.tr("Change them (Ctrl+Enter)")
        )
        self.stop = button(self.tr("Stop"), "x")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.doing = label("", "soft")
        self._whole = label("", "soft", wrap=True)
        self._lay_out(back)

    def _lay_out(self, back: str) -> None:
        leave = button(back, "arrow-left", "quiet", run=self.closed.emit, tip=self.tr("Back (Esc)"))
        bar = frame("bar")
        heading = label(self.tr("Batch edit"), "heading")
        line = row(bar, leave, heading, None, self.kept.recipes, self.kept.edits)
        line.setContentsMargins(theme.SPACE, theme.SPACE_HALF, theme.SPACE_2, theme.SPACE_HALF)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.SPACE_2)
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self._right())
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([348, 900])
        self._pane.context.state.restore_splitter("batch-edit", self.splitter)
        self.splitter.splitterMoved.connect(self._save_splitter)
        ground = frame("plain")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(bar)
        foot = row(None, self.bar, self.doing, None, self.stop, self.go)
        rest = column(None, self.splitter, foot, gap=theme.SPACE)
        rest.setStretchFactor(self.splitter, 1)
        rest.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        inside.addLayout(rest, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)

    @Slot()
    def _save_splitter(self) -> None:
        self._pane.context.state.save_splitter("batch-edit", self.splitter)

    def _left(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(320)
        self.entity.setAccessibleName(self.tr("What is changed"))
        for entity in self._entities:
            self.entity.addItem(words.entity_word(entity), entity.value)
        left = column(side, self.entity, self.records, self.recipe, gap=theme.SPACE)
        self.entity.setVisible(len(self._entities) > 1)
        left.setStretchFactor(self.recipe, 1)
        return side

    def _right(self) -> QWidget:
        body = frame("card")
        self._inside = column(body, self.instead, margin=1, gap=0)
        self._inside.setStretchFactor(self.instead, 1)
        self._whole.setContentsMargins(12, 4, 12, 6)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._whole.setMinimumHeight(2 * self._whole.fontMetrics().lineSpacing() + theme.SPACE)
        self._whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._inside.addWidget(self._whole)
        right = QWidget()
        shown = column(right, self.banner, self.differences, body, gap=theme.SPACE)
        shown.setStretchFactor(body, 1)
        return right

    def put_grid(self, fields: tuple[str, ...] | None, *, notes: bool = False) -> Grid | None:
        """Show a grid of these columns, or for None what stands instead of one; returns a grid that was made anew."""
        entity, made = self.recipe.entity, None
        if self.grid is not None and self.grid.shape != (entity, fields, notes):
            discard(self.grid)
            self.grid = None
        if fields is not None and self.grid is None:
            made = self.grid = Grid(self._pane, entity, fields, notes, self)
            made.current_changed.connect(self.show_row)
            self._inside.insertWidget(0, made, 1)
        self.instead.setVisible(self.grid is None)
        self.show_row(None)
        return made

    @Slot(object)
    def show_row(self, current: PreviewRow | None) -> None:
        """Say in full what becomes of the row under the cursor: cells have no room for it."""
        hint = self.tr("Choose a row: all that changes in it is said here.") if self.grid is not None else ""
        self._whole.setText(hint if current is None else words.in_full(self.recipe.entity, current))

    # -- the line below ----------------------------------------------------------------------------------

    def say(self, text: str, *, busy: bool = False, stoppable: bool = False) -> None:
        """Say in the line below what goes on."""
        self.doing.setText(text)
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        self.stop.setVisible(stoppable)
        self.stop.setEnabled(stoppable)
