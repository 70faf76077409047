"""The tab of what a patron did (loans, visits, equipment) and of what was changed in their record."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.actors import Actor
from app.domain.audit import AuditEntry
from app.domain.members import ActivityRow
from app.domain.paging import Count, Page, Window
from ui import theme
from ui.models.columns import Column
from ui.models.pages import PagesModel
from ui.models.rows import RowsModel
from ui.panes.base import PaneContext
from ui.panes.students import words
from ui.panes.students.loans_tab import follow
from ui.widgets.basic import button
from ui.widgets.state import StateView
from ui.widgets.table import TableView
from ui.words import stored_word


class ActivitySource:
    """A patron's stream as a source; it is counted no further than its first page."""

    def __init__(self, students: Any, actor: Actor, student_id: int) -> None:
        self._students, self._actor, self._student_id = students, actor, student_id

    def count(self) -> Count:
        """How many there are, exact when they fit one page."""
        page = self._students.activities(self._actor, self._student_id, Window())
        return Count(len(page.rows), page.cursor is None)

    def page(self, window: Window, sort: str) -> Page[ActivityRow]:
        """The newest first, whatever ``sort``."""
        found: Page[ActivityRow] = self._students.activities(self._actor, self._student_id, window)
        return found


def _changes(entry: AuditEntry) -> str:
    fields = [difference.field.replace("_", " ") for difference in entry.differences]
    shown = ", ".join(fields[:4])
    return f"{shown} …" if len(fields) > 4 else shown


def _change_tip(entry: AuditEntry) -> str:
    lines = [f"{d.field.replace('_', ' ')}: {d.before or '–'} → {d.after or '–'}" for d in entry.differences]
    return "\n".join(lines[:12])


class ActivityTab(QWidget):
    """Two lists in one place, switched by two buttons."""

    def __init__(self, context: PaneContext, *, may_audit: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._student_id = 0
        self.model = PagesModel(context.runner, self._columns(), self)
        self.table = TableView(
            self.model, "student-activity", state=context.state, copy=context.messages.copy
        )
        self.table.setAccessibleName(self.tr("Activities"))
        self.changes = RowsModel(self._change_columns(), key=lambda entry: entry.line.id)
        changes = TableView(self.changes, "student-changes", state=context.state, copy=context.messages.copy)
        changes.setAccessibleName(self.tr("Changes of the record"))
        view = StateView(self.table)
        view.set_empty(
            self.tr("Nothing yet"),
            self.tr("Loans, visits and equipment of this patron are listed here."),
            "clock",
        )
        follow(self.model, view)
        self._stack = QStackedWidget()
        self._stack.addWidget(view)
        self._stack.addWidget(changes)
        self._did = self._switch(self.tr("What they did"), 0)
        self._changed = self._switch(self.tr("Changes of the record"), 1)
        self._did.setChecked(True)
        self._group = QButtonGroup(self)
        self._group.addButton(self._did)
        self._group.addButton(self._changed)
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        tools.setSpacing(theme.SPACE)
        tools.addWidget(self._did)
        tools.addWidget(self._changed)
        tools.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if may_audit:
            outer.addLayout(tools)
        outer.addWidget(self._stack, 1)

    def _switch(self, text: str, page: int) -> Any:
        made = button(text, kind="chip")
        made.setCheckable(True)
        made.clicked.connect(lambda: self._show_page(page))
        return made

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("at", self.tr("When"), lambda r: words.moment(r.timestamp), width=13, sort_key=""),
            Column(
                "what",
                self.tr("What"),
                lambda r: words.activity(r.type),
                stretch=True,
                icon=lambda r: words.activity_icon(r.type),
                secondary=words.activity_detail,
                tip=lambda r: " · ".join(filter(None, (words.activity(r.type), words.activity_detail(r)))),
                sort_key="",
            ),
        )

    def _change_columns(self) -> tuple[Column, ...]:
        return (
            Column("at", self.tr("When"), lambda r: words.moment(r.line.timestamp), width=13, sort_key=""),
            Column(
                "what",
                self.tr("Change"),
                lambda r: stored_word(r.line.action),
                stretch=True,
                secondary=_changes,
                tip=_change_tip,
                sort_key="",
            ),
            Column("who", self.tr("By"), lambda r: r.line.actor, width=12, sort_key=""),
        )

    def show_patron(self, student_id: int) -> None:
        """Show what a patron did."""
        self._student_id = student_id
        context = self._context
        self.model.set_source(ActivitySource(context.services.students, context.actor, student_id))
        if self._stack.currentIndex() == 1:
            self._ask_changes()

    def _show_page(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        if page == 1:
            self._ask_changes()

    def _ask_changes(self) -> None:
        context = self._context
        ask = partial(context.services.audit.history, context.actor, "student", self._student_id)
        context.runner.run(self, ask, self.changes.set_rows, latest="changes")
