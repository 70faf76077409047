"""Keeps, a minute at a time, which statements took the time of each database server, so that any span of the last day
can be asked for. Held by whoever holds the watch."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable
from dataclasses import replace

from app.database import statement_slices
from app.database.engine import Database
from app.domain.health import Target, TargetKind
from app.domain.statements import StatementTimes, grown
from app.errors import ClmsError
from app.monitoring.inside.statements import statements
from app.monitoring.probe import Access
from app.monitoring.probes.database import node_of

_log = logging.getLogger(__name__)

EVERY_S = 60.0
KEPT_S = 86_400.0
MOST = 20
"""Of a minute so many forms are kept, and the others as one."""
OTHERS = "others"
_TIMEOUT_S = 2.0


class StatementWatch:
    """Looks at each server once a minute; what came between two looks is a slice."""

    def __init__(self, store: Database, access: Access) -> None:
        self._store, self._access = store, access
        self._before: dict[str, tuple[StatementTimes, ...]] = {}
        self._silent: set[str] = set()

    def look(self, targets: Iterable[Target]) -> None:
        """Look at all servers, one after the other, and store what came since the last look. Raises Unreachable where
        that can't be stored; a server that can't be asked has a gap."""
        now = self._access.now()
        found: dict[str, tuple[StatementTimes, ...]] = {}
        for target in targets:
            if target.kind is TargetKind.DATABASE and not target.address.startswith("sqlite"):
                known = self._asked(target)
                if known is not None:
                    found[target.name] = known
        slices = {
            name: most_of(grown(self._before[name], known))
            for name, known in found.items()
            if name in self._before
        }
        self._before = found
        for name, parts in slices.items():
            self._store.write(
                lambda connection, name=name, parts=parts: statement_slices.add(connection, name, now, parts)  # type: ignore[misc]
            )

    def _asked(self, target: Target) -> tuple[StatementTimes, ...] | None:
        with contextlib.closing(node_of(target, self._access, _TIMEOUT_S)) as node:
            try:
                found = statements(node)
            except (ClmsError, OSError) as problem:
                if target.name not in self._silent:
                    _log.info("the statements of %s are not counted: %s", target.name, problem)
                self._silent.add(target.name)
                return None
        self._silent.discard(target.name)
        return found

    def tidy(self) -> None:
        """Forget what is older than a day."""
        edge = self._access.now() - KEPT_S
        self._store.write(lambda connection: statement_slices.forget_before(connection, edge))


def most_of(found: tuple[StatementTimes, ...]) -> tuple[StatementTimes, ...]:
    """Those that took the most time, and the others as one, so that shares stay true."""
    kept, rest = found[:MOST], found[MOST:]
    if not rest:
        return kept
    other = StatementTimes(OTHERS, "", "", 0, 0.0, 0.0, 0, 0, 0, 0)
    for each in rest:
        other = replace(
            other,
            calls=other.calls + each.calls,
            total_ms=other.total_ms + each.total_ms,
            max_ms=max(other.max_ms, each.max_ms),
            examined=other.examined + each.examined,
            sent=other.sent + each.sent,
            unindexed=other.unindexed + each.unindexed,
            disk_tables=other.disk_tables + each.disk_tables,
            errors=other.errors + each.errors,
        )
    return (*kept, other)
