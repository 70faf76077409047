"""What is offered to the form of a title: values for fields that have others already, each to be taken by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ui import theme
from ui.widgets.basic import breakable, button, clear, column, label

_HIGH, _HEADING, _LINE, _SECOND = 184, 48, 40, 20  # pixels


@dataclass(frozen=True, slots=True)
class Offer:
    """A value for a field: how the field is called, how the value is read, and perhaps why it is offered."""

    key: str
    label: str
    value: Any
    text: str
    why: str = ""


class Offers(QScrollArea):
    """A line for each offer with a button that takes it; gone when nothing is left."""

    taken = Signal(object)  # Offer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []
        body = QWidget()
        body.setObjectName("page")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE_HALF)
        self._grid.setColumnStretch(1, 1)
        self._heading = label("", "strong", wrap=True)
        column(body, self._heading, self._grid, None).setContentsMargins(
            theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE
        )
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows its buttons
        self.setVisible(False)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered now."""
        return tuple(self._offers)

    def show_offers(self, heading: str, offers: Sequence[Offer]) -> None:
        """Offer these instead of those before."""
        self._heading.setText(heading)
        self._offers = list(offers)
        self._draw()

    def _draw(self) -> None:
        clear(self._grid)
        for line, offer in enumerate(self._offers):
            text = f"{offer.text}\n{offer.why}" if offer.why else offer.text
            take = button(self.tr("Take"), "check", "quiet", run=partial(self._take, offer))
            take.setAccessibleName(
                self.tr("Take {value} for {field}").format(value=offer.text, field=offer.label)
            )
            take.setObjectName(f"take-{offer.key}")
            self._grid.addWidget(label(offer.label, "faint"), line, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label(breakable(text), wrap=True), line, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(take, line, 2, Qt.AlignmentFlag.AlignVCenter)
        self.setVisible(bool(self._offers))
        lines = sum(1 + bool(offer.why) for offer in self._offers)
        self.setFixedHeight(
            min(_HIGH, _HEADING + _LINE * len(self._offers) + _SECOND * (lines - len(self._offers)))
        )

    @Slot()
    def _take(self, offer: Offer) -> None:
        # Offers for one field are alternatives: one taken, the others are answered.
        self._offers = [one for one in self._offers if one.key != offer.key]
        self._draw()
        self.taken.emit(offer)
