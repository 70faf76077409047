"""The cache: what services and the API read through.

::

    body = cache.read("title:17", ("title:17", every("title:")), load)

``load`` gives :class:`Loaded` bytes, or None when there is no such record. What was loaded is served from this
process's memory for :data:`~app.cache.memory.TTL_S`, from Redis for an hour, from the table for a day where its load was
slow; in all, since its load began, never for longer than ``good_for_s``. A change that touches one of the tags ends it
at once, here when the write returns, elsewhere as :mod:`app.cache.freshness` says.

Decisions about lending, money and permission never read a cache.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.cache.database import EXPENSIVE_S, DatabaseLayer
from app.cache.freshness import Freshness
from app.cache.memory import TTL_S, Entry, Memory, Tally
from app.cache.news import News
from app.cache.redis import RedisLayer
from app.cache.tags import NOTHING, Mark, Tags
from app.cache.values import Stored, pack, unpack
from app.database.engine import Database
from app.domain.changes import Change
from app.errors import ClmsError

REDIS_S = 3_600.0
TABLE_S = 86_400.0
ABSENT_S = 30.0
"""Seconds for which it is remembered that there is no such record."""

SLOW_S = 0.05
"""A namespace whose loads take so long on average, beside nothing else, is loaded by one process at a time."""

_CLAIM_S = 5.0
_LOOK_AGAIN_S = 0.02
_WAIT_S = 10.0
_JOINS = 3
_PROCESSORS = os.cpu_count() or 1
_CLOCKS_DIFFER_S = 60.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load gave: the bytes, and the tags that only the loaded value could tell. ``absent`` marks bytes that say
    that there is no such record."""

    body: bytes
    tags: tuple[str, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a value is kept. ``private`` values (they name patrons) never leave the process."""

    good_for_s: float = TABLE_S
    private: bool = False


T = TypeVar("T")
ORDINARY = Keeping()
Load = Callable[[], Loaded]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One read of what isn't in memory."""

    key: str
    tags: tuple[str, ...]
    load: Load
    keeping: Keeping
    tally: Tally


class _Flight:
    """One load that others wait for."""

    __slots__ = ("done", "entry", "mark")

    def __init__(self) -> None:
        self.mark = NOTHING
        self.entry: Entry | None = None
        self.done = threading.Event()


class Cache:
    """The three layers as one. Safe to use from any thread; :meth:`ready` also on an event loop."""

    def __init__(
        self,
        database: Database,
        *,
        limit_bytes: int,
        now: Callable[[], float] = time.time,
        redis: RedisLayer | None = None,
        table: DatabaseLayer | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.now = now
        self._monotonic = monotonic
        self.tags = Tags(monotonic)
        self.memory = Memory(limit_bytes, monotonic)
        self.redis = redis
        self.table = table
        self._news = News(redis) if redis is not None else None
        self.freshness = Freshness(
            database, self.tags, self._news, self.memory.drop, self.memory.clear, monotonic
        )
        self.tallies: dict[str, Tally] = {}
        self._reads = False
        self._loading, self._loading_s, self._counted = 0, 0.0, 0.0
        self._flights: dict[str, _Flight] = {}
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin to serve. Neither Redis nor the database has to be there yet."""
        if self.redis is not None:
            self.redis.start()
        self.freshness.start()

    def close(self) -> None:
        """End threads and close connections."""
        if self._news is not None:
            self._news.listener.close()
        self.freshness.close()
        if self.redis is not None:
            self.redis.close()

    # Reading

    def ready(self, key: str) -> Entry | None:
        """The entry if it lies in memory and may be served at once. Never waits."""
        now = self._monotonic()
        if not self.freshness.holds(now):
            return None
        entry = self.memory.get(key, now)
        if entry is None or entry.wants_refresh(now):
            return None
        entry.tally.memory += 1
        return entry

    def made_of_parts(self, key: str, make: Callable[[], T | None]) -> T | None:
        """What ``make`` gives by the parts that are kept, where they may be served at once. Never waits."""
        if not self.freshness.holds(self._monotonic()):
            return None
        found = self.memory.parts.make(make)
        if found is not None:
            self._tally(key).memory += 1
        return found

    def read(self, key: str, tags: tuple[str, ...], load: Load, keeping: Keeping = ORDINARY) -> Entry:
        """The value, wherever it lies; loaded when it lies nowhere. Raises what ``load`` raises."""
        tally = self._tally(key)
        if not self._reads:  # one that only writes has nothing to listen for
            self._reads = True
            self.listen(self.freshness.wake)
        if not self.memory.limit_bytes or not self.freshness.confirm():
            tally.loads += 1
            return self._unkept(load(), tags, tally)
        now = self._monotonic()
        entry = self.memory.get(key, now)
        if entry is not None and not (entry.chosen or entry.wants_refresh(now)):
            tally.memory += 1
            return entry
        asked = _Asked(key, tags, load, keeping, tally)
        if entry is not None:
            return self._renewed(asked, entry)
        for _ in range(_JOINS):
            flight, mine = self._join(key)
            if mine:
                return self._fetch(asked, flight)
            flight.done.wait(_WAIT_S)
            found = flight.entry
            if found is not None and self.tags.untouched(flight.mark, found.tags):
                tally.joined += 1
                return found
        return self._load(asked, self.tags.mark())

    def refresh(self, key: str, tags: tuple[str, ...], load: Load, keeping: Keeping = ORDINARY) -> Entry:
        """Load it now and put it into every layer: what a writer does that knows it will be asked for at once
        (write-through), and whoever warms the cache up."""
        return self._load(_Asked(key, tags, load, keeping, self._tally(key)), self.tags.mark(), anew=True)

    def reach(self, change_id: int) -> bool:
        """Know a change somebody has seen on another node; whether that could be done."""
        return self.freshness.reach(change_id)

    def knows(self, change_id: int) -> bool:
        """Whether a change is known here. Never waits."""
        return self.tags.knows(change_id)

    def tell(self, changes: Sequence[Change]) -> None:
        """Changes of this process's own were committed."""
        self.freshness.tell(changes)

    def listen(self, heard: Callable[[], object]) -> Callable[[], None]:
        """Call ``heard``, which must not wait, in some thread whenever another process may have changed something, as
        soon as Redis tells; never where there is none. Returns what ends that."""
        return (lambda: None) if self._news is None else self._news.listener.add(heard)

    # Fetching

    def _join(self, key: str) -> tuple[_Flight, bool]:
        with self._lock:
            flight = self._flights.get(key)
            if flight is not None:
                return flight, False
            flight = self._flights[key] = _Flight()
            return flight, True

    def _land(self, key: str, flight: _Flight) -> None:
        with self._lock:
            del self._flights[key]
        flight.done.set()

    def _fetch(self, asked: _Asked, flight: _Flight) -> Entry:
        """Get it for all who wait for this flight."""
        try:
            flight.mark = self.tags.mark()
            found = self.memory.get(asked.key, self._monotonic())  # an earlier flight may have just landed
            flight.entry = found or self._from_below(asked) or self._claimed(asked, flight)
            return flight.entry
        finally:
            self._land(asked.key, flight)

    def _renewed(self, asked: _Asked, entry: Entry) -> Entry:
        """Make an entry anew before its time is over; it goes on being served meanwhile, and when that fails."""
        flight, mine = self._join(asked.key)
        if not mine:
            return entry
        try:
            mark = flight.mark = self.tags.mark()
            flight.entry = self._from_below(asked, youngest=TTL_S / 2) or self._load(asked, mark)
            asked.tally.refreshed += 1
            return flight.entry
        except ClmsError:
            entry.chosen = False
            return entry
        finally:
            self._land(asked.key, flight)

    def _claimed(self, asked: _Asked, flight: _Flight) -> Entry:
        """Load it; where that takes long, one process does and the others wait for what it puts into Redis."""
        redis = None if asked.keeping.private or asked.tally.slow_s < SLOW_S else self.redis
        if redis is None:
            return self._load(asked, flight.mark)
        if not redis.claim(asked.key, _CLAIM_S):
            found = self._await_other(asked)
            if found is not None:
                return found
            flight.mark = self.tags.mark()
            return self._load(asked, flight.mark)
        try:
            return self._load(asked, flight.mark)
        finally:
            redis.release(asked.key)

    def _await_other(self, asked: _Asked) -> Entry | None:
        pause, edge = threading.Event(), self._monotonic() + min(_CLAIM_S, 3 * asked.tally.slow_s)
        while self._monotonic() < edge:
            pause.wait(_LOOK_AGAIN_S)
            found = self._from_below(asked)
            if found is not None:
                return found
        return None

    def _from_below(self, asked: _Asked, *, youngest: float = TABLE_S) -> Entry | None:
        """The value from Redis or the table, no older than ``youngest`` seconds."""
        if asked.keeping.private:
            return None
        if self.redis is not None:
            data = self.redis.get(asked.key)
            found = None if data is None else self._judged(asked, data, youngest)
            if found is not None:
                asked.tally.redis += 1
                return found
        if self.table is None or (asked.tally.loads and asked.tally.slow_s < EXPENSIVE_S / 2):
            return None
        data = self.table.get(asked.key)
        found = None if data is None else self._judged(asked, data, youngest)
        if data is None or found is None:
            return None
        asked.tally.table += 1
        if self.redis is not None:
            self.redis.put(asked.key, data, min(REDIS_S, found.until - self._monotonic()))
        return found

    def _judged(self, asked: _Asked, data: bytes, youngest: float) -> Entry | None:
        """What was found, when it is good by all that is known here; then it is in memory too."""
        stored = unpack(data)
        if stored is None:
            return None
        age = self.now() - stored.made_at
        if not -_CLOCKS_DIFFER_S < age < min(youngest, stored.good_for):
            return None
        entry = self._entry(stored, asked.tally, age)
        with self.tags.lock:
            if not self.tags.covers(stored.newest, stored.print, stored.missing, stored.tags):
                asked.tally.refused += 1
                return None
            self.memory.put(asked.key, entry)
        return entry

    def _load(self, asked: _Asked, mark: Mark, *, anew: bool = False) -> Entry:
        """Load it, every part ``anew`` or not, knowing what is known at ``mark``; keep it if nothing touched it since."""
        tally, keeping, made_at = asked.tally, asked.keeping, self.now()
        started = self._monotonic()
        before = self._count_loading(1)
        try:
            with self.memory.parts.given(self.tags, mark, anew=anew):
                loaded = asked.load()
        finally:
            together = self._count_loading(-1) - before
        took = self._monotonic() - started
        cost = min(took, took * took / together * _PROCESSORS) if together else took
        tally.loads += 1
        tally.load_s += took
        tally.slow_s += (cost - tally.slow_s) * (0.2 if tally.loads > 1 else 1.0)
        in_table = (
            self.table is not None and cost >= EXPENSIVE_S and not loaded.absent and not keeping.private
        )
        longest = TABLE_S if in_table else TTL_S if self.redis is None or keeping.private else REDIS_S
        stored = Stored(
            made_at=made_at,
            good_for=min(longest, keeping.good_for_s, ABSENT_S if loaded.absent else longest),
            load_s=took,
            newest=mark.newest,
            print=mark.print,
            missing=mark.missing or (),
            tags=(*asked.tags, *loaded.tags),
            absent=loaded.absent,
            packed=False,
            body=loaded.body,
        )
        entry = self._entry(stored, tally, took)
        with self.tags.lock:
            good = self.tags.untouched(mark, stored.tags)
            if good:
                self.memory.put(asked.key, entry)
        if good and not keeping.private and mark.missing is not None:
            self._put_below(asked.key, stored, stored.good_for - took, in_table=in_table)
        return entry

    def _count_loading(self, more: int) -> float:
        """Count a load that begins or ended; gives the seconds all loads took so far, together.

        With that a load knows how many took turns with it. Else all that is asked of a busy server would look expensive
        to make, and to keep it in the table and to load it by one process at a time would keep it busier still.
        """
        with self._lock:
            now = self._monotonic()
            self._loading_s += self._loading * (now - self._counted)
            self._loading, self._counted = self._loading + more, now
            return self._loading_s

    def _put_below(self, key: str, stored: Stored, left_s: float, *, in_table: bool) -> None:
        if left_s <= 0 or (self.redis is None and not in_table):
            return
        data = pack(stored)
        if self.redis is not None:
            self.redis.put(key, data, min(REDIS_S, left_s))
        if in_table and self.table is not None:
            self.table.put(key, data, left_s)

    def _entry(self, stored: Stored, tally: Tally, age: float) -> Entry:
        lives = max(0.0, min(TTL_S, stored.good_for - age))
        now = self._monotonic()
        return Entry(
            stored.body,
            stored.tags,
            tally,
            absent=stored.absent,
            load_s=stored.load_s,
            until=now + lives,
            made=stored.made_at,
        )

    def _unkept(self, loaded: Loaded, tags: tuple[str, ...], tally: Tally) -> Entry:
        return Entry(
            loaded.body, (*tags, *loaded.tags), tally, absent=loaded.absent, load_s=0.0, until=0.0, made=0.0
        )

    def _tally(self, key: str) -> Tally:
        name = key.partition(":")[0]
        tally = self.tallies.get(name)
        if tally is None:
            with self._lock:
                tally = self.tallies.setdefault(name, Tally())
        return tally
