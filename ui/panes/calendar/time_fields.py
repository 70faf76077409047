"""Fields for times of day: one time, and a day of the week with when it opens and closes."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.panes.calendar.words import tr
from ui.widgets.basic import label, row
from ui.widgets.form_fields import CheckEditor, Field, LineEditor, Unreadable

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?")
_DAY_WIDTH, _TIME_WIDTH = 140, 76


def read_clock(text: str) -> str | None:
    """A time as it is kept, from “7:30”, “0730”, “7.30” or “7”; None for what is no time of day."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{time(hour, minute):%H:%M}" if hour < 24 and minute < 60 else None


class TimeEditor(LineEditor):
    """A time of day; its value is such as “07:30”, None for nothing."""

    def value(self) -> Any:
        text = self.text().strip()
        if not text:
            return None
        found = read_clock(text)
        if found is None:
            raise Unreadable(tr("Type a time such as 07:30."))
        return found


class HoursEditor(CheckEditor):
    """A day of the week: open or not, and from when to when. Its value is such as (“07:30”, “17:00”), None for closed."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        holder = QWidget(parent)
        super().__init__(field, holder)
        self.holder = holder
        self._usual = ("", "")
        self.opens, self.closes = QLineEdit(holder), QLineEdit(holder)
        self._to, self._closed = label("–", "soft"), label(tr("closed"), "faint")
        layout = row(holder, self._box, self.opens, self._to, self.closes, self._closed, None)
        layout.setSpacing(theme.SPACE)
        self._box.setMinimumWidth(_DAY_WIDTH)
        holder.setMinimumHeight(theme.CONTROL_HEIGHT)  # as high closed as open: no day moves another
        for line, form in ((self.opens, tr("{day} opens at")), (self.closes, tr("{day} closes at"))):
            line.setFixedWidth(_TIME_WIDTH)
            line.setMaxLength(5)
            line.setReadOnly(field.read_only)
            line.setAccessibleName(form.format(day=field.label))
            line.textChanged.connect(self.edited)
        self._box.toggled.connect(self._show_times)
        self._show_times(False)

    def suggest(self, hours: tuple[str, str]) -> None:
        """What a day that is ticked as open begins with."""
        self._usual = hours

    @Slot(bool)
    def _show_times(self, open_: bool) -> None:
        if open_ and not self.opens.text() and not self.closes.text():
            self.opens.setText(self._usual[0])
            self.closes.setText(self._usual[1])
        for each in (self.opens, self._to, self.closes):
            each.setVisible(open_)
        self._closed.setVisible(not open_)

    def value(self) -> Any:
        if not self._box.isChecked():
            return None
        opens, closes = read_clock(self.opens.text()), read_clock(self.closes.text())
        if opens is None or closes is None:
            raise Unreadable(tr("Type times such as 07:30 and 17:00."))
        if opens >= closes:
            raise Unreadable(tr("Closing comes after opening."))
        return opens, closes

    def text(self) -> str:
        return f"{self.opens.text()}–{self.closes.text()}" if self._box.isChecked() else tr("closed")

    def set_value(self, value: Any) -> None:
        opens, closes = value or ("", "")
        self.opens.setText(opens)
        self.closes.setText(closes)
        self._box.setChecked(value is not None)
