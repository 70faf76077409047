"""A thread that takes all that waits for it at once, up to a number, and carries it out together."""

from __future__ import annotations

import contextlib
from queue import Empty

from app.database.engine import Database
from app.database.together import carry_out
from app.server.threads import Job, Threads

_MOST = 16
"""So many acts are carried out together at most: from there on an act costs hardly less, and each waits for the last."""
_THREADS = 2
"""While one waits for the database the other has the interpreter."""


class Together(Threads):
    """Carries out acts together; what is left goes to ``alone``, where each has a thread."""

    def __init__(self, name: str, database: Database, alone: Threads) -> None:
        super().__init__(name, _THREADS)
        self._database = database
        self._alone = alone

    def _carry_out(self, job: Job) -> int:
        jobs = [job]
        while len(jobs) < _MOST:
            try:
                another = self.jobs.get_nowait()
            except Empty:
                break
            if another is None:
                self.jobs.put(None)  # the end, which is for after these
                break
            jobs.append(another)
        if len(jobs) == 1:
            job.carry_out()
            return 1
        wanted = [each for each in jobs if not each.future.cancelled()]
        left = carry_out([each.attempt for each in wanted], self._database)
        told = [each for each, is_left in zip(wanted, left, strict=True) if not is_left]
        for each, is_left in zip(wanted, left, strict=True):
            if is_left:
                self._alone.take_on(each)
        if told:
            with contextlib.suppress(RuntimeError):  # their loop has ended
                told[0].future.get_loop().call_soon_threadsafe(_tell, told)
        return len(jobs)


def _tell(jobs: list[Job]) -> None:
    for each in jobs:
        each.tell()
