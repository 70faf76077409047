"""How far a server's log of transactions reaches: GTID sets of MySQL and positions of MariaDB.

A source's transactions are numbered from 1. With MySQL the source is a server (its UUID, with a tag if it has one), with
MariaDB a replication domain. A server has a position when it has carried out every transaction of it.
https://dev.mysql.com/doc/refman/9.7/en/replication-gtids-concepts.html, https://mariadb.com/kb/en/gtid/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Stretch = tuple[int, int]
"""The first and the last number of transactions in a row."""

_MARIADB = re.compile(r"(\d{1,10})-(\d{1,10})-(\d{1,19})")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TAG = re.compile(r"[a-z_][a-z0-9_]{0,31}", re.IGNORECASE)
_STRETCH = re.compile(r"(\d{1,19})(?:-(\d{1,19}))?")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Position:
    """What was carried out, by source: stretches in order that neither meet nor overlap."""

    parts: Mapping[str, tuple[Stretch, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        """As the servers write it, and as they take it for a wait."""
        return ",".join(_written(source, stretches) for source, stretches in self.parts.items())

    def covers(self, other: Position) -> bool:
        """Whether everything of ``other`` is in this one."""
        return all(
            any(first <= low and high <= last for first, last in self.parts.get(source, ()))
            for source, stretches in other.parts.items()
            for low, high in stretches
        )

    def joined(self, other: Position) -> Position:
        """What is in either."""
        if self.covers(other):
            return self
        parts = dict(self.parts)
        for source, stretches in other.parts.items():
            parts[source] = _merged((*parts.get(source, ()), *stretches))
        return Position(parts)

    def beyond(self, other: Position) -> int:
        """How many transactions of this one are missing in ``other``."""
        return sum(
            high - low + 1 - _common((low, high), other.parts.get(source, ()))
            for source, stretches in self.parts.items()
            for low, high in stretches
        )

    def newest(self, source: str = "") -> Position:
        """The last transaction of each source, or of one: where commits keep their order, whoever has it has all.

        What a client is given to hold, for it stays short.
        """
        kept = {source: self.parts[source]} if source in self.parts else self.parts
        return Position({each: ((stretches[-1][1],) * 2,) for each, stretches in kept.items()})


NOWHERE = Position()


def position(text: str) -> Position:
    """Read one. Raises ValueError for what is none, or longer than any we write."""
    if len(text) > _LONGEST * 10:
        raise ValueError("this is no position")
    parts: dict[str, tuple[Stretch, ...]] = {}
    for piece in filter(None, (each.strip() for each in text.split(","))):
        for source, stretch in _piece(piece):
            parts[source] = _merged((*parts.get(source, ()), stretch))
    return Position(parts)


def given_position(text: str) -> Position:
    """Read one that came from outside: NOWHERE for nonsense."""
    try:
        return position(text) if len(text) <= _LONGEST else NOWHERE
    except ValueError:
        return NOWHERE


def _piece(piece: str) -> Iterable[tuple[str, Stretch]]:
    found = _MARIADB.fullmatch(piece)
    if found:
        # A domain's numbers only rise, so whoever is at one has all below it.
        yield found[1], (1, max(1, int(found[3])))
        return
    uuid, *rest = piece.split(":")
    if not _UUID.fullmatch(uuid) or not rest:
        raise ValueError("this is no position")
    source = uuid.lower()
    for word in rest:
        stretch = _STRETCH.fullmatch(word)
        if stretch:
            first, last = int(stretch[1]), int(stretch[2] or stretch[1])
            if not 1 <= first <= last:
                raise ValueError("this is no position")
            yield source, (first, last)
        elif _TAG.fullmatch(word):
            source = f"{uuid.lower()}:{word.lower()}"
        else:
            raise ValueError("this is no position")


def _written(source: str, stretches: tuple[Stretch, ...]) -> str:
    if source.isdecimal():  # the number in the middle, of the server, is not compared
        return f"{source}-1-{stretches[-1][1]}"
    return ":".join((source, *(f"{low}-{high}" if high > low else str(low) for low, high in stretches)))


def _merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for low, high in sorted(stretches):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)


def _common(wanted: Stretch, stretches: tuple[Stretch, ...]) -> int:
    return sum(max(0, min(wanted[1], high) - max(wanted[0], low) + 1) for low, high in stretches)
