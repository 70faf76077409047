"""What narrows the grid: the numbers by verdict, a field, and how it differs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.batch_edit.running import CellKind, Verdict
from app.services.batch_edit import Difference, Pair, Preview
from ui import theme
from ui.panes.batch_edit import words
from ui.panes.catalog.import_parts import Tile
from ui.widgets.basic import row

_SHOWN_CHARS = 40


class DifferenceBar(QWidget):
    """The filter over a dry run. ``changed`` is told when another difference is wanted, ``field_chosen`` with a field."""

    changed = Signal()
    field_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self.tiles: dict[Verdict, Tile] = {}
        self.field, self.how = QComboBox(), QComboBox()
        numbers = QHBoxLayout()
        numbers.setSpacing(theme.SPACE)
        for verdict in Verdict:
            icon, tone, help_ = words.verdict_look(verdict)
            tile = Tile(verdict.value, words.verdict_word(verdict), icon, tone, help_)
            tile.clicked.connect(self._on_tile)
            numbers.addWidget(tile)
            self.tiles[verdict] = tile
        for box, name in ((self.field, self.tr("Field that differs")), (self.how, self.tr("How it differs"))):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
        self.field.activated.connect(self._on_field)
        self.how.activated.connect(self._on_how)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE)
        inside.addLayout(numbers)
        line = row(None, self.field, self.how)
        line.setStretchFactor(self.field, 2)
        line.setStretchFactor(self.how, 5)
        inside.addLayout(line)
        self.show_preview(None)

    def show_preview(self, preview: Preview | None) -> None:
        """Show a dry run's numbers; what was narrowed stays so while it still counts something."""
        self._preview = preview
        for verdict, tile in self.tiles.items():
            tile.set_number(preview.counts[verdict] if preview else 0)
            if not tile.number:
                tile.setChecked(False)
        before = self.field.currentData()
        with QSignalBlocker(self.field):
            self.field.clear()
            self.field.addItem(self.tr("Any field"), "")
            for name, number in (preview.fields if preview else {}).items():
                text = self.tr("{field} ({number})").format(
                    field=words.field_word(preview.recipe.entity, name), number=f"{number:,}"
                ) if preview else ""  # fmt: skip
                self.field.addItem(text, name)
            self.field.setCurrentIndex(max(0, self.field.findData(before)))
        self._fill_how(())
        if self.field.currentData():
            self.field_chosen.emit(self.field.currentData())

    def count_left(self, left: int) -> None:
        """So many records more were left as they are than the dry run foresaw."""
        refused, change = self.tiles[Verdict.REFUSED], self.tiles[Verdict.CHANGE]
        refused.set_number(refused.number + left)
        change.set_number(max(0, change.number - left))

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Offer the differences of the field chosen."""
        if pairs and pairs[0].field == self.field.currentData():
            self._fill_how(pairs)

    def _fill_how(self, pairs: Sequence[Pair]) -> None:
        preview, before = self._preview, self.how.currentIndex()
        with QSignalBlocker(self.how):
            self.how.clear()
            self.how.addItem(self.tr("Any difference"), None)
            if preview is None:
                return
            for kind, number in preview.kinds.items():
                text = self.tr("{kind} ({number})").format(kind=words.kind_word(kind), number=f"{number:,}")
                self.how.addItem(words.kind_word(kind) if self.field.currentData() else text, kind)
            for pair in pairs:
                sides = (
                    words.side(preview.recipe.entity, pair.field, one) for one in (pair.before, pair.after)
                )
                was, becomes = (f"{one[:_SHOWN_CHARS]}…" if len(one) > _SHOWN_CHARS else one for one in sides)
                text = self.tr("{before} → {after} ({number})")
                self.how.addItem(text.format(before=was, after=becomes, number=f"{pair.rows:,}"), pair)
            if 0 < before <= len(CellKind):
                self.how.setCurrentIndex(before)

    def wanted(self) -> Difference:
        """The difference the grid is narrowed to."""
        verdicts = tuple(verdict for verdict, tile in self.tiles.items() if tile.isChecked())
        how = self.how.currentData()
        field = str(self.field.currentData() or "")
        if isinstance(how, Pair):
            return Difference(verdicts, field, None, how.before, how.after)
        return Difference(verdicts, field, CellKind(how) if how else None)

    @Slot()
    def _on_tile(self) -> None:
        pressed = self.sender()
        for tile in self.tiles.values():
            if tile is not pressed:
                tile.setChecked(False)
        self.changed.emit()

    @Slot()
    def _on_field(self) -> None:
        self.how.setCurrentIndex(0)
        self._fill_how(())
        if self.field.currentData():
            self.field_chosen.emit(self.field.currentData())
        self.changed.emit()

    @Slot()
    def _on_how(self) -> None:
        self.changed.emit()
