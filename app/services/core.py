"""What every service is built on."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from app.database.clock import Clock, Zones, local_day
from app.database.engine import Database
from app.domain.actors import Actor
from app.services.acts import Acts
from app.services.rules import RuleBook


@dataclass(frozen=True, slots=True)
class Core:
    """The database, the one way to write to it, the clock, the zones of the branches and the rule book."""

    database: Database
    acts: Acts
    clock: Clock
    zones: Zones
    rulebook: RuleBook = field(default_factory=RuleBook)

    def today(self, actor: Actor) -> date:
        """The day now at the branch somebody works for, which may be another than at their desk."""
        return local_day(self.clock.now(), self.zones.of(actor.branch_id))


class HasCore(Protocol):
    """A service."""

    _core: Core


S = TypeVar("S", bound=HasCore)
P = ParamSpec("P")
T = TypeVar("T")


def may_lag(verb: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Mark a service's verb that only reads, and may show what is a little older than the newest: a list, a report, a
    search. Where a library has replicas they answer it; whoever wrote sees the own writes all the same."""

    @functools.wraps(verb)
    def lagging(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._core.database.lagging(functools.partial(verb, self, *args, **kwargs))

    return lagging
