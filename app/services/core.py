"""What every service is built on."""

from __future__ import annotations

from dataclasses import dataclass

from app.database.clock import Clock, Zones
from app.database.engine import Database
from app.services.acts import Acts


@dataclass(frozen=True, slots=True)
class Core:
    """The database, the one way to write to it, the clock and the zones of the branches."""

    database: Database
    acts: Acts
    clock: Clock
    zones: Zones
