"""Real workers on a computer that is suspended in the middle of their jobs, and on one whose clock somebody sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database import schedules
from app.database.tables import job_ticks
from app.database.tables import jobs as jobs_table
from app.domain.actors import Actor
from app.domain.jobs import Job, JobState
from app.jobs.store import JobStore
from tests.app.jobs.clocks import Clocks
from tests.app.jobs.conftest import ended, require_nothing_lost_or_doubled, worker_process
from tests.app.jobs.work import Seed, traces
from tests.waiting import until

Put = Callable[..., int]
HOUR = timedelta(hours=1)
_LEASE_S = 20.0
"""Longer than a busy machine keeps a worker waiting: here nobody is taken for dead, and nobody waits for that."""
SERVERS = [pytest.param(name, marks=[pytest.mark.engine, pytest.mark.long]) for name in ("mariadb", "mysql")]

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite", *SERVERS])


@dataclass
class Computer:
    """Two workers, an hourly schedule, and clocks that show ten minutes past ``hour`` when the test begins."""

    app: App
    folder: Path
    clocks: Clocks
    hour: datetime
    workers: list[Any]
    ahead: timedelta = timedelta()

    def show(self, when: datetime) -> None:
        """Set the clock, of the workers and of whoever watches them."""
        self.ahead += when - self.app.core.clock.now()
        self.clocks.set_ahead(self.ahead)
        self.app.core.clock.offset += when - self.app.core.clock.now()

    def suspend(self, slept: timedelta, *touch: Path) -> None:
        """Suspend it."""
        self.clocks.suspend([worker.pid for worker in self.workers], slept, *touch)
        self.app.core.clock.offset += slept

    def until_begun(self, count: int) -> None:
        """Wait until so many runs have begun."""
        until(lambda: sum(line[0] == "begin" for line in traces(self.folder)) == count, f"{count} runs")

    def ticks(self) -> dict[datetime, int | None]:
        """What became of the schedule's ticks."""
        with self.app.core.database.read() as connection:
            found = connection.execute(select(job_ticks.c.tick, job_ticks.c.job_id))
            return {row.tick: row.job_id for row in found}

    def scheduled(self) -> list[int]:
        """The jobs that the schedule put in."""
        query = select(jobs_table.c.id).where(jobs_table.c.schedule_id.is_not(None)).order_by(jobs_table.c.id)
        with self.app.core.database.read() as connection:
            return list(connection.execute(query).scalars())

    def worker_ids(self) -> set[int]:
        """The workers as the database knows them."""
        return {row.id for row in self.app.job_store.others()[0]}


@pytest.fixture
def computer(app: App, store: JobStore, seed: Seed) -> Iterator[Computer]:
    """It works."""
    folder = Path(seed.folder)
    hour = store.clock.now().replace(minute=0, second=0, microsecond=0) + HOUR
    made = Computer(app, folder, Clocks(folder), hour, [])
    made.show(hour + timedelta(minutes=10))
    now = store.clock.now()
    values = {
        "kind": "act", "params": {}, "cron": "0 * * * *", "timezone": "UTC", "enabled": True, "catch_up": True,
        "actor": "tests", "workstation": "TEST", "branch_id": 1, "created_at": now, "looked_at": now,
    }  # fmt: skip
    store.database.write(lambda connection: schedules.add(connection, values))
    recipe = app.recipe()
    try:
        made.workers += [worker_process(recipe, Seed(seed.folder, recipe), _LEASE_S) for _ in range(2)]
        until(lambda: len(made.worker_ids()) == 2, "both workers")
        yield made
    finally:
        for worker in made.workers:
            worker.kill()
        for worker in made.workers:
            worker.join()


def test_a_computer_that_slept_across_ticks_and_in_the_middle_of_jobs_goes_on(
    computer: Computer, store: JobStore, put: Put, job_of: Callable[[int], Job], head: Actor
) -> None:
    again, once = put("second_time"), put("second_time", repeatable=False)
    waking = [put("when_told"), put("when_told", repeatable=False)]  # these end just as it wakes
    computer.until_begun(4)
    before = computer.worker_ids()
    computer.suspend(3 * HOUR, computer.folder / "go")
    first, second, third = (computer.hour + number * HOUR for number in (1, 2, 3))
    until(lambda: third in computer.ticks(), "the newest tick to be caught up")
    put_in = computer.scheduled()
    ids = [again, once, *waking, *put_in]
    until(lambda: all(ended(store, job_id) for job_id in ids), "every job to end")
    assert computer.ticks() == {first: None, second: None, third: put_in[0]}
    assert computer.scheduled() == put_in == [put_in[0]]
    assert computer.app.scheduling.all(head)[0].missed == (first, second)
    assert (job_of(again).state, job_of(again).attempt) == (JobState.DONE, 2)
    assert (job_of(once).state, job_of(once).attempt) == (JobState.STRANDED, 1)
    require_nothing_lost_or_doubled(store, computer.folder, ids)
    assert computer.worker_ids() == before, "no worker was taken for dead"


def test_a_clock_set_ahead_and_back_under_running_workers_ends_no_job_and_repeats_no_tick(
    computer: Computer, store: JobStore, put: Put, job_of: Callable[[int], Job], head: Actor
) -> None:
    job_id = put("when_told")
    computer.until_begun(1)
    before = computer.worker_ids()
    far = computer.hour + 24 * HOUR
    computer.show(far + timedelta(minutes=10))
    until(lambda: far in computer.ticks(), "the tick of the next day")
    until(lambda: ended(store, computer.scheduled()[0]), "its job to end")
    computer.show(computer.hour - timedelta(minutes=5))
    until(
        lambda: None not in computer.ticks().values(), "ticks that are still to come not to count as missed"
    )
    computer.show(computer.hour + timedelta(seconds=5))
    until(lambda: computer.hour in computer.ticks(), "the next tick")
    (computer.folder / "go").touch()
    put_in = computer.scheduled()
    until(lambda: all(ended(store, each) for each in (job_id, *put_in)), "every job to end")
    assert computer.ticks() == {far: put_in[0], computer.hour: put_in[1]}
    assert (job_of(job_id).state, job_of(job_id).attempt) == (JobState.DONE, 1)
    require_nothing_lost_or_doubled(store, computer.folder, [job_id, *put_in])
    assert computer.worker_ids() == before, "no worker was taken for dead"
