"""The verbs that start a cluster on this computer, look at it, break its nodes, and end it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.local_cluster import NodeStatus

_ENGINES = ("mariadb", "mysql")
_NODE_VERBS = {
    "kill": "end a node at once, as a power cut would",
    "freeze": "stop a node where it is: it accepts connections and answers nothing",
    "thaw": "let a frozen node go on",
    "partition": "cut a node off from all others (in a cluster started with --partitions)",
    "heal": "let a node that was cut off be reached again",
    "start": "start a node again that was killed or died",
    "drain": "send an API node no new requests",
    "undrain": "send an API node requests again",
}


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to the parser."""
    _register_up(verbs)
    status = verb_of(verbs, "status", "how every node stands")
    status.add_argument("--json", action="store_true", help="one object a node, for programs")
    status.set_defaults(verb=_status)
    verb_of(
        verbs, "down", "end the cluster; its library and everything in its folder go with it"
    ).set_defaults(verb=_down)
    for name, meaning in _NODE_VERBS.items():
        parser = verb_of(verbs, name, meaning)
        parser.add_argument("node", help="a name that status shows, such as api-2")
        parser.set_defaults(verb=_order, order=name, force=False)
    promote = verb_of(
        verbs, "promote", "make a database the primary, which takes the writes; the others follow it"
    )
    promote.add_argument("node", nargs="?", default="", help="which one (default: the one that has the most)")
    promote.add_argument(
        "--even-if-behind",
        dest="force",
        action="store_true",
        help="also when another has more, which is lost then",
    )
    promote.set_defaults(verb=_order, order="promote")
    clone = verb_of(
        verbs,
        "clone",
        "throw away what a database has and make it a copy of another: how one comes back that was the primary",
    )
    clone.add_argument("node", help="a database, such as db-1")
    clone.add_argument(
        "--confirm",
        default="",
        metavar="NODE",
        help="do it; without its name here only what would be thrown away is said",
    )
    clone.set_defaults(verb=_clone)
    verb_of(verbs, "add-api-node", "start one more API node behind nginx").set_defaults(
        verb=_order, order="add-api-node", node="", force=False
    )


def _register_up(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    up = verb_of(verbs, "up", "start a cluster and keep it until Ctrl+C or clms cluster down")
    up.add_argument("--engine", choices=_ENGINES, default="mariadb", help="database (default mariadb)")
    up.add_argument("--programs", type=Path, metavar="DIR", help="look for the servers' programs here first")
    up.add_argument(
        "--partitions", action="store_true", help="let nodes be cut off; every message takes a detour for it"
    )
    up.add_argument("--detach", action="store_true", help="return once it is up; clms cluster down ends it")
    up.set_defaults(verb=_up)


def verb_of(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str
) -> argparse.ArgumentParser:
    """A verb that is about the cluster in a folder."""
    parser = verbs.add_parser(name, help=meaning, description=f"{meaning[0].upper()}{meaning[1:]}.")
    parser.add_argument(
        "--dir", type=Path, metavar="DIR", help="the cluster's folder (default: the user's own)"
    )
    return parser


def _require_linux() -> None:
    from app.errors import Refused

    if not sys.platform.startswith("linux"):
        raise Refused(
            "A cluster on this computer needs Linux.",
            hint="Windows and macOS lack what ends every server with the program that started it.",
            code="linux_only",
        )


def folder_of(args: argparse.Namespace) -> Path:
    """The folder a verb is about."""
    _require_linux()
    from app.cluster.local.folder import default_folder

    return args.dir if args.dir is not None else default_folder()


def _up(args: argparse.Namespace) -> int:
    path = folder_of(args)
    from app.cluster.local.account import unprivileged
    from app.cluster.local.folder import ClusterFolder
    from app.cluster.local.guard import detached, guarded
    from app.cluster.local.supervisor import Wanted, supervise
    from app.domain.topology import Engine
    from app.settings import load

    account = unprivileged()
    wanted = Wanted(Engine(args.engine), load(secrets=()).timezone, args.programs, partitions=args.partitions)
    folder = ClusterFolder(path)
    folder.claim(account)

    def work() -> int:
        return guarded(
            folder,
            lambda pipe: supervise(folder, wanted, account, pipe, detached=args.detach),
            quiet=args.detach,
        )

    return detached(work) if args.detach else work()


def _status(args: argparse.Namespace) -> int:
    import msgspec

    from app.cluster.local.control import ask
    from app.cluster.local.folder import running_in
    from app.domain.local_cluster import Order

    nodes = ask(running_in(folder_of(args)).socket, Order("status")).nodes
    if args.json:
        print(msgspec.json.format(msgspec.json.encode(nodes)).decode())
    else:
        _show(nodes)
    return 0


def _show(nodes: tuple[NodeStatus, ...]) -> None:
    for node in nodes:
        role = f" {node.role or node.release}".rstrip()
        place = f"{node.host}:{node.port}" if node.port else ""
        print(f"{node.name:<10} {node.state:<12}{place:<18}{role:<9} {node.detail}".rstrip())


def _order(args: argparse.Namespace) -> int:
    from app.cluster.local.control import ask
    from app.cluster.local.folder import running_in
    from app.domain.local_cluster import Order

    print(ask(running_in(folder_of(args)).socket, Order(args.order, args.node, args.force)).said)
    return 0


def _clone(args: argparse.Namespace) -> int:
    args.order, args.force = "clone", args.confirm == args.node
    code = _order(args)
    if not args.force:
        print(f"Nothing was done: clms cluster clone {args.node} --confirm {args.node} does it.")
    return code


def _down(args: argparse.Namespace) -> int:
    from app.cluster.local.ending import end

    print(end(folder_of(args)))
    return 0
