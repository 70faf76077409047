"""Archives: rows that were moved out of the library into files. Values and rules only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Archive:
    """One file of archived rows, as the library remembers it. ``digest`` is the file's SHA-256."""

    id: int
    file_name: str
    folder: str
    host: str
    rows_saved: int
    encrypted: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Month:
    """Rows of one calendar month that may be archived. ``first`` is its first day."""

    first: date
    rows: int

    @property
    def name(self) -> str:
        """``2023-05``."""
        return f"{self.first:%Y-%m}"

    @property
    def end(self) -> date:
        """The first day of the next month."""
        return months_before(self.first, -1)


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before that of ``day``; after it where ``months`` is negative."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def by_month(days: Iterable[tuple[date, int]]) -> tuple[Month, ...]:
    """Rows a month of rows a day, the oldest first."""
    rows: dict[date, int] = {}
    for day, count in days:
        first = day.replace(day=1)
        rows[first] = rows.get(first, 0) + count
    return tuple(Month(first, count) for first, count in sorted(rows.items()))


def ranges(ids: Iterable[int]) -> list[tuple[int, int]]:
    """Rising ids as first and last of runs without a gap: a range holds no id that was not given."""
    found: list[tuple[int, int]] = []
    for each in ids:
        if found and found[-1][1] + 1 == each:
            found[-1] = (found[-1][0], each)
        else:
            found.append((each, each))
    return found


def unbroken(ids: list[int], most: int) -> list[int]:
    """As many of the rising ids from the first on as make up ``most`` ranges."""
    found = ranges(ids)
    if len(found) <= most:
        return ids
    last = found[most - 1][1]
    return [each for each in ids if each <= last]
