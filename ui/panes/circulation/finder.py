"""Finding a patron whose card is at home: name, LRN or section, with the keyboard alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.members import StudentQuery, StudentRow
from app.domain.paging import Window
from ui import theme
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.base import PaneContext
from ui.panes.scanning.keys import pass_on
from ui.widgets.basic import button, label, row
from ui.widgets.search_box import SearchBox
from ui.widgets.table import TableView
from ui.words import counted

_MOST = 50

COLUMNS = (
    Column(
        "name",
        str(QT_TRANSLATE_NOOP("PatronFinder", "Name")),
        lambda r: r.name,
        stretch=True,
        strong=True,
        sort_key="",
    ),
    Column(
        "grade",
        str(QT_TRANSLATE_NOOP("PatronFinder", "Grade")),
        lambda r: r.grade or "",
        width=7,
        sort_key="",
    ),
    Column(
        "section",
        str(QT_TRANSLATE_NOOP("PatronFinder", "Section")),
        lambda r: r.section or "",
        width=12,
        sort_key="",
    ),
)


class PatronFinder(QFrame):
    """Asks the students service while one types; Enter takes the row, Esc goes back."""

    chosen = Signal(object)  # StudentRow
    cancelled = Signal()

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._context = context
        self.box = SearchBox(self.tr("Name, LRN or section"))
        columns = tuple(
            Column(
                c.key,
                self.tr(c.title),
                c.value,
                stretch=c.stretch,
                strong=c.strong,
                width=c.width,
                sort_key="",
            )
            for c in COLUMNS
        )
        self._model = RowsModel(columns, key=lambda found: found.id)
        self.table = TableView(self._model, "patron-finder", state=context.state, multi=False)
        self.table.type_ahead = False
        self.table.setAccessibleName(self.tr("Patrons found"))
        self._hint = label(self.tr("Type at least two letters. Enter takes the first."), "faint")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        outer.addLayout(
            row(
                None,
                label(self.tr("Find a patron"), "heading"),
                None,
                button("", "x", "quiet", name=self.tr("Back (Esc)"), run=self.cancelled.emit),
            )
        )
        outer.addWidget(self.box)
        outer.addWidget(self._hint)
        outer.addWidget(self.table, 1)
        self.box.searched.connect(self._search)
        self.box.entered.connect(self._on_entered)
        self.box.down_pressed.connect(self._to_table)
        self.table.opened.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc is not a shortcut: the pane around it has its own, and two would cancel each other.
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif not pass_on(event, self.box):
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Start an empty search with the focus in the box."""
        self._model.set_rows(())
        self.box.search_now("")
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        if len(text) < 2:
            self._context.runner.forget(self, "find")
            self._model.set_rows(())
            return
        services, actor = self._context.services, self._context.actor
        ask = partial(services.students.list, actor, StudentQuery(text=text), Window(limit=_MOST))
        self._context.runner.run(self, ask, lambda page: self._show(page.rows), latest="find")

    def _show(self, rows: tuple[StudentRow, ...]) -> None:
        self._model.set_rows(rows)
        self._hint.setText(
            counted(len(rows), "{n} patron found", "{n} patrons found")
            if rows
            else self.tr("Nobody found. Check the spelling.")
        )

    def _on_entered(self, _text: str) -> None:
        rows = self._model.rows()
        if rows:
            self._take(self.table.current() or rows[0])

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.selectRow(0)

    def _take(self, found: StudentRow) -> None:
        self.chosen.emit(found)
