"""Whether what is cached is what the database says now, how old it may be, and putting it right.

All verbs need OPERATE. A value is loaded by an API node, for that is where values are made; without one nothing can be
compared.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import msgspec

from app.cache.freshness import BY_TABLE, WITH_NEWS
from app.cache.inspecting import keys
from app.cache.inspecting.decoding import answer_in
from app.cache.inspecting.part import Order
from app.cache.inspecting.scanning import Scan
from app.cache.values import Stored, unpack
from app.database.loan_lists import most_lent
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.cached_answers import (
    LISTS,
    Comparison,
    Reloaded,
    StalenessBudget,
    TruthProbe,
    Warmed,
    path_of,
    wilson,
)
from app.domain.cached_keys import Manner, Wanted
from app.domain.changes import Receipt
from app.domain.key_views import differences
from app.domain.redis_address import RedisAddress
from app.errors import ClmsError, InvalidInput, NotFound, Refused
from app.services.cache_inspector import CacheInspectorService
from app.services.core import Core

_MOST_COMPARED = 500
_MOST_WARMED = 1_000
_POPULAR = 200
_SAMPLE = 500
_SCAN_S = 60.0
_REASON_CHARS = 200

Answers = Callable[[str, bool], bytes]


class CacheTruthService:
    """Compares when somebody asks."""

    def __init__(
        self, core: Core, redis: RedisAddress, inspector: CacheInspectorService, answers: Answers
    ) -> None:
        self._core = core
        self._redis = redis
        self._inspector = inspector
        self._answers = answers

    def compare(self, actor: Actor, key: bytes) -> Comparison:
        """A cached value beside the database's, loaded now and kept nowhere. Raises NotFound when the key is gone, Refused
        for a value that is none of the program's, or whose name does not tell what was asked, or where there is no API
        node with which to load it, Unreachable."""
        actor.require(Permission.OPERATE)
        name = self._name(actor, key)
        with self._inspector.router(actor) as router:
            stored = unpack(keys.content(router, key))
        if stored is None:
            raise Refused("This is no value of the program's own.", code="not_ours")
        return self._compared(name, stored)

    def probe(self, actor: Actor, most: int = 50) -> TruthProbe:
        """So many values of Redis, chosen at random, beside the database's: the share of stale ones with its interval, and
        the fields that differ most often. Raises InvalidInput for more than 500 or none, Refused, Unreachable."""
        actor.require(Permission.OPERATE)
        if not 1 <= most <= _MOST_COMPARED:
            raise InvalidInput("Ask for 1 to 500 values.", details={"field": "most"})
        compared: list[Comparison] = []
        skipped = 0
        problem: ClmsError | None = None
        for name, stored in self._sample(actor, most):
            try:
                compared.append(self._compared(name, stored))
            except ClmsError as error:
                skipped += 1
                problem = error
        if problem is not None and not compared:
            raise problem
        stale = [each for each in compared if not each.same]
        fields = Counter(_field(each.path) for one in stale for each in one.differences)
        low, high = wilson(len(stale), len(compared))
        return TruthProbe(
            len(compared), len(stale), skipped, low, high, tuple(fields.most_common(20)), tuple(stale[:50])
        )

    def staleness(self, actor: Actor) -> tuple[StalenessBudget, ...]:
        """How old what is served may be, by namespace, as the values in Redis now say. Raises Refused, Unreachable."""
        actor.require(Permission.OPERATE)
        found: dict[str, list[float]] = {}
        for name, stored in self._sample(actor, _SAMPLE, only_known=False):
            found.setdefault(name.partition(":")[0].partition("?")[0], []).append(stored.good_for)
        lease = WITH_NEWS if self._redis.nodes else BY_TABLE
        return tuple(
            StalenessBudget(name, lease.serve_s, BY_TABLE.serve_s, max(some), len(some))
            for name, some in sorted(found.items())
        )

    def reload(
        self, actor: Actor, cached: bytes, *, reason: str = "", key: str | None = None
    ) -> Receipt[Reloaded]:
        """Load a value anew and put it into every layer in place of what is there. Raises as
        :meth:`compare`."""
        actor.require(Permission.OPERATE)
        name = self._name(actor, cached)
        path = _path(name)
        done: list[int] = []

        def work(unit: Unit) -> Reloaded:
            if not done:
                done.append(len(self._answers(path, True)))
            unit.audit("reload_cached_value", "cache", None, name.partition(":")[0], after=_because(reason))
            return Reloaded(name, done[0])

        return self._core.acts.perform(
            actor, "reload_cached_value", work, result=Reloaded, key=key, undoable=False
        )

    def warm(
        self, actor: Actor, names: tuple[str, ...] = (), *, reason: str = "", key: str | None = None
    ) -> Receipt[Warmed]:
        """Load values before somebody asks: those named (``title:17``, ``titles:page?limit=100``), or the lists everybody
        begins with, the titles lent most of late, and what API processes hold in memory now, the last used first. Raises InvalidInput for a name that does not
        tell what is asked or more than 1,000, Refused without API nodes, Unreachable."""
        actor.require(Permission.OPERATE)
        if len(names) > _MOST_WARMED:
            raise InvalidInput("Name 1,000 values at most.", details={"field": "names"})
        for name in names:
            _path(name)
        wanted = names or self._usual(actor)
        done: list[Warmed] = []

        def work(unit: Unit) -> Warmed:
            if not done:
                done.append(self._warmed(wanted))
            unit.audit(
                "warm_cache", "cache", None, f"{len(wanted)} values",
                after=_because(reason, loaded=done[0].loaded, failed=done[0].failed),
            )  # fmt: skip
            return done[0]

        return self._core.acts.perform(actor, "warm_cache", work, result=Warmed, key=key, undoable=False)

    # Inside

    def _warmed(self, names: tuple[str, ...]) -> Warmed:
        loaded, failed = 0, 0
        problem: ClmsError | None = None
        for name in names:
            try:
                self._answers(_path(name), True)
                loaded += 1
            except NotFound:
                failed += 1
            except ClmsError as error:
                failed += 1
                problem = error
                if not loaded:
                    break
        if problem is not None and not loaded:
            raise problem
        return Warmed(loaded, failed)

    def _usual(self, actor: Actor) -> tuple[str, ...]:
        held = [
            entry.name
            for node in self._inspector.api_memories(actor)
            for look in node.seen
            for entry in look.entries
        ]
        known = (name for name in held if name and path_of(name) is not None)
        with self._core.database.read() as connection:
            lent = [f"title:{title_id}" for title_id in most_lent(connection, _POPULAR)]
        return tuple(dict.fromkeys((*LISTS, *lent, *known)))[:_MOST_WARMED]

    def _name(self, actor: Actor, key: bytes) -> str:
        name = self._inspector.own_name(actor, key)
        if not name:
            raise Refused("This is no value of the program's own.", code="not_ours")
        _path(name)
        return name

    def _compared(self, name: str, stored: Stored) -> Comparison:
        try:
            fresh = self._answers(_path(name), False)
        except NotFound:
            return Comparison(name, stored.absent, True, stored.made_at, ())
        if stored.absent:
            return Comparison(name, False, False, stored.made_at, ())
        cached = answer_in(stored.body)
        if cached == fresh:
            return Comparison(name, True, False, stored.made_at, ())
        found = differences(_read(cached), _read(fresh))
        return Comparison(name, not found, False, stored.made_at, found)

    def _sample(self, actor: Actor, most: int, *, only_known: bool = True) -> list[tuple[str, Stored]]:
        """Values of this library in Redis, chosen at random among up to 10,000 that a scan tells first, which goes by a hash
        of the name."""
        own = self._inspector.namespace(actor).encode().rstrip(b":")
        wanted = Wanted(under=own, type="string")
        scan = Scan(self._redis, self._inspector.servers(actor), Order(Manner.FAST, wanted, 500, keep=True))
        scan.start()
        if not scan.wait(_SCAN_S):
            scan.cancel()
        named = [(key, self._inspector.own_name(actor, key)) for key in scan.found().keys]
        known = [(key, name) for key, name in named if name and (path_of(name) or not only_known)]
        chosen = random.sample(known, min(most, len(known)))
        with self._inspector.router(actor) as router:
            answers = router.ask_each([(key, ("GET", key)) for key, _ in chosen])
        found = []
        for (_, name), data in zip(chosen, answers, strict=True):
            stored = unpack(data) if isinstance(data, bytes) else None
            if stored is not None:
                found.append((name, stored))
        return found


def _path(name: str) -> str:
    path = path_of(name)
    if path is None:
        raise Refused(
            "The name of this value does not tell what was asked.",
            hint="Of questions that were sent as a body only a digest is kept.",
            code="no_source",
            details={"name": name},
        )
    return path


def _read(data: bytes) -> object:
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:
        return data.decode("utf-8", "backslashreplace")


def _field(path: str) -> str:
    """A path without the numbers of rows: ``rows[].available``."""
    return "".join(
        part if number == 0 else "[]" + part.partition("]")[2] for number, part in enumerate(path.split("["))
    )


def _because(reason: str, **after: int) -> dict[str, object]:
    told: dict[str, object] = {"reason": reason.strip()[:_REASON_CHARS]} if reason.strip() else {}
    return {**told, **after}
