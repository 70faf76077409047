"""What was measured, kept for a month: buckets of time that are thinned as they grow old, and lose no spike by it.

A bucket says of a span of time the least, the largest and the mean value, and of how many samples. Where there is no
bucket nothing is known.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Literal, NamedTuple

import msgspec

from app import decoding
from app.domain.measuring import Values


class Bucket(NamedTuple):
    """One metric in one slot of time, which begins at ``at``, in seconds since 1970."""

    at: int
    low: float
    high: float
    mean: float
    number: int


Buckets = Sequence[Bucket]
Tracks = Mapping[str, Buckets]
"""Metric → its buckets, the oldest first, no two of one slot."""


@dataclass(frozen=True, slots=True)
class Tier:
    """How fine and how long something is kept. ``chunk_s`` is the span of time that is stored in one piece."""

    width_s: int
    chunk_s: int
    keep_s: int

    def slot(self, at: float) -> int:
        """The beginning of the slot a time is in."""
        return int(at // self.width_s) * self.width_s

    def chunk(self, at: float) -> int:
        """The beginning of the piece a time is in."""
        return int(at // self.chunk_s) * self.chunk_s


HOUR_S, DAY_S = 3600, 86_400

LIVE = Tier(1, 60, HOUR_S)
"""While somebody watches."""
SAMPLES = Tier(30, 1800, DAY_S)
"""Always: the guide's every 30 seconds for 24 hours."""
MINUTES = Tier(60, HOUR_S, 30 * DAY_S)
"""What SAMPLES are thinned to."""

TIERS = {tier.width_s: tier for tier in (LIVE, SAMPLES, MINUTES)}


def sampled(tier: Tier, at: float, values: Values) -> dict[str, list[Bucket]]:
    """The tracks of one sample. What is not known gets no bucket."""
    slot = tier.slot(at)
    return {
        name: [Bucket(slot, value, value, value, 1)]
        for name, value in values.items()
        if value is not None and math.isfinite(value)
    }


def joined(one: Bucket, other: Bucket) -> Bucket:
    """Two buckets of one slot as one, at the time of the first."""
    number = one.number + other.number
    mean = (one.mean * one.number + other.mean * other.number) / number
    low, high = min(one.low, other.low), max(one.high, other.high)
    return Bucket(one.at, low, high, min(max(mean, low), high), number)


def thinned(buckets: Iterable[Bucket], width_s: int) -> list[Bucket]:
    """The same in wider slots: the least of the least, the largest of the largest, the mean by counts."""
    found: list[Bucket] = []
    for bucket in buckets:
        wider = bucket._replace(at=bucket.at // width_s * width_s)
        if found and found[-1].at == wider.at:
            found[-1] = joined(found[-1], wider)
        else:
            found.append(wider)
    return found


def merged(*tracks: Tracks) -> dict[str, list[Bucket]]:
    """Tracks of one tier as one. Of two buckets of a slot the first one's counts: the second is the same, told again."""
    found: dict[str, list[Bucket]] = {}
    for each in tracks:
        for name, buckets in each.items():
            known = found.setdefault(name, [])
            if not buckets:
                continue
            if not known or known[-1].at < buckets[0].at:  # as pieces of a history follow each other
                known.extend(buckets)
            else:
                by_time = {bucket.at: bucket for bucket in (*buckets, *known)}
                found[name] = [by_time[at] for at in sorted(by_time)]
    return found


@dataclass(frozen=True, slots=True)
class Block:
    """What is stored in one piece: tracks of a target in one tier, from ``start`` on."""

    target: str
    tier: Tier
    start: int
    tracks: Tracks


_BUCKET = partial(tuple.__new__, Bucket)
"""A bucket of its values, without a call in between: a day of a dozen figures is 35,000."""


class _Column(msgspec.Struct, array_like=True):
    """A metric's buckets: slots counted from the piece's beginning, then doubles; none for low, high and count where
    every bucket is of one sample."""

    slots: bytes
    mean: bytes
    low: bytes = b""
    high: bytes = b""
    count: bytes = b""


_CODE = decoding.unpacker(dict[str, _Column])


def packed(tracks: Tracks, start: int, width_s: int) -> bytes:
    """Tracks as bytes, little-endian as every computer this runs on."""
    columns = {}
    for name, buckets in tracks.items():
        column = _Column(
            array("H", [(bucket.at - start) // width_s for bucket in buckets]).tobytes(),
            array("d", [bucket.mean for bucket in buckets]).tobytes(),
        )
        if any(bucket.number != 1 for bucket in buckets):
            column.low = array("d", [bucket.low for bucket in buckets]).tobytes()
            column.high = array("d", [bucket.high for bucket in buckets]).tobytes()
            column.count = array("I", [bucket.number for bucket in buckets]).tobytes()
        columns[name] = column
    return msgspec.msgpack.encode(columns)


def unpacked(
    content: bytes, start: int, width_s: int, names: Iterable[str] | None = None
) -> dict[str, list[Bucket]]:
    """The tracks of :func:`packed`; of these metrics only, where some are named."""
    columns = _CODE.decode(content)
    wanted = columns if names is None else [name for name in names if name in columns]
    return {name: _buckets(columns[name], start, width_s) for name in wanted}


def _buckets(column: _Column, start: int, width_s: int) -> list[Bucket]:
    slots, means = _numbers("H", column.slots), _numbers("d", column.mean)
    times = [start + int(slot) * width_s for slot in slots]
    if not column.count:
        return list(map(_BUCKET, zip(times, means, means, means, repeat(1), strict=False)))
    lows, highs = _numbers("d", column.low), _numbers("d", column.high)
    return list(map(Bucket, times, lows, highs, means, map(int, _numbers("I", column.count))))


def _numbers(code: Literal["H", "I", "d"], content: bytes) -> array[float]:
    found: array[float] = array(code)  # whole numbers are numbers here
    found.frombytes(content)
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A span of time to be read from one tier, and the width its buckets are then drawn with."""

    tier: Tier
    since: float
    until: float
    width_s: int


def plan(since: float, until: float, now: float) -> tuple[Part, ...]:
    """Where a span of time is read. Of the last hour what was watched is as fine as it was; of a span that reaches
    beyond a day everything is in minutes."""
    wide = since < now - SAMPLES.keep_s
    width = MINUTES.width_s if wide else SAMPLES.width_s
    parts = [Part(SAMPLES, max(since, now - SAMPLES.keep_s - HOUR_S), until, width)]
    if wide:
        parts.insert(0, Part(MINUTES, since, until, width))
    elif until - since <= LIVE.keep_s and since >= now - LIVE.keep_s:
        parts.insert(0, Part(LIVE, since, until, LIVE.width_s))
    return tuple(part for part in parts if part.since < part.until)


def laid_over(fine: Buckets, coarse: Buckets, width_s: int) -> list[Bucket]:
    """Fine buckets, and coarse ones of ``width_s`` where there is no fine one in their slot."""
    if not fine:
        return list(coarse)
    covered = {bucket.at // width_s for bucket in fine}
    rest = [bucket for bucket in coarse if bucket.at // width_s not in covered]
    return sorted([*fine, *rest])


def slope(points: Sequence[tuple[float, float]]) -> float | None:
    """How fast a value moves, a second, by Theil and Sen: the median of the slopes between all pairs, which a few wild
    values don't bend. None with fewer than three points, or all at one time."""
    if len(points) < 3:
        return None
    slopes = sorted(
        (y2 - y1) / (x2 - x1)
        for place, (x1, y1) in enumerate(points)
        for x2, y2 in points[place + 1 :]
        if x2 != x1
    )
    if not slopes:
        return None
    middle = len(slopes) // 2
    return slopes[middle] if len(slopes) % 2 else (slopes[middle - 1] + slopes[middle]) / 2
