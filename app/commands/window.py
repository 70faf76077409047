"""``clms`` without a command: the window. The one place under ``app`` that knows there is one."""

from __future__ import annotations

import argparse
import importlib.util

from app.errors import Unreachable


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("window", help="open the window (the default)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the window until it is closed."""
    require_qt()
    from app.settings import load
    from ui.application import main

    return main(load())


def require_qt() -> None:
    """Raises Unreachable with the way to install it when Qt is not there, as on an API node."""
    if importlib.util.find_spec("PySide6") is None:
        raise Unreachable(
            "The window can't open: Qt is not installed.", hint='Run pip install "clms[gui]".', code="no_qt"
        )
