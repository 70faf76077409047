"""What can be done in the list of titles: toolbar, context menu and palette show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.actors import Permission
from ui.widgets.acts import Act

if TYPE_CHECKING:
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
            tip=pane.tr("Books or students from a CSV or XLSX file"),
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
    forms = pane.tr("Edit title"), pane.tr("Add copy"), pane.tr("Place hold"), pane.tr("Delete title")
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
            "tsv", pane.tr("Copy rows"), lambda _r: pane.list.table.copy_selected(), "copy",
            needs="some", menu_only=True, tip=pane.tr("Tab-separated, for a spreadsheet (Ctrl+C)"),
        ),
        Act(
            "delete", forms[3], lambda r: pane.editing.delete_row(r[0]), "trash",
            needs="one", danger=True, menu_only=True, allowed=edits,
        ),
    )  # fmt: skip
