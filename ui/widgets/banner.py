"""A line above content that says what is going on, without taking the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.widgets.basic import IconLabel, breakable, button, discard, label, set_property


class Banner(QFrame):
    """An icon, a sentence and perhaps buttons. Tones: ok, info, warn, bad, muted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._icon = IconLabel("info", 18)
        self._text = label("", wrap=True)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 6, 12, 6)
        self._layout.setSpacing(theme.SPACE)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)
        self._buttons: list[QWidget] = []
        for each in (self, self._text):
            each.setProperty("banner", "muted")

    def show_banner(self, tone: str, icon: str, text: str) -> None:
        """Say ``text`` in a tone."""
        for each in (self, self._text):  # a sheet does not look again at what stands in a widget that changed
            set_property(each, "banner", tone)
        self._icon.set(icon, f"{tone}_text")
        self._said = text
        self._text.setText(breakable(text))
        self.setAccessibleName(text)
        self.setVisible(True)

    def set_button(self, text: str, run: Callable[[], object] | None) -> None:
        """Offer one thing to do; None takes the button away."""
        self.set_buttons(*((button(text, kind="quiet", run=run),) if run is not None else ()))

    def set_buttons(self, *buttons: QWidget) -> None:
        """Offer these instead of those before."""
        while self._buttons:
            discard(self._buttons.pop())
        for each in buttons:
            self._buttons.append(each)
            self._layout.addWidget(each)

    def text(self) -> str:
        """The sentence shown."""
        return self._said
