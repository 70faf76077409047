"""The nodes of the cluster on this computer: how each stands, what may be done to it, and what that will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.local_cluster import NodeState, NodeStatus
from app.services.local_cluster import LocalLook, NodeVerb
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cluster import words
from ui.panes.cluster.foreseeing import AWAY, back, deed, possible, without
from ui.sentences import said
from ui.widgets.acts import Act, Guise
from ui.widgets.basic import label
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Facts, Section, page
from ui.words import when

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane


class NodesTab(QObject):
    """The list of nodes, and the sheet of one."""

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._nodes: tuple[NodeStatus, ...] = ()
        self._shown = ""
        self._told: object = None
        self.model = RowsModel(self._columns(), parent=self, key=lambda node: node.name)
        self.body = MasterDetail(
            "cluster-nodes",
            self.model,
            acts=self._acts(),
            placeholder=self.tr("Node or kind"),
            nouns=(self.tr("node"), self.tr("nodes")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_node)
        self.body.sheet.close_requested.connect(self.body.close_sheet)
        self._facts, self._effects = Facts(), Facts()
        self._why = label("", wrap=True)
        self._wrong = Section(self.tr("What is wrong"), self._why)
        self.body.sheet.set_content(
            page(self._facts, self._wrong, Section(self.tr("What an act would do"), self._effects)), keep=True
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda n: "", badge=lambda n: words.state_badge(n.state), width=14, export=lambda n: str(n.state)),
            Column("name", self.tr("Node"), lambda n: n.name, width=14, strong=True),
            Column("kind", self.tr("Kind"), lambda n: words.kind_name(n.kind), width=16),
            Column("role", self.tr("Role"), lambda n: "", badge=words.role_badge, width=13, export=lambda n: n.role),
            Column("place", self.tr("Address"), words.place, width=20),
            Column("since", self.tr("Since"), lambda n: when(n.since), width=18, export=lambda n: n.since),
            Column("detail", self.tr("Why"), lambda n: said(n.detail), stretch=True, tip=lambda n: said(n.detail)),
            Column("pid", self.tr("Process"), lambda n: str(n.pid or ""), width=10, numeric=True, shown=False),
        )  # fmt: skip

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("freeze", self.tr("Freeze…"), self._on_freeze, "snowflake", "Ctrl+B", needs="one", guise=self._freeze),
            Act("cut", self.tr("Cut off…"), self._on_cut, "link-break", "Ctrl+L", needs="one", guise=self._cut),
            Act("drain", self.tr("Drain…"), self._on_drain, "hand-palm", "Ctrl+D", needs="one", guise=self._drain),
            Act("clone", self.tr("Make it a copy of another…"), self._on_clone, "copy", "Ctrl+Shift+Y", needs="one", menu_only=True),
            Act("power", self.tr("End at once…"), self._on_power, "power", "Ctrl+Shift+K", needs="one", guise=self._power, danger=True),
        )  # fmt: skip

    def _power(self, rows: tuple[NodeStatus, ...]) -> Guise:
        if rows[0].state in AWAY:
            return Guise(self.tr("Start it again"), "play", "primary")
        return Guise(self.tr("End at once…"), "power", "danger")

    def _freeze(self, rows: tuple[NodeStatus, ...]) -> Guise:
        if rows[0].state is NodeState.FROZEN:
            return Guise(self.tr("Let it go on"), "play")
        return Guise(self.tr("Freeze…"), "snowflake")

    def _cut(self, rows: tuple[NodeStatus, ...]) -> Guise:
        if rows[0].state is NodeState.PARTITIONED:
            return Guise(self.tr("Let it be reached"), "link")
        return Guise(self.tr("Cut off…"), "link-break")

    def _drain(self, rows: tuple[NodeStatus, ...]) -> Guise:
        if rows[0].state is NodeState.DRAINED:
            return Guise(self.tr("Send it requests again"), "play")
        return Guise(self.tr("Drain…"), "hand-palm")

    def _on_drain(self, rows: tuple[NodeStatus, ...]) -> None:
        drained = rows[0].state is NodeState.DRAINED
        self._pane.asking.node(NodeVerb.UNDRAIN if drained else NodeVerb.DRAIN, rows[0])

    def _on_power(self, rows: tuple[NodeStatus, ...]) -> None:
        away = rows[0].state in AWAY
        self._pane.asking.node(NodeVerb.START if away else NodeVerb.KILL, rows[0])

    def _on_freeze(self, rows: tuple[NodeStatus, ...]) -> None:
        frozen = rows[0].state is NodeState.FROZEN
        self._pane.asking.node(NodeVerb.THAW if frozen else NodeVerb.FREEZE, rows[0])

    def _on_cut(self, rows: tuple[NodeStatus, ...]) -> None:
        cut = rows[0].state is NodeState.PARTITIONED
        self._pane.asking.node(NodeVerb.HEAL if cut else NodeVerb.PARTITION, rows[0])

    def _on_clone(self, rows: tuple[NodeStatus, ...]) -> None:
        self._pane.asking.node(NodeVerb.CLONE, rows[0])

    # -- showing ---------------------------------------------------------------------------------------

    def show(self, look: LocalLook) -> None:
        """Show how the nodes stand now, in the order a request passes through them."""
        self._nodes = tuple(sorted(look.nodes, key=lambda node: (words.kind_order(node.kind), node.name)))
        self._fill()
        self.body.table.acts.update()
        node = next((each for each in self._nodes if each.name == self._shown), None)
        if node is not None and not self.body.sheet.isHidden():
            self._fill_sheet(node)

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        self.model.set_rows(
            node
            for node in self._nodes
            if all(
                word in f"{node.name} {words.kind_name(node.kind)} {node.role}".casefold() for word in wanted
            )
        )

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _on_current(self, node: NodeStatus | None) -> None:
        if node is not None and not self.body.sheet.isHidden():
            self.show_node(node)

    def open(self, name: str) -> None:
        """Show a node's details."""
        if self._text:
            self.body.search.search_now("")
        if self.body.table.select_key(name):
            self.show_node(next(each for each in self._nodes if each.name == name))

    def show_node(self, node: NodeStatus) -> None:
        """Open the sheet of a node."""
        self._shown = node.name
        self._fill_sheet(node)
        self.body.open_sheet()

    def _fill_sheet(self, node: NodeStatus) -> None:
        self.body.sheet.set_header(node.name, words.kind_name(node.kind), words.state_badge(node.state))
        self._why.setText(said(node.detail))
        self._wrong.setVisible(bool(node.detail))
        facts = (
            (self.tr("Since"), when(node.since)),
            (self.tr("Address"), words.place(node)),
            (self.tr("Process"), str(node.pid or "")),
            (self.tr("Logs"), f"{self._pane.look.folder}/{node.name}/logs"),
        )
        later = back(node) if node.state is not NodeState.UP else without(node, self._nodes)
        title = self.tr("When it is back") if node.state is not NodeState.UP else self.tr("Meanwhile")
        effects = (*((self._name(verb), deed(verb)) for verb in possible(node)), (title, later))
        if (node.role, facts, effects) != self._told:  # what is selected to be copied stays so
            self._told = (node.role, facts, effects)
            role = words.role_badge(node)
            self._facts.set_facts([*([(self.tr("Role"), role)] if role else []), *facts])
            self._effects.set_facts(effects)

    def _name(self, verb: NodeVerb) -> str:
        return {
            NodeVerb.KILL: self.tr("End at once"),
            NodeVerb.START: self.tr("Start again"),
            NodeVerb.FREEZE: self.tr("Freeze"),
            NodeVerb.THAW: self.tr("Let go on"),
            NodeVerb.PARTITION: self.tr("Cut off"),
            NodeVerb.HEAL: self.tr("Let be reached"),
            NodeVerb.DRAIN: self.tr("Drain"),
            NodeVerb.UNDRAIN: self.tr("Send requests"),
            NodeVerb.CLONE: self.tr("Copy anew"),
        }[verb]
