"""A file or a difference as it stands, in a box that scrolls both ways."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit


def text_page(name: str) -> QPlainTextEdit:
    """A box to read and to copy from; screen readers say ``name``."""
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    box.setTabChangesFocus(True)
    box.setAccessibleName(name)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(max(8.0, box.font().pointSizeF() - 1))
    box.setFont(font)
    return box
