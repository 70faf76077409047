"""Everything that can be said of a deployment's files at once: by the programs that read them, and of each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.cluster.checking.contradictions import cross_check
from app.cluster.checking.finding import Finding, State, Weight
from app.cluster.checking.programs import Verdict, check
from app.cluster.comparing import Compared, compare, installed
from app.cluster.rendering.files import RenderedFile, render
from app.domain.topology import Topology


@dataclass(frozen=True, slots=True)
class Overview:
    """``unseen`` are installed files that could not be looked at: missing, or unknown for the reason they give."""

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    unseen: tuple[Compared, ...] = ()

    @property
    def state(self) -> State:
        """WRONG when a file is, or contradicts another; UNKNOWN when something was not seen."""
        states = {each.state for each in self.verdicts}
        contradictions = any(each.weight is Weight.CONTRADICTION for each in self.findings)
        if State.WRONG in states or contradictions:
            return State.WRONG
        return State.UNKNOWN if State.UNKNOWN in states or self.unseen else State.GOOD


def look_over(topology: Topology, *, as_installed: bool = False, programs: Path | None = None) -> Overview:
    """What would be rendered, or with ``as_installed`` what stands on the hosts; that takes as long as they do.

    Servers' programs are first looked for in ``programs``.
    """
    files: list[RenderedFile] = list(render(topology))
    unseen: tuple[Compared, ...] = ()
    if as_installed:
        compared = compare(topology, files)
        files = installed(compared)
        unseen = tuple(each for each in compared if each.installed is None)
    return Overview(tuple(check(topology, files, programs)), tuple(cross_check(topology, files)), unseen)
