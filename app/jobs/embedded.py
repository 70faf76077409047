"""The worker of a library in a file: a child process that the window starts and stops.

It ends when told to, and by itself when whoever started it is gone, killed or not: the pipe between them closes.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

_log = logging.getLogger(__name__)

_SPAWN = multiprocessing.get_context("spawn")
_END_S = 20.0

Work = Callable[[Any, threading.Event], None]
"""Opens what a worker needs from a plain value and works until the event is set."""


class EmbeddedWorker:
    """One worker in a process of its own. ``work(seed, stop)`` is called there."""

    def __init__(self, work: Work, seed: Any) -> None:
        self._work, self._seed = work, seed
        self._process: Any = None
        self._pipe: Connection | None = None

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and bool(self._process.is_alive())

    def start(self) -> None:
        """Start it, unless it runs. One that died by itself is started anew."""
        if self.running:
            return
        self.stop()
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=_main, args=(theirs, self._work, self._seed), name="clms-worker", daemon=False
        )
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End it in order: what runs is given back. Takes some seconds when a job is slow to stop."""
        if self._process is None:
            return
        assert self._pipe is not None
        self._pipe.close()
        self._process.join(_END_S)
        if self._process.is_alive():
            _log.error("the worker did not end in %d seconds", _END_S)
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None


def _main(pipe: Connection, work: Work, seed: Any) -> None:  # pragma: no cover - runs in another process
    stop = threading.Event()

    def wait_for_the_end() -> None:
        try:
            pipe.recv()
        except (EOFError, OSError):
            stop.set()

    threading.Thread(target=wait_for_the_end, name="clms-starter", daemon=True).start()
    work(seed, stop)
