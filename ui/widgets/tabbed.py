"""Pages behind a row of tabs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.widgets.basic import column, rule


class Tabbed(QWidget):
    """Shows one of its pages. Ctrl+1, Ctrl+2 … ask for one from anywhere in ``owner``, which brings it to the front with
    ``go`` and puts the focus where the work is."""

    asked = Signal(str)
    changed = Signal(str)

    def __init__(self, owner: QWidget, name: str, pages: Sequence[tuple[str, str, QWidget]]) -> None:
        """``pages`` are keys, titles and bodies; ``name`` is what screen readers call the tabs."""
        super().__init__(owner)
        self._keys = tuple(key for key, _, _ in pages)
        self.bar = QTabBar(self)
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(name)
        self._stack = QStackedWidget(self)
        for number, (key, title, body) in enumerate(pages):
            keys = QKeySequence(f"Ctrl+{number + 1}")
            self.bar.addTab(title)
            self.bar.setTabToolTip(
                number, f"{title} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"
            )
            self._stack.addWidget(body)
            QShortcut(keys, owner).activated.connect(partial(self.asked.emit, key))
        self.bar.currentChanged.connect(self._on_changed)
        column(self, self.bar, rule(), self._stack, gap=0)

    @property
    def key(self) -> str:
        """The key of the page in front."""
        return self._keys[self._stack.currentIndex()]

    def go(self, key: str) -> None:
        """Bring a page to the front."""
        self.bar.setCurrentIndex(self._keys.index(key))

    def set_title(self, key: str, title: str) -> None:
        """Change the words of a tab, for instance to add a number."""
        self.bar.setTabText(self._keys.index(key), title)

    @Slot(int)
    def _on_changed(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.changed.emit(self._keys[number])
