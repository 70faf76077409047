"""The four states of anything that shows data: loading, empty, failed, stale; the fifth is "loaded"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from ui import theme
from ui.messages import describe
from ui.widgets.banner import Banner
from ui.widgets.basic import IconLabel, breakable, button, clear, column, label, row

SKELETON_AFTER_MS = 150
_NOTICE_WIDTH = 400
STATES = ("loading", "empty", "loaded", "failed", "stale")


class Skeleton(QWidget):
    """Quiet bars where rows will be; still, so that it costs nothing and disturbs no one."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("skeleton"))
        step = theme.ROW_HEIGHT
        for number, y in enumerate(range(step // 2, max(self.height() - step // 2, step), step)):
            x = theme.SPACE_2
            for share in ((0.34, 0.2, 0.12), (0.26, 0.24, 0.1), (0.4, 0.16, 0.14))[number % 3]:
                width = int((self.width() - 2 * theme.SPACE_2) * share)
                painter.drawRoundedRect(QRect(x, y, width, 10), 5, 5)
                x += int(self.width() * 0.42) if x == theme.SPACE_2 else int(self.width() * 0.28)


class Notice(QWidget):
    """An icon, a heading, a sentence and at most two buttons in the middle of an empty place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("tray", 40, "text_faint")
        self._title = label("", "heading")
        self._text = label("", "soft", wrap=True)
        self._text.setFixedWidth(_NOTICE_WIDTH)
        for each in (self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QHBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        outer.addStretch(2)
        inner = column(None, gap=theme.SPACE)
        for each in (self._icon, self._title):
            inner.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        # Between stretches and not aligned: an aligned item is not asked for its height at a width.
        inner.addLayout(row(None, None, self._text, None))
        inner.addSpacing(theme.SPACE)
        self._buttons.setSpacing(theme.SPACE)
        inner.addLayout(self._buttons)
        inner.setAlignment(self._buttons, Qt.AlignmentFlag.AlignHCenter)
        outer.addLayout(inner)
        outer.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._text.setFixedWidth(max(120, min(_NOTICE_WIDTH, self.width() - 2 * theme.SPACE_3)))
        super().resizeEvent(event)

    def show_notice(self, icon: str, title: str, text: str, token: str = "text_faint") -> None:
        """Say something here."""
        self._icon.set(icon, token)
        self._title.setText(title)
        self._text.setText(breakable(text))
        self._text.setVisible(bool(text))

    def set_buttons(self, *buttons: QWidget) -> None:
        """Offer these first steps instead of those before."""
        clear(self._buttons)
        for each in buttons:
            self._buttons.addWidget(each)

    def title(self) -> QLabel:
        """The heading, for tests and screen readers."""
        return self._title


class StateView(QWidget):
    """Puts one of the states in front of its content.

    ``set_state("loading")`` shows the skeleton after 150 ms and only when nothing was shown before;
    "stale" keeps the content and puts a banner above it; "loaded" shows the content alone.
    """

    retry_requested = Signal()
    state_changed = Signal(str)

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = "loading"
        self._content = content
        self._banner = Banner()
        self._banner.setVisible(False)
        self._empty, self._failed, self._skeleton, self._blank = Notice(), Notice(), Skeleton(), QWidget()
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._banner)
        outer.addLayout(self._stack, 1)
        # Only now: a stack without a parent would show its first page as a window of its own.
        for page in (self._blank, content, self._skeleton, self._empty, self._failed):
            self._stack.addWidget(page)
        self._since: datetime | None = None
        self._loaded_at: datetime | None = None
        self._shown_once = False
        self._timer = QTimer(self, singleShot=True, interval=SKELETON_AFTER_MS)
        self._timer.timeout.connect(self._show_skeleton)
        self._timer.start()
        retry = button(self.tr("Try again"), "arrow-clockwise", run=self.retry_requested.emit)
        self._failed.set_buttons(retry)
        self.set_empty(self.tr("Nothing here yet"), "")

    def set_empty(
        self,
        title: str,
        text: str,
        icon: str = "tray",
        action: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """Say what this place is for and offer the first step."""
        self._empty.show_notice(icon, title, text)
        if action and run:
            self._empty.set_buttons(button(action, kind="primary", run=run))
        else:
            self._empty.set_buttons()

    def set_state(self, state: str, error: Exception | None = None) -> None:
        """Show a state; ``error`` says why it is failed or stale."""
        if state not in STATES:
            raise ValueError(state)
        self._timer.stop()
        match state:
            case "loading":
                if not self._shown_once:
                    self._timer.start()
            case "loaded":
                self._shown_once, self._since = True, None
                self._loaded_at = datetime.now().astimezone()
                self._stack.setCurrentWidget(self._content)
            case "empty":
                self._since = None
                self._stack.setCurrentWidget(self._empty)
            case "failed":
                self._show_failed(error)
            case "stale":
                self._stack.setCurrentWidget(self._content)
        self._show_banner(state, error)
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _show_failed(self, error: Exception | None) -> None:
        self._since = self._since or datetime.now().astimezone()
        problem = describe(error) if error else None
        title = problem.message if problem else self.tr("This could not be loaded")
        since = self.tr("Since {time}.").format(time=f"{self._since:%H:%M}")
        hint = f"{problem.hint} {since}" if problem and problem.hint else since
        icon = "cloud-slash" if problem and problem.level == "unreachable" else "warning-circle"
        self._failed.show_notice(icon, title, hint, "bad")
        self._stack.setCurrentWidget(self._failed)

    def _show_banner(self, state: str, error: Exception | None) -> None:
        if state != "stale":
            self._banner.setVisible(False)
            return
        when = self._loaded_at or datetime.now().astimezone()
        reason = describe(error).message if error else self.tr("The database does not answer.")
        text = self.tr("As of {time}. {reason}").format(time=f"{when:%H:%M}", reason=reason)
        self._banner.show_banner("muted", "clock-counter-clockwise", text)
        self._banner.set_button(self.tr("Try again"), self.retry_requested.emit)

    @Slot()
    def _show_skeleton(self) -> None:
        self._stack.setCurrentWidget(self._skeleton)

    def content(self) -> QWidget:
        """What is shown when loaded."""
        return self._content

    def empty_notice(self) -> Notice:
        """The notice shown when empty, for further buttons."""
        return self._empty
