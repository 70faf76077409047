"""The queue: order, limits, exclusive resources, claims that meet, cancelling, fencing, retention."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text, update

from app.database import job_logs, jobs
from app.database.tables import jobs as jobs_table
from app.domain import job_endings
from app.domain.job_endings import cancelled, cut_off
from app.domain.jobs import CONCURRENCY, KEEP_DONE, KEEP_FAILED, Job, JobState, Priority
from app.errors import Conflict, Refused, Unreachable
from app.jobs.crew import Crew
from app.jobs.heart import Pulse
from app.jobs.standing import Standing, awake_s
from app.jobs.store import JobStore
from tests.app.jobs.hand import claim, done, end, failed
from tests.app.jobs.work import Seed, opener


@pytest.fixture
def worker_id(store: JobStore) -> int:
    """A registered worker."""
    return store.register(Standing.of_this_process())


def _claim_all(store: JobStore, worker_id: int) -> list[Job]:
    found = []
    while (job := claim(store, worker_id)) is not None:
        found.append(job)
    return found


def test_higher_priorities_go_first_and_the_older_first_among_equals(
    store: JobStore, put: Callable[..., int], worker_id: int
) -> None:
    low = put("quick", priority=Priority.LOW)
    first, second = put("quick"), put("quick")
    high = put("quick", priority=Priority.HIGH)
    assert [job.id for job in _claim_all(store, worker_id)] == [high, first, second, low]


def test_no_more_of_a_priority_run_than_its_limit(
    store: JobStore, put: Callable[..., int], worker_id: int
) -> None:
    for priority in Priority:
        for _ in range(CONCURRENCY[priority] + 2):
            put("quick", priority=priority)
    running = _claim_all(store, worker_id)
    assert Counter(job.priority for job in running) == CONCURRENCY
    low = next(job for job in running if job.priority is Priority.LOW)
    assert done(store, low, {})
    assert [job.priority for job in _claim_all(store, worker_id)] == [Priority.LOW]


def test_of_jobs_with_one_resource_a_single_one_runs(
    store: JobStore, put: Callable[..., int], worker_id: int
) -> None:
    first = put("quick", resource="backup")
    second = put("quick", resource="backup", priority=Priority.HIGH)
    other = put("quick")
    running = _claim_all(store, worker_id)
    assert [job.id for job in running] == [second, other]
    assert done(store, running[0], {})
    assert [job.id for job in _claim_all(store, worker_id)] == [first]


def test_many_that_want_one_resource_hide_none_of_those_behind_them(
    store: JobStore, put: Callable[..., int], worker_id: int
) -> None:
    first, *_ = [put("quick", resource="backup") for _ in range(12)]
    other, low = put("quick"), put("quick", priority=Priority.LOW, resource="backup")
    _, claimed = store.turn(worker_id, (), sum(CONCURRENCY.values()))
    assert [job.id for job in claimed] == [first, other]
    endings = [job_endings.done(job, {"n": job.id}) for job in claimed]
    counted, claimed = store.turn(worker_id, [*endings, endings[0]], 1)
    assert counted == (True, True, False), "each end counts once"
    assert [job.id for job in claimed] == [first + 1]
    assert low not in {job.id for job in _claim_all(store, worker_id)}


def test_workers_that_claim_at_once_never_get_the_same_job(store: JobStore, put: Callable[..., int]) -> None:
    ids = [put("quick", resource="one" if n % 3 == 0 else None) for n in range(12)]
    claimed: list[int] = []
    with ThreadPoolExecutor(4, thread_name_prefix="clms-claims") as pool:
        for _ in range(8):
            workers = [store.register(Standing.of_this_process()) for _ in range(4)]
            got = [job for job in pool.map(partial(claim, store), workers) if job is not None]
            resources = [job.resource for job in got if job.resource]
            assert len(resources) <= 1
            assert len(got) <= CONCURRENCY[Priority.DEFAULT]
            claimed += [job.id for job in got]
            for job in got:
                assert done(store, job, {})
    assert sorted(claimed) == ids


def test_a_key_makes_one_job(put: Callable[..., int]) -> None:
    put("quick", key="019ab3c4-0000-7000-8000-000000000001")
    with pytest.raises(Conflict):
        put("quick", key="019ab3c4-0000-7000-8000-000000000001")


def test_a_job_with_a_time_waits_for_it(
    store: JobStore, put: Callable[..., int], worker_id: int, job_of: Callable[[int], Job]
) -> None:
    later = put("quick", run_at=store.clock.now() + timedelta(hours=1))
    assert claim(store, worker_id) is None
    store.clock.offset += timedelta(hours=1, seconds=1)
    assert [job.id for job in _claim_all(store, worker_id)] == [later]


def test_what_waits_is_cancelled_at_once_and_what_runs_is_asked(
    store: JobStore, put: Callable[..., int], worker_id: int, job_of: Callable[[int], Job]
) -> None:
    running_id, waiting_id = put("quick"), put("quick")
    running = claim(store, worker_id)
    assert running is not None
    now = store.clock.now()
    answers = [
        store.database.write(lambda c, each=each: jobs.request_cancel(c, each, now))
        for each in (running_id, waiting_id)
    ]
    assert answers == [JobState.RUNNING, JobState.CANCELLED]
    assert job_of(running_id).cancel_requested_at is not None
    assert claim(store, worker_id) is None
    assert end(store, cancelled(running))
    again = store.database.write(lambda c: jobs.request_cancel(c, running_id, now))
    assert again is JobState.CANCELLED


def test_nothing_a_run_says_counts_once_its_job_was_claimed_again(
    store: JobStore, put: Callable[..., int], worker_id: int, job_of: Callable[[int], Job]
) -> None:
    job_id = put("quick")
    old = claim(store, worker_id)
    assert old is not None
    assert store.bury(worker_id, None) is not None
    successor = store.register(Standing.of_this_process())
    new = claim(store, successor)
    assert new is not None
    assert (new.id, new.token, new.attempt) == (job_id, old.token + 1, 2)
    assert not done(store, old, {"from": "the dead"})
    assert failed(store, old, Unreachable("too late")) is None
    assert done(store, new, {"from": "the living"})
    assert job_of(job_id).result == {"from": "the living"}


def test_a_claim_that_a_failover_lost_counts_for_nothing_though_its_token_was_given_out_again(
    store: JobStore, put: Callable[..., int], worker_id: int, job_of: Callable[[int], Job]
) -> None:
    job_id = put("quick")
    lost = claim(store, worker_id)
    assert lost is not None
    assert end(store, cut_off(lost)) is JobState.SCHEDULED
    store.database.write(lambda c: c.execute(update(jobs_table).values(token=0, worker_id=None)).rowcount)
    new = claim(store, store.register(Standing.of_this_process()))
    assert new is not None
    assert (new.id, new.token) == (job_id, lost.token)
    assert not done(store, lost, {"from": "the old server"})
    assert done(store, new, {"from": "the new server"})
    assert job_of(job_id).result == {"from": "the new server"}


def test_what_the_database_says_we_hold_and_nobody_here_knows_is_never_simply_run_again(
    store: JobStore, put: Callable[..., int], worker_id: int, job_of: Callable[[int], Job], seed: Seed
) -> None:
    once, again = put("once", repeatable=False), put("quick")
    _claim_all(store, worker_id)
    crew = Crew(store, opener, seed)
    crew.obey(Pulse(True, math.inf, awake_s(), store.held(worker_id)))
    assert crew.turn(worker_id, 0) == ()
    assert (job_of(once).state, job_of(again).state) == (JobState.STRANDED, JobState.SCHEDULED)


def test_a_failure_is_tried_again_later_and_a_refusal_is_not(
    store: JobStore, put: Callable[..., int], worker_id: int, job_of: Callable[[int], Job]
) -> None:
    put("flaky"), put("refused"), put("once", repeatable=False)
    flaky, refused, once = _claim_all(store, worker_id)
    assert failed(store, flaky, Unreachable("It is away.")) is JobState.SCHEDULED
    assert failed(store, refused, Refused("No room.")) is JobState.FAILED
    assert failed(store, once, Unreachable("It is away.")) is JobState.FAILED
    assert job_of(flaky.id).run_at > store.clock.now()
    assert job_of(refused.id).error == {"message": "No room.", "hint": "", "code": "refused"}
    assert (job_of(flaky.id).run_at - store.clock.now()) <= timedelta(seconds=2)


def test_a_clock_that_is_set_back_puts_no_retry_off_and_brings_nothing_forward(
    store: JobStore, put: Callable[..., int], worker_id: int
) -> None:
    asked_for_later = put("quick", run_at=store.clock.now() + timedelta(hours=1))
    retried = put("flaky")
    job = claim(store, worker_id)
    assert job is not None
    assert failed(store, job, Unreachable("It is away.")) is JobState.SCHEDULED
    assert claim(store, worker_id) is None
    store.clock.offset -= timedelta(days=1)
    assert [job.id for job in _claim_all(store, worker_id)] == [retried]
    store.clock.offset += timedelta(days=1, hours=2)
    assert [job.id for job in _claim_all(store, worker_id)] == [asked_for_later]


def test_a_dead_worker_s_jobs_go_back_or_to_a_person(
    store: JobStore, put: Callable[..., int], worker_id: int, job_of: Callable[[int], Job]
) -> None:
    again, once, last = put("quick"), put("quick", repeatable=False), put("quick", attempts=1)
    running = _claim_all(store, worker_id)
    assert store.bury(worker_id, 7) is None, "it beat since it was last seen"
    assert store.bury(worker_id, 0) is not None
    assert [job_of(each.id).state for each in running] == [
        JobState.SCHEDULED,
        JobState.STRANDED,
        JobState.FAILED,
    ]
    assert not store.beat(worker_id)
    stranded = job_of(once)
    assert store.database.write(lambda c: jobs.run_again(c, stranded))
    assert not store.database.write(lambda c: jobs.run_again(c, stranded))
    successor = store.register(Standing.of_this_process())
    assert {job.id for job in _claim_all(store, successor)} == {again, once}
    assert job_of(last).error is not None


def test_the_last_hundred_done_and_fifty_failed_are_kept_and_the_last_of_each_kind(
    store: JobStore, put: Callable[..., int], worker_id: int
) -> None:
    rare_done, rare_failed = put("rare"), put("rarely_failing")
    for _ in range(KEEP_DONE + 5):
        put("quick")
    for _ in range(KEEP_FAILED + 5):
        put("failing")
    while batch := _claim_all(store, worker_id):
        for job in batch:
            if "failing" in job.kind:
                failed(store, job, Refused("no"))
            else:
                done(store, job, {})
            store.tell(job, (1.0, "over"), [("info", "a line")])
    assert store.tidy() == 10  # six of each kind are over, and one of each is the last of its kind
    assert store.tidy() == 0
    with store.database.read() as connection:
        left = {row.id: row.kind for row in jobs.listed(connection, limit=500)}
    assert Counter(left.values()) == {"rare": 1, "rarely_failing": 1, "quick": 100, "failing": 50}
    assert {rare_done, rare_failed} <= set(left)
    with store.operations.read() as connection:
        kept = connection.execute(text("SELECT count(DISTINCT job_id) FROM job_log")).scalar()
        assert kept == len(left)
        assert job_logs.progress_of(connection, [rare_done])[rare_done].text == "over"


def test_an_old_run_s_progress_does_not_cover_the_new_one_s(
    store: JobStore, put: Callable[..., int], worker_id: int
) -> None:
    put("quick")
    old = claim(store, worker_id)
    assert old is not None
    store.bury(worker_id, None)
    new = claim(store, store.register(Standing.of_this_process()))
    assert new is not None
    store.tell(new, (0.7, "new"), [("info", "one"), ("warning", "two")])
    store.tell(old, (0.1, "old"), [])
    with store.operations.read() as connection:
        assert job_logs.progress_of(connection, [new.id])[new.id].text == "new"
        assert [line.text for line in job_logs.lines(connection, new.id, after=1)] == ["two"]
