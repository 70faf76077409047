"""What can be done in the list of titles: toolbar, context menu and palette show the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.domain.actors import Permission
from app.domain.catalog import BookStatus, TitleRow
from app.domain.labels.kinds import Kind
from app.domain.work_lists import Entity
from ui.labels.chosen import Chosen
from ui.panes.batch_edit.opening import of_titles
from ui.panes.lists.targets import PutOnList, SaveSearch
from ui.widgets.acts import Act

if TYPE_CHECKING:
    from ui.panes.catalog.batch import CatalogBatch
    from ui.panes.catalog.outside_form import OutsideForm
    from ui.panes.catalog.pane import CatalogPane


def page_acts(pane: CatalogPane) -> tuple[Act, ...]:
    """Acts that need no title."""
    return (
        Act(
            "import",
            pane.tr("Import…"),
            lambda _rows: pane.show_import(),
            "download-simple",
            "Ctrl+I",
            allowed=pane.may(Permission.IMPORT),
            tip=pane.tr("Books or students from a CSV, XLSX or MARC file"),
        ),
        Act(
            "add",
            pane.tr("Add title"),
            lambda _rows: pane.editing.add_title(),
            "plus",
            "Ctrl+N",
            primary=True,
            allowed=pane.may(Permission.EDIT_CATALOG),
        ),
        Act(
            "outside",
            pane.tr("Looking titles up…"),
            lambda _rows: _outside(pane).show(),
            "globe",
            "Ctrl+Shift+U",
            menu_only=True,
            allowed=pane.may(Permission.EDIT_POLICIES),
            tip=pane.tr("Who is asked for titles and covers, for every desk"),
        ),
        Act(
            "save_search",
            pane.tr("Save this search…"),
            lambda _rows: _save_search(pane),
            "star",
            "Ctrl+Shift+K",
            menu_only=True,
            allowed=pane.may(Permission.EDIT_CATALOG),
            tip=pane.tr("With its filters and its order"),
        ),
        Act(
            "export",
            pane.tr("Export whole catalog…"),
            lambda _rows: pane.files.export_catalog(),
            "export",
            menu_only=True,
            allowed=pane.may(Permission.EXPORT),
        ),
    )


def row_acts(pane: CatalogPane) -> tuple[Act, ...]:
    """Acts on the titles chosen."""
    edits, lends = pane.may(Permission.EDIT_CATALOG), pane.may(Permission.CIRCULATE)
    forms = pane.tr("Edit title"), pane.tr("Add copy"), pane.tr("Place hold")
    return (
        Act("open", pane.tr("Open"), lambda r: pane.open_row(r[0]), "book-open", needs="one", menu_only=True),
        Act(
            "edit", forms[0], lambda r: pane.editing.edit_row(r[0]), "pencil-simple", "Ctrl+E",
            needs="one", menu_only=True, allowed=edits,
        ),
        Act(
            "copy", forms[1], lambda r: pane.editing.add_copy_to(r[0]), "plus", "Ctrl+Shift+N",
            needs="one", menu_only=True, allowed=edits,
        ),
        Act(
            "hold", forms[2], lambda r: pane.editing.hold_row(r[0]), "bookmark-simple",
            needs="one", menu_only=True, allowed=lends,
        ),
        Act(
            "labels", pane.tr("Print labels…"), partial(_labels, pane), "tag", "Ctrl+Shift+P",
            needs="some", menu_only=True, allowed=edits,
        ),
        Act(
            "shelf_place", pane.tr("Show on the shelf"), lambda r: pane.open_requested.emit("shelf", r[0].id), "rows",
            "Ctrl+Shift+L", needs="one", menu_only=True,
        ),
        Act(
            "list", pane.tr("Put on a list…"), partial(_put_on_list, pane), "list-plus", "Ctrl+Shift+A",
            needs="some", menu_only=True, allowed=edits,
        ),
        Act(
            "merge", pane.tr("Make one title of two…"), lambda rows: _merge(pane, rows), "git-merge", "Ctrl+M",
            needs="two", menu_only=True, allowed=edits,
        ),
        Act(
            "tsv", pane.tr("Copy rows"), lambda _r: pane.list.table.copy_selected(), "copy",
            needs="some", menu_only=True, tip=pane.tr("Tab-separated, for a spreadsheet (Ctrl+C)"),
        ),
        *batch_acts(pane, edits),
    )  # fmt: skip


def batch_acts(pane: CatalogPane, edits: bool) -> tuple[Act, ...]:
    """Acts on all titles chosen, asked for with their numbers."""
    marks = (
        ("withdraw", pane.tr("Withdraw copies…"), BookStatus.WITHDRAWN, "archive"),
        ("missing", pane.tr("Mark copies as missing…"), BookStatus.MISSING, "question"),
        ("shelf", pane.tr("Copies back on the shelf…"), BookStatus.AVAILABLE, "check-circle"),
    )
    return (
        of_titles(pane),
        *(
            Act(
                key, text, partial(_mark, pane, status), icon,
                needs="some", menu_only=True, allowed=edits,
            )
            for key, text, status, icon in marks
        ),
        Act(
            "move", pane.tr("Move copies…"), lambda rows: _batch(pane).move(rows), "arrows-left-right",
            needs="some", menu_only=True, allowed=edits, tip=pane.tr("To another location"),
        ),
        Act(
            "delete", pane.tr("Delete titles…"), lambda rows: _batch(pane).delete(rows), "trash",
            needs="some", danger=True, menu_only=True, allowed=edits,
        ),
    )  # fmt: skip


def _labels(pane: CatalogPane, rows: Sequence[TitleRow]) -> None:
    """Bring the copies of the titles chosen to the pane of labels."""
    pane.open_requested.emit("labels", Chosen(Kind.SPINE, tuple(row.id for row in rows)))


def _put_on_list(pane: CatalogPane, rows: Sequence[TitleRow]) -> None:
    """Let the pane of lists ask which one the titles go on."""
    pane.open_requested.emit("lists", PutOnList(Entity.TITLE, tuple(row.id for row in rows)))


def _save_search(pane: CatalogPane) -> None:
    """Let the pane of lists ask for a name; a list that is not narrowed is no search."""
    if not pane.narrowed:
        pane.messages.tell(pane.tr("Search for something or choose a filter first."))
        return
    pane.open_requested.emit("lists", SaveSearch(replace(pane.query, sort=pane.model.sort_key)))


def _merge(pane: CatalogPane, rows: Sequence[TitleRow]) -> None:
    """Bring two titles side by side in the pane of quality."""
    pane.open_requested.emit("quality", tuple(row.id for row in rows))


def _mark(pane: CatalogPane, status: BookStatus, rows: Sequence[TitleRow]) -> None:
    _batch(pane).mark(status, rows)


def _outside(pane: CatalogPane) -> OutsideForm:
    """The form of the library's settings, made when it is first needed."""
    from ui.panes.catalog.outside_form import OutsideForm

    return pane.findChild(OutsideForm) or OutsideForm(pane)


def _batch(pane: CatalogPane) -> CatalogBatch:
    """What does it, made when it is first needed: the list stands sooner without."""
    from ui.panes.catalog.batch import CatalogBatch

    return pane.findChild(CatalogBatch) or CatalogBatch(pane)
