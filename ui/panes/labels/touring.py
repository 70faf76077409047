"""The pictures the tour takes of the pane besides the spine labels it begins with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.domain.labels.kinds import Kind
from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.labels.pane import LabelsPane


def steps(pane: LabelsPane) -> tuple[TourStep, ...]:
    """Labels of other kinds, a sheet that was begun, and the form of a sheet by its numbers."""

    def ready() -> bool:
        return pane.fresh and bool(pane.pages) and pane.runner.idle

    def kind(which: Kind) -> Callable[[], None]:
        return partial(pane.preview.kind_wanted.emit, which)

    return (
        TourStep("barcodes", kind(Kind.BARCODE), ready),
        TourStep("pockets", kind(Kind.POCKET), ready),
        TourStep("begun", partial(pane.preview.view.start_wanted.emit, 3), ready),
        TourStep(
            "sheet",
            partial(pane.list.table.acts.trigger, "sheet"),
            lambda: pane.label_forms.local is not None,
        ),
        TourStep("end", pane.label_forms.close),
    )
