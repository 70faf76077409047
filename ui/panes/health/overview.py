"""The first page: the topology as map, and below it the graphs of the part that is chosen, with what happened."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.board import Board, NodeLine
from app.domain.events import Event, EventKind
from app.domain.health import HealthState
from app.domain.measuring import LONGEST_S
from app.services.health import HealthLook
from ui import theme
from ui.models.history import History, Values
from ui.panes.health import reading, words
from ui.panes.health.picture import Picture
from ui.panes.health.reading import Past, Samples
from ui.panes.health.vitals import Infos, graphs_of, values_of
from ui.sentences import said
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import Elided, button, column, discard, frame, label, row
from ui.widgets.graph_board import GraphBoard
from ui.widgets.graph_grid import LEAST_HEIGHT
from ui.widgets.graph_spec import GraphSpec
from ui.widgets.timeline import Mark, Timeline

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

RELOAD_S = 600.0
SPAN_S = 900.0
"""The graphs show so much at first."""
"""So often a day is read anew: what came by the second meanwhile is thinned in it."""

_DAY_S = 86_400.0
_MOST_PICTURE, _LEAST_PICTURE = 360, 116
"""Where graphs and banners leave the map less, it scrolls: nothing is drawn over it."""
_LEAST_GRAPHS = LEAST_HEIGHT + theme.CONTROL_HEIGHT + 2 * theme.SPACE
"""A row of them, whole, and the choice of a span above it."""


class Overview(QObject):
    """Map, graphs and timeline."""

    def __init__(self, pane: HealthPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._state = pane.context.state
        self.chosen = ""
        self._board_of: tuple[str, tuple[str, ...]] | None = None
        self._loaded_at = 0.0
        self._loading = ""
        self._past: Past | None = None
        self._nodes: dict[str, NodeLine] = {}
        self._curved: set[str] = set()
        self.history = History(_DAY_S, LONGEST_S, sparse=True)
        self.board: GraphBoard | None = None
        self.picture = Picture()
        self.picture.chosen.connect(self.choose)
        self.picture.opened.connect(pane.open_node)
        self.timeline = Timeline(
            (
                (EventKind.DEPLOY, self.tr("Deploys")),
                (EventKind.FAILOVER, self.tr("Failover")),
                (EventKind.ALERT, self.tr("Alerts")),
                (EventKind.CACHE_FLUSH, self.tr("Cache")),
                (EventKind.MAINTENANCE, self.tr("Tasks")),
            )
        )
        self.timeline.pointed.connect(self._on_pointed)
        self.timeline.opened.connect(pane.open_reference)
        self._lay_out()

    def _lay_out(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.tr("The library's parts"))
        inner = QWidget()
        inner.setObjectName("page")
        column(inner, self.picture)
        self._area.setWidget(inner)
        self._badge = BadgeLabel(words.state_badge(HealthState.UNKNOWN))
        self._name = label("", "strong")
        self._about = Elided("", "soft")
        self._about.setProperty("mayElide", True)
        self.details = button(
            self.tr("Details"), "arrow-right", "link", run=lambda: self._pane.open_node(self.chosen),
            tip=self.tr("All figures of this part, their age and where they are from (Enter on its card)"),
        )  # fmt: skip
        self.hint = label("", "soft", wrap=True)
        self.hint.setVisible(False)
        head = QWidget()
        line = row(head, self._name, self._badge, self._about, self.details)
        line.setStretch(2, 1)
        self._place = QWidget()
        self._boards = column(self._place, gap=0)
        self.body = frame("plain")
        self._head = head
        layout = column(
            self.body, self._area, self.hint, head, self._place, self.timeline, margin=theme.SPACE_2
        )
        layout.setStretch(3, 1)
        self.body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the map another height whenever its page gets one, for instance below a banner."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Show the map whole where the graphs keep a row of their own, else as much of it as fits."""
        others = [each for each in (self.hint, self._head, self.timeline) if not each.isHidden()]
        taken = sum(max(each.minimumSizeHint().height(), each.sizeHint().height()) for each in others)
        taken += (len(others) + 1) * theme.SPACE + 2 * theme.SPACE_2 + _LEAST_GRAPHS
        room = max(_LEAST_PICTURE, self.body.height() - taken)
        height = min(self.picture.height(), _MOST_PICTURE, room)
        if height != self._area.height():
            self._area.setFixedHeight(height)
            self._show_chosen()

    def _show_chosen(self) -> None:
        card = self.picture.cards.get(self.chosen)
        if card is not None:
            self._area.ensureWidgetVisible(card, 0, theme.SPACE)

    # -- what stands ----------------------------------------------------------------------------------

    def show(self, look: HealthLook) -> None:
        """Show how everything stands now."""
        board = look.board
        if board is None:
            return
        self._nodes = {node.name: node for node in board.nodes}
        self.picture.show_nodes(board.nodes, old=look.stale)
        self._fit()
        self._read_curves(board)
        if self.chosen not in self._nodes:
            self.choose(_first(board))
        node = self._nodes.get(self.chosen)
        if node is None:
            return
        self._say(node, look)
        if node.measured_at is not None:
            values = values_of(node)
            self.history.add(node.measured_at, values)
            if self._lacks_graph_of(node, values):
                self._put_board(node, self._pane.infos)
        if time.time() - self._loaded_at > RELOAD_S:
            self._read_day(node)
        if self.board is not None:
            self.board.tick()

    def _say(self, node: NodeLine, look: HealthLook) -> None:
        self._name.setText(node.name)
        state = HealthState.UNKNOWN if look.stale else node.state
        self._badge.set_badge(words.state_badge(state, flapping=node.flapping and not look.stale))
        told = [words.kind_name(node.kind), words.standing(node)]
        if node.since is not None:
            told.append(words.tr("since {when}").format(when=words.when(node.since)))
        if node.measured_at is not None:
            told.append(words.tr("measured {age}").format(age=words.age(node.measured_at)))
        self._about.setText(" · ".join(filter(None, told)))

    def say_hint(self, text: str) -> None:
        """A sentence below the map, on what could be there."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self._fit()

    def _read_curves(self, board: Board) -> None:
        names = {node.name for node in board.nodes}
        missing = tuple(node for node in board.nodes if node.name not in self._curved)
        self._curved = names
        if missing:
            work = partial(reading.read_curves, self._pane.services, self._pane.actor, missing)
            self._pane.runner.run(self._pane, work, self._on_curves, _quiet, background=True)

    def _on_curves(self, found: dict[str, list[tuple[float, float | None]]]) -> None:
        for name, points in found.items():
            card = self.picture.cards.get(name)
            if card is not None:
                card.load_curve(points)

    # -- the part that is chosen ----------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Show the graphs of a part."""
        node = self._nodes.get(name)
        if node is None:
            return
        self.chosen = name
        self.picture.choose(name)
        self._show_chosen()
        self._read_day(node)

    def _read_day(self, node: NodeLine) -> None:
        if self._loading == node.name:
            return
        self._loading = node.name
        self._loaded_at = time.time()
        metrics = tuple(
            dict.fromkeys(line.key for spec in graphs_of(node.kind, self._pane.infos) for line in spec.lines)
        )
        work = partial(reading.read_day, self._pane.services, self._pane.actor, node.name, metrics)
        self._pane.run(work, partial(self._on_day, node.name), self._on_no_day, latest="day")

    def _on_day(self, name: str, samples: Samples) -> None:
        self._loading = ""
        node = self._nodes.get(name)
        if name != self.chosen or node is None:
            return
        self.history.load(samples)
        if node.measured_at is not None:
            self.history.add(node.measured_at, values_of(node))
        self._put_board(node, self._pane.infos)

    def _on_no_day(self, error: Exception) -> None:
        self._loading = ""
        look, node = self._pane.last, self._nodes.get(self.chosen)
        if node is not None and look is not None and look.own:  # the states say why: no figure can be had now
            self.history.load(())
            self._put_board(node, self._pane.infos)
        else:
            self._pane.messages.warn(error)

    def _lacks_graph_of(self, node: NodeLine, values: Values) -> bool:
        """Whether something is measured now that was not when the graphs were made: a rate needs two looks."""
        if self._board_of is None or self._board_of[0] != node.name:
            return False
        return any(
            spec.key not in self._board_of[1] and any(values.get(line.key) is not None for line in spec.lines)
            for spec in graphs_of(node.kind, self._pane.infos)
        )

    def _put_board(self, node: NodeLine, infos: Infos) -> None:
        """The graphs of what is known of a part; all of them, where that is nothing yet."""
        known = {
            key
            for _, values in self.history.between(0, time.time() + 60)
            for key, value in values.items()
            if value is not None
        }
        every = graphs_of(node.kind, infos)
        specs = tuple(spec for spec in every if any(line.key in known for line in spec.lines)) or every
        wanted = (node.name, tuple(spec.key for spec in specs))
        if wanted != self._board_of:
            span = self.board.span if self.board is not None else SPAN_S
            if self.board is not None:
                discard(self.board)
            self._board_of = wanted
            self.board = made = self._make_board(specs, span)
            self._boards.addWidget(made)
        self._shade()
        assert self.board is not None
        self.board.refresh()

    def _make_board(self, specs: tuple[GraphSpec, ...], span: float) -> GraphBoard:
        made = GraphBoard(
            specs,
            self.history,
            (
                (60, self.tr("minute")),
                (900, self.tr("15 minutes")),
                (3600, self.tr("hour")),
                (21_600, self.tr("6 hours")),
                (86_400, self.tr("day")),
            ),
            span=span,
        )
        made.copy_requested.connect(self._pane.messages.copy)
        made.copy_requested.connect(lambda _: self._pane.messages.tell(self.tr("The figures are copied.")))
        made.shown.connect(self.timeline.show_until)
        made.pointed.connect(self.timeline.show_cursor)
        return made

    def _on_pointed(self, at: float | None) -> None:
        if self.board is not None:
            self.board.point(at)
        self.timeline.show_cursor(at)

    # -- what happened --------------------------------------------------------------------------------

    def show_past(self, past: Past) -> None:
        """Show what happened under the graphs, and the alerts of the chosen part in them."""
        self._past = past
        self.timeline.set_marks([_mark(event) for event in past.events])
        self._shade()

    def _shade(self) -> None:
        past, now = self._past, time.time()
        if past is None or self.board is None:
            return
        self.board.shade(
            tuple(
                (view.incident.fired_at, view.incident.cleared_at or now + RELOAD_S)
                for view in past.incidents
                if view.incident.target == self.chosen
            )
        )


_ICONS = {
    EventKind.DEPLOY: ("rocket-launch", "accent"),
    EventKind.FAILOVER: ("swap", "warn"),
    EventKind.ALERT: ("bell-ringing", "bad"),
    EventKind.CACHE_FLUSH: ("broom", "info"),
    EventKind.MAINTENANCE: ("wrench", "muted"),
}


def _mark(event: Event) -> Mark:
    icon, token = _ICONS[event.kind]
    text = said(event.title)
    if event.target:
        text = words.tr("{title}: {target}").format(title=text, target=event.target)
    if event.by:
        text = words.tr("{event}, by {name}").format(event=text, name=event.by)
    if event.failed:
        text = words.tr("{event} (it failed)").format(event=text)
        icon, token = "x-circle", "bad"
    at = event.at.timestamp()
    until = time.time() + RELOAD_S if event.until is None else event.until.timestamp()
    return Mark(event.kind, at, until, text, icon, token, event.reference)


def _first(board: Board) -> str:
    """The part to look at first: that of the alert that is told first, else the one that is worst off, else the first."""
    trouble, _ = words.trouble(board.incidents)
    if trouble is not None and any(node.name == trouble.target for node in board.nodes):
        return trouble.target
    order = (HealthState.UNHEALTHY, HealthState.DEGRADED)
    for state in order:
        for node in board.nodes:
            if node.state is state:
                return node.name
    return board.nodes[0].name if board.nodes else ""


def _quiet(_error: Exception) -> None:
    """Small curves that can't be read are no reason to disturb anybody: the graphs will say it."""
