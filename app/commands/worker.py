"""``clms worker``: carry out background jobs until told to stop."""

from __future__ import annotations

import argparse
import signal
import sys
import threading


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
    from app.commands.common import library

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if args.until_stdin_closes:
        threading.Thread(target=_wait_for_the_end, args=(stop,), name="clms-stdin", daemon=True).start()
    with library("worker") as (app, _):
        app.worker().run(stop)
    return 0


def _wait_for_the_end(stop: threading.Event) -> None:
    """Closing a pipe is the one sign that works on every system, also when the starter was killed."""
    while sys.stdin.buffer.read(4096):
        pass
    stop.set()
