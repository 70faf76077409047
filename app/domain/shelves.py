"""Shelves: copies in the order of their call numbers, and what shelf reading finds out of that order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.catalog import BookStatus
from app.errors import InvalidInput

MOST_READ = 2_000
"""Copies of one shelf reading: more than a person scans before the break."""
MOST_MISSING = 500


@dataclass(frozen=True, slots=True)
class ShelfQuery:
    """Which shelves: of a branch (that of whoever asks without one), of one location there or of all."""

    location: str | None = None
    branch_id: int | None = None


@dataclass(frozen=True, slots=True)
class ShelfCopy:
    """A copy as it stands on the shelf, or as the gap it left. ``thumb`` is the digest of its cover, small; ``place`` a
    cursor: the shelf goes on from it in both directions."""

    id: int
    title_id: int
    title: str
    author: str | None
    accession_number: str
    call_number: str
    collection: str
    location: str
    status: BookStatus
    due_on: date | None = None
    thumb: str | None = None
    place: str = ""

    @property
    def stands(self) -> bool:
        """Whether it should be found there."""
        return self.status is BookStatus.AVAILABLE


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of shelf. ``up`` and ``down`` continue it before the first and behind the last copy, None at an end.

    ``at`` is the place of the copy that was asked for, or of the first one behind the place asked for; the number of
    copies where that is behind all. ``query`` says which shelves these are: where a copy that was asked for stands
    elsewhere than asked, it is those.
    """

    query: ShelfQuery
    copies: tuple[ShelfCopy, ...]
    up: str | None = None
    down: str | None = None
    at: int = 0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class ShelfPlaces:
    """What can be chosen: branches by id and name, and the locations that copies of each have."""

    branches: tuple[tuple[int, str], ...]
    locations: tuple[tuple[int, str], ...]
    own_branch: int


class Verdict(StrEnum):
    """What shelf reading says of one copy."""

    IN_PLACE = "IN_PLACE"
    OUT_OF_PLACE = "OUT_OF_PLACE"
    NOT_EXPECTED = "NOT_EXPECTED"  # in its place, though it is lent, missing, lost, withdrawn … by the record
    ELSEWHERE = "ELSEWHERE"  # of another location or branch
    NO_CALL_NUMBER = "NO_CALL_NUMBER"
    TWICE = "TWICE"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Scanned:
    """One scan of a reading. ``behind`` and ``before`` are the call numbers between which a copy out of place belongs,
    "" at an end."""

    number: str
    verdict: Verdict
    copy: ShelfCopy | None = None
    behind: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class ShelfReading:
    """What was scanned, in that order; which copies should stand between, and whether there are more of these."""

    scanned: tuple[Scanned, ...]
    missing: tuple[ShelfCopy, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A copy found by its number, with the key it is filed under and whether it belongs to the shelves that are read."""

    copy: ShelfCopy
    key: bytes
    here: bool


def check_numbers(numbers: Sequence[str]) -> None:
    """Raise InvalidInput for a reading that is empty or too long."""
    if not 1 <= len(numbers) <= MOST_READ:
        raise InvalidInput(
            f"A shelf reading has 1 to {MOST_READ:,} scans, not {len(numbers):,}.",
            hint="Read the shelf in parts.",
            details={"field": "numbers"},
        )


def in_order(keys: Sequence[bytes]) -> list[int]:
    """The places of a longest run that doesn't fall: all others are the fewest that have to be moved.

    Patience sorting, O(n log n); equal keys (copies of one title) may stand in any order.
    """
    tails: list[bytes] = []
    ends: list[int] = []
    before: list[int] = []
    for place, key in enumerate(keys):
        at = bisect_right(tails, key)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(key)
            ends.append(place)
        else:
            tails[at], ends[at] = key, place
    run: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


def judge(numbers: Sequence[str], found: Mapping[str, Placed]) -> tuple[tuple[Scanned, ...], list[Placed]]:
    """Say of each scan what it is; and the copies in order, by which what is missing between them is found."""
    seen: set[int] = set()
    first: dict[int, Scanned] = {}
    standing: list[tuple[int, Placed]] = []
    for place, number in enumerate(numbers):
        one = found.get(number)
        if one is None:
            first[place] = Scanned(number, Verdict.UNKNOWN)
        elif one.copy.id in seen:
            first[place] = Scanned(number, Verdict.TWICE, one.copy)
        elif not one.here:
            first[place] = Scanned(number, Verdict.ELSEWHERE, one.copy)
        elif not one.key:
            first[place] = Scanned(number, Verdict.NO_CALL_NUMBER, one.copy)
        else:
            standing.append((place, one))
        if one is not None:
            seen.add(one.copy.id)
    run = in_order([one.key for _, one in standing])
    ordered = [standing[at][1] for at in run]
    keys = [one.key for one in ordered]
    right = set(run)
    for at, (place, one) in enumerate(standing):
        if at not in right:
            behind, before = _between(one.key, keys, ordered)
            first[place] = Scanned(numbers[place], Verdict.OUT_OF_PLACE, one.copy, behind, before)
        else:
            verdict = Verdict.IN_PLACE if one.copy.stands else Verdict.NOT_EXPECTED
            first[place] = Scanned(numbers[place], verdict, one.copy)
    return tuple(first[place] for place in range(len(numbers))), ordered


def _between(key: bytes, keys: Sequence[bytes], ordered: Sequence[Placed]) -> tuple[str, str]:
    at = bisect_right(keys, key)
    behind = ordered[at - 1].copy.call_number if at else ""
    before = ordered[at].copy.call_number if at < len(ordered) else ""
    return behind, before
