"""Undo: a new act that reverses an earlier one, minutes or hours later, or says why it can't."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.database import acts as queries
from app.database.acts import ActRow
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.errors import Denied, NotFound, Refused
from app.services.core import Core, may_lag

#: A librarian may undo an own act for this long; a head librarian may undo any act at any time.
OWN_ACTS_FOR = timedelta(minutes=15)

Handler = Callable[[Unit, ActRow], None]
BatchHandler = Callable[[Actor, ActRow, str | None], "Receipt[Undone]"]


@dataclass(frozen=True, slots=True)
class Undone:
    """Which act was reversed."""

    act_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class DeskAct:
    """A recent act as the desk's list shows it. ``label`` names what it was about."""

    act_id: int
    kind: str
    actor: str
    workstation: str
    occurred_at: datetime
    label: str
    undone: bool


class UndoService:
    """Reverses acts. Each service brings the handlers for its own kinds; a handler raises Refused to say why not."""

    def __init__(
        self,
        core: Core,
        handlers: Mapping[str, Handler],
        batch_handlers: Mapping[str, BatchHandler] | None = None,
    ) -> None:
        self._core = core
        self._handlers = dict(handlers)
        self._batch_handlers = dict(batch_handlers or {})

    def can_undo(self, kind: str) -> bool:
        """Tell whether acts of this kind can be undone at all."""
        return kind in self._handlers or kind in self._batch_handlers

    def undo(self, actor: Actor, act_id: int, *, key: str | None = None) -> Receipt[Undone]:
        """Reverse an act. Raises Refused naming the reason, Denied when somebody else's, Conflict when done already."""
        with self._core.database.read() as connection:
            found = queries.act(connection, act_id)
        if found is None:
            raise NotFound("There is no such act.", details={"act_id": act_id})
        self._check_right(actor, found)
        batch = self._batch_handlers.get(found.kind)
        if batch is not None:
            return batch(actor, found, key)
        self._check_nobody_erased(found)
        handler = self._handlers.get(found.kind)
        if handler is None:
            raise Refused(
                "This can't be undone.", hint="Make a new entry that corrects it.", code="not_undoable"
            )

        def work(unit: Unit) -> Undone:
            locked = queries.act(unit.connection, act_id, lock=True)
            assert locked is not None
            handler(unit, locked)
            return Undone(act_id, locked.kind)

        return self._core.acts.perform(
            actor, "undo", work, result=Undone, key=key, reverses=act_id, undoable=False
        )

    @may_lag
    def recent(
        self,
        actor: Actor,
        *,
        limit: int = 20,
        workstation: str | None = None,
        kinds: Collection[str] | None = None,
    ) -> tuple[DeskAct, ...]:
        """The newest acts, of one workstation or of some kinds when they are named, newest first."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return tuple(
                DeskAct(**line)
                for line in queries.recent(connection, limit=limit, workstation=workstation, kinds=kinds)
            )

    def _check_nobody_erased(self, act: ActRow) -> None:
        with self._core.database.read() as connection:
            erased = queries.concerns_erased(connection, act.id)
        if erased:
            raise Refused(
                "This can't be undone: it was about a person whose data was erased since."
                if act.kind != "erase_person"
                else "An erasure can't be undone: what was erased is nowhere kept.",
                code="erased",
                details={"act_id": act.id},
            )

    def _check_right(self, actor: Actor, act: ActRow) -> None:
        if actor.may(Permission.UNDO_OTHERS):
            return
        own = act.actor_id is not None and act.actor_id == actor.user_id
        fresh = self._core.clock.now() - act.recorded_at <= OWN_ACTS_FOR
        if not (own and fresh):
            raise Denied(
                "You may undo your own acts for 15 minutes." if own else "This was done by somebody else.",
                hint="Ask a head librarian to undo it.",
                code="undo_not_yours",
            )
