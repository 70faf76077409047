"""The statements of a plan, for those who ask: folded up at first, then in a box of their own that scrolls both ways."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QWidget

from ui import theme
from ui.widgets.basic import button, column, row, set_icon

_MOST_LINES = 18
_COMMENT = "-- "


class Statements(QWidget):
    """SQL as it is run, one statement after the other; never broken across lines, since it is read as code."""

    def __init__(self, copy: Callable[[str], None]) -> None:
        super().__init__()
        self._count = 0
        self._fold = button(self.tr("Show the statements ({n})"), "caret-right", "quiet", run=self.toggle)
        self._copy = button(self.tr("Copy"), "copy", "quiet", run=lambda: copy(self.text()))
        self._box = QPlainTextEdit()
        self._box.setReadOnly(True)
        self._box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._box.setTabChangesFocus(True)
        self._box.setAccessibleName(self.tr("Statements"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(max(8.0, self.font().pointSizeF() - 1))
        self._box.setFont(font)
        column(self, row(None, self._fold, None, self._copy), self._box)
        self.show_statements(())

    def show_statements(self, statements: tuple[str, ...]) -> None:
        """Show these, folded up; nothing at all where there are none."""
        self._count = sum(not each.startswith(_COMMENT) for each in statements)
        self._box.setPlainText("\n\n".join(statements))
        self._unfold(False)
        self.setVisible(bool(statements))

    def text(self) -> str:
        """All of them."""
        return self._box.toPlainText()

    @property
    def shown(self) -> bool:
        """Whether they can be read now."""
        return not self._box.isHidden()

    def toggle(self) -> None:
        """Fold them out, or up again."""
        self._unfold(not self.shown)
        if self.shown:
            QTimer.singleShot(0, self, self._into_view)  # once there is room for it

    def _into_view(self) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(self._box)

    def _unfold(self, shown: bool) -> None:
        if shown:
            # The font is the theme's last word only once the widget was polished.
            self._box.ensurePolished()
            lines = min(self._box.document().blockCount() + 1, _MOST_LINES)
            self._box.setFixedHeight(lines * self._box.fontMetrics().lineSpacing() + 2 * theme.SPACE_2)
        self._box.setVisible(shown)
        self._copy.setVisible(shown)
        form = self.tr("Hide the statements ({n})") if shown else self.tr("Show the statements ({n})")
        self._fold.setText(form.format(n=self._count))
        self._fold.setAccessibleName(self._fold.text())
        set_icon(self._fold, "caret-down" if shown else "caret-right")
