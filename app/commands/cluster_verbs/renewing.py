"""The verbs that bring another release to a local cluster, one step each; the task rolling-deploy takes them all."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.cluster_verbs.local import folder_of, verb_of

if TYPE_CHECKING:
    from app.domain.local_cluster import Answer


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to the parser."""
    install = verb_of(
        verbs, "install", "put another release of CLMS beside the one that runs; no node changes"
    )
    install.add_argument("wheel", type=Path, help="its file, such as clms-1.2.0-py3-none-any.whl")
    install.set_defaults(verb=_install)
    migrate = verb_of(verbs, "migrate", "bring the library to the schema of a release that was installed")
    migrate.add_argument("release", help="its version")
    migrate.add_argument(
        "--keep", required=True, metavar="RELEASE", help="the one that goes on working on it"
    )
    migrate.set_defaults(verb=_migrate)
    restart = verb_of(
        verbs, "restart", "drain an API node, start it anew and send it requests again: nobody notices"
    )
    restart.add_argument("node", help="a name that status shows, such as api-2")
    restart.add_argument("--release", default="", help="start it with this one (default: its own)")
    restart.set_defaults(verb=_restart)


def _install(args: argparse.Namespace) -> int:
    print(_order(args, "install", release=str(args.wheel.absolute())).said)
    return 0


def _migrate(args: argparse.Namespace) -> int:
    print(_order(args, "migrate", release=args.release, keep=args.keep).said)
    return 0


def _restart(args: argparse.Namespace) -> int:
    from app.cluster.local.folder import running_in
    from app.cluster.rollout.local import LocalFleet
    from app.cluster.rollout.rollout import Patience, Rollout
    from app.domain.topology import NodeKind

    fleet = LocalFleet(running_in(folder_of(args)))
    node = fleet.topology.node(args.node)
    before = fleet.release_of(node)
    release = args.release or before
    if node.kind is not NodeKind.API:
        print(_order(args, "replace", args.node, release).said)
        return 0
    polling = fleet.topology.polling
    Rollout(fleet, release, Patience(polling.interval, polling.rise), _Terminal()).restart(node, before)
    return 0


class _Terminal:
    """Tells whoever gave the command."""

    def progress(self, fraction: float | None, text: str) -> None:
        """What is done is told; what is being done is not."""

    def log(self, text: str, level: str = "info") -> None:
        """Print it."""
        print(text, flush=True)

    def checkpoint(self) -> None:
        """Ctrl+C ends it."""


def _order(args: argparse.Namespace, verb: str, node: str = "", release: str = "", keep: str = "") -> Answer:
    from app.cluster.local.control import ask
    from app.cluster.local.folder import running_in
    from app.domain.local_cluster import Order

    order = Order(verb, node, release=release, keep=keep)
    return ask(running_in(folder_of(args)).socket, order)
