"""Which deployment a roll-out is for, and what can work on it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from app.cluster import topology_file
from app.cluster.rollout.compose import ComposeFleet
from app.cluster.rollout.fleet import Fleet
from app.cluster.rollout.systemd import SystemdFleet
from app.domain.topology import Driver, Topology
from app.errors import NotFound, Refused

FLEETS: dict[Driver, Callable[[Topology], Fleet]] = {
    Driver.SYSTEMD: SystemdFleet,
    Driver.COMPOSE: ComposeFleet,
}
"""By driver. A local cluster is another thing: it is spoken to in its folder."""


def fleet_of(deployment: str, known: str = "") -> Fleet:
    """Of a topology file, or of the folder of a local cluster. "" is the topology file that the settings name, ``known``;
    where they name none, whichever of both this computer has where it usually is. Raises NotFound where there is none."""
    if not (deployment or known):
        return _usual()
    path = Path(deployment or known).expanduser()
    if path.is_dir():
        return _local(path)
    topology = topology_file.read(path)
    if topology.driver is Driver.LOCAL:
        return _local(Path(topology.folder))
    return FLEETS[topology.driver](topology)


def _usual() -> Fleet:
    if sys.platform.startswith("linux"):
        from app.cluster.local.folder import ClusterFolder, default_folder

        if ClusterFolder(default_folder()).held:
            return _local(default_folder())
    usual = topology_file.default_path()
    if not usual.exists():
        raise NotFound(
            "This computer knows of no deployment.",
            hint=f"Name the topology file or the folder of a local cluster, or put a topology into {usual}.",
            code="no_deployment",
            details={"field": "deployment"},
        )
    return fleet_of(str(usual))


def _local(folder: Path) -> Fleet:
    if not sys.platform.startswith("linux"):
        raise Refused("A cluster on one computer needs Linux.", code="linux_only")
    from app.cluster.local.folder import running_in
    from app.cluster.rollout.local import LocalFleet

    return LocalFleet(running_in(folder))
