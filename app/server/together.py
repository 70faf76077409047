"""Threads that take what waits and carry it out together, as :mod:`app.database.together` can."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from queue import Empty

from app.database.engine import Database
from app.database.together import carry_out
from app.domain.figures import Sample
from app.server.threads import Job, Threads

_MOST = 16
"""So many at once: with more of them one costs hardly less, and each waits for the last."""
_ENOUGH = 6
"""While others are under way it is begun with so many: the first few alone would be dear."""
_AT_ONCE = 2
"""So many companies: while one waits for the database, the other has the interpreter."""
_PATIENCE_S = 0.1
"""So long they are waited for, several times what they take: then something holds them."""


class Together(Threads):
    """Carries out together what is asked for at the same moment. What can't be done so goes to ``alone``. There may be
    ``most`` companies, of which all but the last few are held by something."""

    def __init__(self, name: str, most: int, database: Database, alone: Threads) -> None:
        super().__init__(name, most)
        self._database = database
        self._alone = alone
        self._door = threading.Lock()
        self._changed = threading.Condition()
        self._under_way = 0
        self._companies = self._in_company = self._left = 0

    def samples(self) -> Iterable[Sample]:
        """How often several acted together, how many they were, and how many of them were done alone after all."""
        for name, about, value in (
            ("companies_total", "Transactions of several acts.", self._companies),
            ("acts_in_company_total", "Acts that were begun together with others.", self._in_company),
            ("acts_left_total", "Of those, acts that were carried out alone after all.", self._left),
        ):
            yield Sample(name, about, "counter", value, {})

    def take_on(self, job: Job) -> None:
        """Carry it out with those that wait. Raises RuntimeError after :meth:`close`."""
        super().take_on(job)
        if self.jobs.qsize() >= _ENOUGH - 1:
            with self._changed:
                self._changed.notify()

    def work(self) -> None:
        """What each thread does: one at a time gathers whoever is there, and then carries them out."""
        while jobs := self._gathered():
            try:
                self._act(jobs)
            finally:
                with self._changed:
                    self._under_way -= 1
                    self._changed.notify()
                self.finished(len(jobs))
            del jobs  # with what they hold, while there is nothing to do

    def _gathered(self) -> list[Job]:
        """Those who wait, when it is time; none at the end of this thread."""
        with self._door:
            first = self.jobs.get()
            if first is None:
                return []
            with self._changed:
                self._changed.wait_for(self._may_begin, _PATIENCE_S)
                jobs = [first, *self._others()]
                self._under_way += 1
            return jobs

    def _may_begin(self) -> bool:
        if not self._under_way:
            return True
        return self._under_way < _AT_ONCE and self.jobs.qsize() >= _ENOUGH - 1

    def _others(self) -> list[Job]:
        taken: list[Job] = []
        with contextlib.suppress(Empty):
            while len(taken) < _MOST - 1:
                job = self.jobs.get_nowait()
                if job is None:
                    self.jobs.put(None)  # the end of a thread, which comes behind these
                    break
                taken.append(job)
        return taken

    def _act(self, jobs: list[Job]) -> None:
        wanted = [each for each in jobs if not each.future.cancelled()]
        try:
            left = carry_out([each.attempt for each in wanted], self._database)
        except Exception as error:  # noqa: BLE001 - a bug of ours: whoever waits is told, and this thread goes on
            left = [False] * len(wanted)
            for each in wanted:
                each.error = error
        self._count(left)
        done = [each for each, is_left in zip(wanted, left, strict=True) if not is_left]
        for each, is_left in zip(wanted, left, strict=True):
            if is_left:
                self._alone.take_on(each)
        if done:
            with contextlib.suppress(RuntimeError):  # their loop has ended
                done[0].future.get_loop().call_soon_threadsafe(_tell, done)

    def _count(self, left: list[bool]) -> None:
        if len(left) < 2:
            return
        with self._changed:
            self._companies += 1
            self._in_company += len(left)
            self._left += sum(left)


def _tell(jobs: list[Job]) -> None:
    for each in jobs:
        each.tell()
