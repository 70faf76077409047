"""The catalogue: search while typing, filters, the list, the sheet, forms, import and export."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.catalog import TitleRow
from app.domain.changes import Changed
from app.domain.paging import Count
from app.domain.searching import Facets, TitleQuery
from ui.models.pages import PagesModel
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.batch_edit import opening as batch_edit
from ui.panes.catalog.adding import NewBook
from ui.panes.catalog.columns import COLUMNS
from ui.panes.catalog.emptiness import say_empty
from ui.panes.catalog.files import CatalogFiles
from ui.panes.catalog.list_acts import page_acts, row_acts
from ui.panes.catalog.matches import MatchDelegate, use
from ui.panes.catalog.narrowing import ask as narrow
from ui.panes.catalog.narrowing import groups_of
from ui.panes.catalog.source import CatalogSource, facets_of
from ui.panes.catalog.touring import steps
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from ui.panes.catalog.editing import Editing
    from ui.panes.catalog.title_sheet import TitleSheet


class CatalogPane(ActingPane):
    """Titles and their copies."""

    listens_to = Changed.TITLES | Changed.COPIES | Changed.LOANS | Changed.HOLDS | Changed.IMPORTS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._query = TitleQuery()
        self._source: CatalogSource | None = None
        self._answered = False  # whether the rows shown answer what is asked now
        self._facets_due = False
        self._opens_first = False
        self.files = CatalogFiles(self)
        self._model = PagesModel(self.runner, self.translated(COLUMNS), self)
        self.list = self.list_body(
            "catalog",
            self._model,
            page_acts(self) + row_acts(self),
            nouns=(self.tr("title"), self.tr("titles")),
            placeholder=self.tr("Title, author, ISBN, number, call number, subject"),
            export=self._on_export if self.may(Permission.EXPORT) else None,
            facets=True,
        )
        self._delegate = MatchDelegate(self._words, self)
        use(self.list.table, self._delegate)
        self._instead = Banner()
        self._instead.setVisible(False)
        self._put_above_list(self._instead)
        self._cockpit: Any = None
        say_empty(self, self.narrowed)
        self._wire()

    # -- building ----------------------------------------------------------------------------------------

    def _put_above_list(self, widget: QWidget) -> None:
        layout = self.list.view.layout()
        if layout is not None:
            layout.insertWidget(0, widget)  # type: ignore[attr-defined]

    def _wire(self) -> None:
        table = self.list.table
        self.list.searched.connect(self.search)
        self.list.search.entered.connect(self._on_entered)
        table.current_changed.connect(self._on_current)
        table.clicked.connect(self._on_clicked)
        table.opened.connect(self.open_row)
        self.list.sheet_closed.connect(self._on_sheet_closed)
        self.list.sheet.close_requested.disconnect(self.list.close_sheet)
        self.list.sheet.close_requested.connect(self._on_close_wanted)
        self._model.count_changed.connect(self._on_counted)
        self._model.rows_arrived.connect(self._on_rows)
        if self.list.facets is not None:
            self.list.facets.changed.connect(self._on_facets)
        shortcut = QShortcut(QKeySequence("/"), self.list.table)
        shortcut.activated.connect(self.take_focus)

    # Both are made when a title is first opened: the list stands sooner without them.
    @cached_property
    def sheet(self) -> TitleSheet:
        """What fills the side sheet with a title."""
        from ui.panes.catalog.title_sheet import TitleSheet

        sheet = TitleSheet(self, self.list.sheet)
        sheet.failed.connect(self._on_sheet_failed)
        sheet.arrived.connect(self._agree)
        return sheet

    @cached_property
    def editing(self) -> Editing:
        """The forms in the side sheet."""
        from ui.panes.catalog.editing import Editing

        return Editing(self, self.list, self.sheet)

    # -- asking ------------------------------------------------------------------------------------------

    def start(self) -> None:
        self.ask()

    def search(self, text: str) -> None:
        """Show the titles that have these words; called by the box and the palette."""
        if self.list.search.text().strip() != text:
            self.list.search.search_now(text)
            return
        if text != self._query.text:
            self.ask()

    @Slot()
    def clear(self) -> None:
        """Show the whole catalogue again."""
        self.list.search.blockSignals(True)
        self.list.search.search_now("")
        self.list.search.blockSignals(False)
        if self.list.facets is not None:
            self.list.facets.clear_choice()
        self.take_focus()

    @Slot(object)
    def _on_facets(self, _choice: object) -> None:
        self.ask()

    def ask(self) -> None:
        """Ask what box and filters say."""
        choice = self.list.facets.choice() if self.list.facets else {}
        decade = choice.get("year", (None,))[0]
        year = int(decade) if decade is not None else None
        self._query = TitleQuery(
            text=self.list.search.text().strip(),
            collection=choice.get("collection", (None,))[0],
            availability=choice.get("availability", (None,))[0],
            year_from=year,
            year_to=None if year is None else year + 9,
            language=choice.get("language", (None,))[0],
        )
        say_empty(self, self.narrowed)
        self._answered = self._opens_first = self._facets_due = False
        self._source = CatalogSource(self.services.catalog, self.actor, self._query)
        self._model.set_source(self._source)
        self.list.table.scrollToTop()

    def _words(self) -> tuple[str, ...]:
        return self._source.words if self._source is not None else ()

    @property
    def narrowed(self) -> bool:
        """Whether something is looked for, or filtered by."""
        return self._query != TitleQuery()

    @Slot(object)
    def _on_counted(self, count: Count) -> None:
        """The rows are there or on their way: say what was understood. The numbers beside come after the rows."""
        corrected = self._source.corrected if self._source is not None else None
        if corrected:
            text = self.tr("Nothing fits “{typed}”. These are the titles for “{understood}”.").format(
                typed=self._query.text, understood=corrected
            )
            self._instead.show_banner("info", "info", text)
            self._instead.set_button(
                self.tr("Search for it"), partial(self.list.search.search_now, corrected)
            )
        else:
            self._instead.setVisible(False)
        self._facets_due = True
        if self._answered or count.value == 0:
            self._ask_facets()

    @Slot()
    def _ask_facets(self) -> None:
        if not self._facets_due:
            return
        self._facets_due = False
        ask = partial(facets_of, self.services.catalog, self.actor, self._query)
        self.run(ask, self._show_facets, latest="facets")

    def _show_facets(self, found: Facets) -> None:
        facets = self.list.facets
        if facets is None:
            return
        any_value = any((found.collection, found.availability, found.year, found.language))
        facets.setVisible(any_value or self.narrowed)
        facets.set_groups(groups_of(found))

    # -- list and sheet ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_entered(self, _text: str) -> None:
        """Enter in the box opens the first title found, as soon as there is one."""
        self._opens_first = True
        if self._answered:
            self._open_first()

    @Slot(int, int)
    def _on_rows(self, first: int, _last: int) -> None:
        if first == 0:
            self._answered = True
            QTimer.singleShot(0, self, self._ask_facets)  # when they are painted
            if self._opens_first:
                self._open_first()
        self._agree()

    @Slot()
    def _agree(self) -> None:
        """Let the list choose the title of the sheet, or nothing: no key acts on another title than is seen."""
        if self.list.sheet.isHidden():
            return
        shown, chosen = self.sheet.title_id, self.list.selected()
        if shown and len(chosen) <= 1 and [row.id for row in chosen] != [shown]:
            self.select(self.list.table, shown)

    def _open_first(self) -> None:
        self._opens_first = False
        row = self._model.row(0)
        if row is not None:
            self.list.table.selectRow(0)
            self.open_row(row)

    @Slot(object)
    def _on_current(self, row: TitleRow | None) -> None:
        if row is None or self.list.sheet.isHidden() or self.editing.open:
            return
        if row.id != self.sheet.title_id:
            self.sheet.show_row(row)

    @Slot()
    def _on_clicked(self) -> None:
        row = self.list.table.current()
        if row is not None:
            self.open_row(row)

    @Slot(object)
    def open_row(self, row: TitleRow) -> None:
        """Open the sheet with a title of the list; a form with edits is not left without a word."""
        self.editing.leave(partial(self._open_row, row))

    def _open_row(self, row: TitleRow) -> None:
        self.list.open_sheet()
        self.sheet.show_row(row)

    def open(self, target: Any) -> None:
        """Show a title by its id, a copy by its accession number, what a query finds, or the form of a new book."""
        self.show_list()
        if isinstance(target, NewBook):
            self.editing.leave(partial(self.editing.add_title, target))
        elif isinstance(target, TitleQuery):
            narrow(self, target)
        elif isinstance(target, str):
            self.run(
                partial(self.services.catalog.book, self.actor, target),
                lambda book: self.editing.leave(partial(self._open_copy, book.title_id, target)),
            )
        elif isinstance(target, int):
            self.editing.leave(partial(self._open_id, target))

    def _open_id(self, title_id: int) -> None:
        self.list.sheet.set_header("")
        self.list.open_sheet()
        self.sheet.load(title_id)

    def _open_copy(self, title_id: int, number: str) -> None:
        self._open_id(title_id)
        self.editing.after_arrival(partial(self.sheet.show_copy, number))

    @Slot()
    def _on_close_wanted(self) -> None:
        """A form with edits is not closed without a word."""
        self.editing.leave(self.list.close_sheet)

    @Slot()
    def _on_sheet_closed(self) -> None:
        self.sheet.forget()
        self.editing.closed()

    @Slot(object)
    def _on_sheet_failed(self, error: Exception) -> None:
        self.messages.warn(error)

    def on_changed(self, what: Changed) -> None:
        if self._source is not None:
            self._source.forget()
        super().on_changed(what)
        if not self.list.sheet.isHidden() and not self.editing.open:
            self.sheet.refresh()
        if self._cockpit is not None and what & Changed.IMPORTS:
            self._cockpit.refresh()

    def guard(self, leave: Any) -> None:
        if self.list.sheet.isHidden():
            leave()
        else:
            self.editing.leave(leave, close=False)

    @Slot()
    def _on_export(self) -> None:
        self.files.export_list()

    @Slot()
    def add(self) -> None:
        """Begin a title."""
        self.editing.add_title()

    # -- import ------------------------------------------------------------------------------------------

    @Slot()
    def show_import(self, *, file: Path | None = None) -> None:
        """Bring the import cockpit to the front, with a list in it if one is named."""
        self.editing.leave(partial(self._show_import, file))

    def _show_import(self, file: Path | None) -> None:
        batch_edit.leave(self)
        if self._cockpit is None:
            from ui.panes.catalog.import_cockpit import ImportCockpit

            self._cockpit = ImportCockpit(self)
            self._cockpit.closed.connect(self.show_list)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._cockpit)
        self.list.setVisible(False)
        self._cockpit.setVisible(True)
        self._cockpit.begin()
        if file is not None:
            self._cockpit.take_file(file)

    @Slot()
    def show_list(self) -> None:
        """Bring the list back to the front."""
        batch_edit.leave(self)
        if self._cockpit is not None and not self._cockpit.isHidden():
            self._cockpit.setVisible(False)
            self.list.setVisible(True)
            self.take_focus()

    @property
    def cockpit(self) -> Any:
        """The import cockpit, once it was opened."""
        return self._cockpit

    def take_focus(self) -> None:
        front = batch_edit.front(self) or self._cockpit
        if front is not None and not front.isHidden():
            front.setFocus()
        else:
            super().take_focus()
            self.list.search.selectAll()

    def tour_steps(self) -> tuple[TourStep, ...]:
        """A search, a title's copies, the import's preview of an invented list with faults."""
        return steps(self)

    # -- for the parts of this pane ------------------------------------------------------------------------

    @property
    def model(self) -> PagesModel:
        """The titles of the list."""
        return self._model

    @property
    def query(self) -> TitleQuery:
        """What the list shows now."""
        return self._query
