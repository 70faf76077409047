"""The library's health in the system's tray, for whoever keeps watching when the window is closed: a shape and a word for
how it stands, and a message when an alert begins.

Closing the window then only hides and locks it. Its worker, its server and its place among those who watch live on until
"Quit". Where the system has no tray none of this is offered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSize, QTimer, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui import icons
from ui.models.columns import Badge, Tone
from ui.runner import Runner

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from ui.main_window import MainWindow

KEEP = "keep_watching"
LOOK_MS = 5_000
PANE = "health"
_SIZES = (16, 22, 24, 32, 48)
_TOLD_MS = 15_000


@dataclass(frozen=True, slots=True)
class Glance:
    """How the library stands, in words: ``badge`` in one word, ``text`` in a sentence, ``alerts`` by their key what people
    are to be told, a title and a sentence each, None where that is not known."""

    badge: Badge
    text: str
    alerts: dict[str, tuple[str, str]] | None


class Tray(QObject):
    """The tray icon of one window. It is only there while the person wants it."""

    def __init__(
        self,
        app: App,
        runner: Runner,
        window: MainWindow,
        *,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        look_ms: int = LOOK_MS,
    ) -> None:
        super().__init__(window)
        self._app, self._runner, self._window = app, runner, window
        self._available = available
        self._known: frozenset[str] | None = None
        self._menu = QMenu(window)
        self.said = QAction(self._menu, enabled=False)
        self.icon = QSystemTrayIcon(self)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self.show_health)
        self._fill_menu()
        self._timer = QTimer(self, interval=look_ms)
        self._timer.timeout.connect(self.look)
        window.stays = self.stays
        window.going.connect(self.icon.hide)
        window.top_bar.offer_watching(self.wanted, self.switch)
        self.switch(self.wanted)

    def _fill_menu(self) -> None:
        entries = (
            ("heartbeat", self.tr("Open CLMS"), self._window.reopen),
            ("power", self.tr("Quit"), self._window.close_for_good),
        )
        self._menu.addAction(self.said)
        self._menu.addSeparator()
        for icon, text, run in entries:
            action = QAction(icons.icon(icon), text, self._menu)
            action.triggered.connect(run)
            self._menu.addAction(action)
        self.icon.setContextMenu(self._menu)

    @property
    def wanted(self) -> bool:
        """Whether the person wants to keep watching when the window is closed."""
        return self._window.context.state.flag(KEEP, False)

    def stays(self) -> bool:
        """Whether closing the window only hides it."""
        return self.wanted and self.icon.isVisible() and self._available()

    @Slot(bool)
    def switch(self, on: bool) -> None:
        """Keep watching when the window is closed, or not; remembered."""
        self._window.context.state.set_flag(KEEP, on)
        if on:
            self.show(Glance(_unknown(), "", None))
            self._known = None
            self._timer.start()
            self.look()
        else:
            self._timer.stop()
        self.icon.setVisible(on)

    # -- looking ---------------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Look now; and bring the window back when the tray it would be found by is gone."""
        if self._window.isHidden() and not self._available():
            self._window.reopen()
        work = partial(glance, self._app, self._window.context.actor)
        self._runner.run(self, work, self.show, self._on_no_look, latest="tray", background=True)

    def show(self, found: Glance) -> None:
        """Show how it stands, and tell of alerts that were not there before, unless the person sees the window."""
        self.icon.setIcon(picture(found.badge))
        self.said.setText(": ".join(filter(None, ("CLMS", found.badge.text))))
        self.icon.setToolTip("\n".join(filter(None, (self.said.text(), found.text))))
        if found.alerts is None:
            return
        known = self._known
        self._known = frozenset(found.alerts)
        new = [told for key, told in found.alerts.items() if known is not None and key not in known]
        if new and not self._window.isActiveWindow():
            self._tell(new)

    def _tell(self, new: list[tuple[str, str]]) -> None:
        title, text = new[0]
        if len(new) > 1:
            also = self.tr("Also: {alerts}").format(alerts=", ".join(each for each, _ in new[1:]))
            text = "\n".join(filter(None, (text, also)))
        self.icon.showMessage(title, text, picture(Badge("", Tone.BAD, "bell-ringing")), _TOLD_MS)

    def _on_no_look(self, _error: Exception) -> None:
        self.show(Glance(_unknown(), self.tr("How things stand can't be read now."), None))

    # -- back to the window ----------------------------------------------------------------------------

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick,
        ):  # fmt: skip
            self._window.reopen()

    @Slot()
    def show_health(self) -> None:
        """Bring the window back with the pane that says why."""
        self._window.reopen()
        self._window.go(PANE)


def glance(app: App, actor: Actor) -> Glance:
    """How it stands. Off the GUI thread, where what its words need is loaded too."""
    from ui.panes.health import words

    look = app.health.look(actor)
    if look.board is None or look.stale:
        return Glance(_unknown(), words.tr("nobody watches"), None)
    loud = [each for each in look.board.incidents if each.open and each.loud and not each.acknowledged]
    first, text = words.trouble(look.board.incidents)
    alerts = {each.key: words.told(each) for each in loud}
    badge = words.state_badge(look.board.alerted().worst)
    return Glance(badge, text if first else words.summary(look.board), alerts)


def _unknown() -> Badge:
    return Badge(QCoreApplication.translate("Health", "Unknown"), Tone.MUTED, "question")


def picture(badge: Badge) -> QIcon:
    """A state as a tray shows it: the shape says it, and the colour too. Trays want pixels."""
    tokens = {Tone.OK: "ok", Tone.WARN: "warn", Tone.BAD: "bad"}
    glyph = icons.icon(badge.icon, tokens.get(badge.tone, "text_faint"))
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(glyph.pixmap(QSize(size, size)))
    return made


def start_tray(app: App, runner: Runner, window: MainWindow) -> Tray | None:
    """Offer to keep watching, where the system has a tray to do it from."""
    return Tray(app, runner, window) if QSystemTrayIcon.isSystemTrayAvailable() else None
