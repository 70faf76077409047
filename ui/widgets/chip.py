"""Connection chips: what the window is connected to, by word, shape and colour together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from ui import icons
from ui.models.columns import Tone
from ui.widgets.basic import ICON

#: A shape for each tone, so that colour is never the only sign.
SHAPES = {
    Tone.OK: "check-circle",
    Tone.WARN: "warning",
    Tone.BAD: "x-circle",
    Tone.MUTED: "minus-circle",
    Tone.INFO: "info",
    Tone.ACCENT: "circle",
}


@dataclass(frozen=True, slots=True)
class ChipState:
    """What a chip says: a word ("online"), its tone, and a sentence for the tool-tip."""

    word: str
    tone: Tone
    detail: str = ""


class Chip(QPushButton):
    """One connection. Pressing it is up to the owner."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.state = ChipState("", Tone.MUTED)
        self.setProperty("kind", "chip")
        self.setIconSize(ICON * 0.85)
        self.setAutoDefault(False)

    def set_state(self, state: ChipState) -> None:
        """Say how the connection is."""
        self.state = state
        self.setText(f"{self._title} {state.word}".strip())
        self.setIcon(icons.icon(SHAPES[state.tone], str(state.tone)))
        self.setToolTip(state.detail)
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(state.detail)
