"""What this process knows of changes, and with it which cached values may still be served.

A tag's version is the id of the last change that touched it. A value is stamped with what its maker knew when the load
began: every change up to ``newest`` but the ``missing`` ones, whose ids others had taken and not committed. Whoever
finds a value compares the stamp with what it knows itself: one change of its tags that the load had not before its eyes,
and the value is not served. So a fill that raced a write is never served by anybody who knows of the write, and that
holds when Redis was emptied, failed over to a replica that lags, or came back with what it held an hour ago, for
nothing of it lies there. No two clocks have to agree.

A change speaks of what it touched by flags and by tags; :func:`touched` makes one set of both.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import RLock

from app.domain.changes import Change, Changed

LOOK_BACK_S = 60.0
"""An id that was not seen for so long will not appear any more: twice as long as a write transaction may live."""

MOST_CHANGES = 5_000
MOST_TAGS = 200_000
MOST_MISSING = 500
_NEVER = (0, 0)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_ONE_OF = (
    ("title:", "titles", Changed.TITLES | Changed.COPIES | Changed.LOANS),
    ("book:", "books", Changed.COPIES),
    ("student:", "students", Changed.PATRONS),
    ("session:", "sessions", Changed.SESSIONS),
)
_IN_BULK = "import:"


def every(prefix: str) -> str:
    """The tag of all records of a kind: ``every("title:")`` is touched when a change doesn't name which."""
    return f"{prefix}*"


def flag(kind: Changed) -> str:
    """The tag that every change with this flag touches."""
    return f"flag:{kind.name}"


def touched(change: Change) -> frozenset[str]:
    """Every tag a change touches.

    A writer that names records (``title:17``) touches those; one that says only what kind they are, or works in bulk,
    touches all of the kind.
    """
    tags = change.tags
    flags, kinds = _told_by(change.flags)
    found = {*tags, *flags}
    bulk = any(tag.startswith(_IN_BULK) for tag in tags)
    for prefix, plural in kinds:
        if bulk or not any(tag.startswith(prefix) for tag in tags):
            found.add(every(prefix))
            found.add(plural)
    return frozenset(found)


@cache
def _told_by(flags: Changed) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The tags of flags, and the kinds of records they speak of. The same few come again and again."""
    kinds = tuple((prefix, plural) for prefix, plural, speaking in _ONE_OF if flags & speaking)
    return tuple(flag(kind) for kind in flags), kinds


def fingerprint(change: Change) -> int:
    """What tells a change from another with its id, in another past of the library."""
    return (change.recorded_at - _EPOCH) // _MICROSECOND


@dataclass(frozen=True, slots=True)
class Mark:
    """What was known at a moment. ``missing`` is None when too much was in the air to be written down."""

    counter: int
    newest: int
    print: int
    missing: tuple[int, ...] | None


NOTHING = Mark(-1, 0, 0, ())
"""Before anything was known."""


class Tags:
    """The changes this process knows of. Safe to use from any thread; ``lock`` is held while a change is learned, so
    that a value is judged and put away in one go."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.lock = RLock()
        self.newest = 0
        self._monotonic = monotonic
        self._counter = 0
        self._counter_floor = 0
        self._floor = 0
        self._prints: dict[int, int] = {}
        self._last: dict[str, tuple[int, int]] = {}
        self._missing: dict[int, float] = {}
        self._late: dict[int, frozenset[str]] = {}

    def begin(self, history: Sequence[Change], *, whole: bool) -> None:
        """Know these changes, in the order of their ids, and nothing that was known before. ``whole`` says that there
        were none before them."""
        with self.lock:
            self._prints.clear()
            self._last.clear()
            self._missing.clear()
            self._late.clear()
            self._counter += 1
            self._counter_floor = self._counter
            self._floor = 0 if whole else history[0].id
            self.newest = 0 if whole else history[0].id - 1
            for change in history:
                self._note(change, touched(change))

    def learn(self, change: Change) -> None:
        """Take note of a committed change, unless it is known."""
        with self.lock:
            if not self.knows(change.id):
                self._note(change, touched(change))

    def mark(self) -> Mark:
        """What is known now; taken before a load begins."""
        with self.lock:
            missing = self.missing()
            some = missing if len(missing) <= MOST_MISSING else None
            return Mark(self._counter, self.newest, self._prints.get(self.newest, 0), some)

    @property
    def counter(self) -> int:
        """Grows with everything that is learned."""
        return self._counter

    def is_now(self, mark: Mark) -> bool:
        """Whether nothing at all was learned since the mark."""
        return mark.counter == self._counter

    def untouched(self, mark: Mark, tags: Iterable[str]) -> bool:
        """Whether nothing touched these tags since the mark."""
        with self.lock:
            last = self._last
            for tag in tags:
                if tag in last and last[tag][0] > mark.counter:
                    return False
            return mark.counter >= self._counter_floor

    def covers(self, newest: int, print_: int, missing: Sequence[int], tags: Sequence[str]) -> bool:
        """Whether a load that had these changes before its eyes knew every change of the tags that is known here.

        One that knew more than is known here is refused too.
        """
        with self.lock:
            if newest < self._floor or self._prints.get(newest, 0) != print_ or newest > self.newest:
                return False
            if any(id_ < self._floor for id_ in missing):
                return False
            unseen = [self._late[id_] for id_ in missing if id_ in self._late]
            if len(unseen) != sum(id_ in self._prints for id_ in missing):
                return False
            last = self._last
            for tag in tags:
                if tag in last and last[tag][1] > newest:
                    return False
            return not unseen or not any(tag in some for tag in tags for some in unseen)

    def knows(self, change_id: int) -> bool:
        """Whether a change was learned, or is older than what is remembered."""
        return change_id in self._prints or change_id < self._floor

    def missing(self) -> tuple[int, ...]:
        """Ids below the newest whose change may still appear."""
        with self.lock:
            edge = self._monotonic() - LOOK_BACK_S
            if self._missing and next(iter(self._missing.values())) < edge:
                self._missing = {id_: seen for id_, seen in self._missing.items() if seen >= edge}
            return tuple(self._missing)

    def _note(self, change: Change, found: frozenset[str]) -> None:
        self._counter += 1
        id_ = change.id
        if id_ > self.newest:
            # Ids that were passed over belong to writers that have not committed, or never will.
            first = max(self.newest + 1, id_ - 2 * MOST_MISSING)
            self._missing.update(dict.fromkeys(range(first, id_), self._monotonic()))
            self.newest = id_
        elif self._missing.pop(id_, None) is not None:
            self._late[id_] = found
        self._prints[id_] = fingerprint(change)
        for tag in found:
            self._last[tag] = (self._counter, max(id_, self._last.get(tag, _NEVER)[1]))
        if len(self._prints) > MOST_CHANGES or len(self._last) > MOST_TAGS:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        """Forget a quarter of the changes, and the tags none of the others touched."""
        kept = sorted(self._prints)[len(self._prints) // 4 :]
        self._floor = max(self._floor, kept[0])
        self._prints = {id_: self._prints[id_] for id_ in kept}
        self._late = {id_: found for id_, found in self._late.items() if id_ >= self._floor}
        gone = [tag for tag, (_, id_) in self._last.items() if id_ < self._floor]
        for tag in gone:
            self._counter_floor = max(self._counter_floor, self._last.pop(tag)[0])
