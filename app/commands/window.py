"""``clms`` without a command: the window."""

from __future__ import annotations

import argparse
import importlib.util

from app.commands.common import logged_settings
from app.errors import Unreachable


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("window", help="open the window (the default)")
    parser.add_argument(
        "--quit-after-start", action="store_true", help="end as soon as a person could work, to try the start"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the window until it is closed."""
    require_qt()
    from ui import cold_start

    cold_start.begin()
    from ui.application import main

    with logged_settings() as settings:
        return main(settings, quit_after_start=getattr(args, "quit_after_start", False))


def require_qt() -> None:
    """Raises Unreachable with the way to install it when Qt is not there, as on an API node."""
    if importlib.util.find_spec("PySide6") is None:
        raise Unreachable(
            "The window can't open: Qt is not installed.", hint='Run pip install "clms[gui]".', code="no_qt"
        )
