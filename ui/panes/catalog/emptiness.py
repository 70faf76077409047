"""What an empty catalogue and a search without an answer say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.actors import Permission
from ui.widgets.basic import button

if TYPE_CHECKING:
    from ui.panes.catalog.pane import CatalogPane


def say_empty(pane: CatalogPane, narrowed: bool) -> None:
    """Say it before the answer is there; ``narrowed`` tells whether something is looked for."""
    view = pane.list.view
    if narrowed:
        view.set_empty(
            pane.tr("No title fits"),
            pane.tr("Try fewer or other words, or clear the filters."),
            "magnifying-glass",
            pane.tr("Clear search and filters"),
            pane.clear,
        )
        return
    view.set_empty(
        pane.tr("The catalog is empty"),
        pane.tr(
            "Here are all titles and copies of the library. Import the list you have, type in the first title, "
            "or look around in an invented library."
        ),
        "books",
    )
    buttons = []
    if pane.may(Permission.IMPORT):
        buttons.append(button(pane.tr("Import a list"), "download-simple", "primary", run=pane.show_import))
    if pane.may(Permission.EDIT_CATALOG):
        buttons.append(button(pane.tr("Add title"), "plus", run=pane.add))
    if pane.may(Permission.IMPORT):
        buttons.append(button(pane.tr("Sample library"), "sparkle", run=pane.files.make_sample))
    view.empty_notice().set_buttons(*buttons)
