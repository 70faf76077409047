"""The pictures the tour takes of the cluster's pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.local_cluster import LocalPhase
from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane


def steps(pane: ClusterPane) -> tuple[TourStep, ...]:
    """Pictures besides the first; those of nodes only where a cluster runs already, for starting one takes half a minute."""
    pages = tuple(
        TourStep(key, partial(pane.go, key), lambda: bool(pane.deployment.kept.path))
        for key in ("servers", "files", "checks")
    )
    pages = (*pages, TourStep("rollout", partial(pane.go, "rollout"), lambda: pane.rollout.asked))
    if pane.look.phase is not LocalPhase.RUNNING:
        return (*pages, TourStep("end", partial(pane.go, "local")))
    node = TourStep("node", partial(pane.nodes.open, "db-1"), lambda: not pane.nodes.body.sheet.isHidden())
    return (node, *pages, TourStep("end", partial(pane.go, "local")))
