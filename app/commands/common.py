"""What commands share: the settings with their log, and the opened library with the command line as the actor."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import Refused

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from app.settings import Settings


@contextmanager
def logged_settings(secrets: tuple[str, ...] = (), *, json: bool = False) -> Iterator[Settings]:
    """The settings in force, with the log running. A log that can't be written is said and not fatal.

    ``secrets`` are looked up in the keyring beside those everybody needs; ``json`` is for servers' logs.
    """
    from app import logs, paths
    from app.settings import ALWAYS, load

    settings = load(secrets=(*ALWAYS, *secrets))
    try:
        handler = logs.start(
            paths.logs_dir(settings.data_dir), level=settings.log_level, secrets=settings.secrets, json=json
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


def told_to_stop(*, when_stdin_closes: bool = False) -> threading.Event:
    """An event that is set by Ctrl+C, by SIGTERM and, if asked for, when whoever started this process is gone."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if when_stdin_closes:
        threading.Thread(target=_wait_for_the_end, args=(stop,), name="clms-stdin", daemon=True).start()
    return stop


def _wait_for_the_end(stop: threading.Event) -> None:
    """Closing a pipe is the one sign that works on every system, also when the starter was killed."""
    while os.read(sys.stdin.fileno(), 4096):  # not through a buffer, whose lock would be held at the end
        pass
    stop.set()
