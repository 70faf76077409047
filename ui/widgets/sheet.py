"""The side sheet: details of one record beside the list it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.models.columns import Badge
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import breakable, button, clear, discard, label, row, rule

LEAST_WIDTH = 340


class Facts(QWidget):
    """A grid of names and values, both selectable; empty values are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_2)
        self._grid.setVerticalSpacing(theme.SPACE)
        self._grid.setColumnStretch(1, 1)
        self._texts: list[tuple[QLabel, QLabel]] = []  # of the lines, when all of them are words

    def set_facts(self, facts: Iterable[tuple[str, str | Badge | QWidget]]) -> None:
        """Show (name, value) pairs instead of those before."""
        shown = [(name, value) for name, value in facts if value != ""]
        words = [pair for pair in shown if isinstance(pair[1], str)]
        if len(words) == len(shown) == len(self._texts):
            # In the labels there are: new ones cost what the style sheet costs.
            for labels, pair in zip(self._texts, words, strict=True):
                for one, text in zip(labels, pair, strict=True):
                    one.setText(str(text))
            return
        clear(self._grid)
        self._texts = []
        for line, (name, value) in enumerate(shown):
            title = label(name, "faint")
            title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            title.setContentsMargins(0, 1, 0, 0)
            title.setMinimumWidth(96)
            self._grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
            what = _shown(value)
            if isinstance(what, QLabel) and len(words) == len(shown):
                self._texts.append((title, what))
            self._grid.addWidget(what, line, 1, Qt.AlignmentFlag.AlignTop)


def _shown(value: str | Badge | QWidget) -> QWidget:
    if isinstance(value, QWidget):
        return value
    if isinstance(value, Badge):
        holder = QWidget()
        row(holder, BadgeLabel(value), None)
        return holder
    text = label(value, wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text


class Section(QWidget):
    """A heading with content below it, and perhaps a small action at its right."""

    def __init__(self, title: str, content: QWidget, action: QWidget | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE)
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"), 1)
        if action is not None:
            head.addWidget(action)
        layout.addLayout(head)
        layout.addWidget(content)


class Sheet(QFrame):
    """Header with title, subtitle and badge; actions; tabs of sections or any widget. Esc closes it."""

    close_requested = Signal()
    tab_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._title = label("", "heading", wrap=True)
        self._subtitle = label("", "soft", wrap=True)
        self._badge = BadgeLabel()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.SPACE)
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setVisible(False)
        self._tabs.setAccessibleName(self.tr("Pages of these details"))
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._pages = QStackedWidget()
        self._keys: list[str] = []
        self._passing: QWidget | None = None
        self._left_at = ""
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: a form in the sheet has Esc for itself, and two shortcuts would cancel each other.
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        # Not setMinimumWidth: that would hold even where what is inside needs more.
        return super().minimumSizeHint().expandedTo(QSize(LEAST_WIDTH, 0))

    def _lay_out(self) -> None:
        close = button("", "x", "quiet", name=self.tr("Close (Esc)"), run=self.close_requested.emit)
        head = QVBoxLayout()
        head.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE, theme.SPACE)
        head.setSpacing(theme.SPACE_HALF)
        first = QHBoxLayout()
        first.addWidget(self._title, 1)
        first.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(first)
        self._subtitle.setContentsMargins(0, 0, theme.SPACE, 0)  # as wide as what stands below the header
        head.addWidget(self._subtitle)
        head.addLayout(row(None, self._badge, None))
        self._actions_holder = QWidget()
        holder = QHBoxLayout(self._actions_holder)
        holder.setContentsMargins(0, theme.SPACE, theme.SPACE, 0)
        holder.addLayout(self._actions)
        holder.addStretch(1)
        self._actions_holder.setVisible(False)
        head.addWidget(self._actions_holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._tabs)
        outer.addWidget(rule())
        outer.addWidget(self._pages, 1)

    def set_header(self, title: str, subtitle: str = "", badge: Badge | None = None) -> None:
        """Say whose details these are."""
        self._title.setText(breakable(title))
        self._subtitle.setText(breakable(subtitle))
        self._subtitle.setVisible(bool(subtitle))
        self._badge.set_badge(badge)
        self.setAccessibleName(title)

    def set_actions(self, *buttons: QWidget) -> None:
        """Put buttons under the header instead of those before."""
        clear(self._actions)
        for each in buttons:
            self._actions.addWidget(each)
        self._actions_holder.setVisible(bool(buttons))

    @property
    def pages(self) -> QWidget:
        """What a large page is best made in: one that comes from elsewhere is asked for by the sheet once more."""
        return self._pages

    def keep(self, *pages: QWidget) -> None:
        """Take over pages that ``set_tabs`` will show, now or never, so that they end with the sheet."""
        for each in pages:
            each.hide()
            each.setParent(self._pages)

    def set_content(self, widget: QWidget, *, keep: bool = False) -> None:
        """Show one widget without tabs; unless it is to ``keep``, it is discarded when something else is shown."""
        self.set_tabs((("content", "", widget),))
        self._passing = None if keep else widget

    def set_tabs(self, tabs: Iterable[tuple[str, str, QWidget]]) -> None:
        """Show (key, title, widget) tabs instead of those before.

        The tab of the same key stays in front; after a form stood here, the one it was opened from. The widgets
        may be shown again later: they stay the sheet's children.
        """
        tabs = tuple(tabs)
        if [(key, widget) for key, _, widget in tabs] == list(zip(self._keys, self._shown(), strict=True)):
            # Taking a page out and in again would polish all that is in it anew.
            for key, title, _ in tabs:
                self.set_tab_title(key, title)
            return
        before = self.tab()
        if len(self._keys) > 1:
            self._left_at = before
        while (widget := self._pages.widget(0)) is not None:
            self._pages.removeWidget(widget)
        if self._passing is not None:
            discard(self._passing)
            self._passing = None
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        self._keys = []
        for key, title, widget in tabs:
            self._keys.append(key)
            self._tabs.addTab(title)
            self._pages.addWidget(widget)
            self._name(widget, title)
        self._tabs.blockSignals(False)
        self._tabs.setVisible(len(self._keys) > 1)
        self.show_tab(before if before in self._keys else self._left_at)

    def _name(self, widget: QWidget, title: str) -> None:
        """Let what scrolls in a page be told by the words of its tab, or whose details it shows."""
        areas = widget.findChildren(QScrollArea)
        for area in (*areas, widget) if isinstance(widget, QScrollArea) else areas:
            if not area.accessibleName():
                area.setAccessibleName(title or self._title.text())

    def _shown(self) -> list[QWidget | None]:
        return [self._pages.widget(number) for number in range(self._pages.count())]

    def set_tab_title(self, key: str, title: str) -> None:
        """Change the words of a tab, for instance to add a number."""
        if key in self._keys:
            self._tabs.setTabText(self._keys.index(key), title)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        if key in self._keys:
            self._tabs.setCurrentIndex(self._keys.index(key))
            self._pages.setCurrentIndex(self._keys.index(key))

    def tab(self) -> str:
        """The key of the tab in front."""
        number = self._pages.currentIndex()
        return self._keys[number] if 0 <= number < len(self._keys) else ""

    def _on_tab_changed(self, number: int) -> None:
        if 0 <= number < len(self._keys):
            self._pages.setCurrentIndex(number)
            self.tab_changed.emit(self._keys[number])


def page(
    *items: QWidget, margin: int = theme.SPACE_2, gap: int = theme.SPACE_3, name: str = ""
) -> QScrollArea:
    """A scrolling page of sections. Screen readers say ``name``; in a sheet a page has its tab's."""
    inner = QWidget()
    inner.setObjectName("page")
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    for item in items:
        layout.addWidget(item)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.setAccessibleName(name)
    return area
