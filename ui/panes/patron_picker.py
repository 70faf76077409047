"""Choosing a patron inside a form: scan a card, or type a name; Enter takes the first found."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.members import StudentQuery, StudentRow, StudentSheet
from app.domain.paging import Window
from app.errors import ClmsError
from ui import theme
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.base import PaneContext
from ui.panes.sheet_parts import Face
from ui.sentences import advice
from ui.widgets.basic import button, label
from ui.widgets.search_box import SearchBox
from ui.widgets.table import TableView
from ui.words import stored_word

_MOST = 20


def about(found: StudentRow) -> str:
    """Where a patron belongs: grade and section, or what they are."""
    place = " · ".join(filter(None, (found.grade and f"Grade {found.grade}", found.section)))
    return place or stored_word(found.category)


def row_of(sheet: StudentSheet) -> StudentRow:
    """The line of a patron whose sheet was read."""
    draft = sheet.draft
    return StudentRow(
        sheet.id, sheet.name, draft.lrn, None, draft.kind, sheet.category, draft.grade, draft.section,
        draft.status, draft.alert, sheet.photo_digest, sheet.version, sheet.deleted_at,
    )  # fmt: skip


_COLUMNS = (
    Column(
        "name",
        str(QT_TRANSLATE_NOOP("PatronPicker", "Name")),
        lambda r: r.name,
        stretch=True,
        strong=True,
        sort_key="",
    ),
    Column(
        "about", str(QT_TRANSLATE_NOOP("PatronPicker", "Grade and section")), about, width=20, sort_key=""
    ),
)


class PatronPicker(QFrame):
    """``chosen`` carries a StudentRow, or None after the choice was taken back."""

    chosen = Signal(object)

    def __init__(self, context: PaneContext, parent: QWidget | None = None, *, rows: int = 4) -> None:
        super().__init__(parent)
        self._context = context
        self._found: StudentRow | None = None
        self._entered = False
        self.box = SearchBox(self.tr("Scan a card, or type a name"))
        self._hint = label("", "faint", wrap=True)
        titles = {column.key: self.tr(column.title) for column in _COLUMNS}
        columns = [
            Column(
                c.key, titles[c.key], c.value, stretch=c.stretch, strong=c.strong, width=c.width, sort_key=""
            )
            for c in _COLUMNS
        ]
        self._model = RowsModel(columns)
        self.table = TableView(self._model, multi=False)
        self.table.setAccessibleName(self.tr("Patrons found"))
        self.table.horizontalHeader().setVisible(False)
        self.table.setProperty("boxed", True)  # where they will stand is seen before anybody is found
        self.table.setFixedHeight(rows * theme.ROW_HEIGHT + 4)
        self._face = Face(40)
        self._name, self._about = label("", "strong", wrap=True), label("", "faint", wrap=True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._search_page())
        self._stack.addWidget(self._chosen_page())
        self.box.searched.connect(self._search)
        self.box.entered.connect(self._on_entered)
        self.box.down_pressed.connect(self._to_table)
        self.table.opened.connect(self.take)
        self.table.clicked.connect(lambda index: self.take(self._model.row(index.row())))
        self._say_hint()

    def _search_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_HALF)
        column.addWidget(self.box)
        column.addWidget(self._hint)
        column.addWidget(self.table)
        return page

    def _chosen_page(self) -> QWidget:
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._about)
        line.addWidget(self._face)
        line.addLayout(words, 1)
        self._change = button(self.tr("Change"), "pencil-simple", "quiet", run=self.clear)
        line.addWidget(self._change)
        outer.addLayout(line)
        outer.addStretch(1)
        return page

    def show_table_when_filled(self) -> None:
        """In a form an empty list would only take room."""
        self.table.count_changed.connect(self._fit_table)
        self._fit_table()

    @Slot()
    def _fit_table(self) -> None:
        self.table.setVisible(self._model.rowCount() > 0)

    def patron(self) -> StudentRow | None:
        """Who was chosen."""
        return self._found

    def begin(self) -> None:
        """Put the cursor into the search."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Choose nobody and search again."""
        self._found = None
        self._stack.setCurrentIndex(0)
        self.setMaximumHeight(16777215)
        self.box.search_now("")
        self._model.set_rows(())
        self._say_hint()
        self.chosen.emit(None)
        self.begin()

    def take(self, found: StudentRow | None) -> None:
        """Choose a patron as if clicked."""
        if found is None:
            return
        self.show_chosen(found)
        self._change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(found)

    def show_chosen(self, found: StudentRow) -> None:
        """Show a patron as the one chosen, without taking the focus or telling of it."""
        self._found = found
        self._face.set_name(found.name)
        self._name.setText(found.name)
        self._about.setText(about(found))
        self._stack.setCurrentIndex(1)
        self.setMaximumHeight(56)

    def _search(self, text: str) -> None:
        if len(text) < 2:
            self._context.runner.forget(self, "find")
            self._model.set_rows(())
            self._say_hint()
            return
        services, actor = self._context.services, self._context.actor
        ask = partial(services.students.list, actor, StudentQuery(text=text), Window(limit=_MOST))
        self._context.runner.run(self, ask, lambda page: self._show(page.rows), latest="find")

    def _show(self, rows: tuple[StudentRow, ...]) -> None:
        self._model.set_rows(rows)
        self._hint.setText(
            self.tr("Enter takes the first.")
            if rows
            else self.tr("Nobody found. Check the number or spelling.")
        )
        if self._entered:
            self._entered = False
            if rows:
                self.take(rows[0])

    def _on_entered(self, text: str) -> None:
        """A scanned card is found by its exact number, whoever else's name begins like it."""
        if len(text) < 2:
            return
        services, actor = self._context.services, self._context.actor
        ask = partial(services.students.by_card, actor, text)
        self._context.runner.run(self, ask, self._on_card, partial(self._on_no_card, text), latest="card")

    def _on_card(self, sheet: StudentSheet) -> None:
        self.take(row_of(sheet))

    def _on_no_card(self, text: str, error: Exception) -> None:
        if isinstance(error, ClmsError) and error.code not in ("unknown_card", "not_found"):
            self._hint.setText(advice(error))
            return
        current = self.table.current() or self._model.row(0)
        if current is not None:
            self.take(current)
        else:
            self._entered = True
            self._search(text)

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.selectRow(0)

    def _say_hint(self) -> None:
        self._hint.setText(self.tr("At least two letters. Enter takes the first."))
