"""The pictures the tour takes of the catalogue besides its list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.paths import resource
from ui.panes.base import TourStep
from ui.panes.batch_edit import touring as batch_edit

if TYPE_CHECKING:
    from ui.panes.catalog.pane import CatalogPane


def steps(pane: CatalogPane) -> tuple[TourStep, ...]:
    """A search, a title's copies, the preview of an invented list with the faults of real ones."""
    faulty = resource("sample") / "faulty-books.csv"
    return (
        TourStep("search", partial(_search, pane), partial(_settled, pane)),
        TourStep("sheet", partial(_sheet, pane), partial(_sheet_ready, pane)),
        batch_edit.titles_step(pane),
        TourStep("import", partial(_import, pane, faulty), lambda: bool(pane.cockpit.ready)),
    )


def _search(pane: CatalogPane) -> None:
    pane.show_list()
    pane.list.close_sheet()
    pane.list.search.search_now("the ba")


def _settled(pane: CatalogPane) -> bool:
    return pane.model.state == "loaded" and pane.model.row(0) is not None


def _sheet(pane: CatalogPane) -> None:
    """A title with several copies of which some are out."""
    found = (row for _, row in pane.model.loaded() if row.copies > 1 and row.available < row.copies)
    row = next(found, None) or pane.model.row(0)
    if row is None:
        return
    pane.list.table.select_key(row.id)
    pane.open_row(row)
    pane.editing.after_arrival(partial(pane.list.sheet.show_tab, "copies"))


def _sheet_ready(pane: CatalogPane) -> bool:
    return _settled(pane) and pane.sheet.title is not None and pane.list.sheet.tab() == "copies"


def _import(pane: CatalogPane, file: Path) -> None:
    pane.show_import(file=file)
