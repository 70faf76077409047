"""Acts: every write is one transaction with its act, its audit entries and its changes row, and happens once.

The act's key is the idempotency key. A repeat of the key returns the stored outcome. When the connection breaks
between COMMIT and its answer, the same key is tried again on a new connection: the UNIQUE index then either finds
the first commit (its outcome is returned) or lets the act through, never both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, exc, select
from uuid6 import uuid7

from app import decoding
from app.database import together
from app.database.changes import newest_id
from app.database.clock import Clock, Zones, local_day
from app.database.engine import PATIENCE_S, Database
from app.database.errors import Trouble, diagnose, unknown_outcome
from app.database.pipeline import Pipeline
from app.database.prepared import adding
from app.database.tables import acts
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.changes import Change, Changed, Receipt
from app.errors import ClmsError, Conflict, Refused

T = TypeVar("T")

_BEGIN = adding(acts)


class _Outcome(msgspec.Struct):
    changed: int
    undoable: bool
    value: Any


class _Repeated(Exception):
    """The key was carried out before, or another act reversed the same: of two broken constraints an engine names
    whichever it looked at first."""


def _explain(error: exc.IntegrityError) -> Exception:
    """Why an act's row was refused."""
    return _Repeated() if diagnose(error) is Trouble.DUPLICATE else error


def new_key() -> str:
    """A fresh idempotency key: UUIDv7, so that keys sort by time."""
    return str(uuid7())


def _end(unit: Unit, value: Any, *, undoable: bool) -> None:
    """Let the outcome go with the commit."""
    unit.flush(msgspec.json.encode(_Outcome(unit.changed_flags.value, undoable, value)).decode())


def _worked(unit: Unit, work: Callable[[Unit], T], *, undoable: bool) -> T:
    """The work of one who acts together with others. Raises Alone."""
    try:
        value = work(unit)
    except ClmsError:
        raise together.Alone from None  # whether it is refused or was done before is told by itself
    _end(unit, value, undoable=undoable)
    return value


class Acts:
    """Carries out acts. Services hold one and never write in another way."""

    def __init__(self, database: Database, clock: Clock, zones: Zones) -> None:
        self._database = database
        self._clock = clock
        self._zones = zones
        self.tell: Callable[[Sequence[Change]], None] = lambda changes: None
        """Told changes after their commit and before the acts are acknowledged; raises nothing."""

    def perform(
        self,
        actor: Actor,
        kind: str,
        work: Callable[[Unit], T],
        *,
        result: Any,
        key: str | None = None,
        occurred_at: datetime | None = None,
        reverses: int | None = None,
        undoable: bool = True,
        patience_s: float = PATIENCE_S,
    ) -> Receipt[T]:
        """Carry out ``work`` once under ``key`` and return its receipt.

        ``result`` is the type ``work`` returns, by which a stored outcome is read back. ``occurred_at`` is when it
        really happened (an offline scan); the default is now. ``patience_s`` is how long others may be in the way, for
        what nobody at a desk waits for. Raises what ``work`` raises, in which case nothing
        is written; Conflict when the key was used for another kind of act or ``reverses`` is already reversed; Refused
        when the stored outcome of a repeat was erased with the person it was about.
        """
        act_key = key or new_key()
        # Read before the transaction takes its connection: a second one wanted inside could starve a full pool.
        zone = self._zones.of(actor.branch_id)

        company = together.member()
        shared = None if company is None or key is None else company.join()
        if company is not None and shared is not None:
            unit = self._begin(shared, actor, kind, act_key, zone, occurred_at, reverses)
            value = _worked(unit, work, undoable=undoable)
            return self._receipt(unit, value, company.commit(), undoable=undoable)

        def attempt(connection: Connection) -> tuple[Unit, T]:
            unit = self._begin(Pipeline(connection), actor, kind, act_key, zone, occurred_at, reverses)
            try:
                value = work(unit)
            except ClmsError:
                unit.pipeline.send()  # a repeat of the key is one, whatever the work says now
                raise
            _end(unit, value, undoable=undoable)
            return unit, value

        try:
            unit, value = self._database.write(attempt, patience_s)
        except _Repeated:
            return self._stored(act_key, kind, result, undoes=reverses is not None)
        return self._receipt(unit, value, self._database.written(), undoable=undoable)

    def _receipt(self, unit: Unit, value: T, stand: str, *, undoable: bool) -> Receipt[T]:
        """Tell others what was committed, and give the receipt."""
        value, change = unit.complete(value), unit.change
        if change is not None:
            together.gather(self.tell, replace(change, stand=stand) if stand else change)
        at = 0 if change is None else change.id
        flags = unit.changed_flags
        return Receipt(
            unit.act_id, unit.key, unit.kind, flags, value, undoable=undoable, position=at, stand=stand
        )

    def _begin(
        self,
        pipeline: Pipeline,
        actor: Actor,
        kind: str,
        key: str,
        zone: ZoneInfo,
        occurred_at: datetime | None,
        reverses: int | None,
    ) -> Unit:
        now = self._clock.now()
        happened = occurred_at or now
        act = pipeline.add(
            _BEGIN(
                key=key,
                kind=kind,
                actor_id=actor.user_id,
                actor=actor.name,
                workstation=actor.workstation,
                branch_id=actor.branch_id,
                occurred_at=happened,
                recorded_at=now,
                local_day=local_day(happened, zone),
                reverses_id=reverses,
                outcome=None,
            ),
            _explain,
        )
        return Unit(pipeline, act, key, kind, actor, now, happened, zone)

    def _stored(self, key: str, kind: str, result: Any, *, undoes: bool) -> Receipt[Any]:
        with self._database.read() as connection:
            row = connection.execute(select(acts).where(acts.c.key == key)).one_or_none()
            position = newest_id(connection)
            stand = self._database.remember(connection)
        if row is None and not undoes:  # the primary died since, and what answers now has not got it yet
            raise unknown_outcome()
        if row is None:
            raise Conflict("This was already undone.", code="already_undone")
        reused = Conflict(
            "This request number was already used for something else.",
            code="key_reused",
            details={"key": key, "kind": row.kind},
        )
        if row.kind != kind:
            raise reused
        if row.outcome is None:
            raise Refused(
                "This was carried out before; what it answered was erased with the person it was about.",
                hint="Look at the record as it is now.",
                code="erased",
                details={"key": key, "act_id": row.id},
            )
        outcome = decoding.decode(row.outcome, _Outcome)
        try:
            value = decoding.convert(outcome.value, result)
        except msgspec.ValidationError:  # two acts of one kind that are about different things
            raise reused from None
        return Receipt(
            row.id,
            key,
            kind,
            Changed(outcome.changed),
            value,
            replayed=True,
            undoable=outcome.undoable,
            position=position,
            stand=stand,
        )
