"""Which scheduled runs get into each other's way, or into the opening hours. Rules only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.calendar import OpeningCalendar
from app.domain.schedules import LATE, Schedule


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run to come. ``seconds`` is how long it will take, going by the last good run, 0 when there was none;
    ``resource`` is what it may not share."""

    at: datetime
    schedule: Schedule
    seconds: float = 0.0
    resource: str | None = None

    @property
    def until(self) -> datetime:
        """When it should be over."""
        return self.at + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two runs of which the second begins before the first is over; ``waits`` when it then has to wait for it."""

    first: PlannedRun
    second: PlannedRun

    @property
    def waits(self) -> bool:
        """Whether both need the same thing, so that the second begins late."""
        return self.first.resource is not None and self.first.resource == self.second.resource


def clashes(runs: Sequence[PlannedRun]) -> tuple[Clash, ...]:
    """Runs that meet, in the order of the second one; ``runs`` are in order of their time.

    Runs that begin within a minute meet whatever they take: workers start them in one go.
    """
    found: list[Clash] = []
    going: list[PlannedRun] = []
    for run in runs:
        going = [each for each in going if max(each.until, each.at + LATE) > run.at]
        found += [Clash(each, run) for each in going]
        going.append(run)
    return tuple(found)


def meets_opening(run: PlannedRun, opening: OpeningCalendar) -> bool:
    """Whether a run begins while the library is open, or goes on until it opens."""
    if opening.is_open(run.at):
        return True
    opens = opening.opens_at(opening.local_day(run.until))
    return opens is not None and run.at < opens < run.until
