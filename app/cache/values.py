"""What lies in the layers: serialised bytes with what is needed to judge them, never an object that runs code.

A value's whole age is counted from the beginning of the load that made it and travels with it, so that passing from one
layer to the next never makes it younger.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from typing import Generic, TypeVar

import msgspec
import zstandard

from app import decoding

T = TypeVar("T")

SCHEMA = 1
"""Stands in every key; raised whenever :class:`Stored` or what lies in it changes, which leaves old entries to expire."""

COMPRESS_FROM = 2_048
"""Bytes from which on a value is compressed where it leaves the process."""

LONGEST_KEY = 200
_LARGEST = 64_000_000
_DIGEST_BYTES = 16


class Stored(msgspec.Struct, frozen=True, array_like=True):
    """A value as the layers outside this process hold it.

    ``made_at`` is when its load began (seconds since 1970, the library's clock), ``good_for`` its whole age in
    seconds, whichever layers it passes. ``newest`` and ``missing`` say which changes the load had before its eyes: all
    ids up to ``newest`` (which is told from its namesakes by ``print``) but the ``missing`` ones. ``load_s`` is how long
    the load took; ``absent`` marks that there is no such record.
    """

    made_at: float
    good_for: float
    load_s: float
    newest: int
    print: int
    missing: tuple[int, ...]
    tags: tuple[str, ...]
    absent: bool
    packed: bool
    body: bytes


class Codec(Generic[T]):
    """Writes and reads values of one type as MessagePack."""

    def __init__(self, kind: type[T]) -> None:
        self.encode = msgspec.msgpack.Encoder().encode
        self.decode = decoding.unpacker(kind).decode


_stored = Codec(Stored)


class _Packers(threading.local):
    """What makes bodies smaller and reads them: each has tables that take longer to set up than a body to pack, and is one
    thread's at a time."""

    def __init__(self) -> None:
        self.smaller = zstandard.ZstdCompressor(level=1)
        self.read = zstandard.ZstdDecompressor()


_packers = _Packers()


def pack(stored: Stored) -> bytes:
    """The bytes of an entry, its body compressed where that pays."""
    if len(stored.body) >= COMPRESS_FROM:
        smaller = _packers.smaller.compress(stored.body)
        if len(smaller) < len(stored.body):
            stored = msgspec.structs.replace(stored, packed=True, body=smaller)
    return _stored.encode(stored)


def unpack(data: bytes) -> Stored | None:
    """The entry in these bytes; None when they are none of ours, which whoever can write to a shared store may cause."""
    try:
        stored = _stored.decode(data)
        if stored.packed:
            body = _packers.read.decompress(stored.body, max_output_size=_LARGEST)
            stored = msgspec.structs.replace(stored, packed=False, body=body)
    except (msgspec.DecodeError, zstandard.ZstdError, UnicodeDecodeError):
        return None
    return stored


def namespace_of(library_id: str) -> str:
    """What stands before every key, so that libraries and releases share a Redis without meeting."""
    return f"clms:{SCHEMA}:{library_id.replace('{', '').replace('}', '')}:"


def key_of(name: str, parts: Iterable[object] = ()) -> str:
    """A key after the namespace, as the guide has them: ``books:page:limit=100&sort=title``.

    A long tail (somebody's search for half a sentence) becomes its digest.
    """
    tail = ":".join(str(part) for part in parts)
    key = f"{name}:{tail}" if tail else name
    if len(key) <= LONGEST_KEY:
        return key
    digest = hashlib.blake2b(tail.encode(), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{name}:#{digest}"
