"""Another release of CLMS in a local cluster: put beside the first, its schema made, a node started with it."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from pathlib import Path

import msgspec

from app import __version__, paths
from app.cluster.local import databases
from app.cluster.local.launch import SETTINGS, Launcher
from app.cluster.local.processes import die_with_parent
from app.cluster.local.readiness import role_of
from app.cluster.releases import read_wheel, unpack
from app.cluster.rendering.environment import MIGRATION, environment, secrets_file
from app.domain.topology import Node, NodeKind, Topology
from app.errors import Conflict, NotFound, Refused, Stopped, Unreachable

_LOOK_S = 0.1


def install(launcher: Launcher, wheel: Path) -> str:
    """Put a release beside the others; returns its version. One that is there already is left as it is."""
    if paths.is_frozen():
        raise Refused(
            "A packaged program can't run another release.", hint="Start the cluster from CLMS' own Python."
        )
    found = read_wheel(wheel)
    if found.version == __version__:
        raise Conflict(
            f"This cluster was started with {__version__} itself.",
            hint="Give each build a version of its own.",
            code="release_taken",
        )
    unpack(found, launcher.releases / found.version)
    launcher.own_account.give(launcher.releases)
    return found.version


def require(launcher: Launcher, release: str) -> None:
    """Raises NotFound for a release that is not there."""
    if release != __version__ and not (launcher.releases / release).is_dir():
        there = sorted(each.name for each in launcher.releases.glob("[!.]*"))
        raise NotFound(
            f"Release {release} is not there.",
            hint=f"There are {', '.join([__version__, *there])}; clms cluster install puts another beside them.",
            details={"release": release},
        )


def migrate(launcher: Launcher, release: str, keep: str, stop: threading.Event) -> str:
    """Bring the library to a release's schema, as far as release ``keep`` goes on working, and give the accounts their
    rights on new tables; returns what was said."""
    require(launcher, release)
    primary = _primary(launcher)
    folder = launcher.folder / MIGRATION.name
    for each in (folder, folder / "tmp"):
        each.mkdir(mode=0o700, exist_ok=True)
    now = _opened(launcher.topology, primary)
    launcher.write(folder / SETTINGS, environment(now, MIGRATION) + secrets_file(now, MIGRATION))
    launcher.own_account.give(folder)
    said = _run(launcher, release, folder, ["migrate", "--keep", keep], stop)
    rights = _run(launcher, release, folder, ["migrate", "--rights"], stop)
    with launcher.server(primary).session() as session:
        for statement in databases.statements(rights):
            session.rows(statement)
    return said.strip()


def _primary(launcher: Launcher) -> Node:
    for node in launcher.topology.of(NodeKind.DATABASE):
        if role_of(launcher, node) == "primary":
            return node
    raise Unreachable("No database takes writes.", hint="clms cluster promote makes one the primary.")


def _opened(topology: Topology, primary: Node) -> Topology:
    """The topology with the primary that there is."""
    nodes = [
        msgspec.structs.replace(node, primary=node == primary) if node.kind is NodeKind.DATABASE else node
        for node in topology.nodes
    ]
    return msgspec.structs.replace(topology, nodes=tuple(nodes))


def _run(launcher: Launcher, release: str, folder: Path, words: list[str], stop: threading.Event) -> str:
    """What a command of that release prints. Raises Refused with what it complains of, Stopped."""
    with subprocess.Popen(
        [*paths.program(), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=launcher.environment_of(release, folder),
        preexec_fn=die_with_parent,
        text=True,
        **launcher.own_account.options,
    ) as program:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                said, complained = map(str, program.communicate(timeout=_LOOK_S))
                break
            if stop.is_set():
                program.kill()
                raise Stopped("The cluster was told to end.")
    if program.returncode:
        told = (complained or said).strip().splitlines() or [f"exit code {program.returncode}"]
        raise Refused(f"clms {words[0]} of {release} did not work: {told[0]}", hint=" ".join(told[1:3]))
    return said
