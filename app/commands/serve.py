"""``clms serve``: the REST API, by several processes, until told to stop."""

from __future__ import annotations

import argparse
import contextlib
import signal
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.server_state import ServerLine


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "serve",
        help="answer the REST API: for nginx to balance, and for programs to call",
        description="Answers the REST API of the library that DATABASE_URL names until it is told to stop (Ctrl+C or "
        "SIGTERM); what was begun is finished then. SIGUSR1 replaces the workers one by one, unnoticed by clients. "
        "/docs describes it, /ready tells a balancer whether to send requests here. JWT_SECRET signs the tokens; for a library in a file a key is made on the first start.",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to answer at; 0.0.0.0 for all (default 127.0.0.1)"
    )
    parser.add_argument("--port", type=_port, help="port; 0 for any (default PORT, else 3001)")
    parser.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes (default 1)")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="also end when whoever started it is gone"
    )
    parser.add_argument(
        "--slow",
        type=_milliseconds,
        default=1000,
        metavar="MS",
        help="log requests that take longer (default 1000)",
    )
    parser.add_argument(
        "--public-catalogue", action="store_true", help="let everybody search the titles without signing in"
    )
    parser.add_argument(
        "--tell", action="store_true", help="write what the server does as a line of JSON every second"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer until told to stop."""
    from app.domain.server_state import ServerLine, failure_of
    from app.errors import ClmsError

    try:
        return _serve(args)
    except ClmsError as error:
        if args.tell:
            _tell(ServerLine(failed=failure_of(error)))
        raise


def _serve(args: argparse.Namespace) -> int:
    from app.bootstrap import build
    from app.commands.common import logged_settings, told_to_stop
    from app.domain.server_state import ServerLine, state_of
    from app.domain.watching import Rank
    from app.server.options import options_of
    from app.server.supervisor import Supervisor

    stop = told_to_stop(when_stdin_closes=args.until_stdin_closes)
    renew = threading.Event()
    if hasattr(signal, "SIGUSR1"):  # not on Windows
        signal.signal(signal.SIGUSR1, lambda *_: renew.set())
    with logged_settings(("JWT_SECRET",), json=True) as settings:
        options = options_of(settings, args.host, args.port, args.workers, args.slow / 1000)
        options = replace(options, public_catalogue=args.public_catalogue)
        with build(settings) as app:
            app.sessions.require_schema()
            nobody = app.accounts.needs_first_user()
            with Supervisor(app.recipe(), options) as supervisor:
                app.watch(Rank.API)
                if args.tell:
                    _tell(ServerLine(supervisor.address, nobody))
                    supervisor.run(stop, lambda figures: _tell(ServerLine(state=state_of(figures))), renew)
                    return 0
                print(f"CLMS answers at {supervisor.address} with {args.workers} worker(s).", flush=True)
                if nobody:
                    print("Nobody can sign in yet: enter the first user in the window.", flush=True)
                supervisor.run(stop, renew=renew)
    return 0


def _tell(line: ServerLine) -> None:
    """For whoever started this; when nobody reads any more, the server goes on."""
    import msgspec

    with contextlib.suppress(OSError):
        print(msgspec.json.encode(line, enc_hook=str).decode(), flush=True)


def _port(text: str) -> int:
    return _number(text, 0, 65535)


def _milliseconds(text: str) -> int:
    return _number(text, 1, 600_000)


def _workers(text: str) -> int:
    return _number(text, 1, 64)


def _number(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"it has to be a whole number from {least} to {most}")
    return int(text)
