"""The pictures the tour takes of the shelves: a place in the middle, and a reading with copies out of place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.shelf.pane import ShelfPane


def steps(pane: ShelfPane) -> tuple[TourStep, ...]:
    """One reading: of what stands around, with one taken out and one put elsewhere."""
    return (TourStep("reading", partial(_read, pane), partial(_ready, pane)),)


def _read(pane: ShelfPane) -> None:
    numbers = [copy.accession_number for copy in pane.model.rows()[:12]]
    pane.show_reading()
    pane.reading.start_anew()
    for number in [*numbers[:3], *numbers[6:7], *numbers[3:5], *numbers[7:]]:
        pane.reading.take(number)


def _ready(pane: ShelfPane) -> bool:
    return bool(pane.reading.result.scanned)
