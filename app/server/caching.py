"""Answers that are served from the cache: one from memory goes out from the event loop, without a thread.

A client that wrote is told a position (``Clms-Position``) and sends it back with what it reads, here or at another node:
then it is never shown anything older than its own write. Everybody else is shown it for 50 ms at most where there is
Redis (:mod:`app.cache.freshness`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec

from app import decoding
from app.cache.layered import Cache, Keeping, Loaded
from app.cache.memory import Entry
from app.cache.tags import flag
from app.database.reading import after
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed
from app.errors import InvalidInput, NotFound
from app.server.answers import JSON, Answer, answer_of, kept_answer
from app.server.reading import query_struct, query_values

if TYPE_CHECKING:
    from app.server.request import Request

POSITION = b"clms-position"
NO_STORE, NO_CACHE = b"no-store", b"no-cache"
"""What whoever may OPERATE can ask for in Cache-Control (RFC 9111, 5.2.1): the answer as it is now, kept nowhere, or kept
in place of what is. From others that is no reason to ask the database more."""
MADE_AT_ONCE = 100
"""So many lines are put together on the event loop at most: a fifth of a millisecond."""

_MOST_DIGITS = 18
_MOST_ONCE = 10_000
_NAMES_PATRONS = flag(Changed.PATRONS)


class Patrons(Enum):
    """Whether an answer names patrons. One that does never leaves the process' memory."""

    NEVER = "never"
    PERMITTED = "to those who may see patrons; others get another answer"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Cached:
    """How the answers of a route are cached.

    Keys begin with ``name``: ``titles:page``. ``tags(path, query, value)`` gives what the answer depends on; ``query`` is
    the body of a search that is POSTed, ``value`` None where there is no such record. ``of_parts(actor, query)`` gives what
    is answered, or None, without asking anybody: by the parts that are kept of other answers (:mod:`app.cache.parts`).
    """

    name: str
    tags: Callable[[Mapping[str, Any], Any, Any], Iterable[str]]
    patrons: Patrons = Patrons.NEVER
    good_for_s: float = 3_600.0
    of_parts: Callable[[Actor, Any], Any] | None = None


class _Absent(msgspec.Struct, array_like=True):
    message: str
    hint: str
    code: str
    details: dict[str, Any]


_absent = decoding.unpacker(_Absent)


class CachedAnswers:
    """Reads answers through the cache of the App."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._made_once: set[str] = set()

    def ready(self, request: Request) -> Answer | None:
        """The answer if it lies in memory. Never waits. Raises NotFound where that is what lies there."""
        assert request.binding is not None
        cached = request.binding.route.cached
        if cached is None:
            return None
        position, _ = _place(request)
        if _wish(request):
            return None
        if position and not self._cache.knows(position):
            return None
        key = _key(cached, request)
        entry = self._cache.ready(key)
        if entry is not None:
            return _answer(entry)
        return None if cached.of_parts is None else self._made_of_parts(cached, key, request)

    def _made_of_parts(self, cached: Cached, key: str, request: Request) -> Answer | None:
        """The answer made of parts that lie in memory. It is tried once: one that is asked for again, or is loaded now, shall
        lie there itself."""
        if key in self._made_once:
            return None
        if len(self._made_once) >= _MOST_ONCE:
            self._made_once.clear()
        self._made_once.add(key)
        assert request.binding is not None
        assert request.grant is not None
        binding, actor = request.binding, request.grant.actor
        try:
            query = query_struct(binding, query_values(request.scope["query_string"], binding.lists))
        except InvalidInput:
            return None  # it is said where everything else is; so is what chosen fields look like
        value = self._cache.made_of_parts(key, lambda: cached.of_parts and cached.of_parts(actor, query))
        if value is None:
            return None
        return answer_of(value, binding.route.status, cacheable=True, fields=None)

    def read(
        self, request: Request, path: Mapping[str, Any], query: Any, make: Callable[[], tuple[Any, Answer]]
    ) -> Answer:
        """The answer; ``make`` gives the value and the answer where neither lies anywhere. Raises what it raises."""
        assert request.binding is not None
        cached = request.binding.route.cached
        position, stand = _place(request)
        wish = _wish(request)
        if wish == NO_STORE:
            with after(stand):
                return make()[1]
        if cached is None or (position and not self._cache.reach(position)):
            with after(stand):
                return make()[1]
        names_patrons = cached.patrons is Patrons.ALWAYS or _is_named(cached, request)

        def load() -> Loaded:
            try:
                value, answer = make()
            except NotFound as error:
                absent = _Absent(error.message, error.hint, error.code, dict(error.details))
                return Loaded(msgspec.msgpack.encode(absent), tags(None), absent=True)
            return Loaded(dict(answer.headers).get(b"etag", b"") + b"\n" + answer.body, tags(value))

        def tags(value: Any) -> tuple[str, ...]:
            found = dict.fromkeys(cached.tags(path, query, value))
            return (*found, _NAMES_PATRONS) if names_patrons else tuple(found)

        keeping = Keeping(cached.good_for_s, private=names_patrons)
        if wish:
            return _answer(self._cache.refresh(_key(cached, request), (), load, keeping))
        return _answer(self._cache.read(_key(cached, request), (), load, keeping))


def _answer(entry: Entry) -> Answer:
    if entry.absent:
        absent = _absent.decode(entry.body)
        raise NotFound(absent.message, hint=absent.hint, code=absent.code, details=absent.details)
    end = entry.body.index(b"\n")
    return kept_answer(entry.body[end + 1 :], JSON, entry.body[:end])


def _key(cached: Cached, request: Request) -> str:
    """``titles:page?limit=100&sort=title``: what is asked, in one order, and whether patrons are named."""
    key = ":".join((cached.name, *request.texts))
    query: bytes = request.scope["query_string"]
    if query:
        asked = query.decode("latin-1")
        key = f"{key}?{'&'.join(sorted(asked.split('&'))) if '&' in asked else asked}"
    if request.content:
        key = f"{key}!{hashlib.blake2b(request.content, digest_size=16).hexdigest()}"
    return f"{key}#named" if _is_named(cached, request) else key


def _is_named(cached: Cached, request: Request) -> bool:
    return (
        cached.patrons is Patrons.PERMITTED
        and request.grant is not None
        and Permission.VIEW_PATRONS in request.grant.permissions
    )


def _wish(request: Request) -> bytes:
    """NO_STORE or NO_CACHE where the caller may ask for that and does; else b""."""
    wish: bytes = request.headers.get(b"cache-control", b"")
    if wish not in (NO_STORE, NO_CACHE) or request.grant is None:
        return b""
    return wish if Permission.OPERATE in request.grant.permissions else b""


def _place(request: Request) -> tuple[int, str]:
    """The position the client gives and where that stands in the servers' log; 0 and "" for none or nonsense."""
    given = request.headers.get(POSITION)
    if given is None:
        return 0, ""
    number, _, stand = given.partition(b"@")
    if not number.isdigit() or len(number) > _MOST_DIGITS:
        return 0, ""
    return int(number), stand.decode("latin-1")
