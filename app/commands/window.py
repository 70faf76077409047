"""``clms`` without a command: the window."""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path

from app.commands.common import logged_settings
from app.errors import Unreachable


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("window", help="open the window (the default)")
    parser.add_argument(
        "--quit-after-start", action="store_true", help="end as soon as a person could work, to try the start"
    )
    parser.add_argument(
        "--import",
        type=Path,
        nargs="?",
        dest="file",
        metavar="FILE",
        help="show the preview of a list to import, as soon as somebody is in",
    )
    parser.add_argument("--tell-qt", action="store_true", help=argparse.SUPPRESS)  # for clms doctor
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the window until it is closed."""
    require_qt()
    if getattr(args, "tell_qt", False):
        from ui.probe import tell

        return tell()
    from ui import cold_start

    cold_start.begin()
    from ui.application import main

    with logged_settings() as settings:
        given = getattr(args, "file", None), getattr(args, "quit_after_start", False)
        return main(settings, file=given[0], quit_after_start=given[1])


def require_qt() -> None:
    """Raises Unreachable with the way to install it when Qt is not there, as on an API node."""
    if importlib.util.find_spec("PySide6") is None:
        raise Unreachable(
            "The window can't open: Qt is not installed.", hint='Run pip install "clms[gui]".', code="no_qt"
        )
