"""The command palette (Ctrl+K): panes and acts at once, titles and students as their answers come.

A provider is a name and a callable. Local ones answer on the GUI thread from memory; those with
``ask=True`` call a service and run through the runner, newest question wins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.runner import Runner
from ui.widgets.basic import frame, label, rule

AT_MOST = 8
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: what it is, what it does."""

    text: str
    run: Callable[[], object]
    icon: str = "arrow-right"
    hint: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """Finds entries for a text. ``ask`` True runs it off the GUI thread, from two letters on."""

    key: str
    find: Callable[[str], Sequence[Entry]]
    ask: bool = False


def fits(text: str, words: str) -> bool:
    """Tell whether every word typed begins a word of ``words``, or stands in it."""
    low = words.casefold()
    return all(part in low for part in text.casefold().split())


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.text}, {entry.hint}" if entry.hint else entry.text
        return None

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        first = self._heads(index)
        return QSize(200, theme.ROW_HEIGHT + (24 if first else 0))

    @staticmethod
    def _heads(index: QModelIndex | QPersistentModelIndex) -> bool:
        entry = index.data(Qt.ItemDataRole.UserRole)
        before = index.sibling(index.row() - 1, 0).data(Qt.ItemDataRole.UserRole) if index.row() else None
        return before is None or before.section != entry.section

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        colours = theme.current()
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(option.font)
        small.setPointSizeF(theme.SMALL_PT)
        if self._heads(index):
            painter.setFont(small)
            painter.setPen(colours.color("text_faint"))
            head = QRect(rect.x() + 12, rect.y() + 6, rect.width() - 24, 18)
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, entry.section)
            rect.setTop(rect.top() + 24)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color("selected"))
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), theme.RADIUS, theme.RADIUS)
        icon = QRect(rect.x() + 14, rect.center().y() - 8, 17, 17)
        icons.paint(painter, icon, entry.icon, colours.color("text_soft"))
        hint_width = min(QFontMetrics(small).horizontalAdvance(entry.hint) + 4, rect.width() // 2)
        room = rect.adjusted(42, 0, -hint_width - 24, 0)
        painter.setFont(option.font)
        painter.setPen(colours.color("text"))
        text = QFontMetrics(option.font).elidedText(entry.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setFont(small)
        painter.setPen(colours.color("text_faint"))
        hint = QRect(rect.right() - hint_width - 14, rect.y(), hint_width, rect.height())
        shown = QFontMetrics(small).elidedText(entry.hint, Qt.TextElideMode.ElideRight, hint_width)
        painter.drawText(hint, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.restore()


class CommandPalette(QWidget):
    """Lies over the window; Enter does the chosen entry, Esc or a click beside it closes."""

    closed = Signal()

    def __init__(self, over: QWidget, runner: Runner) -> None:
        super().__init__(over)
        self._over = over
        self._runner = runner
        self._providers: list[Provider] = []
        self._found: dict[str, list[Entry]] = {}
        self._asked = ""
        self._box = frame("float", self)
        self._field = QLineEdit()
        self._field.setProperty("kind", "bare")
        self._field.setPlaceholderText(self.tr("Find a title, a person, a pane or an action"))
        self._field.setAccessibleName(self.tr("Command palette"))
        self._field.textChanged.connect(self._on_text)
        self._field.installEventFilter(self)
        self._model = _Entries(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Line(self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._on_clicked)
        self._nothing = label(self.tr("Nothing found. Try fewer letters."), "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMinimumHeight(56)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(4, 4, 4, 8)
        inside.setSpacing(4)
        for each in (self._field, rule(), self._list, self._nothing):
            inside.addWidget(each)
        self._pause = QTimer(self, singleShot=True, interval=90)
        self._pause.timeout.connect(self._ask)
        over.installEventFilter(self)
        self.hide()

    # -- content -----------------------------------------------------------------------------------------

    def add_provider(self, provider: Provider) -> None:
        """Ask this one too; sections stand in the order of providers."""
        self._providers = [p for p in self._providers if p.key != provider.key] + [provider]

    def entries(self) -> list[Entry]:
        """What is listed now."""
        return list(self._model.entries)

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        text = self._field.text().strip()
        for provider in self._providers:
            if not provider.ask:
                self._found[provider.key] = list(provider.find(text))[:AT_MOST]
            elif len(text) < 2:
                self._found.pop(provider.key, None)
        self._show_found()
        self._pause.start()

    @Slot()
    def _ask(self) -> None:
        text = self._field.text().strip()
        if len(text) < 2 or self.isHidden():
            return
        for provider in self._providers:
            if provider.ask:
                self._runner.run(
                    self,
                    partial(provider.find, text),
                    partial(self._arrived, provider.key),
                    partial(self._missing, provider.key),
                    latest=provider.key,
                )

    def _arrived(self, key: str, entries: Sequence[Entry]) -> None:
        self._found[key] = list(entries)[:AT_MOST]
        self._show_found()

    def _missing(self, key: str, _error: Exception) -> None:
        self._found.pop(key, None)
        self._show_found()

    def _show_found(self) -> None:
        entries = [e for p in self._providers for e in self._found.get(p.key, ())]
        self._model.show(entries)
        self._list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        if entries:
            self._list.setCurrentIndex(self._model.index(0))
        self._place()

    # -- opening and closing -------------------------------------------------------------------------------

    def open_with(self, text: str = "") -> None:
        """Open over the window with ``text`` in the field."""
        self._found.clear()
        self._field.setText(text)
        self._on_text(text)
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Hide without doing anything."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _place(self) -> None:
        self.setGeometry(self._over.rect())
        width = min(640, self.width() - 64)
        lines = sum(self._list.sizeHintForRow(n) for n in range(self._model.rowCount()))
        room = self.height() - 200
        self._list.setFixedHeight(max(theme.ROW_HEIGHT, min(lines + 4, room, 460)))
        below = self._list.height() if self._model.rowCount() else self._nothing.minimumHeight()
        self._box.setGeometry((self.width() - width) // 2, 72, width, below + 66)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._do(index)

    def _do(self, index: QModelIndex) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        self.close_palette()
        if isinstance(entry, Entry):
            entry.run()

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab stays here: what lies below is covered."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_palette()
        event.accept()

    def paintEvent(self, _event: QEvent) -> None:
        painter = QPainter(self)
        colours = theme.current()
        shade = colours.color("text" if colours.name == "light" else "ground")
        shade.setAlphaF(0.28 if colours.name == "light" else 0.6)
        painter.fillRect(self.rect(), shade)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self._list.currentIndex())
        elif event.key() in step and self._model.rowCount():
            row = self._list.currentIndex().row() + step[Qt.Key(event.key())]
            self._list.setCurrentIndex(self._model.index(max(0, min(row, self._model.rowCount() - 1))))
        else:
            return False
        return True
