"""The scheduler on each engine: every tick once, also with two workers, missed ones shown, runs don't pile up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.jobs import JobState
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.jobs.scheduler import Scheduler
from app.jobs.standing import Standing
from app.jobs.store import JobStore
from app.maintenance import kind
from app.services.scheduling import ScheduleDraft
from tests.app.jobs.hand import claim, done

HOURLY = ScheduleDraft("analyze-tables", "0 * * * *", "Asia/Manila", {})


@pytest.fixture
def scheduler(store: JobStore) -> Scheduler:
    """Knows the tasks of this release."""
    return Scheduler(store, kind)


def _go_to(store: JobStore, when: datetime) -> None:
    store.clock.offset += when - store.clock.now()


def _next_hour(store: JobStore) -> datetime:
    return store.clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _work_off(store: JobStore) -> int:
    worker = store.register(Standing.of_this_process())
    count = 0
    while (job := claim(store, worker)) is not None:
        assert done(store, job, {})
        count += 1
    return count


def test_each_tick_is_put_in_once_however_many_look(
    app: App, store: JobStore, scheduler: Scheduler, head: Actor
) -> None:
    app.scheduling.add(head, HOURLY)
    assert scheduler.look() == 0
    hour = _next_hour(store)
    for _ in range(3):
        _go_to(store, hour + timedelta(seconds=5))
        with ThreadPoolExecutor(4, thread_name_prefix="clms-look") as pool:
            looks = [pool.submit(Scheduler(store, kind).look) for _ in range(4)]
            assert sum(each.result() for each in looks) == 1
        assert _work_off(store) == 1
        hour += timedelta(hours=1)


def test_a_clock_set_back_repeats_nothing_and_stops_nothing(
    app: App, store: JobStore, scheduler: Scheduler, head: Actor
) -> None:
    app.scheduling.add(head, HOURLY)
    hour = _next_hour(store)
    _go_to(store, hour + timedelta(seconds=5))
    assert (scheduler.look(), _work_off(store)) == (1, 1)
    _go_to(store, hour - timedelta(minutes=30))
    assert scheduler.look() == 0
    _go_to(store, hour + timedelta(seconds=10))
    assert scheduler.look() == 0, "the tick was dealt with before the clock was set back"
    _go_to(store, hour + timedelta(hours=1, seconds=5))
    assert scheduler.look() == 1


def test_a_clock_that_was_a_day_ahead_does_not_stop_the_schedule_for_a_day(
    app: App, store: JobStore, scheduler: Scheduler, head: Actor
) -> None:
    app.scheduling.add(head, HOURLY)
    hour = _next_hour(store)
    _go_to(store, hour + timedelta(days=1, seconds=5))
    assert (scheduler.look(), _work_off(store)) == (1, 1)
    _go_to(store, hour - timedelta(minutes=30))
    assert scheduler.look() == 0
    assert app.scheduling.all(head)[0].missed == (), "what lies ahead can't have been missed"
    for later in range(3):
        _go_to(store, hour + timedelta(hours=later, seconds=5))
        assert (scheduler.look(), _work_off(store)) == (1, 1)
    _go_to(store, hour + timedelta(days=1, seconds=10))
    assert scheduler.look() == 0, "this one ran when the clock was ahead"
    assert len(app.scheduling.all(head)[0].missed) == 21


def test_missed_ticks_are_told_and_the_newest_is_caught_up(
    app: App, store: JobStore, scheduler: Scheduler, head: Actor
) -> None:
    app.scheduling.add(head, HOURLY)
    hour = _next_hour(store)
    _go_to(store, hour + timedelta(hours=3, minutes=20))
    assert scheduler.look() == 1
    view = app.scheduling.all(head)[0]
    assert view.missed == tuple(hour + timedelta(hours=n) for n in range(3))
    assert view.next_run == hour + timedelta(hours=4)


def test_a_run_that_is_still_going_on_is_not_followed_by_another(
    app: App, store: JobStore, scheduler: Scheduler, head: Actor
) -> None:
    app.scheduling.add(head, HOURLY)
    hour = _next_hour(store)
    _go_to(store, hour + timedelta(seconds=5))
    assert scheduler.look() == 1
    _go_to(store, hour + timedelta(hours=1, seconds=5))
    assert scheduler.look() == 0
    assert app.scheduling.all(head)[0].missed == (hour + timedelta(hours=1),)


def test_schedules_are_entered_changed_switched_off_and_removed(
    app: App, store: JobStore, scheduler: Scheduler, head: Actor
) -> None:
    schedule_id = app.scheduling.add(head, HOURLY).value.schedule_id
    off = ScheduleDraft("analyze-tables", "30 2 * * *", "Asia/Manila", {}, enabled=False)
    app.scheduling.change(head, schedule_id, 1, off)
    with pytest.raises(Conflict):
        app.scheduling.change(head, schedule_id, 1, HOURLY)
    _go_to(store, store.clock.now() + timedelta(days=2))
    assert scheduler.look() == 0
    view = app.scheduling.all(head)[0]
    assert (view.schedule.enabled, view.next_run, view.schedule.version) == (False, None, 2)
    app.scheduling.remove(head, schedule_id)
    assert app.scheduling.all(head) == ()
    with pytest.raises(NotFound):
        app.scheduling.remove(head, schedule_id)


def test_what_can_t_be_scheduled_is_refused(app: App, store: JobStore, head: Actor, librarian: Actor) -> None:
    with pytest.raises(InvalidInput):
        app.scheduling.add(head, ScheduleDraft("analyze-tables", "never", "Asia/Manila", {}))
    with pytest.raises(InvalidInput):
        app.scheduling.add(
            head, ScheduleDraft("optimize-tables", "0 3 * * *", "Asia/Manila", {"percent": "x"})
        )
    with pytest.raises(Denied):
        app.scheduling.add(librarian, HOURLY)
    with pytest.raises(Refused):
        app.scheduling.add(head, ScheduleDraft("no-such-task", "0 3 * * *", "Asia/Manila", {}))
    assert app.scheduling.all(head) == ()


def test_the_calendar_names_every_run_between_two_instants(app: App, store: JobStore, head: Actor) -> None:
    app.scheduling.add(head, HOURLY)
    start = _next_hour(store)
    runs = app.scheduling.calendar(head, start, start + timedelta(hours=5))
    assert [at for at, _ in runs] == [start + timedelta(hours=n) for n in range(1, 6)]
    assert app.maintenance.jobs(head, states=[JobState.READY]) == ()
