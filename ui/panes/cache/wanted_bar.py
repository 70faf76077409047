"""Which keys are looked for: a pattern, and what else they must be."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.domain.cached_keys import Wanted
from ui import theme, units
from ui.panes.cache import words
from ui.widgets.basic import button, label, row

_KB, _MB = 1024, 1024**2
_SIZES = (0, _KB, 10 * _KB, 100 * _KB, _MB, 10 * _MB)
_GLOB = re.compile(r"[*?\[\\]")


class WantedBar(QWidget):
    """``entered`` says that Enter was pressed in a field."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pattern = QLineEdit()
        self.pattern.setProperty("kind", "search")
        self.pattern.setClearButtonEnabled(True)
        self.pattern.setPlaceholderText(self.tr("Part of a key, or a pattern such as titles:*"))
        self.pattern.setAccessibleName(self.tr("Key"))
        self.pattern.setMinimumWidth(220)
        self.regex = QCheckBox(self.tr("Regular expression"))
        self.kind = self._choice(self.tr("Type"))
        self.kind.addItem(self.tr("any type"), "")
        for each in words.TYPES:
            self.kind.addItem(words.type_name(each), each)
        self.large = self._choice(self.tr("Size"))
        for bytes_ in _SIZES:
            text = (
                self.tr("{size} or more").format(size=units.size(bytes_)) if bytes_ else self.tr("any size")
            )
            self.large.addItem(text, bytes_)
        self.left = self._choice(self.tr("Time left"))
        for text, least, most in (
            (self.tr("any time left"), 0.0, 0.0),
            (self.tr("less than a minute"), 0.0, 60.0),
            (self.tr("less than an hour"), 0.0, 3_600.0),
            (self.tr("an hour or more"), 3_600.0, 0.0),
            (self.tr("a day or more"), 86_400.0, 0.0),
            (self.tr("no end"), -1.0, 0.0),
        ):
            self.left.addItem(text, (least, most))
        self.tag = QLineEdit()
        self.tag.setPlaceholderText(self.tr("Tag, such as title:17"))
        self.tag.setAccessibleName(self.tr("Tag"))
        self.tag.setMaximumWidth(200)
        self.under = b""
        self.chip = button("", "x", "chip", run=lambda: self.keep_to(b""))
        self.chip.setVisible(False)
        self.wrong = label("", "error")
        self.wrong.setVisible(False)
        line = row(
            self, self.chip, self.pattern, self.regex, self.kind, self.large, self.left, self.tag, self.wrong
        )
        line.setStretch(1, 1)
        line.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, 0)
        for field in (self.pattern, self.tag):
            field.returnPressed.connect(self.entered)
        self.pattern.textChanged.connect(self._check)
        self.regex.toggled.connect(self._check)

    def _choice(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    @Slot()
    def _check(self) -> None:
        """Say what is wrong with an expression while it is typed."""
        problem = ""
        if self.regex.isChecked():
            try:
                re.compile(self.pattern.text())
            except re.error:
                problem = self.tr("This is no regular expression.")
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))

    def wanted(self) -> Wanted | None:
        """What is entered; None while something is wrong."""
        if self.wrong.text():
            return None
        text, (least, most) = self.pattern.text().strip(), self.left.currentData()
        regex = text if self.regex.isChecked() else ""
        glob = "" if regex or not text else text if _GLOB.search(text) else f"*{text}*"
        return Wanted(
            glob=glob,
            regex=regex,
            type=str(self.kind.currentData()),
            least_bytes=int(self.large.currentData()),
            least_ttl_s=max(0.0, float(least)),
            most_ttl_s=float(most),
            no_end=least < 0,
            tag=self.tag.text().strip(),
            under=self.under,
        )

    def keep_to(self, under: bytes) -> None:
        """Look only below a branch; ``b""`` is everywhere."""
        self.under = under
        words_ = self.tr("In {branch}").format(branch=words.key_text(under))
        self.chip.setText(self.chip.fontMetrics().elidedText(words_, Qt.TextElideMode.ElideMiddle, 260))
        self.chip.setToolTip(self.tr("{words}: press to look everywhere").format(words=words_))
        self.chip.setAccessibleName(self.chip.toolTip())
        self.chip.setVisible(bool(under))

    def clear(self) -> None:
        """Look for anything."""
        self.regex.setChecked(False)
        self.pattern.clear()
        for each in (self.kind, self.large, self.left):
            each.setCurrentIndex(0)
        self.tag.clear()
