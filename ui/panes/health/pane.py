"""Health: the library's parts on one map, their figures live, and the alerts; for whoever is called at 2 a.m."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.alerts import Severity
from app.domain.changes import Changed
from app.domain.health import HealthState, TargetKind
from app.domain.troubleshooting import case_of
from app.services.health import HealthLook
from ui import theme
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.health import reading, touring, words
from ui.panes.health.alerts_tab import AlertsTab
from ui.panes.health.asking import Asking
from ui.panes.health.channels_tab import ChannelsTab
from ui.panes.health.nodes_tab import NodesTab
from ui.panes.health.overview import Overview
from ui.panes.health.quiet_tab import QuietTab
from ui.panes.health.reading import Past
from ui.panes.health.rules_tab import RulesTab
from ui.panes.health.trouble_tab import TroubleTab
from ui.panes.health.vitals import Infos
from ui.widgets.acts import Act
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, column, frame, row
from ui.widgets.master_detail import MasterDetail
from ui.widgets.tabbed import Tabbed
from ui.words import counted

LOOK_MS = 1_000
PAST_MS = 10_000
KEYS = ("overview", "nodes", "alerts", "trouble", "rules", "quiet", "channels")


class HealthPane(ActingPane):
    """Pages on one board: map with graphs, parts, alerts, troubleshooting, and what people decide about alerts: rules, quiet
    times, channels; under the line that says how it all stands."""

    listens_to = Changed.ALERTS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.infos: Infos = {}
        self.last: HealthLook | None = None
        self._looking = False
        self._incidents: tuple[str, ...] = ()
        self._trouble = ""
        self.asking = Asking(self)
        self.overview = Overview(self)
        self.nodes = NodesTab(self)
        self.alerts = AlertsTab(self)
        self.troubles = TroubleTab(self)
        self.rules = RulesTab(self)
        self.quiet = QuietTab(self)
        self.channels = ChannelsTab(self)
        self._lists = {
            "nodes": self.nodes.body, "alerts": self.alerts.body, "rules": self.rules.body,
            "quiet": self.quiet.body, "channels": self.channels.body,
        }  # fmt: skip
        self._lay_out()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_now)
        self._past_timer = QTimer(self, interval=PAST_MS)
        self._past_timer.timeout.connect(self.read_past)

    def _lay_out(self) -> None:
        self.badge = BadgeLabel(words.state_badge(HealthState.UNKNOWN), self)
        self.about = Elided("", "soft")
        self.about.setProperty("mayElide", True)
        self.trouble = Banner()
        self.trouble.setVisible(False)
        self.standing = Banner()
        self.standing.setVisible(False)
        top = QWidget()
        line = row(None, self.badge, self.about)
        line.setStretch(1, 1)
        layout = column(top, line, self.trouble, self.standing)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self.tabs = Tabbed(
            self,
            self.tr("Pages of health"),
            (
                ("overview", self.tr("Map"), self.overview.body),
                ("nodes", self.tr("Parts"), self.nodes.body),
                ("alerts", self.tr("Alerts"), self.alerts.body),
                ("trouble", self.tr("Troubleshoot"), self.troubles.body),
                ("rules", self.tr("Rules"), self.rules.body),
                ("quiet", self.tr("Quiet times"), self.quiet.body),
                ("channels", self.tr("Channels"), self.channels.body),
            ),
        )
        self.tabs.asked.connect(self.go)
        self.tabs.changed.connect(self.help_changed)
        self.tabs.changed.connect(self._on_page)
        body = frame("plain")
        column(body, top, self.tabs, gap=0)
        view = self.set_body(body)
        if view is not None:
            view.set_empty(
                self.tr("Nobody watches the library's parts"),
                self.tr(
                    "A worker, an API node or this window does, unless MONITORING_ENABLED is off. The first figures come "
                    "within seconds of its start."
                ),
            )

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

    @Slot(str)
    def _on_page(self, key: str) -> None:
        if key == "trouble":
            self.troubles.start(self._case_now())

    def _case_now(self) -> str:
        """The case that finds out why there is what goes on; "" for none."""
        look = self.last
        if look is None or look.board is None:
            return ""
        if look.own:
            down, _ = words.down_seen(look.board)
            return case_of(down[0].kind, "health") if down else ""
        first, _ = words.trouble(look.board.incidents)
        view = self.rules.view_of(first.rule) if first is not None else None
        return case_of(view.rule.kind, view.rule.metric) if view is not None else ""

    def take_focus(self) -> None:
        body = self._list()
        if self.page == "trouble":
            self.troubles.table.setFocus()
            return
        card = self.overview.picture.cards.get(self.overview.chosen)
        target: QWidget = body.search if body is not None else card or self.tabs.bar
        target.setFocus()

    def _list(self) -> MasterDetail | None:
        return self._lists.get(self.page)

    def open_sheet(self) -> None:
        body = self._list()
        if body is not None:
            body.open_sheet()

    def guard(self, leave: Callable[[], None]) -> None:
        for each in (self.rules.forms, self.quiet.forms, self.channels.forms):
            leave = partial(each.guard, leave)
        leave()

    def change_rule(self, name: str) -> None:
        """Ask for the changes to a rule."""
        self.go("rules")
        self.rules.open(name)

    def search(self, text: str) -> None:
        if self._list() is None:
            self.go("nodes")
        body = self._list()
        if body is not None:
            body.search.search_now(text)

    def open(self, target: object) -> None:
        if target in KEYS:
            self.go(str(target))
        elif isinstance(target, str):
            self.open_reference(target)

    def open_node(self, name: str, page: str = "") -> None:
        """Show a part's details, and the page of them that is named."""
        self.go("nodes")
        self.nodes.open(name)
        self.nodes.body.sheet.show_tab(page)

    def work_through(self, case: str) -> None:
        """Find out why something is as it is."""
        self.go("trouble")
        self.troubles.open(case)

    def open_reference(self, reference: str) -> None:
        """Show what an event is of: an alert here, a job in its own pane."""
        kind, _, key = reference.partition(":")
        if kind == "incident":
            self.go("alerts")
            self.alerts.open(key)
        elif kind == "job":
            self.open_requested.emit("maintenance", int(key))

    def acts(self) -> tuple[Act, ...]:
        body = self._list()
        return body.table.acts.acts if body is not None else ()

    def do(self, key: str) -> None:
        body = self._list()
        if body is not None:
            body.table.acts.trigger(key)

    def row_count(self) -> int:
        return len(self.overview.picture.cards)

    # -- looking -------------------------------------------------------------------------------------

    def start(self) -> None:
        self.run(partial(reading.read_infos, self.services, self.actor), self._on_infos, self._on_no_look)
        self._timer.start()
        self._past_timer.start()

    def _on_infos(self, infos: Infos) -> None:
        self.infos = infos
        self.look_now()
        self.read_past()

    @Slot()
    def look_now(self) -> None:
        """Look, unless a look is under way or nobody sees it."""
        if self._looking or not self.infos or not self.isVisible():
            return
        self._looking = True
        first = self.state == "loading"
        work = partial(self.services.health.watch, self.actor)
        self.runner.run(self, work, self._on_look, self._on_no_look, background=not first)

    def _on_look(self, look: HealthLook) -> None:
        self._looking = False
        if look.board is None:
            self.last = look
            self.set_state("empty")
            return
        board = look.board.alerted()
        self.last = look = replace(look, board=board)
        self.set_state("loaded")
        state = HealthState.UNKNOWN if look.stale else board.worst
        self.badge.set_badge(words.state_badge(state))
        self.about.setText(words.about(look))
        self.overview.show(look)
        self.nodes.show(look)
        self.channels.show_look(look)
        self._say_trouble(look)
        self._say_standing(look)
        kinds = {node.kind for node in board.nodes}
        self.overview.say_hint("" if kinds & {TargetKind.NGINX, TargetKind.API} else self._embedded())
        keys = tuple(each.key for each in board.incidents)
        if keys != self._incidents:
            self._incidents = keys
            self.read_past()

    def _on_no_look(self, error: Exception) -> None:
        self._looking = False
        self.set_state("failed" if self.last is None else "stale", error)

    def _embedded(self) -> str:
        return self.tr(
            "This is all there is: one library on one computer. Several servers are described in a topology file; "
            "“clms cluster up” starts a whole cluster on this computer to try it."
        )

    def _say_trouble(self, look: HealthLook) -> None:
        assert look.board is not None
        first, text = words.trouble(look.board.incidents)
        if look.own:
            text = words.trouble_seen(look.board)
        if not text:
            self._trouble = ""
            self.trouble.setVisible(False)
        elif text != self._trouble:  # or its button may have the focus
            self._trouble = text
            tone = words.severity_badge(Severity.CRITICAL if first is None else first.severity)
            self.trouble.show_banner(str(tone.tone), tone.icon, text)
            show = None if first is None else partial(self.open_reference, f"incident:{first.key}")
            self.trouble.set_button(self.tr("Show the alert"), show)

    def _say_standing(self, look: HealthLook) -> None:
        """What takes from the worth of what is shown."""
        board = look.board
        assert board is not None
        if look.own:
            text = self.tr(
                "The database takes no writes, or nobody watches: this computer looks itself, and measures no figures. What "
                "the watch measures meanwhile is kept, and stored when it can be."
            )
            self.standing.show_banner("muted", "eye", text)
        elif look.stale:
            text = self.tr("Nobody watches: this is how things stood {when}.")
            self.standing.show_banner("muted", "clock", text.format(when=words.when(board.at)))
        elif board.undelivered:
            text = counted(
                board.undelivered,
                "{n} message about alerts could not be delivered yet and is tried again.",
                "{n} messages about alerts could not be delivered yet and are tried again.",
            )
            self.standing.show_banner("warn", "envelope-simple", text)
        else:
            self.standing.setVisible(False)

    @Slot()
    def read_past(self) -> None:
        """Read the alerts and what happened, unless nobody sees it."""
        if self.infos and self.isVisible():
            work = partial(reading.read_past, self.services, self.actor)
            self.runner.run(self, work, self._on_past, _looked_at_again, background=True)

    def _on_past(self, past: Past) -> None:
        self.overview.show_past(past)
        for each in (self.alerts, self.rules, self.quiet, self.channels):
            each.show_past(past)
        open_ = sum(view.incident.open and view.incident.loud for view in past.incidents)
        title = self.tr("Alerts")
        self.tabs.set_title("alerts", f"{title} ({open_})" if open_ else title)

    def on_changed(self, what: Changed) -> None:
        self.read_past()

    def tour_steps(self) -> tuple[TourStep, ...]:
        return touring.steps(self)


def _looked_at_again(_error: Exception) -> None:
    """Alerts of before that can't be read now are read in ten seconds again; how things stand says why."""
