"""Work that nobody has to wait for to its end."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def aside(work: Callable[[], T], name: str) -> Future[T]:
    """Begin with ``work`` on a thread of its own, called ``name``, which the process's end does not wait for.

    What it finds or raises is told by the future: whoever asks may turn to something else meanwhile.
    """
    found: Future[T] = Future()

    def run() -> None:
        try:
            found.set_result(work())
        except BaseException as problem:  # noqa: BLE001 - it is raised where the answer is asked for
            found.set_exception(problem)

    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(run,), name=name, daemon=True).start()
    return found
