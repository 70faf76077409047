"""What is seen of cached keys: servers, branches of names, scans, what of it is estimated and how surely.

A key is bytes, for Redis takes any. A branch is what keys have in common up to a ``:``, or up to the ``?``, ``!`` or
``#`` with which the program's own keys begin what was asked; the branch of all keys is ``b""``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

SLOTS = 16_384
TTL_EDGES_S = (60, 300, 3_600, 14_400, 43_200, 86_400, 604_800)
"""The upper edges of the classes of the time keys have left; one more is beyond them, and one for keys without an end."""
TTL_CLASSES = ("< 1 min", "< 5 min", "< 1 h", "< 4 h", "< 12 h", "< 1 d", "< 7 d", "≥ 7 d", "none")
_SURE = 1.96  # of a normal distribution, 95 of 100 lie within


class Manner(StrEnum):
    """How a scan asks: so that nobody notices, or as fast as it can."""

    GENTLE = "gentle"
    FAST = "fast"


class PartState(StrEnum):
    """How far the scan of one node is. ``WAITING`` is for another node to take over from one that failed."""

    RUNNING = "running"
    PAUSED = "paused"
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RedisServer:
    """One server as the cluster tells of it; ``replica_of`` names its primary, "" for a primary. ``slots`` are ranges,
    both ends within. ``moving`` is the number of slots that are on their way from or to it."""

    name: str
    replica_of: str = ""
    slots: tuple[tuple[int, int], ...] = ()
    moving: int = 0
    failing: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        host, _, port = self.name.rpartition(":")
        return host, int(port)

    @property
    def slot_count(self) -> int:
        """How many slots it serves."""
        return sum(last - first + 1 for first, last in self.slots)

    def serves(self, slot: int) -> bool:
        """Whether a slot is its."""
        return any(first <= slot <= last for first, last in self.slots)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A sum that was estimated from a sample: with 95 % confidence it is within ``error`` of ``value``; 0 where all was
    measured. ``error`` is None where too little was measured to say so."""

    value: float
    error: float | None

    @property
    def share_of_error(self) -> float | None:
        """The error as a share of the value; None where nobody can tell."""
        return None if self.error is None or not self.value else self.error / self.value


@dataclass(frozen=True, slots=True)
class Stratum:
    """``keys`` of which ``measured`` were measured: the sum of what those had and of its squares."""

    keys: int
    measured: int
    total: float
    squares: float


def sum_of(strata: Iterable[Stratum]) -> Estimate:
    """The sum over strata, each estimated from its own sample (Cochran, Sampling Techniques, 1977, ch. 5): variances of
    the strata add up. Of a stratum nobody measured the mean of the others is taken, and the error is not known if it is
    a tenth of all or more."""
    strata = tuple(strata)
    measured = sum(each.measured for each in strata)
    mean_of_all = sum(each.total for each in strata) / measured if measured else 0.0
    value, variance, keys, unmeasured = 0.0, 0.0, 0, 0
    for each in strata:
        keys += each.keys
        if not each.measured:
            value += each.keys * mean_of_all
            unmeasured += each.keys
            continue
        value += each.keys * each.total / each.measured
        variance += _variance(each)
    if not measured or unmeasured * 10 > keys:
        return Estimate(value, None if keys else 0.0)
    return Estimate(value, _SURE * math.sqrt(variance))


def _variance(stratum: Stratum) -> float:
    n, keys = stratum.measured, max(stratum.keys, stratum.measured)
    if n >= keys:
        return 0.0
    mean = stratum.total / n
    spread = mean * mean if n < 2 else max(0.0, (stratum.squares - n * mean * mean) / (n - 1))
    return keys * keys * (1 - n / keys) * spread / n


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch as far as it was scanned: its keys, their bytes, the share of all bytes (0 to 1), and how many branches lie
    below it. ``leaf`` says that the keys lie right here."""

    name: bytes
    keys: int
    bytes: Estimate
    share: float
    branches: int
    leaf: bool

    @property
    def label(self) -> str:
        """The name as people read it; what is not UTF-8 is escaped."""
        return shown(self.name)


@dataclass(frozen=True, slots=True)
class SizedKey:
    """A key and what it was found to take, when it was measured."""

    key: bytes
    type: str
    bytes: int
    ttl_ms: int | None
    node: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What was estimated of the keys of a branch: how many there are of each type, and of each class of time left
    (:data:`TTL_CLASSES`), as shares of what was measured."""

    measured: int
    types: dict[str, float] = field(default_factory=dict)
    ttls: tuple[float, ...] = (0.0,) * len(TTL_CLASSES)


@dataclass(frozen=True, slots=True)
class PartLook:
    """The scan of one node: ``keys`` seen of about ``expected``, with ``count`` asked for at once. ``took_ms`` is the
    longest the node took over one question; ``restarts`` how often it began anew, since slots moved or a node failed."""

    node: str
    state: PartState
    keys: int
    expected: int
    count: int
    took_ms: float
    restarts: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class ScanLook:
    """A scan as it stands. ``fraction`` is 0 to 1. ``whole`` says that every node was scanned to its end; ``moving`` that
    slots moved meanwhile for so long that keys may be counted twice or not at all."""

    id: str
    manner: Manner
    parts: tuple[PartLook, ...]
    keys: int
    bytes: Estimate
    seconds: float
    running: bool
    paused: bool
    whole: bool
    moving: bool

    @property
    def fraction(self) -> float:
        """How far it is, 0 to 1."""
        expected = sum(max(part.expected, part.keys) for part in self.parts)
        if not self.running and self.whole:
            return 1.0
        return min(1.0, self.keys / expected) if expected else float(not self.running)

    @property
    def troubles(self) -> tuple[str, ...]:
        """A sentence for every node that could not be scanned."""
        return tuple(f"{part.node}: {part.trouble}" for part in self.parts if part.trouble)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which keys are looked for. ``glob`` is as Redis has it, ``regex`` as Python; sizes are in bytes, times left in
    seconds, where ``no_end`` asks for those without an end. ``tag`` is one of the program's own values, ``under`` a branch,
    without the ``:`` at its end."""

    glob: str = ""
    regex: str = ""
    type: str = ""
    least_bytes: int = 0
    most_bytes: int = 0
    least_ttl_s: float = 0.0
    most_ttl_s: float = 0.0
    no_end: bool = False
    tag: str = ""
    under: bytes = b""

    @property
    def measures(self) -> bool:
        """Whether each key has to be measured for it, not only its name looked at."""
        return bool(self.least_bytes or self.most_bytes or self.least_ttl_s or self.most_ttl_s or self.no_end)


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class FoundKeys:
    """Keys that were found so far, in no order. ``more`` says that there are more than are kept."""

    keys: tuple[bytes, ...]
    more: bool


def shown(key: bytes) -> str:
    """A key as people read it: UTF-8 as it is, any other byte and what can't be printed as ``\\xNN``; a backslash is
    doubled, so that :func:`read_key` finds the key again."""
    text = key.decode("utf-8", "surrogateescape").replace("\\", "\\\\")
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else _escaped(each) for each in text)


def _escaped(character: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogateescape"))


def read_key(text: str) -> bytes:
    """The key that is shown so. Raises ValueError for an escape that is none."""
    out, place = bytearray(), 0
    while (at := text.find("\\", place)) >= 0:
        out += text[place:at].encode()
        if text.startswith("\\\\", at):
            out += b"\\"
            place = at + 2
        elif text.startswith("\\x", at):
            if len(text) < at + 4:
                raise ValueError(text[at:])
            out.append(int(text[at + 2 : at + 4], 16))
            place = at + 4
        else:
            raise ValueError(text[at : at + 2])
    return bytes(out + text[place:].encode())


def literal_glob(key: bytes) -> bytes:
    """The glob that matches this key alone: what means something in a glob is escaped (redis.io, KEYS)."""
    out = bytearray()
    for byte in key:
        if byte in b"*?[]^-\\":
            out += b"\\"
        out.append(byte)
    return bytes(out)
