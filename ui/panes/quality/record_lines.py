"""Two MARC records side by side: the fields in which they differ, and which of one go over to the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from app.domain.marc.mnemonic import field_text
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.quality.record_merging import FieldOffer, offers, proposed, staying
from ui.widgets.basic import breakable, label, set_property

#: Where the text behind the tag and its blanks begins in a field's line.
_TEXT = len("=245  ")
#: Brings the first line of a text level with the box beside it.
_TOP = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecordLines", text)


class _FieldText(QLabel):
    """A field's text beside its box: a click on it ticks the box, and the ticked one stands bold."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setContentsMargins(0, _TOP, 0, 0)
        self._box = box
        box.toggled.connect(self._on_toggled)
        self._on_toggled(box.isChecked())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._box.toggle()
        super().mousePressEvent(event)

    def _on_toggled(self, on: bool) -> None:
        set_property(self, "role", "strong" if on else "soft")


class RecordLines:
    """Fills a grid from a line on; ``boxes`` are those of the fields that may go over, by their place."""

    def __init__(self, grid: QGridLayout, line: int, kept: MarcRecord, gone: MarcRecord) -> None:
        self.boxes: dict[int, QCheckBox] = {}
        self._grid = grid
        found = offers(kept, gone)
        stay = staying(kept, gone, found)
        if not found and not stay:
            return
        head = label(_tr("MARC records: tick what goes over"), "strong", wrap=True)
        grid.addWidget(head, line, 0, 1, 6)
        ticked = proposed(kept, found)
        lines: list[tuple[str, FieldOffer | None, Sequence[MarcField]]] = [
            *((one.field.tag, one, one.replaces) for one in found),
            *((field.tag, None, (field,)) for field in stay),
        ]
        for at, (tag, offer, mine) in enumerate(sorted(lines, key=lambda one: one[0]), start=line + 1):
            self._line(at, tag, offer, mine, ticked)

    def taken(self) -> frozenset[int]:
        """The places of the fields that are ticked."""
        return frozenset(place for place, box in self.boxes.items() if box.isChecked())

    def _line(
        self, at: int, tag: str, offer: FieldOffer | None, mine: Sequence[MarcField], ticked: frozenset[int]
    ) -> None:
        sign, means = "=", _tr("stays")
        if offer is not None:
            sign, means = ("⇄", _tr("takes the place")) if mine else ("+", _tr("is added"))
        self._put(at, 0, sign, "strong").setToolTip(means)
        self._put(at, 1, tag, "faint")
        self._put(at, 3, "\n".join(map(_text, mine)) or "–", "soft")
        if offer is None:
            self._put(at, 5, "–", "faint")
            return
        text = "\n".join(map(_text, (offer.field, *offer.other_scripts)))
        box = QCheckBox()
        box.setChecked(offer.place in ticked)
        box.setAccessibleName(f"{tag} {text}, {means}")
        box.setToolTip(means)
        self._grid.addWidget(box, at, 4, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(_FieldText(breakable(text), box), at, 5)
        self.boxes[offer.place] = box

    def _put(self, line: int, column: int, text: str, role: str) -> QWidget:
        shown = label(breakable(text), role, wrap=True)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setContentsMargins(0, _TOP, 0, 0)
        self._grid.addWidget(shown, line, column, Qt.AlignmentFlag.AlignTop)
        return shown


def _text(field: MarcField) -> str:
    return field_text(field, isolated=True)[_TEXT:]
