"""Answers that lie in memory, given where their request comes in: most of what a node is asked.

A request's line and its headers are read once (:mod:`app.server.plain`), and what they mean here is remembered with them:
which route, under which key the answer lies, whose token. What is left to do with each request is what may have changed
since: whether the token is still good, whether what lies there may be served, whether somebody asks too often. Whatever
isn't answered here, an error as much as what has to be loaded, is answered by :mod:`app.server.kernel`, and nothing was
counted before that.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.actors import Permission
from app.errors import ClmsError
from app.server.answers import JSON, is_known, kept_answer, lasting_headers, public_headers
from app.server.binding import Binding
from app.server.caching import NO_CACHE, NO_STORE, SEES_PATRONS, keys_of, place_of, tag_and_body
from app.server.gate import Grant
from app.server.matching import Table
from app.server.node import Node
from app.server.noting import Noting
from app.server.origins import Origins
from app.server.plain import Client, Headers, Reader, Target, forwarded, forwarded_by
from app.server.protocol import Parts, head_of

_MOST_HEADS = 4_096
_BEARER = b"bearer"


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What a request's line asks for, where answers to it are kept. ``key_named`` is for those who may see patrons."""

    binding: Binding
    query: bytes
    key: str
    key_named: str
    permissions: frozenset[Permission]
    public: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Asker:
    """What a request's headers say of whoever asks. Without a ``token`` it is the public."""

    token: str
    known: str | None
    position: int
    origin: bytes
    forwarded: tuple[bytes | None, ...]


class AtOnce:
    """The part of an application that never waits. Called on the event loop."""

    def __init__(
        self, node: Node, table: Table, origins: Origins | None, noting: Noting, numbers: Iterator[str]
    ) -> None:
        self._node = node
        self._table = table
        self._origins = origins
        self._noting = noting
        self._numbers = numbers
        self._read = Reader(self._asked, self._asker).read
        self._head = lru_cache(_MOST_HEADS)(self._head_of)

    def answer(self, data: bytes, client: Client, scheme: str, trusted: tuple[str, ...]) -> Parts | None:
        """The answer to a request, where it lies in memory and is for somebody who is known; else None."""
        started = time.perf_counter()
        found = self._read(data)
        if found is None or self._node.closing:
            return None
        asked, asker, number = found
        if asker.forwarded:
            client, scheme = forwarded(client, scheme, asker.forwarded, trusted)
        address = client[0] if client else ""
        grant = self._grant(asked, asker, address)
        if grant is None:
            return None
        ready = self._ready(asked, asker, grant)
        if ready is None:
            return None
        try:
            self._node.gate.admit(grant)
        except ClmsError:
            return None
        status, tag, body = ready
        size = len(body)
        head = self._head(status, tag, size, scheme == "https", not asker.token, asker.origin)
        number = number or next(self._numbers)
        seconds = time.perf_counter() - started
        self._noting.note_at_once(number, asked.binding, status, seconds, size, address, grant)
        return status, b"x-request-id: %s\r\n%s" % (number.encode(), head), body

    def _grant(self, asked: _Asked, asker: _Asker, address: str) -> Grant | None:
        """Of somebody who is known and may ask for this."""
        gate = self._node.gate
        if not asker.token:
            return gate.public(address) if asked.public else None
        grant = gate.known(asker.token)
        return grant if grant is not None and asked.permissions <= grant.permissions else None

    def _ready(
        self, asked: _Asked, asker: _Asker, grant: Grant
    ) -> tuple[int, bytes, bytes | memoryview] | None:
        """Status, ETag and body."""
        cached = self._node.cached
        if asker.position and not cached.knows(asker.position):
            return None
        key = asked.key_named if grant.permissions >= SEES_PATRONS else asked.key
        entry = cached.lying(key)
        body: bytes | memoryview
        if entry is None:
            made = cached.made_of_parts(key, asked.binding, grant.actor, asked.query)
            if made is None:
                return None
            tag, body = made.tag, made.body
        elif entry.absent:
            return None
        else:
            tag, body = tag_and_body(entry)
        if asker.known is not None and is_known(asker.known, tag):
            return 304, tag, b""
        return 200, tag, body

    def _head_of(self, status: int, tag: bytes, size: int, https: bool, public: bool, origin: bytes) -> bytes:
        """The headers of a kept answer, but for the request's number."""
        own = kept_answer(b"", JSON, tag).headers
        headers = lasting_headers(status, public_headers(own) if public else own, JSON, size, None, https)
        if self._origins is not None:
            self._origins.add_to(headers, origin)
        return head_of(headers)

    # What is remembered

    def _asked(self, target: Target) -> _Asked | None:
        try:
            binding, texts = self._table.find("GET", target.path, target.raw_path)
        except ClmsError:
            return None
        route = binding.route
        if route.cached is None:
            return None
        public = route.catalogue and self._node.options.public_catalogue
        keys = keys_of(route.cached, texts, target.query)
        return _Asked(binding, target.query, *keys, frozenset(route.permissions), public)

    def _asker(self, headers: Headers) -> _Asker | None:
        if headers.get(b"cache-control") in (NO_CACHE, NO_STORE):
            return None
        scheme, _, token = headers.get(b"authorization", b"").partition(b" ")
        if scheme and (scheme.lower() != _BEARER or not token):
            return None
        known = headers.get(b"if-none-match")
        return _Asker(
            token.strip().decode("latin-1"),
            None if known is None else known.decode("latin-1"),
            place_of(headers)[0],
            b"" if self._origins is None else self._origins.named(headers),
            forwarded_by(headers),
        )
