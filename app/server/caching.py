"""Answers that are served from the cache: one from memory goes out from the event loop, without a thread.

A client that wrote is told a position (``Clms-Position``) and sends it back with what it reads, here or at another node:
then it is never shown anything older than its own write. Everybody else is shown it for 50 ms at most where there is
Redis (:mod:`app.cache.freshness`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    from app.server.binding import Binding
    from app.server.request import Request

POSITION = b"clms-position"
NO_STORE, NO_CACHE = b"no-store", b"no-cache"
"""What whoever may OPERATE can ask for in Cache-Control (RFC 9111, 5.2.1): the answer as it is now, kept nowhere, or kept
in place of what is. From others that is no reason to ask the database more."""
MADE_AT_ONCE = 100
"""So many lines are put together on the event loop at most: a fifth of a millisecond."""

_MOST_DIGITS = 18
_MOST_ONCE = 10_000
SEES_PATRONS = frozenset({Permission.VIEW_PATRONS})
"""What it takes to be told more by a route that names patrons to those who may see them."""

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
        if cached is None or _wish(request):
            return None
        position, _ = place_of(request.headers)
        if position and not self._cache.knows(position):
            return None
        key = _key(cached, request)
        entry = self._cache.ready(key)
        if entry is not None:
            return kept(entry)
        if request.grant is None:
            return None
        return self.made_of_parts(key, request.binding, request.grant.actor, request.scope["query_string"])

    def knows(self, position: int) -> bool:
        """Whether what a client has seen is known here. Never waits."""
        return self._cache.knows(position)

    def lying(self, key: str) -> Entry | None:
        """What lies in memory under a key and may be served. Never waits."""
        return self._cache.ready(key)

    def made_of_parts(self, key: str, binding: Binding, actor: Actor, query: bytes) -> Answer | None:
        """The answer made of parts that lie in memory. It is tried once: one that is asked for again, or is loaded now, shall
        lie there itself."""
        cached = binding.route.cached
        if cached is None or cached.of_parts is None or key in self._made_once:
            return None
        if len(self._made_once) >= _MOST_ONCE:
            self._made_once.clear()
        self._made_once.add(key)
        of_parts = cached.of_parts
        try:
            asked = query_struct(binding, query_values(query, binding.lists))
        except InvalidInput:
            return None  # it is said where everything else is; so is what chosen fields look like
        value = self._cache.made_of_parts(key, lambda: of_parts(actor, asked))
        if value is None:
            return None
        return answer_of(value, binding.route.status, cacheable=True, fields=None)

    def read(
        self, request: Request, path: Mapping[str, Any], query: Any, make: Callable[[], tuple[Any, Answer]]
    ) -> Answer:
        """The answer; ``make`` gives the value and the answer where neither lies anywhere. Raises what it raises."""
        assert request.binding is not None
        cached = request.binding.route.cached
        position, stand = place_of(request.headers)
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
            return Loaded(answer.tag + b"\n" + answer.body, tags(value))

        def tags(value: Any) -> tuple[str, ...]:
            found = dict.fromkeys(cached.tags(path, query, value))
            return (*found, _NAMES_PATRONS) if names_patrons else tuple(found)

        keeping = Keeping(cached.good_for_s, private=names_patrons)
        if wish:
            return kept(self._cache.refresh(_key(cached, request), (), load, keeping))
        return kept(self._cache.read(_key(cached, request), (), load, keeping))


def kept(entry: Entry) -> Answer:
    """The answer that was kept. Raises NotFound where that is what it says."""
    if entry.absent:
        absent = _absent.decode(entry.body)
        raise NotFound(absent.message, hint=absent.hint, code=absent.code, details=absent.details)
    tag, body = tag_and_body(entry)
    return kept_answer(bytes(body), JSON, tag)


def tag_and_body(entry: Entry) -> tuple[bytes, memoryview]:
    """The ETag of a kept answer, b"" for none, and its body where it lies."""
    end = entry.body.index(b"\n")
    return entry.body[:end], memoryview(entry.body)[end + 1 :]


def keys_of(cached: Cached, texts: Sequence[str], query: bytes, content: bytes = b"") -> tuple[str, str]:
    """``titles:page?limit=100&sort=title``: what is asked, in one order; and the key for those who are told more, which
    is another where patrons are named to some."""
    key = ":".join((cached.name, *texts))
    if query:
        asked = query.decode("latin-1")
        key = f"{key}?{'&'.join(sorted(asked.split('&'))) if '&' in asked else asked}"
    if content:
        key = f"{key}!{hashlib.blake2b(content, digest_size=16).hexdigest()}"
    return key, f"{key}#named" if cached.patrons is Patrons.PERMITTED else key


def _key(cached: Cached, request: Request) -> str:
    everybodys, named = keys_of(cached, request.texts, request.scope["query_string"], request.content)
    return named if _is_named(cached, request) else everybodys


def _is_named(cached: Cached, request: Request) -> bool:
    return (
        cached.patrons is Patrons.PERMITTED
        and request.grant is not None
        and request.grant.permissions >= SEES_PATRONS
    )


def _wish(request: Request) -> bytes:
    """NO_STORE or NO_CACHE where the caller may ask for that and does; else b""."""
    wish: bytes = request.headers.get(b"cache-control", b"")
    if wish not in (NO_STORE, NO_CACHE) or request.grant is None:
        return b""
    return wish if Permission.OPERATE in request.grant.permissions else b""


def place_of(headers: Mapping[bytes, bytes]) -> tuple[int, str]:
    """The position the client gives and where that stands in the servers' log; 0 and "" for none or nonsense."""
    given = headers.get(POSITION)
    if given is None:
        return 0, ""
    number, _, stand = given.partition(b"@")
    if not number.isdigit() or len(number) > _MOST_DIGITS:
        return 0, ""
    return int(number), stand.decode("latin-1")
