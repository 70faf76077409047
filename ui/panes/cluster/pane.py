"""Cluster: a cluster of this computer for trying things, and the servers, files and checks of a real one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.services.local_cluster import LocalLook, LocalPhase, Obeyed
from ui import theme
from ui.child import Report
from ui.messages import describe
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.cluster import touring, words
from ui.panes.cluster.asking import Asking
from ui.panes.cluster.checks_tab import ChecksTab
from ui.panes.cluster.deployment import Deployment
from ui.panes.cluster.files_tab import FilesTab
from ui.panes.cluster.nodes_tab import NodesTab
from ui.panes.cluster.rollout_tab import RolloutTab
from ui.panes.cluster.servers_tab import ServersTab
from ui.panes.cluster.starting import Starting
from ui.sentences import said
from ui.widgets.acts import Act, ActSet
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, button, column, frame, row
from ui.widgets.master_detail import MasterDetail
from ui.widgets.tabbed import Tabbed

LOOK_MS = 1_000
KEYS = ("local", "servers", "files", "checks", "rollout")


class ClusterPane(ActingPane):
    """Its pages under the line that says how the cluster of this computer stands."""

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.look = LocalLook("", LocalPhase.NONE)
        self._looking = False
        self._working = 0
        self.asking = Asking(self)
        self.starting = Starting(self)
        self.nodes = NodesTab(self)
        self.deployment = Deployment(self)
        self.servers = ServersTab(self)
        self.files = FilesTab(self)
        self.checks = ChecksTab(self)
        self.rollout = RolloutTab(self)
        self._acts = ActSet(
            (
                Act("start", self.tr("Start a cluster"), lambda _: self.start_cluster(), "play", "Ctrl+R"),
                Act("add", self.tr("Add an API node…"), lambda _: self.asking.add_api_node(), "plus", "Ctrl+N"),
                Act("promote", self.tr("Promote a database…"), lambda _: self.asking.promote(), "crown", "Ctrl+P"),
                Act("end", self.tr("End the cluster…"), lambda _: self.end_cluster(), "stop", "Ctrl+."),
                Act("save", self.tr("Save the topology…"), lambda _: self.servers.save(), "floppy-disk", "Ctrl+Shift+W"),
            ),
            tuple,
            self,
        )  # fmt: skip
        self._lay_out()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_now)
        self._show(self.look)

    def _lay_out(self) -> None:
        self.badge = BadgeLabel(words.phase_badge(self.look), self)
        self.about = Elided("", "soft")
        self.about.setProperty("mayElide", True)
        self._buttons: dict[str, QPushButton] = {
            "add": self._acts.button_of("add"),
            "promote": self._acts.button_of("promote"),
            "end": self._acts.button_of("end", "danger"),
        }
        self.trouble = Banner()
        self.trouble.setVisible(False)
        self.unsaved = Banner()
        self.unsaved.setVisible(False)
        self.deployment.changed.connect(self._say_unsaved)
        top = QWidget()
        line = row(None, self.badge, self.about, *self._buttons.values())
        line.setStretch(1, 1)
        line.addStrut(theme.CONTROL_HEIGHT)  # as high without buttons
        layout = column(top, line, self.trouble, self.unsaved)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self._local = QStackedWidget()
        self._local.addWidget(self.starting.body)
        self._local.addWidget(self.nodes.body)
        self.tabs = Tabbed(
            self,
            self.tr("Pages of the cluster"),
            (
                ("local", self.tr("On this computer"), self._local),
                ("servers", self.tr("Servers"), self.servers.body),
                ("files", self.tr("Files"), self.files.body),
                ("checks", self.tr("Checks"), self.checks.body),
                ("rollout", self.tr("Roll-out"), self.rollout.body),
            ),
        )
        self.tabs.asked.connect(self.go)
        self.tabs.changed.connect(self._on_page)
        body = frame("plain")
        column(body, top, self.tabs, gap=0)
        self.set_body(body)

    # -- pages -----------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """The key of the page in front."""
        return self.tabs.key

    help_page = page

    @property
    def folder(self) -> Path | None:
        """The folder of the local cluster; None for the usual one."""
        return self.starting.folder

    @Slot(str)
    def go(self, key: str) -> None:
        """Bring a page to the front."""
        self.tabs.go(key)
        self.take_focus()

    @Slot(str)
    def _on_page(self, key: str) -> None:
        self.help_changed.emit()
        if key == "rollout":
            self.rollout.shown()
        elif key != "local":
            self.deployment.read()
        self._say_unsaved()
        self._show(self.look)

    def take_focus(self) -> None:
        body = self._list()
        target: QWidget = self.tabs.bar
        if body is not None:
            target = body.search
        elif self.page == "local" and self.look.phase is LocalPhase.NONE:
            target = self.starting.start_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> MasterDetail | None:
        lists = {key: getattr(self, key).body for key in KEYS if key != "local"}
        if self._local.currentWidget() is self.nodes.body:
            lists["local"] = self.nodes.body
        return lists.get(self.page)

    def search(self, text: str) -> None:
        body = self._list()
        if body is not None:
            body.search.search_now(text)

    def open(self, target: object) -> None:
        if target in KEYS:
            self.go(str(target))
        elif isinstance(target, str):
            self.go("local")
            self.nodes.open(target)

    def acts(self) -> tuple[Act, ...]:
        body = self._list()
        return (*self._acts.acts, *(body.table.acts.acts if body is not None else ()))

    def do(self, key: str) -> None:
        if any(act.key == key for act in self._acts.acts):
            self._acts.trigger(key)
        elif (body := self._list()) is not None:
            body.table.acts.trigger(key)

    def row_count(self) -> int:
        return self.nodes.model.rowCount() or self.starting.row_count()

    # -- looking ---------------------------------------------------------------------------------------

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
        work = partial(self.services.local_cluster.look, self.actor, self.folder)
        self.runner.run(self, work, self._on_look, self._on_no_look, background=not first)

    def _on_look(self, look: LocalLook) -> None:
        self._looking = False
        first = self.state == "loading"
        self._show(look)
        self.set_state("loaded")
        if first:
            self.take_focus()

    def _on_no_look(self, error: Exception) -> None:
        self._looking = False
        self.set_state("failed" if self.state != "loaded" else "stale", error)

    def _show(self, look: LocalLook) -> None:
        before, self.look = self.look, look
        self.say_about()
        self.starting.show(look)
        self.nodes.show(look)
        running = look.phase is LocalPhase.RUNNING
        has_nodes = bool(look.nodes) or look.phase is LocalPhase.STARTING
        wanted = self.nodes.body if has_nodes else self.starting.body
        focused = self._local.isAncestorOf(focus) if (focus := self.focusWidget()) is not None else False
        here = self.page == "local"  # elsewhere the same keys mean that page's own acts
        for key, shown in (("add", running), ("promote", running), ("end", has_nodes)):
            self._buttons[key].setVisible(shown and here)
            self._acts.action(key).setEnabled(shown and here)
        self._acts.action("start").setEnabled(here and look.phase is LocalPhase.NONE and not self._working)
        self.starting.start_button.setEnabled(not self._working)
        if self._local.currentWidget() is not wanted:
            self._local.setCurrentWidget(wanted)
            if focused and self.isVisible():
                self.take_focus()
        if before.phase is not look.phase:
            self._say_left(look)

    def say_about(self) -> None:
        """The line over the pages: about the cluster of this computer, or the deployment that is described."""
        here = self.page == "local"
        self.badge.set_badge(words.phase_badge(self.look) if here else None)
        if here:
            told = words.about(self.look)
        elif self.page == "rollout":
            told = self.rollout.about()
        else:
            told = words.about_topology(self.deployment.draft, self.deployment.kept.path)
        self.about.setText(told)

    def _say_left(self, look: LocalLook) -> None:
        if look.phase is LocalPhase.LEFT_OVER:
            self.trouble.show_banner(
                "warn",
                "warning",
                self.tr("A cluster was ended from outside; what it left is put away before another starts."),
            )
            self.trouble.set_button(self.tr("Put it away"), self.asking.put_away)
        else:
            self.trouble.setVisible(False)

    def _say_unsaved(self) -> None:
        """What of the topology is edited and not saved, on the pages that show it."""
        self.say_about()
        deployment, changes = self.deployment, self.deployment.changes
        if not changes or self.page in ("local", "rollout"):
            self.unsaved.setVisible(False)
            return
        told = [self.tr("Changed here and not saved: {what}.").format(what=words.named(changes))]
        if not deployment.kept.text:
            told = [self.tr("A new topology, not saved yet.")]
        if deployment.overtaken:
            told.append(self.tr("Somebody else changed the file meanwhile."))
        if deployment.problem is not None:
            told.append(describe(deployment.problem).text)
        wrong = deployment.overtaken or deployment.problem is not None
        self.unsaved.show_banner(
            "warn" if wrong else "info", "warning" if wrong else "pencil-simple", " ".join(told)
        )
        save = button(
            self.tr("Save…"), "floppy-disk", run=self.servers.save, tip=self.tr("Save… (Ctrl+Shift+W)")
        )
        save.setEnabled(deployment.problem is None)
        self.unsaved.set_buttons(save, button(self.tr("Drop…"), kind="quiet", run=self.servers.saving.drop))

    def guard(self, leave: Callable[[], None]) -> None:
        self.servers.editing.guard(partial(self.servers.saving.guard, leave))

    # -- acts ------------------------------------------------------------------------------------------

    @Slot()
    def start_cluster(self) -> None:
        """Start one as the form says."""
        if self.look.phase not in (LocalPhase.NONE, LocalPhase.LEFT_OVER) or self._working:
            return
        order = self.starting.order()
        if order is not None:
            self.asking.up(order, self.folder)

    @Slot()
    def end_cluster(self) -> None:
        """Ask, then end it."""
        self.asking.down(self.look)

    def carry_out(self, title: str, work: Callable[[Report], Obeyed]) -> None:
        """Do something to the local cluster as a task, and tell what came of it."""
        self._working += 1
        task = self.task(title, work, done=self._on_done, failed=self.messages.warn)
        task.finished.connect(self._on_finished)

    def _on_done(self, done: Obeyed) -> None:
        self.messages.tell(said(done.said))
        if done.unrecorded:
            reason = said(done.unrecorded)
            self.messages.warn(self.tr("That is done, and not in the audit: {reason}").format(reason=reason))

    @Slot()
    def _on_finished(self) -> None:
        self._working -= 1
        self.look_now()

    def tour_steps(self) -> tuple[TourStep, ...]:
        return touring.steps(self)
