"""``clms cluster``: the whole production architecture, on this computer, for trying it and for breaking it.

Each group of verbs is a module of ``app.commands.cluster_verbs`` with a ``register`` and one line here.
"""

from __future__ import annotations

import argparse
from typing import cast

from app.commands.cluster_verbs import configuration, local, renewing

VERBS = (local, renewing, configuration)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "cluster",
        help="the production architecture on this computer: start it, break its nodes, end it (Linux)",
        description="Starts everything a large library runs on as processes of an ordinary user, in one folder and on "
        "free ports: nginx with TLS, three API nodes, a database primary with two replicas, six Redis nodes, a worker. "
        "For tests, benchmarks and whoever wants to see a node fail. Its library ends with it.",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for group in VERBS:
        group.register(verbs)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return cast(int, args.verb(args))
