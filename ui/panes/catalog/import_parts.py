"""Parts of the import's preview: the big numbers, the repairs with their switches, the mapping of columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.services.importing import Field, ImportKind, Preview, RepairOffer, SourceColumn, SourceFile, Verdict
from ui import theme
from ui.models.columns import Badge, Tone
from ui.panes.catalog import import_words, words
from ui.sentences import said
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import Elided, IconLabel, clear, frame, label, row
from ui.widgets.sheet import page

REPAIRED = "repaired"
_TILE = 64
_LONGEST_HEADING = 32


class Tile(QPushButton):
    """A big number with its word; pressed, it filters the rows to what it counts."""

    def __init__(self, key: str, word: str, icon: str, tone: Tone, tip: str) -> None:
        super().__init__()
        self.key = key
        self._word = word
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setToolTip(tip)
        self.setFixedHeight(_TILE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._number = label("", "title")
        self._number.setFont(theme.tabular(self._number.font()))
        token = "text_faint" if tone is Tone.MUTED else str(tone)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 6, 8, 6)
        inside.setSpacing(0)
        inside.addWidget(self._number)
        name = label(word, "faint")
        inside.addLayout(row(None, IconLabel(icon, 14, token), name, None, gap=4))
        for each in (self._number, name):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumWidth(name.sizeHint().width() + 44)
        self.set_number(0)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), _TILE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # the sheet's least height of a button would squeeze what stands inside

    def set_number(self, number: int) -> None:
        """Show another number."""
        self._number.setText(f"{number:,}")
        self.setAccessibleName(f"{self._word}: {number:,}")
        self.number = number


class Tiles(QWidget):
    """What will become of the rows, in big numbers. ``chosen`` carries the key of the one pressed, or ""."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: dict[str, Tile] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE)
        for verdict in Verdict:
            self._add(
                layout,
                Tile(
                    verdict.value,
                    import_words.verdict_word(verdict),
                    import_words.verdict_icon(verdict),
                    import_words.verdict_tone(verdict),
                    import_words.verdict_help(verdict),
                ),
            )
        self._add(
            layout,
            Tile(
                REPAIRED,
                self.tr("Repairs"),
                "wrench",
                Tone.INFO,
                self.tr("Values mended on the way in; switch each kind off below"),
            ),
        )

    def _add(self, layout: QHBoxLayout, tile: Tile) -> None:
        self.tiles[tile.key] = tile
        tile.clicked.connect(self._on_clicked)
        layout.addWidget(tile)

    def show_preview(self, preview: Preview) -> None:
        """Show a preview's numbers."""
        for verdict in Verdict:
            self.tiles[verdict.value].set_number(preview.counts[verdict])
        self.tiles[Verdict.ATTACH.value].setVisible(preview.kind is ImportKind.BOOKS)
        self.tiles[REPAIRED].set_number(sum(offer.rows for offer in preview.repairs if offer.chosen))
        for tile in self.tiles.values():
            if not tile.number:
                tile.setChecked(False)  # what it counted is settled: show all rows again

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        for tile in self.tiles.values():
            if tile is not sender:
                tile.setChecked(False)
        pressed = isinstance(sender, Tile) and sender.isChecked()
        self.chosen.emit(sender.key if pressed and isinstance(sender, Tile) else "")

    def choose(self, key: str) -> None:
        """Press a tile, or none for ""."""
        for tile in self.tiles.values():
            tile.setChecked(tile.key == key)
        self.chosen.emit(key)


class RepairsList(QWidget):
    """Each proposed repair with its count, a sentence, examples and a switch."""

    changed = Signal(object)  # frozenset of names switched on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switches: dict[str, QCheckBox] = {}
        self._records = False
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE)
        self._list.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setLayout(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page(inner, margin=0, name=self.tr("Proposed repairs")))

    def show_offers(self, offers: Iterable[RepairOffer], *, records: bool = False) -> None:
        """Show these repairs, of rows or of MARC records; one whose switch has the focus keeps it."""
        self._records = records
        focused = next((name for name, box in self.switches.items() if box.hasFocus()), "")
        clear(self._list)
        self.switches = {}
        for offer in offers:
            self._list.addWidget(self._offer(offer))
        if not self.switches:
            self._list.addWidget(label(self.tr("Nothing in this file needs repair."), "soft", wrap=True))
        if focused in self.switches:
            self.switches[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, offer: RepairOffer) -> QWidget:
        card = frame("sunken")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, theme.SPACE, 12, theme.SPACE)
        layout.setSpacing(theme.SPACE_HALF)
        switch = QCheckBox()
        switch.setChecked(offer.chosen)
        switch.setAccessibleName(said(offer.title))
        switch.toggled.connect(self._on_toggled)
        self.switches[offer.name] = switch
        title = label(said(offer.title), "strong", wrap=True)
        title.setBuddy(switch)
        head = row(None, switch, title, label(words.rows(offer.rows), "faint"))
        head.setStretchFactor(title, 1)
        layout.addLayout(head)
        layout.addWidget(label(said(offer.explanation), "faint", wrap=True))
        for line, before, after in offer.examples[:2]:
            layout.addWidget(self._example(line, before, after))
        return card

    def _example(self, line: int, before: str, after: str) -> QWidget:
        blank = self.tr("(blank)")
        where = self.tr("record {line}") if self._records else self.tr("line {line}")
        text = self.tr("{before} → {after}").format(before=before or blank, after=after or blank)
        shown = Elided(text)
        shown.setProperty("mayElide", True)
        holder = QWidget()
        made = row(holder, label(where.format(line=line), "faint"), shown)
        made.setStretchFactor(shown, 1)
        return holder

    @Slot()
    def _on_toggled(self) -> None:
        self.changed.emit(self.chosen())

    def chosen(self) -> frozenset[str]:
        """The repairs switched on."""
        return frozenset(name for name, box in self.switches.items() if box.isChecked())


class _FieldBox(QComboBox):
    """The field a column is; scrolling past it changes nothing."""

    def __init__(self, column: SourceColumn, fields: tuple[Field, ...]) -> None:
        super().__init__()
        self.column = column
        self.addItem(self.tr("Not used"), "")
        for field in fields:
            self.addItem(said(field.label), field.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        self.setMinimumContentsLength(15)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setAccessibleName(self.tr("What the column {name} is").format(name=column.label))

    def wheelEvent(self, event: object) -> None:
        if self.hasFocus():
            super().wheelEvent(event)  # type: ignore[arg-type]
        else:
            event.ignore()  # type: ignore[attr-defined]

    def field(self) -> str:
        """The name of the field chosen, "" for none."""
        return str(self.currentData() or "")

    def choose(self, name: str) -> None:
        """Choose a field without telling."""
        blocker = QSignalBlocker(self)
        self.setCurrentIndex(max(0, self.findData(name)))
        blocker.unblock()


class ColumnsList(QWidget):
    """Each column of the file with what is in it and what it is taken for."""

    changed = Signal(object)  # mapping: column label → field

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, _FieldBox] = {}
        self._badges: dict[str, BadgeLabel] = {}
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        inner = QWidget()
        inner.setLayout(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page(inner, margin=0))

    def show_columns(self, source: SourceFile, fields: tuple[Field, ...], mapping: Mapping[str, str]) -> None:
        """Show the columns of a file as they are mapped."""
        clear(self._list)
        self.boxes, self._badges = {}, {}
        for column in source.columns:
            box = self.boxes[column.label] = _FieldBox(column, fields)
            box.choose(mapping.get(column.label, ""))
            box.currentIndexChanged.connect(self._on_changed)
            badge = self._badges[column.label] = BadgeLabel(None, self)
            place = QWidget()
            inside = QVBoxLayout(place)
            inside.setContentsMargins(0, 0, theme.SPACE, 0)
            inside.setSpacing(2)
            inside.addLayout(self._named(column))
            inside.addLayout(row(None, box, badge, None))
            self._list.addWidget(place)
        self._mark()

    @staticmethod
    def _named(column: SourceColumn) -> QHBoxLayout:
        samples = Elided(" · ".join(column.samples), "faint")
        samples.setProperty("mayElide", True)
        long = len(column.label) > _LONGEST_HEADING
        name = label(f"{column.label[:_LONGEST_HEADING]}…" if long else column.label, "strong")
        name.setToolTip(column.label if long else "")
        made = row(None, name, samples)
        made.setStretchFactor(samples, 1)
        return made

    def take_focus(self) -> None:
        """Put the focus on the first column that is left out, unless the person is at one already."""
        if not any(box.hasFocus() for box in self.boxes.values()):
            free = next((box for box in self.boxes.values() if not box.field()), None)
            if free is not None:
                free.setFocus(Qt.FocusReason.OtherFocusReason)

    def mapping(self) -> dict[str, str]:
        """Column label → field, "" for a column left out."""
        return {label: box.field() for label, box in self.boxes.items()}

    @Slot()
    def _on_changed(self) -> None:
        sender = self.sender()
        if isinstance(sender, _FieldBox) and sender.field():
            for box in self.boxes.values():
                if box is not sender and box.field() == sender.field():
                    box.choose("")  # a field comes from one column only: the one chosen last
        self._mark()
        self.changed.emit(self.mapping())

    def _mark(self) -> None:
        for name, box in self.boxes.items():
            self._badges[name].set_badge(self._trust(box))

    def _trust(self, box: _FieldBox) -> Badge:
        column = box.column
        if not box.field():
            return Badge(self.tr("Left out"), Tone.MUTED, "minus-circle")
        if box.field() != column.field:
            return Badge(self.tr("Chosen"), Tone.INFO, "hand-pointing")
        if column.confidence >= 0.95:
            return Badge(self.tr("Recognised"), Tone.OK, "check-circle")
        share = self.tr("{share} % sure").format(share=round(column.confidence * 100))
        return Badge(share, Tone.WARN, "question")
