"""Schedules of maintenance tasks: what runs by the clock, when it runs next, and what was missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app import maintenance
from app.database import calendar as days
from app.database import schedules
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.calendar import OpeningCalendar
from app.domain.changes import Changed, Receipt
from app.domain.schedules import Schedule, check, upcoming
from app.errors import Conflict, InvalidInput, NotFound, Refused
from app.maintenance.task import Danger
from app.services.core import Core
from app.services.obstacles import Obstacles
from app.services.patron_params import settled

_AHEAD = timedelta(days=366)
_MISSED_SHOWN = timedelta(days=30)
CALENDAR_MOST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class ScheduleDraft:
    """A schedule as a person enters it. ``cron`` has five fields and is read in ``timezone``."""

    task: str
    cron: str
    timezone: str
    params: Mapping[str, Any]
    enabled: bool = True
    catch_up: bool = True


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A schedule with its next run and the runs that were missed in the last 30 days."""

    schedule: Schedule
    title: str
    next_run: datetime | None
    missed: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A schedule that was entered, changed or removed."""

    schedule_id: int


class SchedulingService:
    """Keeps schedules. All verbs need OPERATE, and entering one the permission of its task."""

    def __init__(self, core: Core, obstacles: Obstacles) -> None:
        self._core = core
        self._obstacles = obstacles

    def all(self, actor: Actor) -> tuple[ScheduleView, ...]:
        """Every schedule."""
        actor.require(Permission.OPERATE)
        now = self._core.clock.now()
        with self._core.database.read() as connection:
            found = schedules.every(connection)
            missed = schedules.missed_ticks(connection, now - _MISSED_SHOWN)
        return tuple(
            ScheduleView(each, _title(each.kind), self._next(each, now), missed.get(each.id, ()))
            for each in found
        )

    def next_runs(self) -> dict[str, datetime]:
        """When each scheduled task runs next."""
        now = self._core.clock.now()
        with self._core.database.read() as connection:
            found = schedules.every(connection, enabled_only=True)
        coming: dict[str, datetime] = {}
        for each in found:
            at = self._next(each, now)
            if at is not None:
                coming[each.kind] = min(at, coming.get(each.kind, at))
        return coming

    def calendar(
        self, actor: Actor, since: datetime, until: datetime
    ) -> tuple[tuple[datetime, Schedule], ...]:
        """The runs of all switched-on schedules between two instants, in order; of each at most the first 500. Raises
        InvalidInput for more than a month: a schedule may run every minute."""
        actor.require(Permission.OPERATE)
        if until - since > CALENDAR_MOST:
            raise InvalidInput(
                f"A calendar shows at most {CALENDAR_MOST.days} days.", details={"field": "until"}
            )
        with self._core.database.read() as connection:
            found = schedules.every(connection, enabled_only=True)
        runs = [(tick, each) for each in found for tick in upcoming(each, since, until)]
        return tuple(sorted(runs, key=lambda run: (run[0], run[1].id)))

    def opening(self, actor: Actor) -> OpeningCalendar:
        """When desks are open, and the library's zone: what runs then is felt there."""
        actor.require(Permission.OPERATE)
        with self._core.database.read() as connection:
            return days.calendar(connection, actor.branch_id)

    def add(self, actor: Actor, draft: ScheduleDraft, *, key: str | None = None) -> Receipt[Scheduled]:
        """Enter a schedule. Raises InvalidInput for an expression, zone or parameter that can't be used, Refused for
        a destructive task, for a clock can't confirm anything, and for one that can't run as things are set up."""
        values = self._values(actor, draft)

        def work(unit: Unit) -> Scheduled:
            schedule_id = schedules.add(
                unit.connection,
                {
                    **values,
                    "actor_id": actor.user_id,
                    "actor": actor.name,
                    "workstation": actor.workstation,
                    "branch_id": actor.branch_id,
                    "created_at": unit.now,
                    "looked_at": unit.now,
                    "version": 1,
                },
            )
            unit.audit("add_schedule", "schedule", schedule_id, _title(draft.task), after=values)
            unit.changed(Changed.JOBS)
            return Scheduled(schedule_id)

        return self._core.acts.perform(actor, "add_schedule", work, result=Scheduled, key=key, undoable=False)

    def change(
        self, actor: Actor, schedule_id: int, version: int, draft: ScheduleDraft, *, key: str | None = None
    ) -> Receipt[Scheduled]:
        """Change a schedule that was read at ``version``. What was due before counts as dealt with.

        Raises Conflict when it changed meanwhile, and what :meth:`add` raises.
        """
        values = self._values(actor, draft)

        def work(unit: Unit) -> Scheduled:
            before = schedules.one(unit.connection, schedule_id, lock=True)
            if before is None:
                raise NotFound("This schedule is no longer there.")
            changed = {**values, "looked_at": unit.now, "actor_id": actor.user_id, "actor": actor.name}
            if not schedules.change(unit.connection, schedule_id, version, changed):
                raise Conflict("Somebody else changed this schedule meanwhile.", hint="Look at it again.")
            unit.audit(
                "change_schedule",
                "schedule",
                schedule_id,
                _title(draft.task),
                before=_told(before),
                after=values,
            )
            unit.changed(Changed.JOBS)
            return Scheduled(schedule_id)

        return self._core.acts.perform(
            actor, "change_schedule", work, result=Scheduled, key=key, undoable=False
        )

    def remove(self, actor: Actor, schedule_id: int, *, key: str | None = None) -> Receipt[Scheduled]:
        """Remove a schedule; jobs it has put in stay."""
        actor.require(Permission.OPERATE)

        def work(unit: Unit) -> Scheduled:
            before = schedules.one(unit.connection, schedule_id, lock=True)
            if before is None or not schedules.remove(unit.connection, schedule_id):
                raise NotFound("This schedule is no longer there.")
            unit.audit("remove_schedule", "schedule", schedule_id, _title(before.kind), before=_told(before))
            unit.changed(Changed.JOBS)
            return Scheduled(schedule_id)

        return self._core.acts.perform(
            actor, "remove_schedule", work, result=Scheduled, key=key, undoable=False
        )

    def _values(self, actor: Actor, draft: ScheduleDraft) -> dict[str, Any]:
        actor.require(Permission.OPERATE)
        spec = maintenance.find(draft.task).SPEC
        actor.require(spec.permission)
        if spec.danger is Danger.DESTRUCTIVE:
            raise Refused(f"{spec.title} can't be scheduled: somebody has to confirm it.", code="unconfirmed")
        check(draft.cron, draft.timezone)
        params = settled(self._core.database, spec, spec.read(draft.params))
        if draft.enabled:
            self._obstacles.require_none(spec, params)
        return {
            "kind": spec.name,
            "params": spec.plain(params),
            "cron": draft.cron,
            "timezone": draft.timezone,
            "enabled": draft.enabled,
            "catch_up": draft.catch_up,
        }

    @staticmethod
    def _next(schedule: Schedule, now: datetime) -> datetime | None:
        if not schedule.enabled:
            return None
        return next(iter(upcoming(schedule, now, now + _AHEAD, 1)), None)


def _told(schedule: Schedule) -> dict[str, Any]:
    names = ("kind", "params", "cron", "timezone", "enabled", "catch_up")
    return {name: getattr(schedule, name) for name in names}


def _title(kind: str) -> str:
    try:
        return maintenance.find(kind).SPEC.title
    except NotFound:  # a task of another release
        return kind
