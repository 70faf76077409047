"""All parts as a table that can be sorted, and a part's details beside it: every figure with its age and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.board import NodeLine
from app.domain.health import HealthState, TargetKind
from app.services.health import HealthLook, MetricInfo
from ui import units
from ui.models.columns import Badge, Column
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.panes.health.advice_page import AdvicePage
from ui.panes.health.log_page import LogPage
from ui.panes.health.memory_page import MemoryPage
from ui.panes.health.part_page import PartPage
from ui.panes.health.plan_page import PlanPage
from ui.panes.health.processes_page import ProcessesPage
from ui.panes.health.statements_page import StatementsPage
from ui.panes.health.vitals import value_text, values_of, vitals_of
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.basic import label
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Facts, Section, page
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane


_LOGGING = (
    TargetKind.DATABASE, TargetKind.REDIS, TargetKind.API, TargetKind.NGINX, TargetKind.HOST,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a part."""

    info: MetricInfo
    value: float | None


class NodesTab(QObject):
    """The list of parts, and the sheet of one."""

    def __init__(self, pane: HealthPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._old = False
        self._text = ""
        self._nodes: tuple[NodeLine, ...] = ()
        self._shown = ""
        self._told: object = None
        self.model = RowsModel(self._columns(), parent=self, key=lambda node: node.name)
        self.body = MasterDetail(
            "health-nodes",
            self.model,
            acts=(
                Act("graphs", self.tr("Graphs"), self._on_graphs, "chart-line-up", "Ctrl+G", needs="one", primary=True),
                Act("silence", self.tr("Silence…"), self._on_silence, "bell-slash", "Ctrl+B", needs="one"),
            ),
            placeholder=self.tr("Part, kind or computer"),
            nouns=(self.tr("part"), self.tr("parts")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )  # fmt: skip
        self.body.splitter.setSizes([620, 540])  # a database's pages need more than the list beside them
        pane.context.state.restore_splitter(self.body.name, self.body.splitter)
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_node)
        self.body.sheet.close_requested.connect(self.body.close_sheet)
        self.figures = RowsModel(self._figure_columns(), parent=self, key=lambda figure: figure.info.name)
        self._table = TableView(
            self.figures, "health-figures", state=pane.context.state, copy=pane.messages.copy
        )
        self._table.setAccessibleName(self.tr("Figures"))
        self._make_pages(pane)

    def _make_pages(self, pane: HealthPane) -> None:
        self._facts, self._found = Facts(), Facts()
        self._why = label("", wrap=True)
        self._about = page(
            Section(self.tr("How it stands"), self._why),
            self._facts,
            Section(self.tr("What the probe saw"), self._found),
        )
        self.processes, self.statements = ProcessesPage(pane), StatementsPage(pane)
        self.plan, self.advice, self.log = PlanPage(pane), AdvicePage(pane), LogPage(pane)
        self.memory = MemoryPage(pane)
        self.inside: dict[str, tuple[str, PartPage]] = {
            "processes": (self.tr("Connections"), self.processes),
            "statements": (self.tr("Statements"), self.statements),
            "plan": (self.tr("Plan"), self.plan),
            "advice": (self.tr("Advice"), self.advice),
            "memory": (self.tr("Memory"), self.memory),
            "log": (self.tr("Log"), self.log),
        }
        self.body.sheet.keep(self._table, self._about, *(each.body for _, each in self.inside.values()))
        self.body.sheet.tab_changed.connect(self._on_tab)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda n: "", badge=self._badge, width=14, export=lambda n: str(n.state)),
            Column("name", self.tr("Part"), lambda n: n.name, width=18, strong=True),
            Column("kind", self.tr("Kind"), lambda n: words.kind_name(n.kind), width=16),
            Column("host", self.tr("Computer"), lambda n: n.host, width=14, shown=False),
            Column("first", self.tr("Vital figure"), lambda n: _vital(n, 0), width=18, sort_key=""),
            Column("second", self.tr("And another"), lambda n: _vital(n, 1), width=18, sort_key="", shown=False),
            Column(
                "answer", self.tr("Answered in"), lambda n: "–" if n.answer_ms is None else units.milliseconds(n.answer_ms),
                width=12, numeric=True, export=lambda n: n.answer_ms,
            ),
            Column("since", self.tr("Since"), lambda n: words.when(n.since), width=18, export=lambda n: n.since),
            Column("reason", self.tr("Why"), words.standing, stretch=True, tip=words.standing),
            Column("age", self.tr("Measured"), lambda n: words.age(n.measured_at or n.looked_at), width=13, export=lambda n: n.measured_at),
        )  # fmt: skip

    def _figure_columns(self) -> tuple[Column, ...]:
        return (
            Column("about", self.tr("Figure"), lambda f: said(f.info.about), stretch=True, tip=_told),
            Column(
                "value", self.tr("Now"), lambda f: value_text(f.info, f.info.name, f.value), width=12, numeric=True,
                strong=True, export=lambda f: f.value, tip=_told,
            ),
            Column("source", self.tr("Where from"), lambda f: said(f.info.source), width=24, tip=_told, shown=False),
        )  # fmt: skip

    def _badge(self, node: NodeLine) -> Badge:
        state = HealthState.UNKNOWN if self._old else node.state
        return words.state_badge(state, flapping=node.flapping and not self._old)

    def show(self, look: HealthLook) -> None:
        """Show how the parts stand now."""
        if look.board is None:
            return
        self._old = look.stale
        self._nodes = tuple(sorted(look.board.nodes, key=_worst_first))
        self._fill()
        node = next((each for each in self._nodes if each.name == self._shown), None)
        if node is not None and self.body.sheet.isVisible():
            self._fill_sheet(node)

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        self.model.set_rows(
            node
            for node in self._nodes
            if all(
                word in f"{node.name} {words.kind_name(node.kind)} {node.host}".casefold() for word in wanted
            )
        )

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def open(self, name: str) -> None:
        """Show a part's details."""
        if self._text:
            self.body.search.search_now("")
        if self.body.table.select_key(name):
            node = next(each for each in self._nodes if each.name == name)
            self.show_node(node)

    def _on_current(self, node: NodeLine | None) -> None:
        if node is not None and not self.body.sheet.isHidden():
            self.show_node(node)

    def show_node(self, node: NodeLine) -> None:
        """Open the sheet of a part."""
        self._shown = node.name
        self._fill_sheet(node)
        self.body.open_sheet()

    def _tabs(self, node: NodeLine) -> list[tuple[str, str, QWidget]]:
        """The pages a part of this kind has."""
        keys: tuple[str, ...] = ("log",) if node.kind in _LOGGING else ()
        if node.kind is TargetKind.API:
            keys = ("memory", *keys)
        if node.kind is TargetKind.DATABASE:
            file = node.facts.get("version", "").startswith("sqlite")
            keys = ("plan",) if file else ("processes", "statements", "plan", "advice", *keys)
        return [
            ("figures", self.tr("Figures"), self._table),
            *((key, self.inside[key][0], self.inside[key][1].body) for key in keys),
            ("about", self.tr("About"), self._about),
        ]

    def _on_tab(self, key: str) -> None:
        if key in self.inside and self._shown:
            self.inside[key][1].show_part(self._shown)

    def _fill_sheet(self, node: NodeLine) -> None:
        about = words.kind_name(node.kind)
        if node.measured_at is not None:
            about = self.tr("{kind}, measured {age}").format(kind=about, age=words.age(node.measured_at))
        why = words.standing(node)
        self.body.sheet.set_header(node.name, "\n".join(filter(None, (about, why))), self._badge(node))
        self.body.sheet.set_tabs(self._tabs(node))
        self._on_tab(self.body.sheet.tab())
        self._why.setText(why or self.tr("Nothing is wrong with it."))
        facts = (
            (self.tr("Since"), words.when(node.since)),
            (self.tr("Computer"), node.host),
            (self.tr("Leans on"), ", ".join(" / ".join(group) for group in node.leans_on)),
        )
        found = tuple((said(name), said(value)) for name, value in sorted(node.facts.items()))
        if (facts, found) != self._told:  # what is selected to be copied stays so
            self._told = (facts, found)
            self._facts.set_facts(facts)
            self._found.set_facts(found)
        known = values_of(node)
        figures = [
            Figure(info, known.get(metric))
            for (kind, metric), info in self._pane.infos.items()
            if kind is node.kind and metric != "health"
        ]
        self.figures.set_rows(sorted(figures, key=lambda figure: figure.value is None))

    def _on_graphs(self, rows: tuple[NodeLine, ...]) -> None:
        self._pane.go("overview")
        self._pane.overview.choose(rows[0].name)

    def _on_silence(self, rows: tuple[NodeLine, ...]) -> None:
        self._pane.asking.silence(target=rows[0].name)


def _vital(node: NodeLine, number: int) -> str:
    vitals = vitals_of(node)
    if number >= len(vitals):
        return ""
    vital = vitals[number]
    return f"{vital.say(values_of(node)[vital.metric] or 0.0)} {vital.title}"


def _told(figure: Figure) -> str:
    return f"{said(figure.info.about)}\n{figure.info.name} – {said(figure.info.source)}"


def _worst_first(node: NodeLine) -> tuple[int, str]:
    order = (HealthState.UNHEALTHY, HealthState.DEGRADED, HealthState.UNKNOWN, HealthState.HEALTHY)
    return order.index(node.state), node.name
