"""The worker with real job processes: ends of every kind, limits, stopping, and being killed or frozen."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.bootstrap import App
from app.database import jobs
from app.domain.jobs import Job, JobState
from app.jobs.store import JobStore
from app.jobs.worker import Worker
from tests.app.jobs.conftest import LEASE_S, OVER, worker_process
from tests.app.jobs.work import Seed, opener, traces
from tests.waiting import until

Put = Callable[..., int]
Wait = Callable[..., Job]


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Failed attempts come back soon."""
    monkeypatch.setattr("app.domain.jobs._BACKOFF_BASE_S", 0.05)


def _cancel(store: JobStore, job_id: int) -> None:
    store.database.write(lambda c: jobs.request_cancel(c, job_id, store.clock.now()))


def test_a_job_is_carried_out_and_says_how_far_it_is(
    store: JobStore, put: Put, work: Callable[..., Worker], wait_for: Wait
) -> None:
    job_id = put("quick", {"n": 17})
    heard: list[Any] = []
    work(watch=lambda job, message: heard.append(message))
    job = wait_for(job_id, *OVER)
    assert (job.state, job.result, job.attempt) == (JobState.DONE, {"echo": {"n": 17}}, 1)
    assert heard == [("progress", 0.5, "half"), ("log", "info", "a line")]
    assert job.seconds is not None


def test_failures_are_told_and_tried_again(put: Put, work: Callable[..., Worker], wait_for: Wait) -> None:
    flaky, refused, faulty = put("flaky"), put("refused"), put("faulty", attempts=1)
    work()
    assert wait_for(flaky, *OVER).result == {"attempt": 3}
    assert wait_for(refused, *OVER).error == {
        "message": "There is not enough room.",
        "hint": "Make some.",
        "code": "refused",
    }
    failed = wait_for(faulty, *OVER)
    assert failed.state is JobState.FAILED
    assert failed.error is not None
    assert "fault in the program" in failed.error["message"]


def test_a_process_that_dies_takes_only_its_own_run_with_it(
    put: Put, work: Callable[..., Worker], wait_for: Wait
) -> None:
    crash, once, quick = put("crash"), put("crash", repeatable=False), put("quick")
    work()
    assert wait_for(crash, *OVER).result == {"attempt": 2}
    assert wait_for(once, *OVER).state is JobState.STRANDED
    assert wait_for(quick, *OVER).state is JobState.DONE


def test_a_job_given_to_a_process_that_dies_before_it_begins_is_begun_elsewhere(
    put: Put, work: Callable[..., Worker], wait_for: Wait, seed: Seed
) -> None:
    """A process that rests may end at any moment, also at that one: nobody has to look what the job did."""
    first, folder = put("quick"), Path(seed.folder)
    work()
    wait_for(first, *OVER)
    resting = int(next(line[2] for line in traces(folder) if line[0] == "begin"))
    os.kill(resting, signal.SIGSTOP)
    until(lambda: psutil.Process(resting).status() == psutil.STATUS_STOPPED, "the process to stand still")
    job_id = put("quick", repeatable=False)
    wait_for(job_id, JobState.RUNNING)
    os.kill(resting, signal.SIGKILL)
    job = wait_for(job_id, *OVER)
    assert (job.state, job.attempt) == (JobState.DONE, 1)
    assert [line[1] for line in traces(folder) if line[0] == "begin"].count(job.key) == 1


def test_a_running_job_is_cancelled_from_elsewhere_with_its_program(
    store: JobStore, put: Put, work: Callable[..., Worker], wait_for: Wait, seed: Seed
) -> None:
    patient, program = put("patient"), put("program")
    work()
    folder = Path(seed.folder)
    until(lambda: sum(line[0] == "begin" for line in traces(folder)) == 2, "both to run")
    until(lambda: any(line[0] == "program" for line in traces(folder)), "the program")
    pid = next(int(line[1]) for line in traces(folder) if line[0] == "program")
    for job_id in (patient, program):
        _cancel(store, job_id)
    assert wait_for(patient, *OVER).state is JobState.CANCELLED
    assert wait_for(program, *OVER).state is JobState.CANCELLED
    until(lambda: not psutil.pid_exists(pid), "the program to be gone")


def test_a_job_that_takes_too_long_is_stopped_and_one_that_does_not_listen_is_ended(
    monkeypatch: pytest.MonkeyPatch, put: Put, work: Callable[..., Worker], wait_for: Wait
) -> None:
    monkeypatch.setattr("app.jobs.crew._GRACE_S", 0.5)
    patient = put("patient", attempts=1, timeout_s=0.3)
    deaf = put("deaf", attempts=1, timeout_s=0.3)
    work()
    for job_id in (patient, deaf):
        job = wait_for(job_id, *OVER)
        assert job.state is JobState.FAILED
        assert job.error is not None
        assert "took longer than" in job.error["message"]


def test_a_worker_that_is_told_to_end_gives_its_jobs_back(
    store: JobStore, put: Put, seed: Seed, job_of: Callable[[int], Job]
) -> None:
    job_id = put("patient")
    stop = threading.Event()
    worker = Worker(store, opener, seed, lease_s=LEASE_S)
    thread = threading.Thread(target=worker.run, args=(stop,), name="clms-worker")
    thread.start()
    until(lambda: traces(Path(seed.folder)), "the job to begin")
    stop.set()
    thread.join(30)
    assert not thread.is_alive()
    job = job_of(job_id)
    assert (job.state, job.attempt) == (JobState.SCHEDULED, 0)
    assert store.others() == ((), set())


def test_a_worker_for_one_job_ends_with_it(store: JobStore, put: Put, seed: Seed) -> None:
    other, mine = put("quick"), put("flaky")
    Worker(store, opener, seed, lease_s=LEASE_S, only=mine).run(threading.Event())
    states = [job.state for each in (other, mine) if (job := store.job(each))]
    assert states == [JobState.READY, JobState.DONE]


# --- killed, frozen ------------------------------------------------------------------------------------------


def test_a_killed_worker_s_job_is_found_and_runs_once_more(
    app: App, store: JobStore, put: Put, seed: Seed, work: Callable[..., Worker], wait_for: Wait
) -> None:
    again, once = put("patient"), put("patient", repeatable=False)
    doomed = worker_process(app.recipe(), seed)
    folder = Path(seed.folder)
    until(lambda: len(traces(folder)) == 2, "both jobs to begin")
    runners = [int(line[2]) for line in traces(folder)]
    doomed.kill()
    doomed.join()
    until(lambda: not any(_running(pid) for pid in runners), "its job processes to end by themselves")
    work()
    assert wait_for(once, JobState.STRANDED)
    until(lambda: sum(line[0] == "begin" for line in traces(folder)) == 3, "the repeatable one to run again")
    assert not [line for line in traces(folder) if line[0] == "overlap"]
    _cancel(store, again)
    assert wait_for(again, *OVER).attempt == 2


def test_a_frozen_worker_loses_its_jobs_before_another_runs_them(
    app: App, store: JobStore, put: Put, seed: Seed, work: Callable[..., Worker], wait_for: Wait
) -> None:
    """SIGSTOP on the worker alone: its job process goes on and has to end when the lease does."""
    job_id = put("patient")
    frozen = worker_process(app.recipe(), seed)
    folder = Path(seed.folder)
    try:
        until(lambda: traces(folder), "the job to begin")
        os.kill(frozen.pid, signal.SIGSTOP)
        work()
        until(lambda: sum(line[0] == "begin" for line in traces(folder)) == 2, "the other to run it")
        assert not [line for line in traces(folder) if line[0] == "overlap"]
        known = {row.id for row in store.others()[0]}
        os.kill(frozen.pid, signal.SIGCONT)
        until(
            lambda: {row.id for row in store.others()[0]} - known, "the thawed one to come back as a new one"
        )
        _cancel(store, job_id)
        assert wait_for(job_id, *OVER).state is JobState.CANCELLED
        assert len([line for line in traces(folder) if line[0] == "begin"]) == 2
    finally:
        frozen.kill()
        frozen.join()


def _running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
