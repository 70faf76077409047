"""The pictures the tour takes of health."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane


def steps(pane: HealthPane) -> tuple[TourStep, ...]:
    """Pictures besides the first."""
    return (
        TourStep("map", partial(pane.go, "overview"), lambda: pane.overview.board is not None),
        TourStep("part", partial(_part, pane), lambda: pane.nodes.figures.rowCount() > 0),
        TourStep(
            "alerts", partial(pane.go, "alerts"), lambda: pane.alerts.body.view.state in ("empty", "loaded")
        ),
        TourStep("trouble", partial(pane.go, "trouble"), lambda: pane.troubles.diagnosis is not None),
        TourStep("end", partial(pane.go, "overview"), lambda: pane.page == "overview"),
    )


def _part(pane: HealthPane) -> None:
    pane.open_node(pane.overview.chosen)
