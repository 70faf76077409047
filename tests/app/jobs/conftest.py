"""A job store on each engine, and workers in threads and in processes of their own."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from app.bootstrap import App, Recipe, open_again
from app.database import jobs
from app.database.tables import audit_logs
from app.domain import jobs as domain_jobs
from app.domain.jobs import Job, JobKind, JobOrder, JobState
from app.jobs import standing
from app.jobs.scheduler import Scheduler
from app.jobs.store import JobStore
from app.jobs.worker import Worker
from app.services.acts import new_key
from tests.app.jobs.clocks import Clocks
from tests.app.jobs.work import Seed, opener, traces
from tests.waiting import PATIENCE_S, until

FORKED = multiprocessing.get_context("forkserver")
LEASE_S = 3.0
OVER = (JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.STRANDED)


@pytest.fixture
def store(app: App) -> Iterator[JobStore]:
    """What the engine writes with; its operations store is dropped with the test."""
    made = app.job_store
    yield made
    database, name = app.core.database, made.operations.url.database
    made.operations.close()
    if not database.is_sqlite:
        with database.engine.connect() as connection, contextlib.suppress(Exception):
            connection.execute(text(f"DROP DATABASE `{name}`"))


@pytest.fixture
def put(store: JobStore) -> Callable[..., int]:
    """``put("quick", {...}, repeatable=False)``: put a job in; returns its id."""

    def put_in(kind: str, params: dict[str, Any] | None = None, **options: Any) -> int:
        order_options = {name: options.pop(name) for name in ("run_at", "dry_run", "key") if name in options}
        order = JobOrder(
            JobKind(kind, **options),
            params or {},
            order_options.pop("key", None) or new_key(),
            None,
            "tests",
            "TEST",
            **order_options,
        )
        now = store.clock.now()
        return store.database.write(lambda connection: jobs.add(connection, order, now))

    return put_in


@pytest.fixture
def seed(tmp_path: Path) -> Seed:
    """Where jobs leave their traces."""
    folder = tmp_path / "traces"
    folder.mkdir()
    Clocks(folder).set_ahead(timedelta())
    return Seed(str(folder))


@pytest.fixture
def work(store: JobStore, seed: Seed) -> Iterator[Callable[..., Worker]]:
    """``work()``: a worker in a thread of this process, stopped with the test."""
    running: list[tuple[threading.Event, threading.Thread]] = []

    def begin(**options: Any) -> Worker:
        worker = Worker(store, opener, options.pop("seed", seed), lease_s=LEASE_S, **options)
        stop = threading.Event()
        thread = threading.Thread(target=worker.run, args=(stop,), name="clms-worker")
        thread.start()
        running.append((stop, thread))
        return worker

    yield begin
    for stop, _ in running:
        stop.set()
    for _, thread in running:
        thread.join(PATIENCE_S)


@pytest.fixture
def job_of(store: JobStore) -> Callable[[int], Job]:
    """A job as it stands now."""

    def read(job_id: int) -> Job:
        job = store.job(job_id)
        assert job is not None
        return job

    return read


@pytest.fixture
def wait_for(job_of: Callable[[int], Job]) -> Callable[..., Job]:
    """``wait_for(job_id, JobState.DONE)``: the job once it is in one of these states."""

    def wait(job_id: int, *states: JobState) -> Job:
        until(lambda: job_of(job_id).state in states, f"job {job_id} to be {states}")
        return job_of(job_id)

    return wait


def worker_process(recipe: Recipe, seed: Seed, lease_s: float = LEASE_S, *, place: str = "") -> Any:
    """A worker in a process of its own, to be killed or frozen; its id is also that of the group of its processes. The
    caller ends it.

    With ``place`` it passes for one on another computer.
    """
    FORKED.set_forkserver_preload([__name__])
    process = FORKED.Process(target=_work, args=(recipe, seed, lease_s, place), daemon=False)
    process.start()
    return process


def _work(recipe: Recipe, seed: Seed, lease_s: float, place: str) -> None:
    os.setpgid(0, 0)  # with its jobs it can be stopped as a whole
    if place:
        standing._place = lambda: place
    domain_jobs._BACKOFF_BASE_S = 0.05  # what failed comes back soon
    Clocks(Path(seed.folder)).use()
    with open_again(recipe) as app:
        store = app.job_store
        tick = Scheduler(store, JobKind).look
        Worker(store, opener, seed, lease_s=lease_s, tick=tick).run(threading.Event())


def ended(store: JobStore, job_id: int) -> bool:
    """Whether nothing more happens to a job by itself."""
    job = store.job(job_id)
    return job is not None and job.state in OVER


def require_nothing_lost_or_doubled(
    store: JobStore, folder: Path, ids: Iterable[int], *, may_fail: bool = False
) -> None:
    """No job ran twice at once; each that may be repeated is done and wrote what it writes once; each other one began
    once at most and is done or put before a person, or with ``may_fail`` has failed and says why."""
    lines = traces(folder)
    assert not [line for line in lines if line[0] == "overlap"], "a job ran twice at once"
    begun = Counter(line[1] for line in lines if line[0] == "begin")
    with store.database.read() as connection:
        query = select(audit_logs.c.entity_id, func.count()).where(audit_logs.c.action == "test")
        written = {row[0]: row[1] for row in connection.execute(query.group_by(audit_logs.c.entity_id))}
    for job_id in ids:
        job = store.job(job_id)
        if job is None:  # no longer kept, as of more than a hundred that are done
            assert written.get(job_id) == 1, f"job {job_id} was lost or doubled"
            continue
        if job.repeatable or job.state is JobState.DONE:
            assert (job.state, written.get(job_id)) == (JobState.DONE, 1), f"{job} was lost or doubled"
        else:
            assert job.state is JobState.STRANDED or (may_fail and job.state is JobState.FAILED), job
            assert job.error is not None
        if not job.repeatable:
            assert begun[job.key] <= 1, "a job that may not be repeated ran twice"
            assert written.get(job_id, 0) <= 1
