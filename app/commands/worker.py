"""``clms worker``: carry out background jobs until told to stop."""

from __future__ import annotations

import argparse


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "worker",
        help="carry out background jobs: backups, maintenance, schedules",
        description="Carries out background jobs of the library that DATABASE_URL names, and puts in what is scheduled, "
        "until it is told to stop (Ctrl+C or SIGTERM). Several may run, on one computer or on many. It needs an "
        "account that may do what the tasks do. A window on a library file starts one by itself.",
    )
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="also end when whoever started it is gone"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    from app.commands.common import library, told_to_stop
    from app.domain.watching import Rank

    stop = told_to_stop(when_stdin_closes=args.until_stdin_closes)
    with library("worker") as (app, _):
        app.watch(Rank.WORKER)
        app.worker().run(stop)
    return 0
