"""The topology of a real deployment as the pages of servers, files and checks share it: its file, and what was edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.topology import Topology
from app.domain.topology_draft import Draft, draft_of
from app.errors import InvalidInput
from app.services.cluster import KeptTopology
from ui.messages import describe
from ui.widgets.state import StateView

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane


class Deployment(QObject):
    """Reads the file whenever one of those pages comes to the front. What is edited lies over it until it is saved;
    ``changed`` tells when the topology is another one."""

    changed = Signal()

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.kept = KeptTopology("")
        self.edited: Draft | None = None
        self.problem: InvalidInput | None = None
        self._whole: Topology | None = None
        self._since = ""

    @property
    def topology(self) -> Topology | None:
        """The topology as it is edited; None where there is none, or one that does not fit together."""
        return self._whole if self.edited is not None else self.kept.topology

    @property
    def draft(self) -> Draft | None:
        """The same in parts, which need not fit together."""
        if self.edited is not None:
            return self.edited
        return draft_of(self.kept.topology) if self.kept.topology is not None else None

    @property
    def changes(self) -> tuple[str, ...]:
        """What is edited and not saved, by name."""
        if self.edited is None:
            return ()
        return self.edited.changed_from(draft_of(self.kept.topology) if self.kept.topology else None)

    @property
    def overtaken(self) -> bool:
        """Whether somebody else changed the file since it is edited here."""
        return self.edited is not None and self.kept.version != self._since

    def read(self) -> None:
        """Read the file again."""
        work = partial(self._pane.services.cluster.topology, self._pane.actor)
        self._pane.run(work, self._on_read, latest="topology")

    def _on_read(self, kept: KeptTopology) -> None:
        new = (kept.path, kept.version) != (self.kept.path, self.kept.version)
        self.kept = kept
        if new:
            self._settle()

    def edit(self, draft: Draft) -> None:
        """Take an edited topology; nothing is written yet."""
        if self.edited is None:
            self._since = self.kept.version
        self.edited = draft
        self._settle()

    def drop(self) -> None:
        """Forget what was edited."""
        self.edited = None
        self._settle()

    def _settle(self) -> None:
        self._whole, self.problem = None, None
        if self.edited is not None:
            try:
                self._whole = self.edited.topology()
            except InvalidInput as problem:
                self.problem = problem
            if self._whole is not None and self._whole == self.kept.topology:
                self.edited = None  # it was changed back, or saved
        self.changed.emit()

    def say_empty(self, view: StateView) -> None:
        """Say on a page why it has nothing to show, and what to do."""
        problem = self.problem or self.kept.problem
        if self.problem is not None:
            told = describe(self.problem)
            view.set_empty(
                self.tr("The topology does not fit together yet"), f"{told.message} {told.hint}", "tree-structure",
                self.tr("Show the servers"), partial(self._pane.go, "servers"),
            )  # fmt: skip
        elif problem is not None:
            told = describe(problem)
            view.set_empty(
                self.tr("The topology file can't be used"), f"{told.message} {told.hint}", "warning",
                self.tr("Look at the one of before"), self._pane.servers.saving.put_back,
            )  # fmt: skip
        else:
            view.set_empty(
                self.tr("No servers are described yet"),
                self.tr(
                    "A topology says which hosts and nodes a deployment has, and configuration follows from it. It is kept "
                    "in {path}; “clms cluster” works with the same file."
                ).format(path=self.kept.path),
                "tree-structure",
                self.tr("Describe the first server"),
                self._pane.servers.begin,
            )
