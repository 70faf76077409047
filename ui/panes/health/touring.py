"""The pictures the tour takes of health."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

_RULE = "cpu"


def steps(pane: HealthPane) -> tuple[TourStep, ...]:
    """Pictures besides the first."""
    rules, quiet, channels = pane.rules, pane.quiet, pane.channels
    return (
        TourStep("map", partial(pane.go, "overview"), lambda: pane.overview.board is not None),
        TourStep("part", partial(_part, pane), lambda: pane.nodes.figures.rowCount() > 0),
        TourStep(
            "alerts", partial(pane.go, "alerts"), lambda: pane.alerts.body.view.state in ("empty", "loaded")
        ),
        TourStep("trouble", partial(pane.go, "trouble"), lambda: pane.troubles.diagnosis is not None),
        TourStep("rules", partial(pane.go, "rules"), lambda: rules.model.rowCount() > 0),
        TourStep("rule", partial(pane.change_rule, _RULE), lambda: rules.asking.tried),
        TourStep("quiet", partial(pane.go, "quiet"), lambda: quiet.body.view.state != "loading"),
        TourStep("quiet-form", partial(quiet.add, "maintenance"), lambda: quiet.forms.form is not None),
        TourStep("channels", partial(pane.go, "channels"), lambda: channels.body.view.state != "loading"),
        TourStep("channel", channels.add, lambda: channels.forms.form is not None),
        TourStep("end", partial(_end, pane), lambda: pane.page == "overview"),
    )


def _part(pane: HealthPane) -> None:
    pane.open_node(pane.overview.chosen)


def _end(pane: HealthPane) -> None:
    for each in (pane.rules, pane.quiet, pane.channels):
        each.forms.close()
    pane.go("overview")
