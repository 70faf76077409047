"""Small makers for labels, buttons, boxes and lines, so that a pane reads like a layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme

ICON = QSize(18, 18)
L = TypeVar("L", bound=QBoxLayout)


def label(text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label in one of the roles of the sheet: title, heading, strong, soft, faint, label, error, display."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if wrap:
        policy = made.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        made.setSizePolicy(policy)
    return made


#: A word longer than this is a name or a path, and breaks where the line ends: it must not push its neighbours out.
_LONGEST_WORD = 28


def breakable(text: str, longest: int = _LONGEST_WORD) -> str:
    """The text with places to break at in names that are longer than any word of a language; after a slash Qt breaks by
    itself. Not for what can be selected: the places would be copied too."""
    pieces = (
        word if word.isalpha() else re.sub(rf"([^\s/]{{{longest}}})(?=[^\s/])", "\\1\u200b", word)
        for word in text.split(" ")
    )
    return " ".join(pieces)


_ON_KIND = {"primary": "on_accent", "danger": "bad_text", "link": "accent_text"}


def button(
    text: str,
    icon: str = "",
    kind: str = "",
    *,
    run: Callable[[], object] | None = None,
    tip: str = "",
    name: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button of a kind: "" (plain), primary, danger, quiet, link, nav, chip.

    A button without words must have ``name``, which screen readers say and the tool-tip shows.
    """
    made = QPushButton(text, parent)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        set_icon(made, icon)
    made.setIconSize(ICON)
    made.setAutoDefault(False)
    spoken = name or text.replace("&", "")
    made.setAccessibleName(spoken)
    made.setToolTip(tip or ("" if text else spoken))
    if text:
        # Never narrower than its words: what holds it grows instead.
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    else:
        made.setFixedSize(theme.CONTROL_HEIGHT, theme.CONTROL_HEIGHT)
    if run is not None:
        made.clicked.connect(run)
    return made


def set_icon(target: QPushButton, name: str) -> None:
    """Give a button an icon that suits its kind."""
    kind = target.property("kind") or ""
    on_token = "accent_text" if kind in ("nav", "facet") else ""
    target.setIcon(icons.icon(name, _ON_KIND.get(kind, "text_soft"), on_token))


class IconLabel(QLabel):
    """An icon that stands alone, drawn in the theme's colour of the moment."""

    def __init__(self, name: str, size: int = 18, token: str = "text_soft", parent: QWidget | None = None):
        super().__init__(parent)
        self._name, self._size, self._token = name, size, token
        self.setFixedSize(size, size)
        theme.current().changed.connect(self._draw)
        self._draw()

    def set(self, name: str, token: str = "") -> None:
        """Show another icon, or the same in another token's colour."""
        self._name, self._token = name, token or self._token
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(icons.icon(self._name, self._token).pixmap(self._size, self._size))


def frame(surface: str, parent: QWidget | None = None) -> QFrame:
    """A frame on one of the sheet's surfaces: card, plain, sunken, rail, bar, strip, sheet, float."""
    made = QFrame(parent)
    made.setProperty("surface", surface)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A hairline."""
    return frame("line", parent)


def column(
    parent: QWidget | None = None,
    *items: QWidget | QLayout | int | None,
    margin: int = 0,
    gap: int = theme.SPACE,
) -> QVBoxLayout:
    """A vertical layout of ``items``: widgets, layouts, pixels of space, or None for a stretch."""
    return _filled(QVBoxLayout(parent) if parent else QVBoxLayout(), items, margin, gap)


def row(
    parent: QWidget | None = None,
    *items: QWidget | QLayout | int | None,
    margin: int = 0,
    gap: int = theme.SPACE,
) -> QHBoxLayout:
    """A horizontal layout of ``items``; see ``column``."""
    return _filled(QHBoxLayout(parent) if parent else QHBoxLayout(), items, margin, gap)


def _filled(layout: L, items: tuple[object, ...], margin: int, gap: int) -> L:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addStretch(1)
    return layout


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property the sheet selects on, and let the sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def only_if(allowed: bool, *widgets: QWidget) -> None:
    """Hide what may not be used here. Shows nothing: what has no parent yet would become a window of its own."""
    if not allowed:
        for widget in widgets:
            widget.hide()


def discard(widget: QWidget) -> None:
    """Take a widget away for good; it is destroyed when the event loop comes round.

    Without a parent alone it would live for ever: its children's connections hold the functions that hold it, a circle
    through Qt that Python's collector doesn't see.
    """
    widget.hide()  # a layout may be about to show it, by then as a window
    widget.setParent(None)
    widget.deleteLater()


def clear(layout: QLayout) -> None:
    """Take every widget out of ``layout`` and discard it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            discard(widget)
        elif inner is not None:
            clear(inner)


class Elided(QLabel):
    """One line of text that ends in "…" when there is no room, with the whole text as tool-tip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setMinimumWidth(24)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = text

    def setText(self, text: str) -> None:
        """Show ``text``, shortened as needed."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def whole_text(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def resizeEvent(self, event: object) -> None:
        self._elide()
        super().resizeEvent(event)  # type: ignore[arg-type]

    def _elide(self) -> None:
        room = max(self.contentsRect().width(), 24)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
