"""What commands share: the settings with their log, and the opened library with the command line as the actor."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import Refused

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from app.settings import Settings


@contextmanager
def logged_settings() -> Iterator[Settings]:
    """The settings in force, with the log running. A log that can't be written is said and not fatal."""
    from app import logs, paths
    from app.settings import load

    settings = load()
    try:
        handler = logs.start(
            paths.logs_dir(settings.data_dir), level=settings.log_level, secrets=settings.secrets
        )
    except Refused as problem:
        print(problem, file=sys.stderr)
        yield settings
        return
    try:
        yield settings
    finally:
        logs.stop(handler)


@contextmanager
def library(command: str) -> Iterator[tuple[App, Actor]]:
    """The opened library and ``clms COMMAND`` as an actor of its own, as the audit will show it.

    Whoever can run commands on this computer holds the database's credentials already, so the role is the highest.
    """
    from app.bootstrap import build
    from app.domain.actors import Actor, Role

    with logged_settings() as settings, build(settings) as app:
        yield app, Actor(None, f"clms {command}", Role.ADMIN, settings.workstation)
