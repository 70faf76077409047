"""How a database would carry a SELECT out: the plan as a tree, what is costly in it, and an index that would help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QWidget

from app.domain.actors import Permission
from app.domain.plans import Access, Plan, PlanStep, StepKind
from app.domain.statements import StatementTimes
from ui import theme, units
from ui.panes.health.part_page import PartPage
from ui.sentences import said
from ui.widgets.banner import Banner
from ui.widgets.basic import button, clear, column, frame, label, row
from ui.widgets.sheet import page

if TYPE_CHECKING:
    from app.domain.plans import IndexAdvice
    from ui.panes.health.pane import HealthPane

_EDITOR_HEIGHT = 96
_LEAST_ROW = 20


class PlanPage(PartPage):
    """A statement to be typed or taken from the list, and below it what the database would do."""

    def __init__(self, pane: HealthPane) -> None:
        self.tree = QTreeWidget()
        self._findings = QWidget()
        super().__init__(pane, page(self._findings, self.tree, gap=theme.SPACE_2))
        self.tree.setHeaderLabels([self.tr("Step"), self.tr("Rows")])
        self.tree.setAccessibleName(self.tr("Plan"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self.tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list = column(self._findings, gap=theme.SPACE)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(_EDITOR_HEIGHT)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setPlaceholderText(self.tr("SELECT … with values instead of ?"))
        self.text.setAccessibleName(self.tr("Statement"))
        self.text.setTabChangesFocus(True)
        self.show_it = button(
            self.tr("Show the plan"), "tree-structure", "primary", run=self.read, tip=self.tr("Show the plan (Ctrl+Enter)")
        )  # fmt: skip
        self.body = frame("plain")
        top = QWidget()
        about = label(self.tr("Nothing is carried out."), "faint")
        column(top, self.text, row(None, about, None, self.show_it), margin=theme.SPACE_2)
        column(self.body, top, self.view, gap=0).setStretch(1, 1)
        self.view.set_empty(
            self.tr("How the database would do it"),
            self.tr("Paste a SELECT, or choose a statement from the list and press “Plan”."),
            "tree-structure",
        )
        QShortcut(QKeySequence("Ctrl+Return"), self.text).activated.connect(self.read)

    def show_part(self, part: str, *, again: bool = False) -> None:
        if part != self.part:
            self.part = part
            self.view.set_state("empty")

    def open(self, times: StatementTimes) -> None:
        """Take a statement from the list: as it was sent last where that is kept and may be seen, else its form."""
        self.text.setPlainText(times.text)
        if self.pane.may(Permission.VIEW_PATRONS):
            work = partial(self.pane.services.nodes.sample, self.pane.actor, self.part, times.digest)
            self.pane.run(work, self._on_sample, lambda _error: None, latest="sample")

    def _on_sample(self, statement: str) -> None:
        if statement:
            self.text.setPlainText(statement)
            self.read()

    # -- asking ---------------------------------------------------------------------------------------

    @Slot()
    def read(self) -> None:
        statement = self.text.toPlainText().strip()
        if statement and self.part:
            work = partial(self.pane.services.nodes.explain, self.pane.actor, self.part, statement)
            self.pane.run(work, self._on_plan, self._on_no_plan, latest="plan")

    def _on_plan(self, plan: Plan) -> None:
        self.view.set_state("loaded")
        self.tree.clear()
        for step in plan.steps:
            self._add(step, self.tree.invisibleRootItem())
        self.tree.expandAll()
        steps = sum(1 for top in plan.steps for _ in top.walk())
        row_height = max(self.tree.sizeHintForRow(0), _LEAST_ROW)
        self.tree.setFixedHeight(self.tree.header().sizeHint().height() + (steps + 1) * row_height)
        self._say(plan)

    def _on_no_plan(self, error: Exception) -> None:
        self.view.set_state("failed", error)

    def _say(self, plan: Plan) -> None:
        clear(self._list)
        for finding in plan.findings:
            banner = Banner()
            banner.show_banner("warn", "warning", f"{said(finding.said)} {said(finding.hint)}".strip())
            self._list.addWidget(banner)
        if plan.index is not None:
            self._list.addWidget(self._index(plan.index))
        if not plan.findings and plan.index is None:
            banner = Banner()
            banner.show_banner("ok", "check-circle", self.tr("Nothing costly in it."))
            self._list.addWidget(banner)

    def _index(self, advice: IndexAdvice) -> QWidget:
        card = frame("card")
        parts = [said(advice.why)]
        if advice.size is not None:
            parts.append(self.tr("It takes about {size}, and every write to the table a little more.").format(
                size=units.size(advice.size)))  # fmt: skip
        copy = button(
            self.tr("Copy the statement"), "copy", "link", run=partial(self._on_copy, advice.statement)
        )
        column(
            card, label(self.tr("An index that would help"), "strong"), label(advice.statement, wrap=True),
            label(" ".join(parts), "soft", wrap=True), row(None, copy, None), margin=theme.SPACE_2,
        )  # fmt: skip
        return card

    def _on_copy(self, statement: str) -> None:
        self.pane.messages.copy(statement)
        self.pane.messages.tell(self.tr("The statement is copied. Try it on a copy of the library first."))

    def _add(self, step: PlanStep, parent: QTreeWidgetItem) -> None:
        item = QTreeWidgetItem(parent, [step_words(step), "" if step.rows is None else f"{step.rows:,.0f}"])
        item.setToolTip(0, step.condition or step.text)
        for child in step.children:
            self._add(child, item)


def tr(text: str) -> str:
    """The words in the person's language."""
    return QCoreApplication.translate("Health", text)


def step_words(step: PlanStep) -> str:
    """What a step does, in words."""
    if step.kind is not StepKind.READ:
        return {
            StepKind.JOIN: tr("For each row of the first, the others"),
            StepKind.SORT: tr("Sort"),
            StepKind.GROUP: tr("Group"),
            StepKind.TEMPORARY: tr("Temporary table"),
            StepKind.UNION: tr("Put together"),
            StepKind.SUBQUERY: tr("Inner query"),
        }.get(step.kind, step.text)
    form = {
        Access.WHOLE: tr("{table}: the whole table"),
        Access.WHOLE_INDEX: tr("{table}: the whole index {index}"),
        Access.RANGE: tr("{table}: a range of {index}"),
        Access.LOOKUP: tr("{table}: looked up in {index}"),
        Access.ONE: tr("{table}: one row by {index}"),
    }.get(step.access, "{table}")
    return form.format(table=step.table, index=step.index or tr("its key"))
