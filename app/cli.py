"""The ``clms`` command: parses its line, runs one of ``app.commands``, and tells errors to the person at the terminal."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import cast

from app import __version__, profile, profiles
from app.commands import (
    cache,
    cluster,
    configure,
    doctor,
    export,
    import_,
    loadtest,
    maintenance,
    migrate,
    monitoring,
    sample,
    serve,
    setup,
    tour,
    window,
    worker,
)
from app.errors import ClmsError, rendering

COMMANDS = (
    window,
    setup,
    configure,
    tour,
    sample,
    migrate,
    import_,
    export,
    maintenance,
    monitoring,
    cache,
    worker,
    serve,
    cluster,
    loadtest,
    doctor,
)
"""Every command, in the order of the help. A new one is a file in app/commands and its name here."""

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; returns the exit code."""
    _speak_utf8()
    args = _parser().parse_args(argv)
    try:
        _choose_profile(args)
        return cast(int, args.run(args))
    except ClmsError as error:
        print(error.message, file=sys.stderr)
        if error.hint:
            print(error.hint, file=sys.stderr)
        return rendering(error).exit_code
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; the interpreter must not complain when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _choose_profile(args: argparse.Namespace) -> None:
    """Before anything is read: everything of a library hangs on its profile. A window and a setup may make a new one."""
    if args.profile is not None:
        may_be_new = args.run in (window.run, setup.run, configure.run)
        profile.use(profiles.spelled(args.profile) if may_be_new else profiles.existing(args.profile))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clms",
        description="Comprehensive Library Management System. Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"clms {__version__}")
    parser.add_argument(
        "--profile",
        metavar="NAME",
        help="work for the library of that name on this computer; stands before the command",
    )
    parser.set_defaults(run=window.run)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.register(subparsers)
    return parser


def _speak_utf8() -> None:
    """Titles are in every script; a terminal or pipe that says it knows only one must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


if __name__ == "__main__":
    sys.exit(main())
