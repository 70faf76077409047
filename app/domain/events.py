"""What happened to the library's parts, for one timeline under every graph: deploys, failovers, alerts, cache flushes,
maintenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.health import Standing


class EventKind(StrEnum):
    """Lanes of the timeline."""

    DEPLOY = "deploy"
    FAILOVER = "failover"
    ALERT = "alert"
    CACHE_FLUSH = "cache_flush"
    MAINTENANCE = "maintenance"


DEPLOYS = frozenset({"rolling-deploy", "rolling-restart", "apply-migrations"})
"""Tasks that bring a release, or its schema."""
FLUSHES = frozenset({"clear-cache", "flush-cache"})
DESK_WORK = frozenset({"export-list", "export-person", "import-upload", "preview-upload"})
"""Tasks that librarians have carried out: they do nothing to the parts of the program."""


def lane_of(task: str) -> EventKind | None:
    """Where a task that ran is drawn; None for one that is not."""
    if task in DESK_WORK:
        return None
    if task in FLUSHES:
        return EventKind.CACHE_FLUSH
    return EventKind.DEPLOY if task in DEPLOYS else EventKind.MAINTENANCE


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, from ``at`` until ``until``, which is None while it goes on and ``at`` for what took no
    time. ``target`` is the node it happened to, "" for the whole; ``by`` who did it; ``failed`` says that it did not
    go well; ``reference`` is where more stands: ``incident:KEY``, ``job:ID``, ``pause:ID`` or ""."""

    kind: EventKind
    at: datetime
    until: datetime | None
    title: str
    target: str = ""
    by: str = ""
    failed: bool = False
    reference: str = ""


class Note(msgspec.Struct, frozen=True):
    """What the watch noticed and no record tells: ``at`` in seconds since 1970."""

    key: str
    at: float
    kind: EventKind
    target: str
    title: str


CHANGED_WORDS = "now {now}, before {before}"


@dataclass(slots=True)
class Noticing:
    """Sees from look to look that a node runs another version, or that another database takes writes."""

    versions: dict[str, str]
    roles: dict[str, str]

    @classmethod
    def of(cls, facts: Mapping[str, Mapping[str, str]]) -> Noticing:
        """From what was known of each target."""
        made = cls({}, {})
        for name, each in facts.items():
            made._keep(name, each)
        return made

    def look(self, standings: Mapping[str, Standing]) -> list[tuple[EventKind, str, float, str]]:
        """What changed since the look before: kind, target, since when, in words. A node that was not known is no news,
        and neither is one that does not answer."""
        found = []
        for name, each in standings.items():
            before, role = self.versions.get(name), self.roles.get(name)
            self._keep(name, each.facts)
            version, now = self.versions.get(name), self.roles.get(name)
            if before is not None and version != before:
                found.append(
                    (EventKind.DEPLOY, name, each.looked_at, CHANGED_WORDS.format(now=version, before=before))
                )
            if role is not None and now != role:
                found.append(
                    (EventKind.FAILOVER, name, each.looked_at, CHANGED_WORDS.format(now=now, before=role))
                )
        return found

    def _keep(self, name: str, facts: Mapping[str, str]) -> None:
        for kept, fact in ((self.versions, "version"), (self.roles, "role")):
            if facts.get(fact):
                kept[name] = facts[fact]
