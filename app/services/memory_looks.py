"""Looks at the memory of a running API node: who may, that it is written down who did, and what grew since the one before.

The node is asked over its own operators' route, with a token of this one look: whoever may look through a window needs no
token of their own, and the node believes nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec

from app import decoding
from app.database import api_tokens
from app.database.unit import Unit
from app.domain.actors import Actor, Permission, Role
from app.domain.api_tokens import ApiTokenDraft, digest_of, new_secret
from app.domain.changes import Changed
from app.domain.health import Target, TargetKind
from app.domain.memory_looks import TRACE_LONGEST_S, MemoryGrowth, MemoryLook, MemoryOrder, grown
from app.errors import InvalidInput, NotFound, Refused, Unreachable
from app.monitoring.asking import Web
from app.services.core import Core

PATH = "/api/server/memory"
_GOOD_FOR = timedelta(minutes=1)
_PATIENCE_S = 15.0


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Whose memory was looked at; ``token_id`` is of the token that the node was shown."""

    part: str
    token_id: int


@dataclass(frozen=True, slots=True)
class MemoryTaken:
    """The looks that were taken at a node from here: the first, the newest, and what grew between them. ``growth`` is
    None after the first."""

    part: str
    first: MemoryLook
    newest: MemoryLook
    growth: MemoryGrowth | None = None


class MemoryLooksService:
    """Keeps what was taken from this process until it ends. All verbs need OPERATE."""

    def __init__(self, core: Core, targets: Callable[[str], tuple[Target, ...]]) -> None:
        self._core = core
        self._targets = targets
        self._taken: dict[str, MemoryTaken] = {}

    def look(self, actor: Actor, part: str, trace_s: int = 0, *, anew: bool = False) -> MemoryTaken:
        """Look at what the processes of an API node hold. The first look, or one ``anew``, is what later ones are compared
        with. With ``trace_s`` the node traces from now on where memory is taken, for so many seconds at most.

        Every process of the node stands still for a moment (:func:`app.domain.memory_looks.cost_s`), and answers more
        slowly while it traces. Raises NotFound, Refused for what is no API node, InvalidInput for too long a time,
        Unreachable.
        """
        actor.require(Permission.OPERATE)
        if not 0 <= trace_s <= TRACE_LONGEST_S:
            raise InvalidInput(f"Trace for {TRACE_LONGEST_S} seconds at most.", details={"field": "trace_s"})
        target = self._node(part)
        secret = new_secret()
        receipt = self._core.acts.perform(
            actor, "look_at_memory", lambda unit: self._begin(unit, actor, part, trace_s, secret),
            result=LookedAt, undoable=False,
        )  # fmt: skip
        try:
            found = _asked(target, secret, MemoryOrder(trace_s))
        finally:
            self._core.database.write(
                lambda connection: api_tokens.end(connection, receipt.value.token_id, self._core.clock.now())
            )
        before = self._taken.get(part)
        taken = MemoryTaken(part, found, found)
        if before is not None and not anew:
            taken = replace(before, newest=found, growth=grown(before.first, found))
        self._taken[part] = taken
        return taken

    def taken(self, actor: Actor) -> tuple[MemoryTaken, ...]:
        """The looks that were taken from this process."""
        actor.require(Permission.OPERATE)
        return tuple(self._taken.values())

    def _begin(self, unit: Unit, actor: Actor, part: str, trace_s: int, secret: str) -> LookedAt:
        draft = ApiTokenDraft(
            f"Memory of {part}"[:64], Role.OPERATOR, (Permission.OPERATE,), unit.now + _GOOD_FOR
        )
        token_id = api_tokens.add(
            unit.connection, draft, digest_of(secret), actor.branch_id, actor.name, unit.now
        )
        unit.audit("look_at_memory", "server", None, part, after={"trace_s": trace_s})
        unit.changed(Changed.SESSIONS, f"token:{token_id}")
        return LookedAt(part, token_id)

    def _node(self, part: str) -> Target:
        target = next((each for each in self._targets("") if each.name == part), None)
        if target is None:
            raise NotFound("There is no such part.", details={"part": part})
        if target.kind is not TargetKind.API:
            raise Refused("This is no API node.", code="no_api_node", details={"part": part})
        return target


class _Problem(msgspec.Struct):
    """The part of a problem document that is for people."""

    detail: str = ""


def _asked(target: Target, secret: str, order: MemoryOrder) -> MemoryLook:
    web = Web(target.address, _PATIENCE_S, token=secret)
    try:
        answer = web.post(PATH, msgspec.json.encode(order))  # it reads the token where it was just written
    finally:
        web.close()
    if answer.status != 200:
        raise Unreachable(_said(answer.body) or f"The node answers with status {answer.status}.")
    try:
        return decoding.decode(answer.body, MemoryLook)
    except msgspec.DecodeError:
        raise Unreachable(
            "The node tells of its memory in a way that is not understood here.",
            hint="It may run another release.",
        ) from None


def _said(body: bytes) -> str:
    try:
        return decoding.decode(body, _Problem).detail
    except msgspec.DecodeError:
        return ""
