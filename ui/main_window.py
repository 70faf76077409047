"""The window: rail, top bar, panes built on first visit, bottom strip, palette, lock. All wiring is here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.dialog_scans import DialogScans
from ui.dialogs import WindowMessenger
from ui.help.desk import HelpDesk
from ui.lock import IdleWatch, LockScreen
from ui.palette_providers import acts_provider, panes_provider
from ui.panes import PaneSpec
from ui.panes.base import Pane, PaneContext
from ui.rail import Rail
from ui.room import Room
from ui.runner import Written
from ui.sounds import Tone
from ui.theme import Theme
from ui.top_bar import TopBar
from ui.widgets.basic import set_property
from ui.widgets.palette import CommandPalette, Provider
from ui.widgets.reading_order import step
from ui.widgets.task_drawer import TaskDrawer, TaskStrip
from ui.words import left_words

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Holds the panes a role may see. Signals are wishes for the application."""

    sign_out_requested = Signal()
    #: Another language was chosen, and nothing would be lost by making the window anew.
    language_requested = Signal()
    closed = Signal()
    #: It is closed for good, or its person signs out.
    going = Signal()

    def __init__(
        self,
        context: PaneContext,
        look: Theme,
        specs: Sequence[PaneSpec],
        *,
        verify: Callable[[str], bool],
        needs_password: bool,
        lock_minutes: float = 15,
    ) -> None:
        super().__init__()
        self.context = context
        self.specs = tuple(spec for spec in specs if context.actor.may(spec.permission))
        self._panes: dict[str, Pane] = {}
        self._current = ""
        self._may_close = self._closing = self._for_good = False
        #: Asked last of all when the window is closed: calls what it is given when nothing would be lost.
        self.before_close: Callable[[Callable[[], None]], None] = _go_on
        #: Says whether closing only hides the window, since it is kept watching from the tray.
        self.stays: Callable[[], bool] = _never
        self.setWindowTitle(self.tr("CLMS Library"))
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self.rail = Rail(self.specs, context.state)
        self.top_bar = TopBar(context.actor, look, context.state)
        self.drawer = TaskDrawer()
        self.strip = TaskStrip(self.drawer)
        self._room = Room(self.rail, self)
        self.help = HelpDesk(self.specs, self.current_pane, lambda: self._current, self.go, self)
        self.help_now = self.help.now
        self._stack = QStackedWidget()
        self.lock_screen = LockScreen(context.actor, context.runner, verify, needs_password)
        self.idle = IdleWatch(lock_minutes, self)
        self._front = QStackedWidget()
        self._dialog_scans = DialogScans(self)
        self._lay_out()
        self.commands = CommandPalette(self._front, context.runner)
        if isinstance(context.messages, WindowMessenger):
            context.messages.attach(self)
        self._wire()
        self._bind_keys()
        context.state.restore_geometry("main", self)

    def _lay_out(self) -> None:
        body = QWidget()
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self._stack, 1)
        self.add_beside(self.help.sheet)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addLayout(self._middle, 1)
        right.addWidget(self.drawer)
        right.addWidget(self.strip)
        whole = QHBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        self.drawer.setVisible(False)
        self._front.addWidget(body)
        self._front.addWidget(self.lock_screen)
        self.setCentralWidget(self._front)
        actor = self.context.actor
        self.strip.note.setText(f"{actor.workstation} · {self.tr('branch')} {actor.branch_id}")

    def _wire(self) -> None:
        self.rail.chosen.connect(self.go)
        self.top_bar.search_requested.connect(self.open_palette)
        self.top_bar.lock_requested.connect(self.lock)
        self.top_bar.sign_out_requested.connect(self.sign_out)
        self.top_bar.help_requested.connect(self.help.toggle)
        self.top_bar.sounds_switched.connect(self._on_sounds_switched)
        self.top_bar.language_chosen.connect(self._on_language_chosen)
        self.strip.toggled.connect(self.toggle_drawer)
        self.lock_screen.unlocked.connect(self.unlock)
        self.lock_screen.scanned.connect(partial(self.context.sounds.play, Tone.REFUSED))
        self.lock_screen.sign_out_requested.connect(self.sign_out)
        self.idle.idle.connect(self.lock)
        self._dialog_scans.scanned.connect(self._on_dialog_scan)
        self._dialog_scans.answered.connect(self._work_scan)
        runner = self.context.runner
        runner.task_added.connect(self.drawer.add_task)
        runner.task_added.connect(self.strip.add_task)
        runner.written.connect(self._on_written)
        runner.failed.connect(self.context.messages.warn)
        self.commands.add_provider(panes_provider(self.specs, self.go))
        self.commands.add_provider(acts_provider(self.current_pane))
        self.commands.add_provider(self.help.provider())

    def _bind_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+K", self.open_palette),
            ("Ctrl+J", self.toggle_drawer),
            ("Ctrl+F", self._focus_pane),
            ("Ctrl+Shift+L", self.lock),
        ]
        keys += [(f"Alt+{n}", partial(self.go, spec.key)) for n, spec in enumerate(self.specs[:9], 1)]
        for text, run in keys:
            shortcut = QShortcut(QKeySequence(text), self)
            shortcut.activated.connect(self._unless_locked(run))
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help.ask)

    def _unless_locked(self, run: Callable[[], object]) -> Callable[[], None]:
        def act() -> None:
            if not self.locked:
                run()

        return act

    # -- panes -------------------------------------------------------------------------------------------

    @Slot(str)
    def go(self, key: str, target: Any = None) -> None:
        """Bring a pane to the front, building it on the first visit; ``target`` is what it should show."""
        before = self.current_pane()
        if before is None or key == self._current:
            self._show(key, target)
            return
        self.rail.show_chosen(self._current)
        before.guard(partial(self._show, key, target))

    def _show(self, key: str, target: Any) -> None:
        spec = next((each for each in self.specs if each.key == key), None)
        if spec is None:
            _log.info("no pane %r for this role", key)
            return
        pane = self._panes.get(key) or self._build(spec)
        self._current = key
        self._stack.setCurrentWidget(pane)
        self.rail.show_chosen(key)
        self.top_bar.set_title(spec.words())
        self.context.state.set_text("pane", key)
        self.help.renew()
        pane.shown()
        if target is not None:
            pane.open(target)

    def _build(self, spec: PaneSpec) -> Pane:
        pane = spec.load()(self.context)
        set_property(pane, "pane", spec.key)
        pane.open_requested.connect(self.go)
        pane.title_changed.connect(self.top_bar.set_title)
        pane.help_changed.connect(self.help.renew)
        pane.left_changed.connect(partial(self.show_left, spec.key))
        self.context.runner.changed.connect(pane.receive_changed)
        self._stack.addWidget(pane)
        self._panes[spec.key] = pane
        return pane

    def current_pane(self) -> Pane | None:
        """The pane in front."""
        return self._panes.get(self._current)

    def pane(self, key: str) -> Pane | None:
        """A pane that has been built."""
        return self._panes.get(key)

    @Slot()
    def _focus_pane(self) -> None:
        if (pane := self.current_pane()) is not None:
            pane.take_focus()

    # -- scans ---------------------------------------------------------------------------------------------

    def show_left(self, key: str, number: int) -> None:
        """Show on the rail how many scans of before wait for a person in a pane."""
        self.rail.set_badge(key, number, left_words(number))

    @Slot(str)
    def _on_dialog_scan(self, text: str) -> None:
        pane = self.current_pane()
        if pane is not None and pane.scan_box is not None:
            self._work_scan(text)
            self.context.messages.tell(
                self.tr("{scan} came while a question was open. It is worked in its turn.").format(scan=text)
            )
            return
        self._dialog_scans.keep(text)
        self.context.sounds.play(Tone.WARN)
        self.context.messages.warn(
            self.tr("{scan} was scanned while a question was open.").format(scan=text),
            self.tr("It is looked up here as soon as the question is answered."),
        )

    @Slot(str)
    def _work_scan(self, text: str) -> None:
        pane = self.current_pane()
        if self.locked or pane is None or not pane.take_scan(text):
            self.context.sounds.play(Tone.REFUSED)
            self.context.messages.warn(
                self.tr("Nothing was done with the scan {scan}.").format(scan=text),
                self.tr("Scan it again where it belongs."),
            )

    # -- palette, drawer -----------------------------------------------------------------------------

    @Slot()
    def open_palette(self) -> None:
        """Open the command palette."""
        self.commands.open_with()

    def add_provider(self, provider: Provider) -> None:
        """Let the palette find more: titles, students, settings."""
        self.commands.add_provider(provider)

    def add_beside(self, widget: QWidget) -> None:
        """Let something stand beside the panes, next to the help."""
        self._middle.addWidget(widget)
        self._room.add(widget)

    @Slot()
    def toggle_drawer(self) -> None:
        """Open or close the drawer of background tasks."""
        self.drawer.setVisible(self.drawer.isHidden())

    @Slot(bool)
    def _on_sounds_switched(self, on: bool) -> None:
        self.context.sounds.on = on
        self.context.state.set_flag("sounds", on)

    @Slot()
    def _on_language_chosen(self) -> None:
        if self.context.runner.has_open_tasks:
            self.context.messages.tell(self.tr("CLMS speaks the chosen language when it is started again."))
        else:
            self._leave(self.language_requested.emit)

    # -- writes ------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_written(self, written: Written) -> None:
        undo = partial(self._undo, written.receipt.act_id) if written.receipt.undoable else None
        self.context.messages.tell(written.text, undo=undo)

    def _undo(self, act_id: int) -> None:
        services, actor = self.context.services, self.context.actor
        self.context.runner.run(self, partial(_undo, services, actor, act_id), say=self.tr("Undone"))

    # -- lock and end --------------------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Tell whether the lock screen stands in front."""
        return self._front.currentWidget() is self.lock_screen

    @Slot()
    def lock(self) -> None:
        """Hide everything until the same person is back."""
        if not self.locked:
            self.commands.close_palette()
            self._cover(True)
            self._front.setCurrentWidget(self.lock_screen)
            self.lock_screen.engage()

    @Slot()
    def unlock(self) -> None:
        """Show everything again, as it was."""
        self._front.setCurrentIndex(0)
        self._cover(False)
        self._focus_pane()

    def _cover(self, covered: bool) -> None:
        if isinstance(self.context.messages, WindowMessenger):
            self.context.messages.cover(covered)

    @Slot()
    def sign_out(self) -> None:
        """Ask the pane in front whether it may be left, then tell the application."""
        self._leave(self.sign_out_requested.emit)

    def _leave(self, leave: Callable[[], None]) -> None:
        pane = self.current_pane()
        if pane is None or self.locked:
            leave()
        else:
            pane.guard(leave)

    def _on_leave_agreed(self) -> None:
        self._may_close = True
        if not self._closing:
            self.close()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read."""
        return step(self, forward)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            self.idle.watch(handle)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and not self._for_good and not _session_ends() and self.stays():
            event.ignore()
            self._leave(self._stay_behind)
            return
        if not self._may_close:
            self._closing = True
            self._leave(partial(self.before_close, self._on_leave_agreed))
            self._closing = False
        if not self._may_close:
            event.ignore()  # the question is still open; its answer closes the window
            return
        self._remember()
        self.going.emit()
        self.closed.emit()
        event.accept()

    def _remember(self) -> None:
        self.context.state.save_geometry("main", self)
        self.context.state.sync()

    def _stay_behind(self) -> None:
        """Be out of sight, and locked: whoever opens it from the tray may be somebody else."""
        self._remember()
        self.lock()
        self.hide()

    @Slot()
    def reopen(self) -> None:
        """Come back into sight, as it was left."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def close_for_good(self) -> None:
        """Close although it would stay in the tray; a question that has to be asked brings it back into sight."""
        self._for_good = True
        self.close()
        self._for_good = False
        if not self._may_close:
            self.reopen()


def _never() -> bool:
    return False


def _session_ends() -> bool:
    """Whether the system wants everything closed."""
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()


def _go_on(leave: Callable[[], None]) -> None:
    leave()


def _undo(services: Any, actor: Any, act_id: int) -> Any:
    return services.undo.undo(actor, act_id)
