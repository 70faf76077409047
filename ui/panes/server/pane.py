"""Server: starts and stops the API of this computer, and shows what it does while it does it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.api_server import ServerPhase, ServerStatus
from app.services.api_server import Seen, ServerLook, reachable
from ui import theme, units
from ui.messages import Choice, Question
from ui.panes.base import Pane, PaneContext, TourStep
from ui.panes.server import touring, words
from ui.panes.server.log_tab import LogTab
from ui.panes.server.overview import Overview
from ui.panes.server.requests_tab import RequestsTab
from ui.panes.server.routes_tab import RoutesTab
from ui.widgets.acts import Act, ActSet
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, column, frame, row
from ui.widgets.master_detail import MasterDetail
from ui.widgets.tabbed import Tabbed

LOOK_MS = 1_000
"""How often it is looked at while the pane is seen."""

KEYS = ("overview", "requests", "routes", "log")
_LAST_LOG_LINES = 12
_SILENT_S = 15.0
"""A server that says nothing for so long is said to be frozen; on a slow computer one takes 10 s to start."""


class ServerPane(Pane):
    """Four pages on one server: figures, requests, routes and log, under the line that says how it stands."""

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.status = ServerStatus()
        self._seen = Seen()
        self._looking = False
        self.overview = Overview(self)
        self.log = LogTab(self)
        self.requests = RequestsTab(self, self.log)
        self.routes = RoutesTab(self)
        self.overview.start_requested.connect(self.start_server)
        self._acts = ActSet(
            (
                Act("start", self.tr("Start the server"), lambda _: self.start_server(), "play", "Ctrl+R"),
                Act("stop", self.tr("Stop the server"), lambda _: self.ask_stop(), "stop", "Ctrl+."),
                Act("docs", self.tr("Open the docs"), lambda _: self.open_docs(), "book-open", "Ctrl+D"),
                Act("copy", self.tr("Copy the address"), lambda _: self.copy_address(), "copy", "Ctrl+L"),
            ),
            tuple,
            self,
        )
        self._lay_out()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_now)
        self._show_status(self.status)

    def _lay_out(self) -> None:
        self.badge = BadgeLabel(words.phase_badge(ServerPhase.STOPPED), self)
        self.about = Elided("", "soft")
        self.about.setProperty("mayElide", True)
        self._buttons: dict[str, QPushButton] = {
            "docs": self._acts.button_of("docs"),
            "copy": self._acts.button_of("copy", "quiet"),
            "stop": self._acts.button_of("stop", "danger"),
            "start": self._acts.button_of("start", "primary"),
        }
        self.trouble = Banner()
        self.trouble.setVisible(False)
        self.nobody = Banner()
        self.nobody.setVisible(False)
        self.silent = Banner()
        self.silent.setVisible(False)
        top = QWidget()
        line = row(None, self.badge, self.about, *self._buttons.values())
        line.setStretch(1, 1)
        layout = column(top, line, self.trouble, self.silent, self.nobody)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self.tabs = Tabbed(
            self,
            self.tr("Pages of the server"),
            (
                ("overview", self.tr("Figures"), self.overview.body),
                ("requests", self.tr("Requests"), self.requests.body),
                ("routes", self.tr("Routes"), self.routes.body),
                ("log", self.tr("Log"), self.log.body),
            ),
        )
        self.tabs.asked.connect(self.go)
        self.tabs.changed.connect(self.help_changed)
        body = frame("plain")
        column(body, top, self.tabs, gap=0)
        self.set_body(body)

    # -- pages ---------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """The key of the page in front."""
        return self.tabs.key

    help_page = page

    @Slot(str)
    def go(self, key: str) -> None:
        """Bring a page to the front."""
        self.tabs.go(key)
        self.take_focus()

    def take_focus(self) -> None:
        body, phase = self._list(), self.status.phase
        target: QWidget = self.tabs.bar
        if body is not None:
            target = body.search
        elif not phase.has_process:
            target = self._buttons["start"]
        elif phase is ServerPhase.RUNNING:
            target = self._buttons["docs"]  # never the red one, which a second Enter would press
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> MasterDetail | None:
        lists = {"requests": self.requests.body, "routes": self.routes.body, "log": self.log.body}
        return lists.get(self.page)

    def search(self, text: str) -> None:
        if self._list() is None:
            self.go("requests")
        body = self._list()
        if body is not None:
            body.search.search_now(text)

    def open(self, target: object) -> None:
        if target in KEYS:
            self.go(str(target))

    def acts(self) -> tuple[Act, ...]:
        body = self._list()
        return (*self._acts.acts, *(body.table.acts.acts if body is not None else ()))

    def do(self, key: str) -> None:
        self._acts.trigger(key)

    def row_count(self) -> int:
        return len(self.overview.board.graphs)

    # -- looking -------------------------------------------------------------------------------------

    def start(self) -> None:
        self.look_now()
        self._timer.start()

    @Slot()
    def look_now(self) -> None:
        """Look, unless a look is under way or nobody sees it."""
        if self._looking or not self.isVisible():
            return
        self._looking = True
        first = self.state == "loading"
        work = partial(self.services.api_server.look, self.actor, self._seen)
        self.runner.run(self, work, self._on_look, self._on_no_look, background=not first)

    def _on_look(self, look: ServerLook) -> None:
        self._looking = False
        self._seen = look.seen
        self.log.add(look.lines)
        self.requests.add(look.requests)
        self.requests.show_live(look.state)
        self.routes.show(look.state)
        self.overview.show(look, self.log.last(_LAST_LOG_LINES))
        self._show_status(look.status)
        self._say_silence(look)
        self.set_state("loaded")

    def _on_no_look(self, error: Exception) -> None:
        self._looking = False
        self.set_state("failed", error)

    def _show_status(self, status: ServerStatus) -> None:
        self.status = status
        phase = status.phase
        self.badge.set_badge(words.phase_badge(phase))
        self.about.setText(words.about(status))
        running = phase is ServerPhase.RUNNING
        for key, shown in (
            ("docs", running),
            ("copy", running),
            ("stop", phase.has_process),
            ("start", not phase.has_process),
        ):
            had_focus = self._buttons[key].hasFocus()
            self._buttons[key].setVisible(shown)
            self._acts.action(key).setEnabled(shown)
            if had_focus and not shown:
                self.take_focus()
        self._say_trouble(status)
        if running and status.needs_first_user:
            self.nobody.show_banner(
                "warn", "warning", self.tr("Nobody can sign in to it yet: give a user a password first.")
            )
        else:
            self.nobody.setVisible(False)

    # -- trouble -------------------------------------------------------------------------------------

    def _say_trouble(self, status: ServerStatus) -> None:
        problem = status.problem
        if problem is None:
            self.trouble.setVisible(False)
            return
        text = words.trouble(problem)
        if self.trouble.isVisibleTo(self) and self.trouble.text() == text:
            return  # its button may have the focus
        self.trouble.show_banner("bad", "x-circle", text)
        if problem.details.get("field") == "JWT_SECRET":
            self.trouble.set_button(self.tr("Make a key and keep it here"), self.ask_key)
        else:
            self.trouble.set_button(self.tr("Start again"), self.start_server)

    def _say_silence(self, look: ServerLook) -> None:
        """Say that the server does nothing any more, and offer what ends it all the same."""
        if look.silent_s < _SILENT_S:
            self.silent.setVisible(False)
            return
        text = self.tr(
            "The server has said nothing for {time}: its process hangs, and nobody gets an answer."
        )
        shown = self.silent.isVisibleTo(self)
        self.silent.show_banner("bad", "x-circle", text.format(time=units.length(int(look.silent_s))))
        if not shown:  # else its button may have the focus
            self.silent.set_button(self.tr("End it now…"), self.ask_end)

    @Slot()
    def ask_end(self) -> None:
        """Ask before it is killed."""
        question = Question(
            self.tr("End the server at once?"),
            self.tr(
                "Its processes are killed. Requests they have begun get no answer, and whoever sent one must look "
                "whether it was carried out; what was acknowledged stays. It can be started again at once."
            ),
            (
                Choice("cancel", self.tr("Let it be")),
                Choice("end", self.tr("End it now"), danger=True),
            ),
        )
        self.messages.ask(question, self._on_end_answered)

    def _on_end_answered(self, key: str, _text: str) -> None:
        if key == "end":
            self.run(partial(self.services.api_server.end_now, self.actor), self._on_status)

    def ask_key(self) -> None:
        """Ask before a key is made: other nodes of the library would need the same."""
        question = Question(
            self.tr("Make the key that signs the tokens?"),
            self.tr(
                "It is kept in this computer's keyring. If another server answers for the same library, give it "
                "that server's key instead (JWT_SECRET): with two keys neither believes who signed in at the other."
            ),
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("make", self.tr("Make it and start"), primary=True),
            ),
            icon="key",
        )
        self.messages.ask(question, self._on_key_answered)

    def _on_key_answered(self, key: str, _text: str) -> None:
        if key == "make":
            self.run(partial(self.services.api_server.make_key, self.actor), lambda _: self.start_server())

    # -- acts ----------------------------------------------------------------------------------------

    @Slot()
    def start_server(self) -> None:
        """Start it as the form says."""
        if self.status.phase.has_process:
            return
        order = self.overview.order()
        if order is None:
            self.go("overview")
            return
        self.run(partial(self.services.api_server.start, self.actor, order), self._on_status)

    @Slot()
    def ask_stop(self) -> None:
        """Stop it; where other computers may be using it, ask first."""
        order = self.status.order
        if not self.status.phase.has_process or self.status.phase is ServerPhase.STOPPING:
            return
        if order is None or not order.open_to_others:
            self.stop_server()
            return
        question = Question(
            self.tr("Stop the server?"),
            self.tr(
                "What it has begun is finished first. Kiosks, desks and programs that use it get no answer until it "
                "is started again."
            ),
            (
                Choice("cancel", self.tr("Let it run")),
                Choice("stop", self.tr("Stop the server"), danger=True),
            ),
        )
        self.messages.ask(question, lambda key, _text: self.stop_server() if key == "stop" else None)

    def stop_server(self) -> None:
        """Stop it."""
        self.run(partial(self.services.api_server.stop, self.actor), self._on_status)

    def _on_status(self, status: ServerStatus) -> None:
        self._show_status(status)
        self.look_now()

    @Slot()
    def open_docs(self) -> None:
        """Open the description of the API in the browser."""
        if self.status.address:
            QDesktopServices.openUrl(QUrl(f"{reachable(self.status.address)}/docs"))

    @Slot()
    def copy_address(self) -> None:
        """Put the address on the clipboard."""
        if self.status.address:
            self.messages.copy(self.status.address)
            self.messages.tell(self.tr("The address is copied."))

    def tour_steps(self) -> tuple[TourStep, ...]:
        return touring.steps(self)
