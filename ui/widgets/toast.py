"""Toasts above the bottom strip: they never take the focus, and offer Undo where there is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import icons, theme
from ui.messages import Offer
from ui.widgets.basic import IconLabel, button, discard, label

TELL_MS = 5_000
UNDO_MS = 10_000
WARN_MS = 9_000
AT_MOST = 3


class Toast(QFrame):
    """One message. It waits while the mouse rests on it."""

    closed = Signal()

    def __init__(
        self,
        text: str,
        hint: str,
        icon: str,
        lasts_ms: int,
        undo: Callable[[], None] | None,
        offer: Offer | None = None,
    ) -> None:
        super().__init__()
        self.text = text
        self._undo = undo
        self._offer = offer
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName(f"{text} {hint}".strip())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(text, wrap=True))
        if hint:
            words.addWidget(label(hint, wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(theme.SPACE)
        layout.addWidget(IconLabel(icon, 18, "tooltip_text"))
        layout.addLayout(words, 1)
        if undo is not None:
            layout.addWidget(button(self.tr("Undo"), run=self.undo, tip=self.tr("Undo (Alt+U)")))
        if offer is not None:
            layout.addWidget(button(offer[0], run=self.take_offer))
        close = button("", "x", "quiet", run=self.close_toast, name=self.tr("Dismiss"))
        close.setIcon(icons.icon("x", "tooltip_text"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=lasts_ms)
        self._timer.timeout.connect(self.close_toast)
        self._timer.start()

    def height_for(self, width: int) -> int:
        """The height at which no word is cut, in pixels; also fixes it."""
        self.ensurePolished()
        for each in self.findChildren(QWidget):
            each.ensurePolished()
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 40
        self.setFixedHeight(max(height, 44))
        return self.height()

    @property
    def undoable(self) -> bool:
        """Tell whether this toast offers Undo."""
        return self._undo is not None

    @Slot()
    def undo(self) -> None:
        """Take back what the toast told, once."""
        undo, self._undo = self._undo, None
        self.close_toast()
        if undo is not None:
            undo()

    @Slot()
    def take_offer(self) -> None:
        """Do what the toast offers, once."""
        offer, self._offer = self._offer, None
        self.close_toast()
        if offer is not None:
            offer[1]()

    @Slot()
    def close_toast(self) -> None:
        """Go away."""
        self._timer.stop()
        self.closed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)


class Toasts(QWidget):
    """Stacks toasts at the lower middle of ``over``, ``lift`` pixels above its edge.

    Not at the right: there stand the buttons that save, and a person goes on working while a toast is told.
    """

    width_px = 400

    def __init__(self, over: QWidget, lift: int = 48) -> None:
        super().__init__(over)
        self._over = over
        self._lift = lift
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.SPACE)
        self.shown: list[Toast] = []
        self._covered = False
        over.installEventFilter(self)
        shortcut = QShortcut(QKeySequence("Alt+U"), over)
        shortcut.activated.connect(self.undo_newest)
        self.hide()

    def add(
        self,
        text: str,
        hint: str = "",
        icon: str = "check-circle",
        undo: Callable[[], None] | None = None,
        offer: Offer | None = None,
    ) -> Toast:
        """Show a toast; the oldest leaves when there are too many."""
        lasts = UNDO_MS if undo else TELL_MS if icon == "check-circle" else WARN_MS
        toast = Toast(text, hint, icon, lasts, undo, offer)
        toast.closed.connect(self._on_closed)
        while len(self.shown) >= AT_MOST:
            self._remove(self.shown[0])
        self.shown.append(toast)
        self._layout.addWidget(toast)
        self._place()
        return toast

    def cover(self, covered: bool) -> None:
        """Hide every toast and its Undo while the window is locked: they tell of people."""
        self._covered = covered
        self._place()

    @Slot()
    def undo_newest(self) -> None:
        """Undo what the newest toast with Undo told."""
        for toast in () if self._covered else reversed(self.shown):
            if toast.undoable:
                toast.undo()
                return

    @Slot()
    def _on_closed(self) -> None:
        sender = self.sender()
        if isinstance(sender, Toast):
            self._remove(sender)
            self._place()

    def _remove(self, toast: Toast) -> None:
        if toast in self.shown:
            self.shown.remove(toast)
            self._layout.removeWidget(toast)
            toast.hide()
            discard(toast)

    def _place(self) -> None:
        if not self.shown or self._covered:
            self.hide()
            return
        width = min(self.width_px, self._over.width() - 2 * theme.SPACE_2)
        self.setFixedWidth(width)
        height = sum(toast.height_for(width) for toast in self.shown) + theme.SPACE * (len(self.shown) - 1)
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - height - self._lift, width, height)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False
