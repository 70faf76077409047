"""The pictures the tour takes of the pane besides the kind it begins with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.domain.paging import Window
from app.domain.quality.findings import Kind
from app.domain.searching import TitleQuery
from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.quality.pane import QualityPane


def steps(pane: QualityPane) -> tuple[TourStep, ...]:
    """A kind with proposals, and two titles side by side."""

    def ready() -> bool:
        return pane.runner.idle and pane.model.state == "loaded"

    def kind(which: Kind) -> Callable[[], object]:
        return partial(pane.kinds.select_key, which)

    def two() -> None:
        pane.run(
            lambda: pane.services.catalog.list(pane.actor, TitleQuery(), Window(limit=2)).rows,
            lambda rows: pane.open(tuple(row.id for row in rows)),
        )

    return (
        TourStep("kind", kind(Kind.NO_YEAR), ready),
        TourStep("merge", two, lambda: pane.runner.idle and pane.merging.titles is not None),
        TourStep("end", pane.list.close_sheet),
    )
