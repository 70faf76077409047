"""Workers killed at random moments, most of them in the middle of a job: nothing is lost, nothing happens twice."""

from __future__ import annotations

import logging
import os
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.bootstrap import App
from app.database import jobs
from app.domain.jobs import OPEN, JobState
from app.jobs.store import JobStore
from tests.app.jobs.conftest import require_nothing_lost_or_doubled, worker_process
from tests.app.jobs.work import Seed, traces
from tests.waiting import until

_log = logging.getLogger(__name__)

WAITING = 16
"""So many jobs wait or run while there are kills to come."""

LONGEST_S = 0.8
"""A job takes at most so long, and so long may its worker live on: kills meet every moment of a run, its end too."""


@dataclass
class Slaughter:
    """Workers at work off one queue, killed and replaced. Every second one passes for another computer's, so that it is
    missed by its heartbeat alone; the others are known to be dead at once."""

    app: App
    put: Callable[..., int]
    seed: Seed
    rng: random.Random
    ids: list[int] = field(default_factory=list)
    workers: list[Any] = field(default_factory=list)
    started: int = 0

    @property
    def store(self) -> JobStore:
        """What the engine writes with."""
        return self.app.job_store

    def start(self) -> None:
        """Start one more worker."""
        self.started += 1
        place = f"computer {self.started}" if self.started % 2 else ""
        self.workers.append(worker_process(self.app.recipe(), self.seed, place=place))

    def fill(self, attempts: int) -> None:
        """Put jobs in, a quarter of them such as may not be repeated."""
        for _ in range(WAITING - len(self.unended())):
            repeatable = self.rng.random() < 0.75
            params = {"seconds": self.rng.random() * LONGEST_S}
            self.ids.append(
                self.put("act" if repeatable else "once", params, repeatable=repeatable, attempts=attempts)
            )

    def unended(self) -> list[int]:
        """Jobs that wait or run."""
        with self.store.database.read() as connection:
            return [job.id for job in jobs.listed(connection, states=OPEN - {JobState.STRANDED})]

    def at_work(self) -> list[Any]:
        """Our workers in the middle of a job."""
        begun = {words[1]: int(words[2]) for words in traces(Path(self.seed.folder)) if words[0] == "begin"}
        with self.store.database.read() as connection:
            running = jobs.listed(connection, states=[JobState.RUNNING])
        busy = {job.worker_id for job in running if psutil.pid_exists(begun.get(job.key, 0))}
        pids = {row.pid for row in self.store.others()[0] if row.id in busy}
        return [worker for worker in self.workers if worker.pid in pids]

    def standing(self) -> str:
        """Who lives, how long and with how much of the processor, and what the database says of workers and jobs."""
        alive = []
        for worker in self.workers:
            process = psutil.Process(worker.pid)
            age = time.time() - process.create_time()
            alive.append(f"{worker.pid}: {age:.0f} s old, {sum(process.cpu_times()[:2]):.1f} s at work")
        with self.store.database.read() as connection:
            open_jobs = jobs.listed(connection, states=OPEN)
        told = [f"{job.id} {job.kind} {job.state} {job.worker_id} {job.run_at}" for job in open_jobs]
        rows = [str(row) for row in self.store.others()[0]]
        return "\n".join([f"load {os.getloadavg()}", *alive, *rows, *told])

    def kill(self, most: int) -> int:
        """Kill one to three of them at once, at a random moment while one works; returns how many."""
        try:
            until(self.at_work, "a worker in the middle of a job")
        except AssertionError as vain:
            vain.add_note(self.standing())
            raise
        threading.Event().wait(self.rng.random() * LONGEST_S)
        among = (self.at_work() if self.rng.random() < 0.8 else []) or self.workers
        doomed = self.rng.sample(among, min(len(among), most, self.rng.randint(1, 3)))
        for worker in doomed:
            worker.kill()
        for worker in doomed:
            worker.join()
            self.workers.remove(worker)
            self.start()
        return len(doomed)


def _kill(slaughter: Slaughter, workers: int, kills: int, least_cut: int) -> None:
    killed = 0
    try:
        for _ in range(workers):
            slaughter.start()
        while killed < kills:
            slaughter.fill(attempts=10 * kills)  # a kill costs a job one at most
            killed += slaughter.kill(kills - killed)
        until(lambda: not slaughter.unended(), "every job to end", 120)
    finally:
        for worker in slaughter.workers:
            worker.kill()
        for worker in slaughter.workers:
            worker.join()
    folder = Path(slaughter.seed.folder)
    require_nothing_lost_or_doubled(slaughter.store, folder, slaughter.ids)
    lines = traces(folder)
    cut = sum(line[0] == "begin" for line in lines) - sum(line[0] == "end" for line in lines)
    _log.info("%d workers killed, %d jobs, %d runs cut off", killed, len(slaughter.ids), cut)
    assert cut >= least_cut, "the kills met nobody at work"


@pytest.fixture
def slaughter(app: App, put: Callable[..., int], seed: Seed, request: pytest.FixtureRequest) -> Slaughter:
    """Nobody works yet."""
    return Slaughter(app, put, Seed(seed.folder, app.recipe()), random.Random(request.node.name))


def test_random_kills_lose_and_double_nothing(slaughter: Slaughter) -> None:
    _kill(slaughter, workers=2, kills=4, least_cut=1)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_two_hundred_random_kills_lose_and_double_nothing(slaughter: Slaughter) -> None:
    _kill(slaughter, workers=4, kills=200, least_cut=50)
