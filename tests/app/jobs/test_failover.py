"""A database that fails over under running workers: what was confirmed is there, every job ends once, every tick runs
once. The primary is killed, its replica promoted, and the address workers use leads to the new one, as a proxy's or a
name server's does."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import App, Recipe, open_again
from app.database import jobs, schedules
from app.database.tables import audit_logs, job_ticks
from app.database.tables import jobs as jobs_table
from app.domain.jobs import OPEN, Job, JobKind, JobOrder, JobState
from app.errors import ClmsError, Conflict
from app.services.acts import new_key
from tests.app.jobs.clocks import Clocks
from tests.app.jobs.conftest import (
    LEASE_S,
    require_nothing_lost_or_doubled,
    worker_process,
)
from tests.app.jobs.work import Seed, traces
from tests.app.replicated import plain_library
from tests.servers.proxy import Proxy
from tests.servers.replication import ADMIN, Group, replicated
from tests.waiting import until


@dataclass
class Asker:
    """Somebody who goes on putting jobs in, whatever the database does; remembers what was confirmed."""

    app: App
    rng: random.Random
    asked: set[str] = field(default_factory=set)
    keys: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Asker:
        self._thread = threading.Thread(target=self._ask, name="clms-asker")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._stop.wait(0.05):
            key, repeatable = new_key(), self.rng.random() < 0.75
            self.asked.add(key)
            kind = JobKind("act" if repeatable else "once", repeatable=repeatable, attempts=50)
            order = JobOrder(kind, {"seconds": self.rng.random() * 0.2}, key, None, "tests", "TEST")
            try:
                self.app.core.database.write(
                    lambda c, order=order: jobs.add(c, order, self.app.core.clock.now())
                )
            except Conflict:
                pass  # it was put in, only the answer was lost
            except ClmsError:
                continue
            self.keys.append(key)


@dataclass
class Scene:
    """Workers and an asker behind an address that leads to the primary."""

    group: Group
    proxy: Proxy
    seed: Seed
    app: App

    def fail_over(self, outage_s: float) -> None:
        """Kill the primary; after ``outage_s`` more the address leads to the promoted replica."""
        self.group.primary.kill()
        self.proxy.refuse()
        self.group.promote(self.group.replicas[0])
        threading.Event().wait(outage_s)
        self.proxy.lead_to(self.group.primary.port)
        self.proxy.refuse(False)

    def running(self) -> int:
        """How many jobs are in the middle of their run."""
        lines = traces(Path(self.seed.folder))
        begun = sum(line[0] == "begin" for line in lines)
        return begun - sum(line[0] == "end" for line in lines)

    def add_schedule(self) -> None:
        """A schedule for every minute."""
        now = self.app.core.clock.now()
        values = {
            "kind": "act", "params": {"seconds": 0}, "cron": "* * * * *", "timezone": "UTC", "enabled": True,
            "catch_up": True, "actor": "tests", "workstation": "TEST", "branch_id": 1, "created_at": now,
            "looked_at": now,
        }  # fmt: skip
        self.app.core.database.write(lambda connection: schedules.add(connection, values))

    def ticks(self) -> dict[datetime, int | None]:
        """What became of the schedule's ticks."""
        with self.app.core.database.read() as connection:
            found = connection.execute(select(job_ticks.c.tick, job_ticks.c.job_id))
            return {row.tick: row.job_id for row in found}

    def ran(self) -> list[tuple[str, int]]:
        """Key and id of the jobs that did their work, once for each time, also of those no longer kept."""
        query = select(audit_logs.c.label, audit_logs.c.entity_id).where(audit_logs.c.action == "test")
        with self.app.core.database.read() as connection:
            return [(row.label, row.entity_id) for row in connection.execute(query)]

    def unended(self) -> list[Job]:
        """Jobs that still wait or run."""
        with self.app.core.database.read() as connection:
            return list(jobs.listed(connection, states=OPEN - {JobState.STRANDED}))

    def kept_keys(self) -> set[str]:
        """The keys of all jobs that are kept."""
        with self.app.core.database.read() as connection:
            return set(connection.execute(select(jobs_table.c.key)).scalars())

    def jobs(self, *conditions: Any) -> list[int]:
        """The ids of jobs."""
        with self.app.core.database.read() as connection:
            return list(connection.execute(select(jobs_table.c.id).where(*conditions)).scalars())


@pytest.fixture
def scene(request: pytest.FixtureRequest, seed: Seed, tmp_path: Path) -> Iterator[Scene]:
    """A primary and a replica that confirms its commits, two workers, an address."""
    with ExitStack() as stack:
        group = stack.enter_context(replicated(request.param, semi_sync=True))
        proxy = stack.enter_context(Proxy.before(plain_library(group.url(ADMIN))))
        recipe = Recipe(proxy.url, 4, "TEST", tmp_path)
        app = stack.enter_context(open_again(recipe))
        assert app.job_store.operations, "made before the workers come"
        writing = Seed(seed.folder, recipe)
        for _ in range(2):
            worker = worker_process(recipe, writing)
            stack.callback(worker.join)
            stack.callback(worker.kill)
        yield Scene(group, proxy, writing, app)


def _survive(scene: Scene, outages_s: list[float]) -> None:
    scene.add_schedule()
    minutes = []
    with Asker(scene.app, random.Random(len(outages_s))) as asker:
        for number, outage_s in enumerate(outages_s):
            if number:
                scene.group.add_replica()
            until(lambda: scene.running() > 0, "a job in the middle of its run")
            minutes.append(_let_a_tick_come(scene, number + 1))
            scene.fail_over(outage_s)
            count = len(asker.keys)
            until(lambda known=count: len(asker.keys) > known + 3, "jobs to be put in after the failover")
            until(lambda: minutes[-1] in scene.ticks(), "the tick in the middle of the failover")
    until(lambda: not scene.unended(), f"every job to end; open are {scene.unended()}", 240)
    _require_nothing_lost_or_doubled(scene, asker, set(minutes))


def _require_nothing_lost_or_doubled(scene: Scene, asker: Asker, minutes: set[datetime]) -> None:
    """Long ones outlive the retention of jobs, so what a job did speaks for one that is no longer kept."""
    ran, kept = scene.ran(), set(scene.jobs())
    known = {key for key, _ in ran} | scene.kept_keys()
    assert set(asker.keys) <= known, "what was confirmed is there"
    ids = kept | {job_id for _, job_id in ran}
    require_nothing_lost_or_doubled(scene.app.job_store, Path(scene.seed.folder), ids, may_fail=True)
    ticks = scene.ticks()
    assert minutes <= set(ticks)
    put_in = sorted(job_id for job_id in ticks.values() if job_id is not None)
    assert sorted(job_id for key, job_id in ran if key not in asker.asked) == put_in, "a job a tick, each ran"
    assert set(scene.jobs(jobs_table.c.schedule_id.is_not(None))) <= set(put_in), "a job a tick"


def _let_a_tick_come(scene: Scene, number: int) -> datetime:
    """Let the clock of the workers come to the full minute in half a second; returns it."""
    now = scene.app.core.clock.now()
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=number + 1)
    Clocks(Path(scene.seed.folder)).set_ahead(minute - now - timedelta(seconds=0.5))
    threading.Event().wait(random.random())
    return minute


@pytest.mark.engine
@pytest.mark.parametrize("scene", ["mariadb"], indirect=True)
def test_a_failover_loses_and_doubles_nothing(scene: Scene) -> None:
    _survive(scene, [0.2])


@pytest.mark.engine
@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("scene", ["mariadb", "mysql"], indirect=True)
def test_ten_failovers_short_and_longer_than_a_lease_lose_and_double_nothing(scene: Scene) -> None:
    _survive(scene, [0.0, 0.3, LEASE_S * 1.5, 0.1, 1.0, LEASE_S * 2, 0.0, 0.5, 2.0, 0.2])
