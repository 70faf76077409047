"""The file of rows an import leaves out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.panes.catalog import words
from ui.panes.catalog.import_words import tr

if TYPE_CHECKING:
    from ui.panes.base import Pane


def save_report(pane: Pane, plan: str, name: str) -> None:
    """Ask where, then write the rows not taken with their reasons; mended, that file can be imported."""
    importing, actor = pane.services.importing, pane.actor

    def written(path: Path, number: int) -> None:
        text = tr("{rows} written to {name}").format(rows=words.rows(number), name=path.name)
        pane.messages.tell(text)

    def chosen(path: Path) -> None:
        pane.run(partial(importing.write_report, actor, plan, path), partial(written, path))

    suggested = f"{Path(name).stem}-refused.csv"
    pane.messages.choose_target(tr("Save the rows not taken"), suggested, "CSV (*.csv)", chosen)
