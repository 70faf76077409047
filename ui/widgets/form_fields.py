"""Fields of a form as data, and the editor each kind gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QObject, Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget


class Kind(StrEnum):
    """What a field holds, and so what its value is."""

    TEXT = "text"  # str
    LONG = "long"  # str with lines
    NUMBER = "number"  # int or None
    MONEY = "money"  # int in minor units, or None
    DATE = "date"  # date or None
    CHOICE = "choice"  # the value of a choice
    CHECK = "check"  # bool
    PASSWORD = "password"  # str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    ``check(value)`` returns what is wrong, in words, or "". ``choices`` are (value, text) pairs. ``half``
    lets two fields share a line. ``heading`` starts a section above the field. ``maker`` gives the field another
    editor than its kind has, such as one that finds a patron.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    required: bool = False
    check: Callable[[Any], str] | None = None
    choices: Sequence[tuple[Any, str]] = ()
    default: Any = None
    placeholder: str = ""
    max_length: int = 0
    half: bool = False
    read_only: bool = False
    heading: str = ""
    editable: bool = False  # a CHOICE that also takes free text
    maker: Callable[[Field, QWidget], Editor] | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Form", text)


class Unreadable(ValueError):
    """What was typed is not a value of the field's kind; the text says why."""


class Editor(QObject):
    """One editing widget with ``value``, ``set_value`` and ``edited``, whatever Qt calls them.

    ``holder`` is what stands in the form: the widget itself, or a line of it with something beside it.
    """

    edited = Signal()

    def __init__(self, field: Field, widget: QWidget, holder: QWidget | None = None) -> None:
        super().__init__(widget)
        self.field = field
        self.widget = widget
        self.holder = holder or widget

    def value(self) -> Any:
        """What is entered, as a value; raises Unreadable."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show ``value``."""
        raise NotImplementedError

    def text(self) -> str:
        """What is entered, as it is read on the screen."""
        return str(self.value())


class LineEditor(Editor):
    """Text, numbers, money, dates and passwords are typed: the keyboard is faster than any spin box."""

    def __init__(self, field: Field, parent: QWidget, holder: QWidget | None = None) -> None:
        self._line = QLineEdit(holder or parent)
        super().__init__(field, self._line, holder)
        self._line.setPlaceholderText(field.placeholder or self._hint(field.kind))
        self._line.setReadOnly(field.read_only)
        if field.max_length:
            self._line.setMaxLength(field.max_length)
        if field.kind is Kind.PASSWORD:
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.textChanged.connect(self.edited)

    @staticmethod
    def _hint(kind: Kind) -> str:
        return {Kind.DATE: _tr("YYYY-MM-DD"), Kind.MONEY: "0.00"}.get(kind, "")

    def value(self) -> Any:
        text = self._line.text()
        if self.field.kind is Kind.PASSWORD:
            return text
        return parse(self.field.kind, text.strip())

    def text(self) -> str:
        return self._line.text()

    def set_value(self, value: Any) -> None:
        self._line.setText(format_value(self.field.kind, value))
        self._line.setCursorPosition(0)


def parse(kind: Kind, text: str) -> Any:
    """Read typed text as a value of ``kind``; raise Unreadable with the reason."""
    match kind:
        case Kind.NUMBER:
            if text and not text.replace(",", "").lstrip("-").isdecimal():
                raise Unreadable(_tr("Type a whole number."))
            return int(text.replace(",", "")) if text else None
        case Kind.MONEY:
            return parse_money(text)
        case Kind.DATE:
            found = QDate.fromString(text, Qt.DateFormat.ISODate)
            if text and not found.isValid():
                raise Unreadable(_tr("Type a date as year-month-day, for example 2026-11-23."))
            return date(found.year(), found.month(), found.day()) if text else None
        case _:
            return text


def parse_money(text: str) -> int | None:
    """Read an amount such as "1,250.50" in minor units; None for nothing; raise Unreadable."""
    if not text:
        return None
    try:
        minor = Decimal(text.replace(",", "")) * 100
    except InvalidOperation:
        minor = Decimal("NaN")
    if not minor.is_finite() or minor != minor.to_integral_value() or abs(minor) > 10**15:
        raise Unreadable(_tr("Type an amount such as 12.50."))
    return int(minor)


def format_value(kind: Kind, value: Any) -> str:
    """The text a value is edited as."""
    if value is None:
        return ""
    if kind is Kind.MONEY:
        return f"{value // 100 if value >= 0 else -(-value // 100)}.{abs(value) % 100:02d}"
    return value.isoformat() if isinstance(value, date) else str(value)


class LongEditor(Editor):
    """Text with several lines; Tab leaves the field."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        self._box = QPlainTextEdit(parent)
        super().__init__(field, self._box)
        self._box.setTabChangesFocus(True)
        self._box.setReadOnly(field.read_only)
        self._box.setPlaceholderText(field.placeholder)
        self._box.setFixedHeight(88)
        self._box.textChanged.connect(self._align)
        self._box.textChanged.connect(self.edited)

    def value(self) -> Any:
        return self._box.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._box.setPlainText("" if value is None else str(value))

    @Slot()
    def _align(self) -> None:
        """Let Arabic and Hebrew begin at the right, as they do by themselves in a field of one line."""
        document = self._box.document()
        to_left = document.firstBlock().textDirection() is Qt.LayoutDirection.RightToLeft
        wanted = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
        option = document.defaultTextOption()
        if option.alignment() != wanted:
            option.setAlignment(wanted)
            document.setDefaultTextOption(option)


class _Combo(QComboBox):
    """A combo box that does not change because someone scrolls past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """One of several values; with ``editable`` any text too."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        self._box = _Combo(parent)
        # Kept here and not as item data: Qt gives a StrEnum back as a plain str.
        self._values: list[Any] = []
        super().__init__(field, self._box)
        self._box.setEditable(field.editable)
        self._fill(field.choices)
        self._box.setCurrentIndex(-1 if field.required else 0)
        self._box.setEnabled(not field.read_only)
        self._box.setMaxVisibleItems(16)
        self._box.setMinimumContentsLength(8)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.currentIndexChanged.connect(self.edited)
        self._box.editTextChanged.connect(self.edited)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other values, keeping the one chosen if it is still there."""
        kept = self.value()
        self._box.blockSignals(True)
        self._box.clear()
        self._fill(choices)
        self.set_value(kept)
        self._box.blockSignals(False)

    def _fill(self, choices: Sequence[tuple[Any, str]]) -> None:
        nothing = () if self.field.required or self.field.editable else ((None, ""),)
        self._values = []
        for value, text in (*nothing, *choices):
            self._values.append(value)
            self._box.addItem(text)

    def value(self) -> Any:
        if self.field.editable:
            text = self._box.currentText().strip()
            number = self._box.findText(text)
            return self._values[number] if number >= 0 else text
        number = self._box.currentIndex()
        return self._values[number] if number >= 0 else None

    def text(self) -> str:
        return self._box.currentText()

    def set_value(self, value: Any) -> None:
        number = next((n for n, each in enumerate(self._values) if each == value), -1)
        self._box.setCurrentIndex(number)
        if number < 0 and self.field.editable:
            self._box.setEditText("" if value is None else str(value))


class CheckEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        self._box = QCheckBox(field.label, parent)
        super().__init__(field, self._box)
        self._box.setEnabled(not field.read_only)
        self._box.toggled.connect(self.edited)

    def value(self) -> Any:
        return self._box.isChecked()

    def text(self) -> str:
        return _tr("Yes") if self._box.isChecked() else _tr("No")

    def set_value(self, value: Any) -> None:
        self._box.setChecked(bool(value))


def make_editor(field: Field, parent: QWidget) -> Editor:
    """The editor a field asks for, or else the one of its kind."""
    if field.maker is not None:
        return field.maker(field, parent)
    makers: dict[Kind, Callable[[Field, QWidget], Editor]] = {
        Kind.LONG: LongEditor,
        Kind.CHOICE: ChoiceEditor,
        Kind.CHECK: CheckEditor,
    }
    return makers.get(field.kind, LineEditor)(field, parent)
