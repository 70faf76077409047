"""What is watched, how it stands, and when a change of that is believed.

A probe looks every two seconds. One bad look is no outage and one good look no recovery: what is shown changes only
when looks agree, and what keeps changing is shown at its worst until it has been steady for a while. Nothing here
looks at a clock: ``at`` is the library's time in seconds since 1970, for people; ``tick`` a clock that nobody sets, by
which durations are counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

EVERY_S = 2.0
"""A probe looks so often."""

SOON_S = 0.2
"""And so soon again while a change waits to be confirmed: an outage is shown within five seconds of its beginning, also
that of what hangs, which takes two looks their whole time."""

WORSE_AFTER = 2
BETTER_AFTER = 3
FLAPS = 4
FLAP_WINDOW_S = 300.0
STEADY_S = 60.0


class TargetKind(StrEnum):
    """Kinds of what is watched, in the words of the field: nginx is the load balancer."""

    DATABASE = "database"
    REDIS = "redis"
    API = "api"
    NGINX = "nginx"
    FILES = "files"
    BUCKET = "bucket"
    ISBN = "isbn"
    MAIL = "mail"
    HOST = "host"
    LIBRARY = "library"  # what the library's own records tell: jobs, backups, scans that wait


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is watched, under a name nothing else has.

    ``address`` is, by its kind: a database's URL without password, ``host:port`` of Redis and of a mail server, the URL
    of an API node, of nginx and of a service, a folder of files, the name of a bucket, "" for the computer itself. ``leans_on`` are groups
    of names: it can't work once all of one group are down. ``host`` is the computer it runs on, "" where that is not
    known.
    """

    name: str
    kind: TargetKind
    address: str = ""
    leans_on: tuple[tuple[str, ...], ...] = ()
    host: str = ""

    @property
    def place(self) -> tuple[TargetKind, str]:
        """What is looked at; the rest only says what that means to others."""
        return self.kind, self.address


class HealthState(StrEnum):
    """How something stands. UNKNOWN is no kind of well: nobody could look."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    UNHEALTHY = "unhealthy"
    UNKNOWN = "unknown"


_RANK = {HealthState.HEALTHY: 0, HealthState.DEGRADED: 1, HealthState.UNHEALTHY: 2}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one look found. ``response_ms`` is None where nothing answered, ``facts`` are what it saw beside, in words."""

    state: HealthState
    reason: str
    at: float
    tick: float
    response_ms: float | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands as it is shown, and what is about to change that.

    ``since`` is when this state began, ``looked_at`` when it was last looked. ``run`` holds the readings that disagree
    with what is shown, ``changes`` the ticks of its last changes; ``flapping`` says that there were too many.
    """

    state: HealthState
    reason: str
    since: float
    looked_at: float
    response_ms: float | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    flapping: bool = False
    run: tuple[Reading, ...] = ()
    changes: tuple[float, ...] = ()

    def wait_s(self, every_s: float = EVERY_S) -> float:
        """How long to wait before the next look, where one looks every so often. A recovery of what keeps changing is
        waited for in peace; that it got worse is told as soon as of anything else."""
        if not self.run:
            return every_s
        return every_s if self.flapping and _way(self.state, self.run[-1].state) == "better" else SOON_S


def take(standing: Standing | None, reading: Reading) -> Standing:
    """The standing after one more reading."""
    if standing is None:
        return _shown(reading, (), ())
    calm = _calmed(standing, reading.tick)
    if reading.state is calm.state:
        return replace(
            calm,
            reason=reading.reason,
            looked_at=reading.at,
            response_ms=reading.response_ms,
            facts=reading.facts,
            run=(),
        )
    run = (*_same_way(calm, reading), reading)
    believed = _believed(calm, run)
    if believed is None:
        return replace(calm, looked_at=reading.at, response_ms=reading.response_ms, run=run)
    return _shown(believed, run, (*calm.changes, reading.tick))


def number(state: HealthState) -> float | None:
    """A state as a metric: 0 healthy, 1 degraded, 2 unhealthy, None unknown."""
    return None if state is HealthState.UNKNOWN else float(_RANK[state])


def _shown(reading: Reading, run: tuple[Reading, ...], changes: tuple[float, ...]) -> Standing:
    """What was believed began with the first reading that said so."""
    changes = tuple(tick for tick in changes if reading.tick - tick < FLAP_WINDOW_S)
    return Standing(
        reading.state,
        reading.reason,
        since=run[0].at if run else reading.at,
        looked_at=run[-1].at if run else reading.at,
        response_ms=reading.response_ms,
        facts=reading.facts,
        flapping=len(changes) >= FLAPS,
        changes=changes,
    )


def _calmed(standing: Standing, tick: float) -> Standing:
    changes = tuple(each for each in standing.changes if tick - each < FLAP_WINDOW_S)
    steady = not changes or (not standing.run and tick - changes[-1] >= STEADY_S)
    return replace(standing, changes=changes, flapping=standing.flapping and not steady)


def _way(shown: HealthState, read: HealthState) -> str:
    if HealthState.UNKNOWN in (shown, read):
        return "unknown" if read is HealthState.UNKNOWN else "known"
    return "worse" if _RANK[read] > _RANK[shown] else "better"


def _same_way(standing: Standing, reading: Reading) -> tuple[Reading, ...]:
    """The run so far, as far as it points to where this reading does."""
    wanted = _way(standing.state, reading.state)
    return standing.run if standing.run and _way(standing.state, standing.run[-1].state) == wanted else ()


def _believed(standing: Standing, run: tuple[Reading, ...]) -> Reading | None:
    """The reading to show, once the run is long enough: of a bad run the mildest, of a good one the worst."""
    way = _way(standing.state, run[-1].state)
    if way == "known":
        return run[-1]
    if way == "unknown":
        return run[-1] if len(run) >= WORSE_AFTER else None
    if way == "worse":
        return _last(run, min(_RANK[each.state] for each in run)) if len(run) >= WORSE_AFTER else None
    steady = not standing.flapping or run[-1].tick - run[0].tick >= STEADY_S
    return _last(run, max(_RANK[each.state] for each in run)) if len(run) >= BETTER_AFTER and steady else None


def _last(run: tuple[Reading, ...], rank: int) -> Reading:
    return next(each for each in reversed(run) if _RANK[each.state] == rank)
