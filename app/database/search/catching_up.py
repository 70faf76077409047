"""Indexing what bulk work put off, in short transactions, while desks go on working.

Records that are new to the index are taken many at a time: their words are read and turned into what changes in
each term's set beforehand, and then written some terms a transaction, so that a set many of them share is written
once and not once a record. Their entries come first: whoever changes or removes one of them meanwhile, or after this
was cut off, knows by its entry what may be in the sets, and by its note in ``pending`` that not all need be
(``store.put``). Every bit is right at every moment; a new record is found by its first words a little sooner than by
its last. When somebody changed a record of the chunk meanwhile, what is left is read again. Records that were
indexed under other words are changed under the chunk's lock, a few a transaction.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, delete, select

from app.database.engine import Database
from app.database.pacing import Pace
from app.database.search import postings
from app.database.search.rebuilding import Progress
from app.database.search.store import (
    RecordReader,
    Seen,
    add_to_sets,
    entries_of,
    entry,
    hold_unchanged,
    put,
    replace_rows,
    revision_of,
    slices,
)
from app.database.search.terms import with_beginnings
from app.database.tables.search import IndexTables

T = TypeVar("T")
R = TypeVar("R")
#: What is to be written, and what makes some of it ready.
_Part = tuple[list[T], Callable[[list[T]], list[R]]]
#: Records merged at a time: enough that a set is rewritten seldom, few enough to be read again.
MERGED = 16_384
#: With fewer, changing them one by one is faster.
_FEW = 50
_ATTEMPTS = 3
#: A transaction is written in so many parts, after each of which it may end early; none is larger than this: the
#: terms many records have come first, and each of their sets costs as much as some dozens of the rare ones before.
_PARTS = 8
_LARGEST_PART = 200


@dataclass(slots=True)
class _New(Seen):
    """What the index is to hold of new records of one chunk."""

    entries: dict[int, frozenset[bytes]] = field(default_factory=dict)
    terms: dict[bytes, array[int]] = field(default_factory=dict)


class Gathered(NamedTuple):
    """What the index is to hold of new records of one chunk that had this revision, as it is stored."""

    number: int
    revision: int | None
    entries: list[tuple[int, bytes]]
    sets: list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """How many records were put off, and the longest a transaction held its locks to index them, in seconds."""

    records: int
    longest_s: float


def catch_up(
    database: Database, tables: IndexTables, read: RecordReader, progress: Progress | None = None
) -> CaughtUp:
    """Index the records that were put off."""
    return CatchingUp(database, tables, read, progress).run()


def gather(
    database: Database, tables: IndexTables, read: RecordReader, number: int, ids: list[int]
) -> Gathered:
    """Read some new records of a chunk and make what :meth:`CatchingUp.write` writes; nothing is written here."""
    new = _prepare(database, tables, read, number, ids)
    return Gathered(number, new.revision, _entries(new, sorted(new.entries)), _sets(new, sorted(new.terms)))


@dataclass(slots=True)
class CatchingUp:
    """Indexes what was put off; what it learns of the pace stays with it."""

    database: Database
    tables: IndexTables
    read: RecordReader
    progress: Progress | None = None
    _entries: Pace = field(default_factory=lambda: Pace(size=400, smallest=50, largest=4_000))
    _terms: Pace = field(default_factory=lambda: Pace(size=400, smallest=50, largest=8_000))
    _notes: Pace = field(default_factory=lambda: Pace(size=400, smallest=50, largest=4_000))
    _single: Pace = field(default_factory=lambda: Pace(size=20, smallest=4, largest=400))
    _total: int = 0
    _done: int = 0

    def write(self, found: Gathered) -> bool:
        """Index what was gathered; False when somebody changed a record of the chunk: what is left is still put off."""
        seen, ids = Seen(found.number, found.revision), [id_ for id_, _ in found.entries]
        entries: _Part[tuple[int, bytes], tuple[int, bytes]] = (found.entries, _as_is)
        sets: _Part[tuple[bytes, bytes], tuple[bytes, bytes]] = (found.sets, _as_is)
        return self._merge(seen, ids, entries, sets)

    def run(self) -> CaughtUp:
        """Index all of it."""
        with self.database.read() as connection:
            noted = sorted(connection.execute(select(self.tables.pending.c[0])).scalars())
        self._total = len(noted)
        for number, ids in groupby(noted, key=lambda id_: postings.split(id_)[0]):
            for some in slices(list(ids), MERGED):
                self._some(number, some)
        return CaughtUp(self._total, self.longest_s)

    @property
    def longest_s(self) -> float:
        """The longest a transaction held its locks."""
        return max(pace.longest_s for pace in (self._entries, self._terms, self._notes, self._single))

    def _some(self, number: int, ids: list[int]) -> None:
        for _ in range(_ATTEMPTS if len(ids) > _FEW else 0):
            new = _prepare(self.database, self.tables, self.read, number, ids)
            if len(new.entries) <= _FEW:
                break
            known = sorted(new.entries)
            entries, sets = (known, partial(_entries, new)), (sorted(new.terms), partial(_sets, new))
            if self._merge(new, known, entries, sets):
                self._tell(len(new.entries))
                ids = [id_ for id_ in ids if id_ not in new.entries]
                break
        self._in_pieces(self._single, ids, _as_is, self._one_by_one)
        self._tell(len(ids))

    def _tell(self, done: int) -> None:
        self._done += done
        if self.progress is not None and done:
            self.progress(self._done, self._total)

    def _merge(
        self,
        seen: Seen,
        ids: list[int],
        entries: _Part[T, tuple[int, bytes]],
        sets: _Part[R, tuple[bytes, bytes]],
    ) -> bool:
        """Write new records, each part with what makes it ready; False when somebody changed a record of the chunk."""
        return (
            self._in_pieces(self._entries, *entries, self._write_entries, seen)
            and self._in_pieces(self._terms, *sets, partial(self._add_to_sets, seen.number), seen)
            and self._in_pieces(self._notes, ids, _as_is, self._forget_notes, seen)
        )

    def _in_pieces(
        self,
        pace: Pace,
        items: list[T],
        ready: Callable[[list[T]], list[R]],
        write: Callable[[Connection, list[R]], None],
        seen: Seen | None = None,
    ) -> bool:
        """Write items in transactions at that pace, each made ``ready`` in the pause before; False when the chunk was
        changed since it was ``seen``."""
        at = 0
        while at < len(items):
            some = ready(items[at : at + pace.size])
            pace.stand_aside()
            done = self.database.write(partial(self._piece, pace, some, write, seen))
            pace.end(done)
            if not done:
                return False
            at += done
        return True

    def _piece(
        self,
        pace: Pace,
        items: list[R],
        write: Callable[[Connection, list[R]], None],
        seen: Seen | None,
        connection: Connection,
    ) -> int:
        """Write items part by part until all are or the time is up; returns how many, 0 in a changed chunk."""
        pace.begin(connection)
        if seen is not None and not hold_unchanged(connection, self.tables, seen):
            return 0
        done = 0
        for part in slices(items, min(max(len(items) // _PARTS, pace.smallest), _LARGEST_PART)):
            write(connection, part)
            done += len(part)
            if not pace.time_left():
                break
        return done

    def _write_entries(self, connection: Connection, rows: list[tuple[int, bytes]]) -> None:
        replace_rows(connection, self.tables.entries, rows)

    def _add_to_sets(self, number: int, connection: Connection, sets: list[tuple[bytes, bytes]]) -> None:
        add_to_sets(connection, self.tables, number, sets)

    def _forget_notes(self, connection: Connection, ids: list[int]) -> None:
        connection.execute(delete(self.tables.pending).where(self.tables.pending.c[0].in_(ids)))

    def _one_by_one(self, connection: Connection, ids: list[int]) -> None:
        put(connection, self.tables, ids, self.read)
        self._forget_notes(connection, ids)


def _as_is(items: list[T]) -> list[T]:
    """What is ready already."""
    return items


def _prepare(
    database: Database, tables: IndexTables, read: RecordReader, number: int, ids: list[int]
) -> _New:
    """Read records, outside a write transaction, and find what the index lacks of those that are new to it."""
    having: dict[bytes, array[int]] = defaultdict(lambda: array("H"))
    with database.read() as connection:
        new = _New(number, revision_of(connection, tables, number))
        before = entries_of(connection, tables, ids)
        for some in slices(ids):
            for id_, words in read(connection, some).items():
                # The entry is there already when an earlier run was cut off.
                if words and before.get(id_, words) == words:
                    new.entries[id_] = words
                    low = postings.split(id_)[1]
                    for word in words:
                        having[word].append(low)
    new.terms = with_beginnings(having)
    return new


def _entries(new: _New, ids: list[int]) -> list[tuple[int, bytes]]:
    return [(id_, entry(new.entries[id_])) for id_ in ids]


def _sets(new: _New, terms: list[bytes]) -> list[tuple[bytes, bytes]]:
    return [(term, postings.encode_lows(new.terms[term])) for term in terms]
