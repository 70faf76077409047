"""F1 in dialogs and in windows without panes: a sheet of its own over them, with what belongs to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basic import IconLabel, button, discard, frame, label, row
from ui.widgets.reading_order import step

Told = tuple[str, str]
"""Title and text."""

WIDTH, MOST_HEIGHT = 460, 560


class HelpDialog(QDialog):
    """A page of the help over what asks something; Esc, F1 and Enter close it."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.setModal(True)
        self.setFixedWidth(WIDTH)
        self.text = label(text, wrap=True)
        self.heading = label(title, "heading", wrap=True)
        inside = frame("plain")
        QVBoxLayout(inside).setContentsMargins(0, 0, 0, 0)
        inside.layout().addWidget(self.text)  # type: ignore[union-attr]
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(title)
        self._scroll.setAccessibleDescription(text)  # a screen reader says it where the focus stands
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2)
        outer.setSpacing(theme.SPACE_2)
        outer.addLayout(row(None, IconLabel("question", 24), self.heading))
        outer.addWidget(self._scroll, 1)
        close = button(self.tr("Close"), kind="primary", run=self.accept, tip=self.tr("Close (Esc)"))
        close.setDefault(True)
        outer.addLayout(row(None, None, close))
        QShortcut(QKeySequence("F1"), self).activated.connect(self.accept)
        self.finished.connect(self._on_finished)
        self._fit()
        self._scroll.setFocus()  # its text is read at once, and the arrow keys move it

    def _fit(self) -> None:
        """Be as high as the text, up to a page."""
        room = WIDTH - 2 * theme.SPACE_3 - theme.SPACE_2
        self._scroll.setMinimumHeight(min(self.text.heightForWidth(room), MOST_HEIGHT))

    @Slot()
    def _on_finished(self) -> None:
        discard(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read."""
        return step(self, forward)


def answers_f1(window: QWidget, told: Callable[[], Told] | None = None) -> None:
    """Let F1 in a dialog or window show ``told``; without it what the window below it says (its ``help_now``)."""
    say = partial(_of_window_below, window) if told is None else told
    shortcut = QShortcut(QKeySequence("F1"), window)
    shortcut.activated.connect(lambda: show(window, say()))


def show(over: QWidget, told: Told) -> None:
    """Show a page over a window, until it is closed."""
    HelpDialog(*told, over).open()


def _of_window_below(dialog: QWidget) -> Told:
    below = dialog.parentWidget()
    while below is not None:
        found = getattr(below, "help_now", None)
        if found is not None:
            said: Told = found()
            return said
        below = below.parentWidget()
    from ui.help.dialogs import no_pane

    return no_pane()
