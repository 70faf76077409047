"""How a set of records is kept: one bit for each of the 65,536 ids of a chunk, small enough to store and send.

A set of up to 128 ids is stored as their 16-bit numbers, a larger one as its deflated bit set; in memory both are
one Python integer, so that AND, OR and counting run at memory speed in a process without any server's help.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator

CHUNK_BITS = 16
_IDS = 1 << CHUNK_BITS
_LOW = _IDS - 1
_BYTES = _IDS // 8
_FEW = 128
_LISTED, _DEFLATED = b"\x00", b"\x01"
_NOT_ZERO = re.compile(rb"[^\x00]", re.DOTALL)
_HIGH_FIRST = tuple(tuple(bit for bit in range(7, -1, -1) if byte >> bit & 1) for byte in range(256))


def split(record_id: int) -> tuple[int, int]:
    """The chunk a record belongs to and its number in there."""
    return record_id >> CHUNK_BITS, record_id & _LOW


def join(chunk: int, low: int) -> int:
    """The record id of number ``low`` in ``chunk``."""
    return chunk << CHUNK_BITS | low


def pack(lows: Iterable[int]) -> int:
    """The bit set of the given numbers."""
    room = bytearray(_BYTES)
    for low in lows:
        room[low >> 3] |= 1 << (low & 7)
    return int.from_bytes(room, "little")


def encode_lows(lows: Iterable[int]) -> bytes:
    """The stored form of the given numbers; repeats are allowed."""
    numbers = array("H", sorted(set(lows)))
    if len(numbers) > _FEW:
        return _deflate(pack(numbers))
    if sys.byteorder == "big":
        numbers.byteswap()
    return _LISTED + numbers.tobytes()


def encode(bits: int) -> bytes:
    """The stored form of a bit set."""
    return _deflate(bits) if bits.bit_count() > _FEW else encode_lows(highest_first(bits))


def _deflate(bits: int) -> bytes:
    return _DEFLATED + zlib.compress(bits.to_bytes(_BYTES, "little"), 1)


def decode(stored: bytes) -> int:
    """The bit set of a stored form."""
    if stored[:1] == _DEFLATED:
        return int.from_bytes(zlib.decompress(stored[1:]), "little")
    if len(stored) == 3:
        return 1 << (stored[1] | stored[2] << 8)
    return pack(_listed(stored))


def decode_union(stored: Iterable[bytes]) -> int:
    """The bit set of all records in any of many stored forms, most of them small."""
    bits = 0
    room = bytearray(_BYTES)
    for one in stored:
        if one[:1] == _DEFLATED:
            bits |= decode(one)
            continue
        for low in _listed(one):
            room[low >> 3] |= 1 << (low & 7)
    return bits | int.from_bytes(room, "little")


def _listed(stored: bytes) -> array[int]:
    numbers = array("H", stored[1:])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def highest_first(bits: int) -> Iterator[int]:
    """The numbers in a bit set, from the highest down."""
    data = bits.to_bytes(_BYTES, "big")
    for match in _NOT_ZERO.finditer(data):
        at = match.start()
        base = (_BYTES - 1 - at) << 3
        for bit in _HIGH_FIRST[data[at]]:
            yield base | bit
