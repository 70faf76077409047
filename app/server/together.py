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
_PATIENCE_S = 0.02
"""For so long: those under way may have met something that holds them."""
_THREADS = 2
"""While one waits for the database, the other has the interpreter."""


class Together(Threads):
    """Carries out together what many ask for at the same moment, and at once what somebody asks for alone. What can't be
    done together goes to ``alone``, where each has a thread."""

    def __init__(self, name: str, database: Database, alone: Threads) -> None:
        super().__init__(name, _THREADS)
        self._database = database
        self._alone = alone
        self._gathering = threading.Condition()
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
        if self.jobs.qsize() >= _ENOUGH:
            with self._gathering:
                self._gathering.notify()

    def _carry_out(self, job: Job) -> int:
        with self._gathering:
            self._gathering.wait_for(self._may_begin, _PATIENCE_S)
            self._under_way += 1
        jobs = [job, *self._taken()]
        try:
            self._act(jobs)
        finally:
            with self._gathering:
                self._under_way -= 1
                self._gathering.notify()
        return len(jobs)

    def _may_begin(self) -> bool:
        return not self._under_way or self.jobs.qsize() >= _ENOUGH - 1

    def _taken(self) -> list[Job]:
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
        if len(jobs) == 1:
            jobs[0].carry_out()
            return
        wanted = [each for each in jobs if not each.future.cancelled()]
        left = carry_out([each.attempt for each in wanted], self._database)
        self._count(left)
        done = [each for each, is_left in zip(wanted, left, strict=True) if not is_left]
        for each, is_left in zip(wanted, left, strict=True):
            if is_left:
                self._alone.take_on(each)
        if done:
            with contextlib.suppress(RuntimeError):  # their loop has ended
                done[0].future.get_loop().call_soon_threadsafe(_tell, done)

    def _count(self, left: list[bool]) -> None:
        with self._gathering:
            self._companies += 1
            self._in_company += len(left)
            self._left += sum(left)


def _tell(jobs: list[Job]) -> None:
    for each in jobs:
        each.tell()
