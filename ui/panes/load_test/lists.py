"""The left side: scenarios above, past results below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.domain.loadtest.orders import ResultLine, ScenarioFile
from ui import theme
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.load_test import words
from ui.panes.load_test.words import tr
from ui.state import UiState
from ui.widgets.acts import Act
from ui.widgets.basic import column, frame, label, row
from ui.widgets.table import TableView

WIDTH = 360


class Lists(QWidget):
    """Two tables, each with what can be done to it."""

    def __init__(self, state: UiState, scenario_acts: Iterable[Act], result_acts: Iterable[Act]) -> None:
        super().__init__()
        self.scenario_model = RowsModel(
            (
                Column("name", tr("Scenario"), _name, stretch=True, tip=lambda each: each.about, below=_kind),
            ),
            parent=self,
        )  # fmt: skip
        self.result_model = RowsModel(
            (
                Column("name", tr("Run"), lambda each: each.name, stretch=True, strong=True, below=_when),
                Column("grade", tr("Outcome"), lambda each: words.line_badge(each).text, width=19, badge=words.line_badge, sort_key="", whole=True),
            ),
            parent=self,
        )  # fmt: skip
        self.scenarios = TableView(
            self.scenario_model, "load-test-scenarios", state=state, acts=scenario_acts, multi=False
        )
        self.scenarios.horizontalHeader().hide()
        self.scenarios.setAccessibleName(tr("Scenarios"))
        self.results = TableView(self.result_model, "load-test-results", state=state, acts=result_acts)
        self.results.setAccessibleName(tr("Results"))
        self._nothing = QStackedWidget()
        empty = QWidget()
        column(
            empty, label(tr("Nothing was run yet"), "strong"),
            label(tr("What a run brings is kept here, on this computer."), "soft", wrap=True), None, margin=theme.SPACE_2,
        )  # fmt: skip
        self._nothing.addWidget(self.results)
        self._nothing.addWidget(empty)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(_box(tr("Scenarios"), self.scenarios, self.scenarios))
        split.addWidget(_box(tr("Results"), self._nothing, self.results))
        split.setSizes([300, 300])
        column(self, split, gap=0)
        self.setFixedWidth(WIDTH)
        self._nothing.setCurrentIndex(1)

    def show_scenarios(self, scenarios: Sequence[ScenarioFile]) -> None:
        """Show these."""
        self.scenario_model.set_rows(scenarios)

    def show_results(self, results: Sequence[ResultLine]) -> None:
        """Show these."""
        self.result_model.set_rows(results)
        self._nothing.setCurrentIndex(0 if results else 1)


def _box(title: str, content: QWidget, table: TableView) -> QWidget:
    made = frame("plain")
    tools = row(None)
    table.acts.fill_toolbar(tools)
    head = QWidget()
    line = row(head, label(title, "strong"), None)
    line.addLayout(tools)
    line.setContentsMargins(theme.SPACE_2, theme.SPACE_HALF, theme.SPACE, theme.SPACE_HALF)
    column(made, head, content, gap=0)
    return made


def _name(each: ScenarioFile) -> str:
    return each.name


def _kind(each: ScenarioFile) -> str:
    kind = tr("your own") if each.own else tr("template")
    return f"{kind} · {each.about}" if each.about else kind


def _when(each: ResultLine) -> str:
    return f"{words.when(each.began)} · {words.line_figures(each)}"
