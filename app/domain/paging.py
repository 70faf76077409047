"""Windows onto long lists: a page by key, or by position when the reader jumps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.errors import InvalidInput

T = TypeVar("T")

#: The most rows one page may have, so that no reader empties a table into memory.
MOST_ROWS = 1_000

_MOST_DIGITS = 18  # of a number that any of our databases holds


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list are wanted.

    ``after`` (the ``cursor`` of the page before) wins over ``start``: paging by key costs the same at any
    depth, by position it costs an index walk. ``start`` is 0-based, ``limit`` is in rows.
    """

    start: int = 0
    limit: int = 100
    after: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_ROWS:
            raise InvalidInput(
                f"A page has 1 to {MOST_ROWS:,} rows, not {self.limit:,}.", details={"field": "limit"}
            )
        if self.start < 0:
            raise InvalidInput("A list starts at 0.", details={"field": "start"})

    @property
    def number(self) -> int | None:
        """``after`` of a list whose cursor is a plain number. Raises InvalidInput for one we never gave."""
        if not self.after:
            return None
        if not (self.after.isdecimal() and len(self.after) <= _MOST_DIGITS):
            raise bad_cursor()
        return int(self.after)


def bad_cursor() -> InvalidInput:
    """A cursor that is none of ours."""
    return InvalidInput("This list position is not valid.", hint="Start from the top.", code="bad_cursor")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Rows in order; ``cursor`` continues behind the last one and is None when there are no more."""

    rows: tuple[T, ...]
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are; ``exact`` is False when counting stopped at a cap ("1,000+")."""

    value: int
    exact: bool = True
