"""Parts of answers in this process's memory: what :mod:`app.database.kept` is about.

They are void as soon as an answer made of them would be: by the same tags, dropped in the same moment. What was read
while anything at all was changed is not kept. A part serves for :data:`LONGEST_S` at most, which an answer made of it has
to be good for the shorter: so nothing is shown for longer than it would be without.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from app.cache.tags import Mark, Tags, every, flag
from app.database.kept import KEPT, Kept
from app.domain.changes import Changed

T = TypeVar("T")

LONGEST_S = 60.0

TITLE, PATRON = "title:", "student:"
OF_ALL_TITLES = (flag(Changed.TITLES), flag(Changed.IMPORTS), "books", every(TITLE))
"""The tags of whatever depends on which titles there are, and on what is said of them."""

_VOID_TITLES = frozenset(OF_ALL_TITLES)
_VOID_PATRONS = frozenset((flag(Changed.IMPORTS), every(PATRON)))
_VOID_ORDERS = frozenset((flag(Changed.PATRONS), *_VOID_PATRONS))
_SHARES = 6  # each kind takes one in so many bytes at most, titles what is left
_OVERHEAD = 120  # what Python itself needs for one in a dict, with its key


class Generations:
    """Parts by their age, roughly: the young ones become the old ones when half their time is over or they fill half the
    room, and the old ones before go. One that needs more than a ``largest``-th of that half is not kept."""

    def __init__(self, limit_bytes: int, monotonic: Callable[[], float], largest: int = 10) -> None:
        self._limit = limit_bytes // 2
        self._most = self._limit // largest
        self._monotonic = monotonic
        self._young: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}
        self._young_bytes = self._old_bytes = 0
        self._since = monotonic()
        self._lock = threading.Lock()

    @property
    def bytes(self) -> int:
        """What they take, about."""
        return self._young_bytes + self._old_bytes

    def get(self, key: Hashable) -> Any:
        """What is kept of it, or None."""
        self._look_at_clock()
        found = self._young.get(key)
        return self._old.get(key) if found is None else found

    def some(self, keys: Sequence[Any]) -> dict[Any, Any]:
        """What is kept of these, without those of which nothing is."""
        self._look_at_clock()
        young, old = self._young, self._old
        return {key: part for key in keys if (part := young.get(key) or old.get(key)) is not None}

    def put(self, found: Mapping[Any, tuple[Any, int]]) -> None:
        """Keep these, each with its size."""
        with self._lock:
            self._age()
            for key, (part, size) in found.items():
                size += _OVERHEAD
                if size > self._most:
                    continue
                if self._young_bytes + size > self._limit:
                    self._turn(self._monotonic())
                self._young_bytes += size
                self._young[key] = part

    def drop(self, keys: Iterable[Hashable]) -> None:
        """Forget some."""
        with self._lock:
            for key in keys:
                self._young.pop(key, None)
                self._old.pop(key, None)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._turn(self._monotonic())
            self._turn(self._since)

    def _look_at_clock(self) -> None:
        if self._monotonic() - self._since >= LONGEST_S / 2:
            with self._lock:
                self._age()

    def _age(self) -> None:
        now = self._monotonic()
        past = now - self._since
        if past >= LONGEST_S:
            self._turn(now)
            self._turn(now)
        elif past >= LONGEST_S / 2:
            self._turn(self._since + LONGEST_S / 2)

    def _turn(self, since: float) -> None:
        self._old, self._old_bytes = self._young, self._young_bytes
        self._young, self._young_bytes = {}, 0
        self._since = since


class Parts:
    """What was found, the lines of titles and of patrons, and the orders of patrons, with what voids them. Titles may take
    the most room."""

    def __init__(self, limit_bytes: int, monotonic: Callable[[], float]) -> None:
        share = limit_bytes // _SHARES
        self._searches = Generations(share, monotonic)
        self._patrons = Generations(share, monotonic)
        self._orders = Generations(share, monotonic, largest=1)
        self._titles = Generations(limit_bytes - 3 * share, monotonic)
        self._all = (self._searches, self._titles, self._patrons, self._orders)
        self._shown = Kept(*map(_Shown, self._all))

    @property
    def bytes(self) -> int:
        """What they take, about."""
        return sum(each.bytes for each in self._all)

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

    def __init__(self, parts: Generations) -> None:
        self.get, self.some = parts.get, parts.some

    def keep(self, found: Mapping[Any, tuple[Any, int]]) -> None:
        """Nobody knows what it was read after."""


class _Shelf:
    """The parts of one kind as one load is given them."""

    def __init__(self, parts: Generations, tags: Tags, mark: Mark) -> None:
        self._parts = parts
        self._tags = tags
        self._mark = mark
        self.get, self.some = parts.get, parts.some

    def keep(self, found: Mapping[Any, tuple[Any, int]]) -> None:
        """Keep what was read, unless anything was changed since the load began: it may have been read before that."""
        with self._tags.lock:
            if self._tags.is_now(self._mark):
                self._parts.put(found)
