"""How a set of records is kept: one bit for each of the 65,536 ids of a chunk, small enough to store and send.

A set of up to 320 ids is stored as their 16-bit numbers, a larger one as its deflated bit set, one that deflating
would hardly shrink as it is; in memory all are one Python integer, so that AND, OR and counting run at memory speed
without any server's help.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence

CHUNK_BITS = 16
_IDS = 1 << CHUNK_BITS
_LOW = _IDS - 1
_BYTES = _IDS // 8
_FEW, _MANY = 320, 5_000
_HANDFUL = 16
#: From so many on, writing a set as binary digits and reading those as a number is faster than setting single bits.
_MANY_DIGITS, _ONE = 2_000, ord("1")
_LISTED, _DEFLATED, _PLAIN = b"\x00", b"\x01", b"\x02"
_NOT_ZERO = re.compile(rb"[^\x00]", re.DOTALL)
_HIGH_FIRST = tuple(tuple(bit for bit in range(7, -1, -1) if byte >> bit & 1) for byte in range(256))


def split(record_id: int) -> tuple[int, int]:
    """The chunk a record belongs to and its number in there."""
    return record_id >> CHUNK_BITS, record_id & _LOW


def join(chunk: int, low: int) -> int:
    """The record id of number ``low`` in ``chunk``."""
    return chunk << CHUNK_BITS | low


def pack(lows: Collection[int]) -> int:
    """The bit set of the given numbers."""
    if len(lows) > _MANY_DIGITS:
        digits = bytearray(b"0") * _IDS
        for low in lows:
            digits[low] = _ONE
        digits.reverse()
        return int(digits, 2)
    room = bytearray(_BYTES)
    for low in lows:
        room[low >> 3] |= 1 << (low & 7)
    return int.from_bytes(room, "little")


def as_bytes(bits: int) -> bytes:
    """A bit set byte by byte: bit 0 of the first is number 0."""
    return bits.to_bytes(_BYTES, "little")


def encode_lows(lows: Iterable[int]) -> bytes:
    """The stored form of the given numbers; repeats are allowed."""
    distinct = set(lows)
    if len(distinct) == 1:  # most words are one record's
        (low,) = distinct
        return _LISTED + low.to_bytes(2, "little")
    if len(distinct) > _FEW:
        return _encode_bits(pack(distinct), len(distinct))
    numbers = array("H", sorted(distinct))
    if sys.byteorder == "big":
        numbers.byteswap()
    return _LISTED + numbers.tobytes()


def encode(bits: int) -> bytes:
    """The stored form of a bit set."""
    size = bits.bit_count()
    return _encode_bits(bits, size) if size > _FEW else encode_lows(highest_first(bits))


def _encode_bits(bits: int, size: int) -> bytes:
    data = as_bytes(bits)
    if size > _MANY:
        return _PLAIN + data
    # Runs of zero bytes are all there is to find in sparse bits; looking for more makes it larger, not smaller.
    deflater = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    return _DEFLATED + deflater.compress(data) + deflater.flush()


def edit(stored: bytes | None, added: Sequence[int], removed: Sequence[int]) -> bytes | None:
    """The stored form after adding and removing numbers; None when none is left."""
    if stored is None:
        return encode_lows(added) if added else None
    if stored[:1] == _LISTED:
        lows = set(_listed(stored))
        lows.update(added)
        lows.difference_update(removed)
        return encode_lows(lows) if lows else None
    bits = decode(stored)
    if added:
        bits |= pack(added)
    if removed:
        bits &= ~pack(removed)
    return encode(bits) if bits else None


def joined(stored: bytes, more: bytes) -> bytes:
    """The stored form of the numbers in either."""
    if stored[:1] == _LISTED == more[:1]:
        return encode_lows([*_listed(stored), *_listed(more)])
    return encode(decode(stored) | decode(more))


def decode(stored: bytes) -> int:
    """The bit set of a stored form."""
    kind = stored[:1]
    if kind == _DEFLATED:
        return int.from_bytes(zlib.decompress(stored[1:]), "little")
    if kind == _PLAIN:
        return int.from_bytes(stored[1:], "little")
    if len(stored) == 3:
        return 1 << (stored[1] | stored[2] << 8)
    return pack(_listed(stored))


def decode_union(stored: Iterable[bytes]) -> int:
    """The bit set of all records in any of many stored forms, most of them small."""
    bits = 0
    room = bytearray(_BYTES)
    for one in stored:
        if one[:1] != _LISTED:
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
    if bits.bit_count() <= _HANDFUL:
        while bits:
            highest = bits.bit_length() - 1
            yield highest
            bits ^= 1 << highest
        return
    data = bits.to_bytes(_BYTES, "big")
    for match in _NOT_ZERO.finditer(data):
        at = match.start()
        base = (_BYTES - 1 - at) << 3
        for bit in _HIGH_FIRST[data[at]]:
            yield base | bit
