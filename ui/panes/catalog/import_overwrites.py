"""What a file may overwrite: each field in which it says otherwise than the library, with a switch."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.services.importing import OverwriteOffer
from ui import theme
from ui.panes.catalog import words
from ui.sentences import said
from ui.widgets.basic import clear, frame, label, row
from ui.widgets.sheet import page


class OverwritesList(QWidget):
    """The fields that differ, with how often; one switched off keeps what the library has."""

    changed = Signal(object)  # frozenset of the names kept

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switches: dict[str, QCheckBox] = {}
        self._kept: set[str] = set()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE)
        self._list.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setLayout(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page(inner, margin=0, name=self.tr("What the file may overwrite")))

    def forget(self) -> None:
        """Begin anew: another file may overwrite everything."""
        self._kept.clear()

    def kept(self) -> frozenset[str]:
        """The fields in which the library's values stay."""
        return frozenset(self._kept)

    def show_offers(self, offers: Iterable[OverwriteOffer]) -> None:
        """Show these fields; one whose switch has the focus keeps it."""
        focused = next((name for name, box in self.switches.items() if box.hasFocus()), "")
        clear(self._list)
        self.switches = {}
        for offer in offers:
            if not self.switches:
                self._list.addWidget(label(self._explained(), "soft", wrap=True))
            self._list.addWidget(self._offer(offer))
        if not self.switches:
            none = self.tr("This file replaces nothing the library has.")
            self._list.addWidget(label(none, "soft", wrap=True))
        if focused in self.switches:
            self.switches[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _explained(self) -> str:
        return self.tr(
            "Here the file says otherwise than the library. A field switched off stays as it is; blanks are filled, and "
            "loans are never touched."
        )

    def _offer(self, offer: OverwriteOffer) -> QWidget:
        switch = QCheckBox()
        switch.setChecked(offer.chosen)
        switch.setAccessibleName(self.tr("Overwrite {field}").format(field=said(offer.label)))
        switch.toggled.connect(self._on_toggled)
        self.switches[offer.name] = switch
        name = label(said(offer.label), "strong", wrap=True)
        name.setBuddy(switch)
        card = frame("sunken")
        line = row(card, switch, name, label(words.rows(offer.rows), "faint"))
        line.setContentsMargins(12, theme.SPACE, 12, theme.SPACE)
        line.setStretchFactor(name, 1)
        return card

    @Slot()
    def _on_toggled(self) -> None:
        for name, box in self.switches.items():
            (self._kept.discard if box.isChecked() else self._kept.add)(name)
        self.changed.emit(self.kept())
