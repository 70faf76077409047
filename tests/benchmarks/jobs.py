"""Jobs a second: put in, and put in and run, against huey on SQLite and rq on Redis, with as many processes at work.

A job has nothing to do and answers a number, so that what is measured is the queue. Each job is put in by a call of its
own, and all are as durable as the product: huey's file and the database servers wait for the disk at each commit, Redis
does at each command; all keep the answer. Workers are there before the clock runs, and huey's look for work as often as
ours. What the others don't do beside: a job survives its worker (huey takes it off the queue before it begins; rq finds
it again after its time-out), progress, logs, exclusive resources, limits over all workers, cancelling while it runs.
Only rq's usual worker lets a job be killed by itself, as ours does, and pays with a fork for each.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import redis
from sqlalchemy import func, select

from app.bootstrap import App
from app.database import jobs
from app.database.tables import jobs as jobs_table
from app.domain.jobs import OPEN, JobKind, JobOrder
from app.jobs.worker import Worker
from app.services.acts import new_key
from tests.benchmarks.job_peers import huey_on, rq_on
from tests.benchmarks.libraries import ROOT, empty_library, open_library, server
from tests.benchmarks.table import Options, Row, take_turns
from tests.servers.redis_servers import single

PROCESSES = 2
_KIND = JobKind("nothing")
_PATIENCE_S = 120.0


@dataclass(frozen=True)
class Queue:
    """One of those that are compared. ``ended`` counts the jobs that are over."""

    put: Callable[[int], None]
    ended: Callable[[], int]

    def put_rate(self, count: int) -> float:
        """Jobs put in a second."""
        started = time.monotonic()
        self.put(count)
        return count / (time.monotonic() - started)

    def run_rate(self, count: int) -> float:
        """Jobs put in and run a second, by workers that are there."""
        wanted, started = self.ended() + count, time.monotonic()
        self.put(count)
        self.wait(wanted)
        return count / (time.monotonic() - started)

    def warm_up(self) -> None:
        """Let the workers come."""
        wanted = self.ended() + 2 * PROCESSES
        self.put(2 * PROCESSES)
        self.wait(wanted)

    def wait(self, wanted: int) -> None:
        """Wait until so many are over."""
        pause, deadline = threading.Event(), time.monotonic() + _PATIENCE_S
        while self.ended() < wanted:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{wanted - self.ended()} jobs did not end")
            pause.wait(0.01)


def rows(options: Options) -> Iterator[Row]:
    """Measure on each engine."""
    count, rounds = (50, 3) if options.small else (300, 5)
    for engine in options.engines:
        with server(engine) as prefix, empty_library(prefix) as url, open_library(url) as app:
            mine = _ours(app)
            peers = _huey if engine == "sqlite" else _rq
            with peers(None) as (peer, name):
                ours, theirs = take_turns(
                    partial(mine.put_rate, count), partial(peer.put_rate, count), rounds
                )
                yield Row("jobs put in", engine, ours, name, theirs, "jobs/s")
                _forget(app)
            for how in ("process",) if engine == "sqlite" else ("fork", "simple"):
                with peers(how) as (peer, name), _worker(url):
                    mine.warm_up()
                    peer.warm_up()
                    ours, theirs = take_turns(
                        partial(mine.run_rate, count), partial(peer.run_rate, count), rounds
                    )
                yield Row(f"jobs put in and run, {PROCESSES} processes", engine, ours, name, theirs, "jobs/s")


# --- ours ----------------------------------------------------------------------------------------------------


def _ours(app: App) -> Queue:
    store, put_in = app.job_store, 0

    def put(count: int) -> None:
        nonlocal put_in
        for _ in range(count):
            order = JobOrder(_KIND, {}, new_key(), None, "Benchmark", "BENCH")
            store.database.write(lambda c, order=order: jobs.add(c, order, store.clock.now()))  # type: ignore[misc]
            put_in += 1

    def ended() -> int:
        """Ended ones are removed beyond their retention, so those that are open are counted."""
        query = select(func.count()).where(jobs_table.c.state.in_([state.value for state in OPEN]))
        with store.database.read() as connection:
            return put_in - int(connection.execute(query).scalar_one())

    return Queue(put, ended)


def _forget(app: App) -> None:
    """Let what was only put in be over, so that it is not run later."""
    with app.core.database.read() as connection:
        waiting = [job.id for job in jobs.listed(connection, limit=1_000_000)]
    now = app.core.clock.now()
    for job_id in waiting:
        app.core.database.write(lambda c, each=job_id: jobs.request_cancel(c, each, now))  # type: ignore[misc]


@contextlib.contextmanager
def _opener(_seed: Any) -> Iterator[Any]:
    yield lambda job, run: {"done": 1}


def _work(url: str) -> None:
    with open_library(url) as app:
        Worker(app.job_store, _opener, None, processes=PROCESSES).run(threading.Event())


@contextlib.contextmanager
def _worker(url: str) -> Iterator[None]:
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(url,))
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


# --- the others -----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _huey(how: str | None) -> Iterator[tuple[Queue, str]]:
    with tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        file = str(Path(folder) / "huey.db")
        queue, task = huey_on(file)

        def put(count: int) -> None:
            for _ in range(count):
                task()

        command = ["huey", file, str(PROCESSES)]
        with _peers([command] if how else []):
            yield Queue(put, queue.storage.result_store_size), "huey, SQLite"
        queue.storage.close()


@contextlib.contextmanager
def _rq(how: str | None) -> Iterator[tuple[Queue, str]]:
    with single() as port, contextlib.closing(redis.Redis(port=port)) as direct:
        direct.config_set("appendfsync", "always")
        direct.config_set("appendonly", "yes")
        queue = rq_on(port)

        def put(count: int) -> None:
            for _ in range(count):
                queue.enqueue("tests.benchmarks.job_peers.nothing")

        command = ["rq", str(port), how or ""]
        name = {"fork": "rq, Redis, a fork a job", "simple": "rq, Redis, no fork", None: "rq, Redis"}[how]
        with _peers([command] * PROCESSES if how else []):
            yield Queue(put, lambda: queue.finished_job_registry.count), name


@contextlib.contextmanager
def _peers(commands: list[list[str]]) -> Iterator[None]:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", "from tests.benchmarks.job_peers import main; main()", *command],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        for command in commands
    ]
    try:
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
