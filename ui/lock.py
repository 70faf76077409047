"""Locking: after idle minutes or on wish the window hides what it shows until the same person is back."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.actors import Actor
from ui import theme
from ui.messages import describe
from ui.runner import Runner
from ui.widgets.basic import IconLabel, button, column, frame, label, row
from ui.widgets.burst import Burst

#: What counts as the person being there.
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Tells when nobody touched the program for some minutes.

    Watches the native windows, the dialogs' too: few events, all input.
    """

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seconds = minutes * 60
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=5_000)
        self._timer.timeout.connect(self.check)
        if minutes > 0:
            self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.watch)

    @Slot(QWindow)
    def watch(self, window: QWindow | None) -> None:
        """Count input to this window as presence."""
        if window is not None:
            window.installEventFilter(self)

    def touch(self) -> None:
        """Somebody is there."""
        self._last = time.monotonic()

    @Slot()
    def check(self) -> None:
        """Tell ``idle`` if the time is over."""
        if self._seconds > 0 and time.monotonic() - self._last >= self._seconds:
            self.touch()
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self._last = time.monotonic()
        return False


class LockScreen(QWidget):
    """Stands in front of everything. ``verify(password)`` runs off the GUI thread and returns True or False.

    With ``needs_password`` False one press opens it: the local head librarian has none.
    """

    unlocked = Signal()
    sign_out_requested = Signal()
    scanned = Signal()  # a scanner sent something: it is neither worked nor taken for a password

    def __init__(
        self,
        actor: Actor,
        runner: Runner,
        verify: Callable[[str], bool],
        needs_password: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._verify = verify
        self.needs_password = needs_password
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        card = frame("card")
        card.setFixedWidth(360)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(self.tr("Password"))
        self.password.setAccessibleName(self.tr("Password"))
        self.password.setVisible(needs_password)
        self.password.returnPressed.connect(self.unlock)
        self._burst = Burst()
        self.password.installEventFilter(self)
        self._wrong = label("", "error", wrap=True)
        self._wrong.setVisible(False)
        self.open = button(self.tr("Unlock"), "lock-open", "primary", run=self.unlock)
        other = button(self.tr("Sign in as someone else"), kind="link", run=self.sign_out_requested.emit)
        inside = column(card, margin=theme.SPACE_3, gap=theme.SPACE)
        inside.addWidget(IconLabel("lock", 32, "accent_text"), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role in ((actor.name, "heading"), (self.tr("This window is locked."), "soft")):
            words = label(text, role, wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(words)
        inside.addSpacing(theme.SPACE)
        for each in (self.password, self._wrong, self.open, other):
            inside.addWidget(each)
        outer = column(self, None)
        outer.addLayout(row(None, None, card, None))
        outer.addStretch(1)

    def set_needs_password(self, needed: bool) -> None:
        """Ask for a password from now on, or not."""
        self.needs_password = needed
        self.password.setVisible(needed)

    def engage(self) -> None:
        """Lock: empty the field and take the focus."""
        self.password.clear()
        self._wrong.setVisible(False)
        target = self.password if self.needs_password else self.open
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A queue of scans at a locked window must not count as wrong passwords and rest the account."""
        if watched is not self.password or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._burst.key(event)
            return False
        if not self._burst.end(event).isalnum():
            return False
        self.password.clear()
        self._say(self.tr("A scan came, and nothing was done with it. Unlock, then scan it again."))
        self.scanned.emit()
        return True

    @Slot()
    def unlock(self) -> None:
        """Check the password and open."""
        if not self.needs_password:
            self.unlocked.emit()
            return
        password = self.password.text()
        self.open.setEnabled(False)
        self._runner.run(
            self, lambda: self._verify(password), self._on_verified, self._on_failed, latest="unlock"
        )

    def _on_verified(self, right: bool) -> None:
        self.open.setEnabled(True)
        self.password.clear()
        if right:
            self.unlocked.emit()
        else:
            self._say(self.tr("That is not the password."))

    def _on_failed(self, error: Exception) -> None:
        self.open.setEnabled(True)
        problem = describe(error)
        self._say(problem.text)

    def _say(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(True)
        self.password.setFocus()
