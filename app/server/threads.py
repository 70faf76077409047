"""Threads that carry out what may wait: for the database, for a disk, for a password to be proven.

The standard library's executor makes two futures for each call and a lock for each of them, which took a tenth of the
processor's time of a list. Here a thread puts its result straight into the event loop's own future, and takes what
waits next.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from app.database.together import Alone


class Job:
    """Something to carry out, and who waits for it."""

    __slots__ = ("error", "future", "result", "work")

    def __init__(self, work: Callable[[], Any], future: asyncio.Future[Any]) -> None:
        self.work = work
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None

    def attempt(self) -> None:
        """Do it. Raises Alone, which is raised among others only."""
        try:
            self.result = self.work()
        except Alone:
            raise
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it
            self.error = error

    def carry_out(self) -> None:
        """Do it, unless nobody waits any more, and tell."""
        if self.future.cancelled():
            return
        self.attempt()
        with contextlib.suppress(RuntimeError):  # their loop has ended
            self.future.get_loop().call_soon_threadsafe(self.tell)

    def tell(self) -> None:
        """Tell whoever waits, in their loop."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)
            self.error = None  # it holds the frames that hold this


class Threads:
    """At most ``most`` threads, each begun when all others are busy."""

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._lock = threading.Lock()
        self.jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._unfinished = 0
        self._threads: list[threading.Thread] = []
        self._closed = False

    def run(self, work: Callable[[], Any]) -> asyncio.Future[Any]:
        """Carry it out in a thread; for the running event loop. Raises RuntimeError after :meth:`close`."""
        job = Job(work, asyncio.get_running_loop().create_future())
        self.take_on(job)
        return job.future

    def take_on(self, job: Job) -> None:
        """Carry out what was begun elsewhere. Raises RuntimeError after :meth:`close`."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the threads have ended")
            self._unfinished += 1
            if self._unfinished > len(self._threads) < self._most:
                self._begin_another()
            self.jobs.put(job)

    def close(self) -> None:
        """Finish what was taken on, and end the threads."""
        with self._lock:
            self._closed = True
            for _ in self._threads:
                self.jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _begin_another(self) -> None:
        name = f"{self._name}_{len(self._threads)}"
        thread = threading.Thread(target=self.work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def work(self) -> None:
        """What each thread does."""
        while (job := self.jobs.get()) is not None:
            job.carry_out()
            del job  # with what it holds, while there is nothing to do
            self.finished(1)

    def finished(self, count: int) -> None:
        """So many were carried out."""
        with self._lock:
            self._unfinished -= count
