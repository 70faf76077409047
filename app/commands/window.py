"""``clms`` without a command: the window."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from app import broken_settings
from app.commands.common import logged_settings
from app.errors import InvalidInput, Unreachable

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.settings import Settings

PRACTICE = "practice"
"""The folder of the invented library, in the data folder."""

PERSON = "Maria Santos"
"""Who works in it."""


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
    parser.add_argument(
        "--practice",
        action="store_true",
        help="on an invented library beside the own one, to try things without care",
    )
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

    with ExitStack() as stack:
        settings = _settings(stack, shows_trouble=not getattr(args, "quit_after_start", False))
        given = getattr(args, "file", None), getattr(args, "quit_after_start", False)
        if getattr(args, "practice", False):
            wanted = practice(settings)
            return main(wanted, practice_library, quit_after_start=given[1], newcomer=True)
        return main(settings, file=given[0], quit_after_start=given[1])


def _settings(stack: ExitStack, *, shows_trouble: bool) -> Settings:
    """The settings, with the log running. Where they can't be read a window says so, for who started the program by its icon
    sees no terminal; raises InvalidInput when the person gives up there."""
    while True:
        try:
            return stack.enter_context(logged_settings())
        except InvalidInput as error:
            if error.code != broken_settings.CODE or not (shows_trouble and _has_screen()):
                raise
            from ui.broken_settings import Answer, ask

            trouble = broken_settings.trouble(error)
            answer = ask(error, trouble)
            if answer is Answer.CLOSE:
                raise
            if answer is Answer.WITHOUT and trouble.file is not None:
                broken_settings.leave_out(trouble.file)


def _has_screen() -> bool:
    """Without one Qt would end the process before a word is said."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def practice(settings: Settings) -> Settings:
    """The settings of a window on an invented library: a file of its own, and nothing that is shared with others."""
    from app.setting_values import DatabaseAddress
    from app.settings import LIBRARY_FILE, Settings

    return Settings(
        address=DatabaseAddress("sqlite", LIBRARY_FILE),  # named, so that no first start is asked about
        data_dir=settings.data_dir / PRACTICE,
        language=settings.language,
        theme=settings.theme,
        lock_after_minutes=0,
        workstation=settings.workstation,
    )


def practice_library(settings: Settings) -> App:
    """Open the invented library; the first time it is made, which takes some seconds."""
    from app.bootstrap import build

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app = build(settings)
    if app.accounts.needs_first_user():
        app.accounts.create_first_user(PERSON)
        actor = app.accounts.sign_in_locally()
        app.sample.create(actor, titles=300, students=100, activities=900)
    return app


def require_qt() -> None:
    """Raises Unreachable with the way to install it when Qt is not there, as on an API node."""
    if importlib.util.find_spec("PySide6") is None:
        raise Unreachable(
            "The window can't open: Qt is not installed.", hint='Run pip install "clms[gui]".', code="no_qt"
        )
