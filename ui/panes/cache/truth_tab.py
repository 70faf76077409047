"""Whether what is cached is true: values chosen at random beside the database's, and how old what is served may be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QSpinBox, QSplitter, QWidget

from app.domain.cached_answers import Comparison, StalenessBudget, TruthProbe
from app.domain.key_views import Difference
from ui import theme, units
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.cache.words import tr
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.sheet import Section
from ui.widgets.state import StateView
from ui.widgets.table import TableView
from ui.words import counted, when

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_VALUES, _MOST_VALUES = 50, 500
_FEW = 30
_BOOKS = ("title", "titles", "book", "books")


class TruthTab(QObject):
    """The probe above, what may be stale below."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.page = frame("plain")
        self.most = QSpinBox()
        self.most.setRange(1, _MOST_VALUES)
        self.most.setValue(_VALUES)
        self.most.setAccessibleName(self.tr("Values to compare"))
        self.begin = button(self.tr("Compare at random"), "scales", "primary", run=self.ask)
        self.badge = BadgeLabel(None, self.page)
        self.about = label("", "soft", wrap=True)
        self.stale = RowsModel(self._stale_columns(), parent=self, key=lambda each: each.name)
        self.fields = RowsModel(self._field_columns(), parent=self, key=lambda each: each[0])
        self.budgets = RowsModel(self._budget_columns(), parent=self, key=lambda each: each.namespace)
        self.stale_table = self._table(self.stale, "cache-stale", self.tr("Values that differ"))
        fields = self._table(self.fields, "cache-stale-fields", self.tr("Fields that differ most often"))
        self.budget_table = self._table(
            self.budgets, "cache-budgets", self.tr("How old what is served may be")
        )
        self.view = StateView(
            self._side_by_side(
                Section(self.tr("Values that differ"), self.stale_table),
                Section(self.tr("Fields that differ most often"), fields),
            )
        )
        self.view.set_empty(
            self.tr("Nothing was compared yet"),
            self.tr(
                "Values are loaded anew from the database by an API node, and kept nowhere. What differs is shown here."
            ),
            "scales",
        )
        self.view.set_state("empty")
        self.view.retry_requested.connect(self.ask)
        self.budget_view = StateView(self.budget_table)
        self.budget_view.set_empty(
            self.tr("There is nothing in Redis"), self.tr("Of what is not there nothing can be old."), "check"
        )
        self.budget_view.retry_requested.connect(self.read_budgets)
        self._lay_out()
        self._say(None, self.tr("How many of Redis' values are what the database says now?"))

    def _table(self, model: RowsModel, name: str, title: str) -> TableView:
        pane = self._pane
        table = TableView(model, name, state=pane.context.state, copy=pane.messages.copy, multi=False)
        table.setAccessibleName(title)
        return table

    def _side_by_side(self, *parts: QWidget) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for part in parts:
            split.addWidget(part)
        split.setSizes([700, 300])
        return split

    def _lay_out(self) -> None:
        top = row(None, self.begin, self.most, self.badge, self.about)
        top.setStretch(3, 1)
        above = QWidget()
        column(above, top, self.view, margin=theme.SPACE_2, gap=theme.SPACE_2).setStretch(1, 1)
        below = QWidget()
        budget = Section(self.tr("How old what is served may be"), self.budget_view)
        column(below, budget, margin=theme.SPACE_2)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setProperty("rule", True)
        split.setHandleWidth(1)
        split.addWidget(above)
        split.addWidget(below)
        split.setSizes([340, 260])
        column(self.page, split, gap=0)

    def _stale_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Value"), lambda each: each.name, width=24, strong=True, tip=lambda each: each.name),
            Column("state", self.tr("State"), lambda each: "", badge=_state, width=11),
            Column("fields", self.tr("Differs in"), _paths, stretch=True, width=18, tip=_told),
            Column("made", self.tr("Made"), lambda each: when(each.made_at), width=16, export=lambda each: each.made_at),
        )  # fmt: skip

    def _field_columns(self) -> tuple[Column, ...]:
        return (
            Column("field", self.tr("Field"), lambda each: each[0], stretch=True, strong=True),
            Column("count", self.tr("Differs"), lambda each: f"{each[1]:,}", width=9, numeric=True, export=lambda each: each[1]),
        )  # fmt: skip

    def _budget_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Namespace"), lambda each: each.namespace, width=16, strong=True),
            Column("words", self.tr("In words"), _budget, stretch=True, tip=_budget),
            Column("alone", self.tr("While Redis is away"), lambda each: _span(each.alone_s), width=19, numeric=True, export=lambda each: each.alone_s),
            Column("most", self.tr("Changed past the program"), lambda each: _span(each.untold_s), width=23, numeric=True, export=lambda each: each.untold_s),
            Column("values", self.tr("Looked at"), lambda each: f"{each.values:,}", width=10, numeric=True, export=lambda each: each.values),
        )  # fmt: skip

    # -- the probe -----------------------------------------------------------------------------------

    def ask(self) -> None:
        """Compare so many."""
        self.begin.setEnabled(False)
        self.view.set_state("loading")
        self._say(None, self.tr("Values are loaded anew and compared…"))
        work = partial(self._pane.services.cache_truth.probe, self._pane.actor, self.most.value())
        self._pane.runner.run(self, work, self._on_probed, self._on_failed, latest="probe", background=True)

    def _on_probed(self, found: TruthProbe) -> None:
        self.begin.setEnabled(True)
        self.stale.set_rows(found.comparisons)
        self.fields.set_rows(found.fields)
        self._say(probe_badge(found), probe_text(found))
        if not found.compared:
            self.view.set_empty(
                self.tr("Nothing could be compared"),
                self.tr("There is no value in Redis whose name tells what was asked."),
                "scales",
            )
        elif not found.stale:
            self.view.set_empty(
                self.tr("All of them are true"),
                self.tr("No value differs from the database."),
                "check-circle",
            )
        self.view.set_state("loaded" if found.stale else "empty")

    def _on_failed(self, error: Exception) -> None:
        self.begin.setEnabled(True)
        self._say(Badge(self.tr("Not compared"), Tone.MUTED, "minus-circle"), "")
        self.view.set_state("failed", error)

    def _say(self, badge: Badge | None, text: str) -> None:
        self.badge.set_badge(badge)
        self.about.setText(text)

    # -- how old -------------------------------------------------------------------------------------

    def read_budgets(self) -> None:
        """Ask how old what is served may be."""
        work = partial(self._pane.services.cache_truth.staleness, self._pane.actor)
        self._pane.runner.run(
            self, work, self._on_budgets, self._on_no_budgets, latest="budgets", background=True
        )

    def _on_budgets(self, found: tuple[StalenessBudget, ...]) -> None:
        self.budgets.set_rows(found)
        self.budget_view.set_state("loaded" if found else "empty")

    def _on_no_budgets(self, error: Exception) -> None:
        self.budget_view.set_state("failed" if self.budget_view.state != "loaded" else "stale", error)


def probe_badge(found: TruthProbe) -> Badge:
    """How the probe came out."""
    if not found.compared:
        return Badge(tr("Not compared"), Tone.MUTED, "minus-circle")
    if not found.stale:
        return Badge(tr("True"), Tone.OK, "check-circle")
    return Badge(counted(found.stale, "{n} differs", "{n} differ"), Tone.WARN, "warning")


def probe_text(found: TruthProbe) -> str:
    """The share of stale values with its interval, and how many could not be compared."""
    told = []
    if found.compared:
        told.append(
            tr(
                "{stale} of {compared}: with 95 % confidence between {low} and {high} of all values are stale."
            ).format(
                stale=f"{found.stale:,}",
                compared=f"{found.compared:,}",
                low=units.percent(100 * found.low),
                high=units.percent(100 * found.high),
            )
        )
        if found.compared < _FEW:
            told.append(tr("That few say little."))
    if found.skipped:
        told.append(counted(found.skipped, "{n} could not be loaded anew.", "{n} could not be loaded anew."))
    return " ".join(told)


def _budget(budget: StalenessBudget) -> str:
    text = (
        tr("a returned book can look lent for up to {span}")
        if budget.namespace in _BOOKS
        else tr("what was changed can look as before for up to {span}")
    )
    return text.format(span=_span(budget.told_s))


def _span(seconds: float) -> str:
    return units.milliseconds(1000 * seconds) if seconds < 1 else units.length(seconds)


def _state(each: Comparison) -> Badge:
    return (
        Badge(tr("Gone"), Tone.WARN, "warning") if each.gone else Badge(tr("Differs"), Tone.WARN, "warning")
    )


def _paths(each: Comparison) -> str:
    return ", ".join(one.path for one in each.differences)


def _told(each: Comparison) -> str:
    def line(one: Difference) -> str:
        return tr("{field}: {cached} in the cache, {fresh} in the database").format(
            field=one.path, cached=one.cached, fresh=one.fresh
        )

    return "\n".join(line(one) for one in each.differences[:10])
