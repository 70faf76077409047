"""What every service is built on."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.database.clock import Clock, Zones
from app.database.engine import Database
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
