"""Where the list of equipment gets its rows: the register, or the overdue sessions with the longest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.domain.actors import Actor
from app.domain.equipment import Equipment, EquipmentQuery, EquipmentStatus
from app.domain.paging import Count, Page, Window

if TYPE_CHECKING:
    from app.services.equipment import EquipmentService

_MOST = 1_000
_FAR = datetime.max.replace(tzinfo=UTC)


class DueSource:
    """Devices in use or overdue, those due first on top; a library has no more of them than fit one page."""

    def __init__(self, equipment: EquipmentService, actor: Actor, query: EquipmentQuery) -> None:
        self._equipment, self._actor, self._query = equipment, actor, query

    def count(self) -> Count:
        """How many devices."""
        return self._equipment.count(self._actor, self._query)

    def page(self, window: Window, sort: str) -> Page[Equipment]:
        """The devices by due time, or by another column when the reader asks for one."""
        query = replace(self._query, sort=sort) if sort else self._query
        found = self._equipment.list(self._actor, query, Window(limit=_MOST)).rows
        if not sort:
            found = tuple(sorted(found, key=lambda d: d.session.due_at if d.session else _FAR))
        end = window.start + window.limit
        return Page(found[window.start : end], None if end >= len(found) else str(end))


def counts(equipment: EquipmentService, actor: Actor) -> dict[str, Any]:
    """How many devices each filter shows, with the types and locations in use. Runs off the GUI thread."""
    choices = equipment.choices(actor)
    return {
        "overdue": equipment.count(actor, EquipmentQuery(overdue=True)),
        "deleted": equipment.count(actor, EquipmentQuery(deleted=True)),
        "status": {s: equipment.count(actor, EquipmentQuery(status=s)) for s in EquipmentStatus},
        "type": {t: equipment.count(actor, EquipmentQuery(type=t)) for t in choices["type"]},
        "location": {n: equipment.count(actor, EquipmentQuery(location=n)) for n in choices["location"]},
    }
