"""What runs inside a child process: one call, reporting through a pipe. Imports no Qt.

A child is started with the ``spawn`` method, so the call and its arguments must be picklable: a function
of a module, never a lambda or a bound method of a service. The call builds what it needs from plain
values (usually ``build(settings)``) and closes it again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.errors import Broken, ClmsError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_log = logging.getLogger(__name__)

#: Work may report every row; a person sees no more than this, and the window stays free.
PROGRESS_EVERY_S = 0.05


class Stopped(Exception):
    """The person asked to stop; raised out of ``Report`` at the next progress call."""


class Report:
    """What long work is given to speak through: progress, a log line, and the wish to stop.

    Calling it is the usual way: ``report(done, total, "Reading rows")`` raises Stopped when asked to stop.
    ``total`` 0 means that the end is not known.
    """

    def __init__(self, send: Callable[[tuple[Any, ...]], None], stopped: Callable[[], bool]) -> None:
        self._send = send
        self._stopped = stopped
        self._told_at = -PROGRESS_EVERY_S

    def __call__(self, done: int, total: int = 0, text: str = "") -> None:
        """Report progress in units of the caller's choice; raise Stopped if the person asked to stop."""
        if self._stopped():
            raise Stopped
        now = time.monotonic()
        if now - self._told_at >= PROGRESS_EVERY_S or done == total:
            self._told_at = now
            self._send(("progress", done, total, text))

    def log(self, line: str) -> None:
        """Add one line to the task's log, shown in the drawer."""
        self._send(("log", line))

    @property
    def stop_requested(self) -> bool:
        """Tell whether the person asked to stop, without raising."""
        return self._stopped()


def child_main(
    pipe: Connection, stop: Any, work: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:  # pragma: no cover - runs in another process
    """Carry out ``work(report, *arguments)`` and send its answer as the last message."""
    report = Report(pipe.send, stop.is_set)
    try:
        pipe.send(("done", work(report, *arguments)))
    except Stopped:
        pipe.send(("stopped",))
    except ClmsError as error:
        pipe.send(("failed", error))
    except Exception as error:  # noqa: BLE001 - the parent must hear of anything
        _log.exception("a task failed in its child process")
        details = {"error": repr(error), "task": getattr(work, "__qualname__", "")}
        pipe.send(("failed", Broken("The task stopped because of a fault in the program.", details=details)))
    finally:
        pipe.close()
