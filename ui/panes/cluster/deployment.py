"""The topology file of a real deployment as the pages of servers, files and checks share it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.topology import Topology
from app.services.cluster import KeptTopology
from ui.messages import describe
from ui.widgets.state import StateView

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane


class Deployment(QObject):
    """Reads the file whenever one of those pages comes to the front; ``changed`` tells when it says something else."""

    changed = Signal()

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.kept = KeptTopology("")

    @property
    def topology(self) -> Topology | None:
        """What it describes; None where there is no file, or a wrong one."""
        return self.kept.topology

    def read(self) -> None:
        """Read it again."""
        work = partial(self._pane.services.cluster.topology, self._pane.actor)
        self._pane.run(work, self._on_read, latest="topology")

    def _on_read(self, kept: KeptTopology) -> None:
        new = (kept.path, kept.version) != (self.kept.path, self.kept.version)
        self.kept = kept
        if new:
            self.changed.emit()

    def say_empty(self, view: StateView) -> None:
        """Say on a page why it has nothing to show, and what to do."""
        problem = self.kept.problem
        if problem is not None:
            told = describe(problem)
            view.set_empty(
                self.tr("The topology file can't be used"), f"{told.message} {told.hint}", "warning"
            )
        else:
            view.set_empty(
                self.tr("No servers are described yet"),
                self.tr(
                    "A topology file says which hosts and nodes a deployment has: {path}. A cluster that runs on this "
                    "computer has one in its folder to begin with; “clms cluster” works with the same file."
                ).format(path=self.kept.path),
                "tree-structure",
            )
