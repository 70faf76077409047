"""Parts of answers in this process's memory: what :mod:`app.database.kept` is about.

They are void as soon as an answer made of them would be: by the same tags, dropped in the same moment. What was read
while anything at all was changed is not kept. A part serves for
:data:`~app.cache.generations.LONGEST_S` at most, which an answer made of it has to be good for the shorter: so nothing is
shown for longer than it would be without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from app.cache.generations import Generations, Kind
from app.cache.tags import Mark, Tags, every, flag
from app.database.kept import KEPT, Kept
from app.domain.changes import Changed

T = TypeVar("T")

TITLE, PATRON = "title:", "student:"
OF_ALL_TITLES = (flag(Changed.TITLES), flag(Changed.IMPORTS), "books", every(TITLE))
"""The tags of whatever depends on which titles there are, and on what is said of them."""

_VOID_TITLES = frozenset(OF_ALL_TITLES)
_VOID_PATRONS = frozenset((flag(Changed.IMPORTS), every(PATRON)))
_VOID_ORDERS = frozenset((flag(Changed.PATRONS), *_VOID_PATRONS))


class Parts:
    """What was found, the lines of titles and of patrons, and the orders of patrons, with what voids them."""

    def __init__(self, limit_bytes: int, monotonic: Callable[[], float]) -> None:
        self._room = Generations(limit_bytes, monotonic)
        self._searches, self._titles, self._patrons, self._orders = self._all = tuple(
            self._room.kind() for _ in Kept._fields
        )
        self._shown = Kept(*map(_Shown, self._all))

    @property
    def bytes(self) -> int:
        """What they take, about."""
        return self._room.bytes

    def drop(self, tags: Iterable[str]) -> None:
        """Forget what depends on one of the tags."""
        touched = frozenset(tags)
        if not _VOID_TITLES.isdisjoint(touched):
            self._searches.clear()
            self._titles.clear()
        else:
            self._titles.drop(_numbers(touched, TITLE))
        if not _VOID_ORDERS.isdisjoint(touched):
            self._orders.clear()
        if not _VOID_PATRONS.isdisjoint(touched):
            self._patrons.clear()
        else:
            self._patrons.drop(_numbers(touched, PATRON))

    def clear(self) -> None:
        """Forget all."""
        for each in self._all:
            each.clear()

    def make(self, make: Callable[[], T]) -> T:
        """What ``make`` gives, which uses what is kept and reads nothing that could be."""
        before = KEPT.set(self._shown)
        try:
            return make()
        finally:
            KEPT.reset(before)

    @contextmanager
    def given(self, tags: Tags, mark: Mark, *, anew: bool = False) -> Iterator[None]:
        """Give what is kept to the load inside, which began at this mark, and keep what it reads. ``anew`` gives none."""
        shelves = Kept(*(_Shelf(each, tags, mark) for each in self._all))
        before = KEPT.set(None if anew else shelves)
        try:
            yield
        finally:
            KEPT.reset(before)


def _numbers(tags: Iterable[str], prefix: str) -> Iterator[int]:
    numbers = (tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix))
    return (int(number) for number in numbers if number.isdecimal())


class _Shown:
    """The parts of one kind, to which nothing is added."""

    def __init__(self, parts: Kind) -> None:
        self.get, self.some = parts.get, parts.some

    def keep(self, found: Mapping[Any, tuple[Any, int]]) -> None:
        """Nobody knows what it was read after."""


class _Shelf:
    """The parts of one kind as one load is given them."""

    def __init__(self, parts: Kind, tags: Tags, mark: Mark) -> None:
        self._parts = parts
        self._tags = tags
        self._mark = mark
        self.get, self.some = parts.get, parts.some

    def keep(self, found: Mapping[Any, tuple[Any, int]]) -> None:
        """Keep what was read, unless anything was changed since the load began: it may have been read before that."""
        with self._tags.lock:
            if self._tags.is_now(self._mark):
                self._parts.put(found)
