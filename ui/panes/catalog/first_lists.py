"""The lists a new library begins with, one after the other through the pages of the import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.panes.catalog.pane import CatalogPane


def import_files(pane: CatalogPane, files: tuple[Path, ...], done: Callable[[], None]) -> None:
    """Show the import with the first file; when the person leaves it the next one, and after the last call ``done``."""
    pane.show_import(file=files[0])
    cockpit = pane.cockpit

    def closed() -> None:
        cockpit.closed.disconnect(closed)
        if len(files) > 1:
            import_files(pane, files[1:], done)
        else:
            done()

    cockpit.closed.connect(closed)
