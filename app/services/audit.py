"""The audit: who did what to which record, when, before and after; and the proof that it wasn't altered since."""

from __future__ import annotations

from app.database import audit as queries
from app.domain.actors import Actor, Permission
from app.domain.audit import AuditChoices, AuditEntry, AuditLine, AuditQuery, SealReport
from app.domain.paging import Count, Page, Window
from app.errors import NotFound
from app.services.core import Core, may_lag
from app.services.sealing import BATCH, Sealer

HISTORY_LIMIT = 200


class AuditService:
    """Reads the audit. Entries are written by the acts themselves, in their own transactions."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._sealer = Sealer(core.database, core.clock)

    @may_lag
    def list(self, actor: Actor, query: AuditQuery, window: Window) -> Page[AuditLine]:
        """One page of entries, the newest first."""
        actor.require(Permission.VIEW_AUDIT)
        zone = self._core.zones.of(actor.branch_id)
        with self._core.database.read() as connection:
            return queries.lines(connection, query, zone, window)

    @may_lag
    def count(self, actor: Actor, query: AuditQuery) -> Count:
        """How many entries ``list`` shows in all, exact up to 100,000 (1,000 with words to look for)."""
        actor.require(Permission.VIEW_AUDIT)
        zone = self._core.zones.of(actor.branch_id)
        with self._core.database.read() as connection:
            return queries.count(connection, query, zone)

    def entry(self, actor: Actor, entry_id: int) -> AuditEntry:
        """One entry with what it changed, field by field. Raises NotFound."""
        actor.require(Permission.VIEW_AUDIT)
        with self._core.database.read() as connection:
            found = queries.entry(connection, entry_id)
        if found is None:
            raise NotFound("There is no such audit entry.", details={"entry_id": entry_id})
        return found

    @may_lag
    def history(
        self, actor: Actor, entity: str, entity_id: int, *, limit: int = HISTORY_LIMIT
    ) -> tuple[AuditEntry, ...]:
        """What was done to one record, the newest first, for its sheet. Needs no more than the desk's rights."""
        actor.require(Permission.VIEW_AUDIT if entity == "user" else Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return queries.history(connection, entity, entity_id, min(limit, HISTORY_LIMIT))

    @may_lag
    def choices(self, actor: Actor) -> AuditChoices:
        """What the filters can offer."""
        actor.require(Permission.VIEW_AUDIT)
        with self._core.database.read() as connection:
            return queries.choices(connection)

    def seal(self, *, batch: int = BATCH) -> int:
        """Seal all settled entries in batches and return how many. Several processes may call it at once."""
        return self._sealer.seal(batch)

    def verify(self, actor: Actor) -> SealReport:
        """Check every seal and every sealed entry, and name the first that isn't as it was."""
        actor.require(Permission.VIEW_AUDIT)
        return self._sealer.verify()
