"""Below the graphs: the namespaces that are read, the nodes of Redis, and its slow commands, as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.domain.redis_figures import CommandFigures, NodeFigures, RedisFigures, SlowCommand
from ui import theme, units
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.live_figures import Flow
from ui.widgets.basic import column
from ui.widgets.state import StateView
from ui.widgets.table import TableView
from ui.words import when

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane


class LiveTables(QObject):
    """One table in front at a time."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self.flows = RowsModel(self._flow_columns(), parent=self, key=lambda flow: flow.namespace)
        self.nodes = RowsModel(self._node_columns(), parent=self, key=lambda node: node.node)
        self.commands = RowsModel(
            self._command_columns(), parent=self, key=lambda each: (each.node, each.command.name)
        )
        self.slow = RowsModel(self._slow_columns(), parent=self, key=lambda each: (each.node, each.number))
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(self.tr("Tables"))
        self._stack = QStackedWidget()
        self._views: list[StateView] = []
        nothing = self.tr("Nothing was read through the cache in the last minute")
        self._add(pane, self.tr("Namespaces in the last minute"), self.flows, "cache-flows", nothing)
        if pane.services.redis.nodes:
            self._add(pane, self.tr("Nodes"), self.nodes, "cache-nodes", self.tr("Nothing is known of this"))
            self._add(
                pane,
                self.tr("Commands"),
                self.commands,
                "cache-commands",
                self.tr("No command was carried out"),
            )
            self._add(pane, self.tr("Slow commands"), self.slow, "cache-slow", self.tr("No command was slow"))
        self.bar.currentChanged.connect(self._on_tab)
        self.body = QWidget()
        layout = column(self.body, self.bar, self._stack, gap=0)
        layout.setContentsMargins(0, theme.SPACE_HALF, 0, 0)
        layout.setStretch(1, 1)

    def _add(self, pane: CachePane, title: str, model: RowsModel, name: str, nothing: str) -> None:
        table = TableView(model, name, state=pane.context.state, copy=pane.messages.copy, multi=False)
        table.setAccessibleName(title)
        view = StateView(table)
        view.set_empty(nothing, "")
        self.bar.addTab(title)
        self._stack.addWidget(view)
        self._views.append(view)
        model.count_changed.connect(lambda count: view.set_state("loaded" if count.value else "empty"))

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        self._stack.setCurrentIndex(number)

    def _flow_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Namespace"), lambda flow: flow.namespace, stretch=True, strong=True),
            Column("reads", self.tr("Reads"), lambda flow: units.per_second(flow.reads), width=10, numeric=True, export=lambda flow: flow.reads),
            Column("hits", self.tr("Hits"), _hits, width=20, numeric=True, bar=lambda flow: flow.hits, export=lambda flow: flow.hits),
            Column("memory", self.tr("Memory"), lambda flow: units.per_second(flow.memory), width=10, numeric=True, export=lambda flow: flow.memory),
            Column("redis", self.tr("Redis"), lambda flow: units.per_second(flow.redis), width=10, numeric=True, export=lambda flow: flow.redis),
            Column("table", self.tr("Table"), lambda flow: units.per_second(flow.table), width=10, numeric=True, export=lambda flow: flow.table),
            Column("loads", self.tr("Loaded"), lambda flow: units.per_second(flow.loads), width=10, numeric=True, export=lambda flow: flow.loads),
        )  # fmt: skip

    def _node_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Node"), lambda node: node.node, width=20, stretch=True, strong=True, whole=True),
            Column("role", self.tr("Role"), lambda node: words.role_name(node.primary), width=10),
            Column("ops", self.tr("Commands"), lambda node: _rate(node.ops_per_s), width=10, numeric=True, export=lambda node: node.ops_per_s),
            Column("hits", self.tr("Hits"), _node_hits, width=9, numeric=True, export=lambda node: node.hits),
            Column("memory", self.tr("Memory"), _memory, width=22, numeric=True, bar=lambda node: node.memory_share, export=lambda node: node.memory),
            Column("evicted", self.tr("Evicted"), lambda node: _rate(node.evicted_per_s), width=9, numeric=True, export=lambda node: node.evicted_per_s),
            Column("keys", self.tr("Keys"), lambda node: f"{node.keys:,}", width=10, numeric=True, export=lambda node: node.keys),
            Column("endless", self.tr("Without an end"), lambda node: f"{node.keys_without_end:,}", width=14, numeric=True, export=lambda node: node.keys_without_end),
            Column("clients", self.tr("Clients"), lambda node: f"{node.clients:,}", width=8, numeric=True, export=lambda node: node.clients),
            Column("ping", self.tr("Answer"), lambda node: units.milliseconds(node.ping_ms), width=9, numeric=True, export=lambda node: node.ping_ms),
            Column("policy", self.tr("When it is full"), lambda node: node.policy, width=14, shown=False),
            Column("version", self.tr("Version"), lambda node: node.version, width=10, shown=False),
        )  # fmt: skip

    def _command_columns(self) -> tuple[Column, ...]:
        return (
            Column("command", self.tr("Command"), lambda each: each.command.name, stretch=True, strong=True),
            Column("node", self.tr("Node"), lambda each: each.node, width=20),
            Column("calls", self.tr("Calls since its start"), lambda each: f"{each.command.calls:,}", width=20, numeric=True, export=lambda each: each.command.calls),
            Column("mean", self.tr("Mean"), lambda each: _took(each.command.mean_us), width=10, numeric=True, export=lambda each: each.command.mean_us),
            Column("p50", self.tr("p50"), lambda each: _took(each.command.p50_us), width=10, numeric=True, export=lambda each: each.command.p50_us),
            Column("p99", self.tr("p99"), lambda each: _took(each.command.p99_us), width=10, numeric=True, export=lambda each: each.command.p99_us),
            Column("p999", self.tr("p99.9"), lambda each: _took(each.command.p999_us), width=10, numeric=True, export=lambda each: each.command.p999_us),
        )  # fmt: skip

    def _slow_columns(self) -> tuple[Column, ...]:
        return (
            Column("at", self.tr("At"), _at, width=18, export=lambda each: each.at),
            Column("took", self.tr("Took"), lambda each: units.milliseconds(each.took_us / 1000), width=9, numeric=True, export=lambda each: each.took_us),
            Column("node", self.tr("Node"), lambda each: each.node, width=18),
            Column("command", self.tr("Command"), lambda each: each.command, stretch=True, tip=lambda each: each.command),
            Column("client", self.tr("From"), lambda each: each.client, width=18),
        )  # fmt: skip

    def show(self, moving: tuple[Flow, ...], found: RedisFigures | None) -> None:
        """Show what went on."""
        read = [flow for flow in moving if flow.reads]
        self.flows.set_rows(read)
        if found is not None:
            self.nodes.set_rows([node for node in found.nodes if not node.trouble])
            self.commands.set_rows(_commands(found))
            self.slow.set_rows(found.slow)


@dataclass(frozen=True, slots=True)
class OnNode:
    """A command as one node carries it out."""

    node: str
    command: CommandFigures


def _commands(found: RedisFigures) -> list[OnNode]:
    """Those that took most of a node's time first."""
    some = [OnNode(node.node, each) for node in found.nodes for each in node.commands]
    return sorted(some, key=lambda each: -each.command.calls * each.command.mean_us)


def _took(microseconds: float) -> str:
    if not microseconds:
        return "–"
    return (
        units.milliseconds(microseconds / 1000)
        if microseconds >= 1000
        else words.tr("{n} µs").format(n=f"{microseconds:,.0f}")
    )


def _hits(flow: Flow) -> str:
    return "" if flow.hits is None else units.percent(100 * flow.hits)


def _rate(value: float | None) -> str:
    return "–" if value is None else units.per_second(value)


def _node_hits(node: NodeFigures) -> str:
    return "–" if node.hits is None else units.percent(100 * node.hits)


def _memory(node: NodeFigures) -> str:
    return units.size(node.memory)


def _at(each: SlowCommand) -> str:
    return when(each.at)
