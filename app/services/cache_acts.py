"""What is done to the cache: keys removed or given another time, layers emptied, values forgotten or loaded anew.

All verbs need OPERATE. What goes on in the background is audited twice: when it is begun, and with its outcome. It goes on
in this process and ends with it; what was done until then stays.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from app.cache.inspecting.acting import Plan, Restoring, Work, flush_whole
from app.cache.inspecting.tagging import having_tag
from app.cache.layered import Cache
from app.database.changes import newest_id
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.cache_acts import (
    Aim,
    Deed,
    Flushed,
    Invalidated,
    Preview,
    WorkLook,
    change_of,
)
from app.domain.cache_acts import Work as WorkStarted
from app.domain.cached_keys import Wanted
from app.domain.changes import Receipt
from app.domain.key_views import Layer
from app.domain.redis_address import RedisAddress
from app.errors import ClmsError, Conflict, InvalidInput, NotFound
from app.services.cache_effects import Effects
from app.services.cache_inspector import CacheInspectorService
from app.services.core import Core

_log = logging.getLogger(__name__)
_REASON_CHARS = 200
_MOST_WORKS = 20
_BUSY_S = 0.1
_LOOK_EVERY_S = 0.5
_EXPIRED_MARKERS = "expired:*"


class CacheActsService:
    """Acts of people on the cache."""

    def __init__(
        self, core: Core, redis: RedisAddress, cache: Callable[[], Cache], inspector: CacheInspectorService
    ) -> None:
        self._core = core
        self._redis = redis
        self._cache = cache
        self._inspector = inspector
        self._works: dict[str, Work] = {}
        self._load = _DatabaseLoad(core)
        self._effects = Effects(redis, inspector)

    # Before

    def preview(self, actor: Actor, aim: Aim, *, undoable: bool = True) -> Preview:
        """What removing these keys would do: keys, bytes and nodes, the further queries the database would get a second by
        what the namespaces are read now, and the minutes until they are filled again. Scans Redis fast, in small steps.
        Raises InvalidInput where no keys are named, Refused without Redis, Unreachable."""
        actor.require(Permission.OPERATE)
        aim.require_some()
        return self._effects.preview(actor, aim, undoable=undoable)

    def values_of_library(self, actor: Actor, node: str = "") -> Aim:
        """All values of this library in Redis, on one primary or all: what :meth:`flush_redis` removes, for a preview. The
        counts of limits and the news between processes are none."""
        own = self._inspector.namespace(actor)
        wanted = Wanted(under=own.encode().rstrip(b":"), regex=f"^{re.escape(own)}(?!limit:|news$)")
        return Aim(wanted=wanted, node=node)

    # In the background

    def delete(
        self,
        actor: Actor,
        aim: Aim,
        *,
        dry: bool = False,
        undo: bool = True,
        most_per_s: int = 0,
        reason: str = "",
        key: str | None = None,
    ) -> Receipt[WorkStarted]:
        """Remove keys from Redis, by name, branch, glob, regex, type, size, time left or tag, node by node in the
        background; ``value.id`` is for :meth:`work_look`. ``dry`` goes through all of it and removes nothing. With
        ``undo`` up to 50 MB are kept for ten minutes. ``most_per_s`` bounds the keys a second, 0 does not; while the
        database is slow to answer it waits in any case. Raises InvalidInput, Refused without Redis, Unreachable."""
        plan = Plan(Deed.DELETE, aim, dry=dry, undo=undo, most_per_s=most_per_s)
        return self._begin(actor, "delete_cached_keys", plan, reason, key)

    def set_ttl(
        self,
        actor: Actor,
        aim: Aim,
        ttl_s: float | None,
        *,
        dry: bool = False,
        reason: str = "",
        key: str | None = None,
    ) -> Receipt[WorkStarted]:
        """Give keys so many seconds from now, or with None no end; as :meth:`delete`. Raises InvalidInput for a time that is
        not above 0."""
        if ttl_s is not None and not 0 < ttl_s < 10**9:
            raise InvalidInput("The time must be above 0.", details={"field": "ttl_s"})
        plan = Plan(Deed.EXPIRE, aim, ttl_s, dry=dry)
        return self._begin(actor, "set_ttl_of_cached_keys", plan, reason, key)

    def clear_expired_markers(
        self, actor: Actor, *, dry: bool = False, reason: str = "", key: str | None = None
    ) -> Receipt[WorkStarted]:
        """Remove the keys ``expired:*`` that the guide's clean-up removes. Redis ends keys by itself and this program writes
        none of that name, so there are some only where something else wrote them."""
        aim = Aim(wanted=Wanted(glob=_EXPIRED_MARKERS))
        return self._begin(actor, "clear_expired_markers", Plan(Deed.DELETE, aim, dry=dry), reason, key)

    def flush_redis(
        self,
        actor: Actor,
        *,
        node: str = "",
        dry: bool = False,
        most_per_s: int = 0,
        reason: str = "",
        key: str | None = None,
    ) -> Receipt[WorkStarted]:
        """Remove every value of this library from Redis, on one primary or all, in the background; the keys of others stay,
        and so do the counts of limits and the news between processes. As :meth:`delete`."""
        aim = self.values_of_library(actor, node)
        plan = Plan(Deed.FLUSH, aim, dry=dry, most_per_s=most_per_s)
        return self._begin(actor, "flush_redis", plan, reason, key)

    def undo(self, actor: Actor, work: str, *, key: str | None = None) -> Receipt[WorkStarted]:
        """Put back in the background what an act removed or changed, as it was, with the time it would have left by now. Keys
        that are there again are left alone. Raises NotFound, Conflict while it goes on or when nothing is kept."""
        actor.require(Permission.OPERATE)
        found = self._work(actor, work)
        if found.look().running:
            raise Conflict("This goes on still.", hint="Cancel it first.", code="running")
        kept = found.take_kept()
        if not kept:
            raise Conflict(
                "Nothing is kept of this any more.",
                hint="Up to 50 MB are kept for ten minutes; what is missing is loaded anew when it is asked for.",
                code="nothing_kept",
            )
        plan = Plan(Deed.RESTORE, Aim(keys=tuple(each.key for each in kept)), undo=False)
        servers = self._inspector.servers(actor)
        made = Restoring(self._redis, servers, self._told(actor, "undo_cache_act", plan), kept, found.label)
        return self._started(actor, "undo_cache_act", made, "", key)

    def work_look(self, actor: Actor, work: str) -> WorkLook:
        """How an act in the background stands. Raises NotFound."""
        return self._work(actor, work).look()

    def works(self, actor: Actor) -> tuple[WorkLook, ...]:
        """The acts of this process, the newest first."""
        actor.require(Permission.OPERATE)
        return tuple(each.look() for each in reversed(self._works.values()))

    def wait_work(self, actor: Actor, work: str, timeout_s: float) -> bool:
        """Wait for the end of an act; whether it came. Raises NotFound."""
        return self._work(actor, work).wait(timeout_s)

    def pause_work(self, actor: Actor, work: str) -> None:
        """Let an act stand still. Raises NotFound."""
        self._work(actor, work).pause()

    def resume_work(self, actor: Actor, work: str) -> None:
        """Let it go on. Raises NotFound."""
        self._work(actor, work).resume()

    def cancel_work(self, actor: Actor, work: str) -> None:
        """End an act; what was done can be undone. Raises NotFound."""
        self._work(actor, work).cancel()

    # At once

    def flush_whole_redis(
        self, actor: Actor, confirm: str, *, node: str = "", reason: str = "", key: str | None = None
    ) -> Receipt[Flushed]:
        """Empty Redis itself, one primary or all, of everything whosoever keeps there; nothing brings that back. ``confirm``
        is the name of the node, or the word ``all``. Raises InvalidInput for another word or no such primary, Refused,
        Unreachable when no node could be emptied."""
        actor.require(Permission.OPERATE)
        if confirm != (node or "all"):
            raise InvalidInput("Type what is to be emptied.", details={"field": "confirm"})
        servers = self._inspector.servers(actor)
        if node and node not in {each.name for each in servers if not each.replica_of}:
            raise InvalidInput("There is no such primary.", details={"field": "node"})
        done: dict[str, str] = {}

        def work(unit: Unit) -> Flushed:
            if not done:
                done.update(flush_whole(self._redis, servers, node))
            unit.audit("flush_whole_redis", "cache", None, node or "all", after=_with(reason, nodes=done))
            return Flushed("redis", sum(not problem for problem in done.values()))

        return self._core.acts.perform(
            actor, "flush_whole_redis", work, result=Flushed, key=key, undoable=False
        )

    def flush_table(
        self, actor: Actor, *, branch: str = "", reason: str = "", key: str | None = None
    ) -> Receipt[Flushed]:
        """Remove this library's values from the table, all or those of a branch. Raises Unreachable."""
        actor.require(Permission.OPERATE)
        table = self._cache().table
        gone: list[int] = []

        def work(unit: Unit) -> Flushed:
            if not gone:
                gone.append(0 if table is None else table.forget(lambda name: _is_under(name, branch)))
            unit.audit("flush_cache_table", "cache", None, branch or "all", after=_with(reason, rows=gone[0]))
            return Flushed(Layer.TABLE.value, gone[0])

        return self._core.acts.perform(
            actor, "flush_cache_table", work, result=Flushed, key=key, undoable=False
        )

    def flush_memory(self, actor: Actor, *, reason: str = "", key: str | None = None) -> Receipt[Flushed]:
        """Empty the memory of this process. Those of API processes follow what is invalidated (:meth:`invalidate`)."""
        actor.require(Permission.OPERATE)
        memory, gone = self._cache().memory, list[int]()

        def work(unit: Unit) -> Flushed:
            if not gone:
                gone.append(len(memory))
                memory.clear()
            unit.audit(
                "flush_cache_memory", "cache", None, actor.workstation, after=_with(reason, entries=gone[0])
            )
            return Flushed(Layer.MEMORY.value, gone[0])

        return self._core.acts.perform(
            actor, "flush_cache_memory", work, result=Flushed, key=key, undoable=False
        )

    def invalidate(
        self, actor: Actor, name: str, *, reason: str = "", key: str | None = None
    ) -> Receipt[Invalidated]:
        """Let no process serve what is cached of ``title:17``, ``book:17``, ``student:17``, of all ``titles`` or
        ``students``, or of anything (``*``), in whichever layer it lies: exactly what a write to it does. Raises
        InvalidInput for another name."""
        actor.require(Permission.OPERATE)
        flags, tags = change_of(name)

        def work(unit: Unit) -> Invalidated:
            unit.audit("invalidate_cache", "cache", None, name, after=_with(reason))
            unit.changed(flags, *tags)
            return Invalidated(name)

        return self._core.acts.perform(
            actor, "invalidate_cache", work, result=Invalidated, key=key, undoable=False
        )

    def close(self) -> None:
        """End what goes on."""
        for work in list(self._works.values()):
            work.cancel()
            work.wait(5.0)

    # Inside

    def _begin(
        self, actor: Actor, kind: str, plan: Plan, reason: str, key: str | None
    ) -> Receipt[WorkStarted]:
        actor.require(Permission.OPERATE)
        plan.aim.require_some()
        made = Work(self._redis, self._inspector.servers(actor), self._told(actor, kind, plan))
        return self._started(actor, kind, made, reason, key)

    def _told(self, actor: Actor, kind: str, plan: Plan) -> Plan:
        """With what the service knows: how busy the database is, and where an outcome is written."""
        return replace(
            plan,
            busy=self._load.is_busy,
            having_tag=having_tag,
            ended=lambda look: self._note(actor, kind, look),
        )

    def _started(
        self, actor: Actor, kind: str, made: Work, reason: str, key: str | None
    ) -> Receipt[WorkStarted]:
        """The audit first: nothing is removed that nobody wrote down. A repeat of the key starts nothing."""

        def work(unit: Unit) -> WorkStarted:
            plan = made.plan
            after = _with(reason, aim=plan.aim.parts, keys=len(plan.aim.keys), ttl_s=plan.ttl_s, dry=plan.dry)
            unit.audit(kind, "cache", None, made.label, after=after)
            return WorkStarted(made.id, made.label)

        receipt = self._core.acts.perform(actor, kind, work, result=WorkStarted, key=key, undoable=False)
        if not receipt.replayed:
            self._forget_old()
            self._works[made.id] = made
            made.start()
        return receipt

    def _note(self, actor: Actor, kind: str, look: WorkLook) -> None:
        """Write the outcome of an act into the audit."""

        def work(unit: Unit) -> None:
            after: dict[str, Any] = {
                "state": look.state.value, "done": look.done, "failed": look.failed, "bytes": look.bytes,
                "seconds": round(look.seconds, 1), "dry": look.dry, "troubles": list(look.troubles[:5]),
            }  # fmt: skip
            unit.audit(f"{kind}_ended", "cache", None, look.label, after=after)

        try:
            self._core.acts.perform(actor, f"{kind}_ended", work, result=type(None), undoable=False)
        except ClmsError as problem:
            _log.warning("the outcome of %s could not be written down: %s; %s", kind, problem, asdict(look))

    def _work(self, actor: Actor, work: str) -> Work:
        actor.require(Permission.OPERATE)
        found = self._works.get(work)
        if found is None:
            raise NotFound("Nothing is known of this act here.", details={"work": work})
        return found

    def _forget_old(self) -> None:
        for work in list(self._works.values()):
            work.let_go()
        ended = [id_ for id_, work in self._works.items() if not work.look().running]
        for id_ in ended[: max(0, len(self._works) - _MOST_WORKS)]:
            del self._works[id_]


class _DatabaseLoad:
    """Whether the database is slow to answer, looked at twice a second at most, by whoever asks."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._lock = threading.Lock()
        self._looked_at = 0.0
        self._busy = False

    def is_busy(self) -> bool:
        """Whether the simplest question takes a tenth of a second, or is not answered."""
        with self._lock:
            if time.monotonic() - self._looked_at >= _LOOK_EVERY_S:
                began = time.monotonic()
                try:
                    with self._core.database.read() as connection:
                        newest_id(connection)
                    self._busy = time.monotonic() - began > _BUSY_S
                except ClmsError:
                    self._busy = True
                self._looked_at = time.monotonic()
            return self._busy


def _with(reason: str, **after: Any) -> dict[str, Any]:
    told = {"reason": reason.strip()[:_REASON_CHARS]} if reason.strip() else {}
    return {**told, **after}


def _is_under(name: str, branch: str) -> bool:
    return not branch or name == branch or name.startswith((f"{branch}:", f"{branch}?", f"{branch}!"))
