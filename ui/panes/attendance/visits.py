"""The list beside the door: who is in now, or everybody who came today."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.actors import Permission
from app.domain.attendance import VisitQuery
from app.domain.paging import Count
from ui import theme
from ui.models.columns import Column
from ui.models.pages import PagesModel
from ui.models.sources import QuerySource
from ui.panes.attendance import words
from ui.panes.base import PaneContext
from ui.panes.students.loans_tab import follow
from ui.widgets.acts import Act
from ui.widgets.basic import button, label, only_if, rule
from ui.widgets.search_box import SearchBox
from ui.widgets.state import StateView
from ui.widgets.table import TableView, count_text


def _title(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("VisitList", text))


#: In the order of their weight: what has no room is folded away from the end.
COLUMNS = (
    Column("name", _title("Name"), words.person, stretch=True, strong=True, width=20),
    Column("out", _title("State"), lambda r: "", badge=words.state_badge, width=13),
    Column("purpose", _title("For"), lambda r: words.purposes(r.purposes), width=22, sort_key=""),
    Column("in", _title("In"), lambda r: words.clock(r.in_at), width=6, numeric=True),
    Column("stay", _title("Stay"), words.stay, width=10, numeric=True, sort_key=""),
    Column("place", _title("Grade and section"), words.place, width=18, sort_key=""),
)


class VisitList(QFrame):
    """One table with two questions; acts are asked for by signal."""

    check_out = Signal(object)  # tuple of VisitRow
    correct = Signal(object)  # VisitRow
    show_patron = Signal(object)  # VisitRow

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._context = context
        self._text, self._today = "", False
        self._may = context.actor.may(Permission.VIEW_PATRONS)
        columns = [c for c in COLUMNS if self._may or c.key != "place"]
        self.model = PagesModel(context.runner, [_named(self, c) for c in columns], self)
        acts = (
            Act("out", self.tr("Check out", "somebody who leaves"), self.check_out.emit, "sign-out", "Ctrl+O", "some", allowed=self._may),
            Act("correct", self.tr("Correct…"), self._on_correct, "pencil-simple", "Ctrl+E", "one", allowed=self._may),
            Act("patron", self.tr("Show the patron"), self._on_patron, "user", "", "one", menu_only=True, allowed=self._may),
        )  # fmt: skip
        self.table = TableView(
            self.model, "attendance", state=context.state, acts=acts, copy=context.messages.copy
        )
        self.table.setAccessibleName(self.tr("Visits"))
        self.table.type_ahead = False
        self.table.opened.connect(self.show_patron)
        self.view = StateView(self.table)
        follow(self.model, self.view)
        self.search = SearchBox(self.tr("Name"))
        self.search.searched.connect(self._on_searched)
        self.search.down_pressed.connect(self._to_table)
        self._now = self._switch(self.tr("In now"), today=False)
        self._day = self._switch(self.tr("Today"), today=True)
        self._now.setChecked(True)
        self._count = label("", "faint")
        self.model.count_changed.connect(self._on_count)
        self._lay_out()

    def _switch(self, text: str, *, today: bool) -> QPushButton:
        made = button(text, kind="chip", run=partial(self.ask, today=today))
        made.setCheckable(True)
        return made

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        group.addButton(self._now)
        group.addButton(self._day)
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        tools.setSpacing(theme.SPACE)
        tools.addWidget(self._now)
        tools.addWidget(self._day)
        self.search.setMaximumWidth(260)
        tools.addWidget(self.search, 1)
        tools.addWidget(self._count)
        tools.addStretch(1)
        self.table.acts.fill_toolbar(tools)
        only_if(self._may, self._day, self.search)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addLayout(tools)
        outer.addWidget(rule())
        outer.addWidget(self.view, 1)

    def ask(self, *, today: bool | None = None) -> None:
        """Show who is in now, or the visits of today."""
        if today is not None:
            self._today = today
        (self._day if self._today else self._now).setChecked(True)
        self._say_empty()
        query = VisitQuery(today=self._today, open_only=not self._today, text=self._text, sort="-in")
        attendance, actor = self._context.services.attendance, self._context.actor
        self.model.set_source(
            QuerySource(partial(attendance.list, actor), partial(attendance.count, actor), query)
        )

    def _say_empty(self) -> None:
        if self._text:
            self.view.set_empty(
                self.tr("Nobody of that name"), self.tr("Check the spelling."), "magnifying-glass"
            )
        elif self._today:
            self.view.set_empty(
                self.tr("Nobody came yet today"), self.tr("Scan a card to let somebody in."), "sign-in"
            )
        else:
            self.view.set_empty(
                self.tr("Nobody is in"),
                self.tr("Scan a card above; whoever comes in is listed here."),
                "sign-in",
            )

    def repaint_stays(self) -> None:
        """Paint the stays as of now."""
        self.table.viewport().update()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self.ask()

    def _on_count(self, count: Count) -> None:
        nouns = (
            (self.tr("visit"), self.tr("visits")) if self._today else (self.tr("person"), self.tr("people"))
        )
        self._count.setText(count_text(count, *nouns))

    def _to_table(self) -> None:
        self.table.setFocus()
        self.table.selectRow(0)

    def _on_correct(self, rows: tuple[Any, ...]) -> None:
        self.correct.emit(rows[0])

    def _on_patron(self, rows: tuple[Any, ...]) -> None:
        self.show_patron.emit(rows[0])


def _named(owner: QWidget, column: Column) -> Column:
    return replace(column, title=owner.tr(column.title))
