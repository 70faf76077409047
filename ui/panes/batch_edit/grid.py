"""The grid of a dry run: one column a field, each cell with what stands there now and what will."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.batch_edit.fields import Entity
from app.domain.batch_edit.running import Cell
from app.domain.paging import Count, Page, Window
from app.services.batch_edit import Difference, Preview, PreviewRow
from ui import icons, theme
from ui.models.columns import Column
from ui.models.pages import PagesModel
from ui.panes.batch_edit import words
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.delegate import RowDelegate
from ui.widgets.state import StateView
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from ui.panes.base import Pane

_ICON = 14
_OF_FIELD = "field."
_ARROW = " → "


class GridSource:
    """The rows of a dry run that have a difference."""

    def __init__(self, pane: Pane, preview: Preview, wanted: Difference) -> None:
        self._service, self._actor = pane.services.batch_edit, pane.actor
        self._plan, self._wanted = preview.plan, wanted

    def count(self) -> Count:
        """How many there are."""
        return Count(self._service.count(self._actor, self._plan, self._wanted))

    def page(self, window: Window, sort: str) -> Page[PreviewRow]:
        """Rows in the order in which they were chosen."""
        return self._service.rows(self._actor, self._plan, self._wanted, window)


class DifferenceDelegate(RowDelegate):
    """Paints a difference as both its sides: the old one struck out, an arrow, the new one."""

    def __init__(self, entity: Entity, parent: QWidget) -> None:
        super().__init__(parent)
        self._entity = entity

    def _cell(
        self,
        painter: QPainter,
        rect: QRect,
        column: Column,
        row: Any,
        base: QFont,
        colours: theme.Theme,
        selected: bool,
    ) -> None:
        field = column.key.removeprefix(_OF_FIELD)
        cell = cell_of(row, field) if column.key.startswith(_OF_FIELD) else None
        if cell is None:
            super()._cell(painter, rect, column, row, base, colours, selected)
            return
        place = QRect(rect.x(), rect.center().y() - _ICON // 2, _ICON, _ICON)
        icons.paint(painter, place, words.cell_icon(self._entity, cell), colours.color("text_soft"))
        room = rect.adjusted(_ICON + theme.SPACE_HALF, 0, 0, 0)
        before, after = words.short_sides(self._entity, cell)
        plain, strong = self._font("plain", base), self._font("strong", base)
        soft, left = colours.color("text_soft"), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if before:
            arrow = _ARROW if after else ""
            sides = room.width() - plain[1].horizontalAdvance(arrow)
            old, new = plain[1].horizontalAdvance(before), strong[1].horizontalAdvance(after)
            if old + new > sides:
                old = max(min(old, sides // 2), sides - new)
            struck = QFont(plain[0])
            struck.setStrikeOut(bool(cell.before))
            self._text(
                painter, room.adjusted(0, 0, old - room.width(), 0), before, (struck, plain[1]), soft, left
            )
            room.setLeft(room.left() + old)
            self._text(painter, room, arrow, plain, soft, left)
            room.setLeft(room.left() + plain[1].horizontalAdvance(arrow))
        self._text(painter, room, after, strong, colours.color("text" if cell.after else "text_soft"), left)


def cell_of(row: PreviewRow, field: str) -> Cell | None:
    """The difference of a row in one field."""
    return next((cell for cell in row.cells if cell.field == field), None)


class Grid(QWidget):
    """A table for the fields that a dry run found to differ. ``left_out`` carries rows and whether they are left out."""

    left_out = Signal(object, bool)
    current_changed = Signal(object)

    def __init__(
        self, pane: Pane, entity: Entity, fields: tuple[str, ...], notes: bool, parent: QWidget
    ) -> None:
        """``notes`` adds a column that says why rows are refused or should be looked at."""
        super().__init__(parent)
        self.shape = entity, fields, notes
        columns = _columns(entity, fields, notes=notes)
        self.model = PagesModel(pane.runner, columns, self, key=lambda row: row.seq)
        acts = (
            Act("leave-out", self.tr("Leave out, or take in again"), self._on_leave_out, "minus-circle", "Del", needs="some"),
        )  # fmt: skip
        self.table = TableView(self.model, acts=acts, copy=pane.messages.copy)
        delegate = DifferenceDelegate(entity, self)
        self.table.setItemDelegate(delegate)
        theme.current().changed.connect(delegate.forget_fonts)
        self.table.setAccessibleName(self.tr("What the recipe changes"))
        self.table.current_changed.connect(self.current_changed)
        self.view = StateView(self.table)
        self.model.state_changed.connect(self._on_state)
        self.model.count_changed.connect(self._on_state)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.view)

    @Slot()
    def _on_state(self) -> None:
        state = self.model.state
        if state == "loaded" and not self.model.rowCount():
            self.view.set_empty(
                self.tr("No such rows"), self.tr("Press the number again, or choose “any field”."), "equals"
            )
            state = "empty"
        self.view.set_state(state, self.model.error)

    def _on_leave_out(self, rows: tuple[PreviewRow, ...]) -> None:
        self.left_out.emit(rows, not all(row.left_out for row in rows))


def _columns(entity: Entity, fields: tuple[str, ...], *, notes: bool) -> tuple[Column, ...]:
    whole = partial(words.in_full, entity)
    of_patrons = entity is Entity.PATRONS
    badge = words.row_badge
    becomes = Column(
        "verdict", words.tr("Becomes"), lambda r: "", badge=badge, sort_key="", width=15, tip=whole
    )
    number = Column(
        "number", words.tr("LRN") if of_patrons else words.tr("Number"), lambda r: r.number, sort_key="", width=13,
        shown=not of_patrons,
    )  # fmt: skip
    label = Column(
        "label", words.tr("Name") if of_patrons else words.tr("Title"), lambda r: r.label or r.number,
        sort_key="", width=20, strong=True, stretch=True, tip=whole,
    )  # fmt: skip
    named = (label,) if entity is Entity.TITLES else (number, label)
    why = Column("notes", words.tr("Why"), _notes, sort_key="", width=24, tip=whole)
    return (becomes, *named, *(_column(entity, field, whole) for field in fields), *((why,) if notes else ()))


def _column(entity: Entity, field: str, whole: Any) -> Column:
    def value(row: PreviewRow) -> str:
        cell = cell_of(row, field)
        return words.difference(entity, cell) if cell is not None else ""

    return Column(
        f"{_OF_FIELD}{field}", words.field_word(entity, field), value, sort_key="", width=27, tip=whole
    )


def _notes(row: PreviewRow) -> str:
    return " ".join(said(note) for note in row.notes)
