"""Processes beside this one, for work that has a processor to itself while this one writes."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import current_process, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any


class Children(ProcessPoolExecutor):
    """Processes that carry out what is submitted. They start with the first of it and end with this process, however
    that one ended; so this one may be any, one that multiprocessing calls a daemon too."""

    def __init__(self, number: int) -> None:
        # Spawned, because a fork of a program with threads may hang.
        super().__init__(number, get_context("spawn"), initializer=_begin)

    def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:
        """Let a child call a function with these arguments, all of which can be pickled."""
        with _allowed_children():
            asked = super().submit(*args, **kwargs)
        if len(self._processes) == self._max_workers:  # type: ignore[attr-defined]
            # With this end open, what a child that is killed had half said would be waited for without end.
            self._result_queue._writer.close()  # type: ignore[attr-defined]
        return asked

    def end(self) -> None:
        """Let the processes end, and wait until they are through with what they do now: a process that ends itself
        before that would wait for them in vain."""
        self.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _allowed_children() -> Iterator[None]:
    """multiprocessing lets a daemon have no children, since they would outlive it; these don't."""
    kept: dict[str, Any] = current_process()._config  # type: ignore[attr-defined]
    daemon = kept.pop("daemon", None)
    try:
        yield
    finally:
        if daemon is not None:
            kept["daemon"] = daemon


def _begin() -> None:
    # They make rows, which have no cycles: looking for some among so many costs a fifth of the time.
    gc.set_threshold(100_000, 20, 20)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), name="clms-parent-watch", daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
