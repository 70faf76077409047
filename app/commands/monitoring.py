"""``clms monitoring``: what stands, and files for those who keep Prometheus and Grafana."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import cast


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "monitoring",
        help="how the library's parts stand, and files for Prometheus and Grafana",
        description="Tells how the library's parts stand by what a worker, an API node or a window found that watches "
        "over them, and writes a dashboard and alert rules for those who keep Grafana and Prometheus.",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    status = verbs.add_parser("status", help="how everything stands, who watches, and the alerts that go on")
    status.set_defaults(verb=_status)
    export = verbs.add_parser(
        "export-dashboards", help="write a Grafana dashboard and Prometheus' alert rules into a folder"
    )
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder; made if need be")
    export.set_defaults(verb=_export)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return cast(int, args.verb(args))


def _status(_args: argparse.Namespace) -> int:
    """Exit code 1 while something is unhealthy, or nobody watches."""
    from app.commands.common import library
    from app.domain.health import HealthState

    with library("monitoring") as (app, actor):
        look = app.health.look(actor)
        if look.board is None:
            print("Nobody has watched over this library yet: start a worker, an API node or a window.")
            return 1
        for node in look.board.alerted().nodes:
            answer = "" if node.answer_ms is None else f"{node.answer_ms:8.1f} ms"
            print(f"{node.name:20} {node.state.value:10} {answer:11} {node.reason}".rstrip())
        for incident in look.board.incidents:
            why = f" (because of {incident.because})" if incident.because else ""
            print(f"ALERT {incident.severity.value}: {incident.title} – {incident.target}{why}")
        age = (app.core.clock.now() - look.at).total_seconds() if look.at is not None else 0.0
        print(f"{look.holder or 'Nobody'} watches; this was so {age:.0f} s ago.")
        return int(look.stale or look.board.worst is HealthState.UNHEALTHY)


def _export(args: argparse.Namespace) -> int:
    from app.commands.common import library
    from app.errors import Refused

    with library("monitoring") as (app, actor):
        try:
            args.out.mkdir(parents=True, exist_ok=True)
            for file in app.alerts.files(actor):
                (args.out / file.name).write_text(file.text, encoding="utf-8")
                print(args.out / file.name)
        except OSError as error:
            raise Refused(f"{args.out} can't be written: {error.strerror or error}.") from error
    return 0
