"""Making an index anew, a chunk of 65,536 records at a time, while desks go on working.

A chunk is read and computed outside any write transaction and written in short ones, each replacing the terms from
one word to another. Every row is right at every moment, so searches go on too. When somebody indexed a record of
the chunk meanwhile, it is read again; the third time under the chunk's lock, in one transaction.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection, delete, func, insert, select

from app.database.engine import Database
from app.database.search import postings
from app.database.search.store import (
    Seen,
    add_vocabulary,
    entry,
    hold_unchanged,
    is_spelling,
    lock_chunks,
    replace_rows,
    revision_of,
    slices,
)
from app.database.search.terms import beginnings, is_word
from app.database.tables.search import IndexTables

#: The words of all records with ids in a range, both ends included.
RangeReader = Callable[[Connection, int, int], Mapping[int, frozenset[bytes]]]
#: Told how many steps are done and how many there are.
Progress = Callable[[int, int], None]
_BATCH = 4096
#: Rows replaced in one transaction; it holds SQLite's write lock for well under 200 ms.
_ROWS = 3_000


@dataclass(slots=True)
class Chunk(Seen):
    """What the index is to hold of one chunk."""

    entries: dict[int, bytes] = field(default_factory=dict)
    terms: dict[bytes, array[int]] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The lowest id of the chunk."""
        return postings.join(self.number, 0)

    @property
    def last(self) -> int:
        """The highest id of the chunk."""
        return postings.join(self.number + 1, 0) - 1


def read_chunk(connection: Connection, tables: IndexTables, reader: RangeReader, number: int) -> Chunk:
    """Compute what the index is to hold of a chunk."""
    chunk = Chunk(number, revision_of(connection, tables, number))
    terms: dict[bytes, array[int]] = defaultdict(lambda: array("H"))
    for first in range(chunk.first, chunk.last + 1, _BATCH):
        for id_, words in reader(connection, first, first + _BATCH - 1).items():
            low = postings.split(id_)[1]
            chunk.entries[id_] = entry(words)
            for word in words:
                terms[word].append(low)
    for word, lows in list(terms.items()):
        if is_word(word):
            for beginning in beginnings(word):
                terms[beginning].extend(lows)
    chunk.terms = dict(terms)
    return chunk


Step = Callable[[Connection], None]


def _steps(tables: IndexTables, chunk: Chunk) -> Iterable[Step]:
    """What is to be written of a chunk, in pieces that are each right by themselves."""
    some = list(slices(sorted(chunk.terms), _ROWS)) or [[]]
    for at, terms in enumerate(some):
        low = terms[0] if at else b""
        high = some[at + 1][0] if at + 1 < len(some) else None
        yield partial(_replace_terms, tables=tables, chunk=chunk, terms=terms, low=low, high=high)
    parts = list(slices(sorted(chunk.entries), _ROWS)) or [[]]
    for at, ids in enumerate(parts):
        first = ids[0] if at else chunk.first
        last = parts[at + 1][0] - 1 if at + 1 < len(parts) else chunk.last
        yield partial(_replace_entries, tables=tables, chunk=chunk, ids=ids, first=first, last=last)


def _replace_terms(
    connection: Connection,
    *,
    tables: IndexTables,
    chunk: Chunk,
    terms: list[bytes],
    low: bytes,
    high: bytes | None,
) -> None:
    table = tables.postings
    old = delete(table).where(table.c.chunk == chunk.number, table.c.term >= low)
    connection.execute(old if high is None else old.where(table.c.term < high))
    rows = [(chunk.number, term, postings.encode_lows(chunk.terms[term])) for term in terms]
    replace_rows(connection, tables.postings, rows)
    add_vocabulary(connection, tables, filter(is_spelling, terms))


def _replace_entries(
    connection: Connection, *, tables: IndexTables, chunk: Chunk, ids: list[int], first: int, last: int
) -> None:
    key, pending = tables.entries.c[0], tables.pending.c[0]
    connection.execute(delete(tables.entries).where(key.between(first, last)))
    if ids:
        rows = [{key.name: id_, "words": chunk.entries[id_]} for id_ in ids]
        connection.execute(insert(tables.entries), rows)
    connection.execute(delete(tables.pending).where(pending.between(first, last)))


def rebuild_chunk(database: Database, tables: IndexTables, reader: RangeReader, number: int) -> int:
    """Make one chunk anew; returns how many records it holds."""
    for _ in range(2):
        with database.read() as connection:
            chunk = read_chunk(connection, tables, reader, number)
        if all(
            database.write(partial(_unless_changed, tables, chunk, step)) for step in _steps(tables, chunk)
        ):
            return len(chunk.entries)

    def at_once(connection: Connection) -> int:
        lock_chunks(connection, tables, [number])
        locked = read_chunk(connection, tables, reader, number)
        for step in _steps(tables, locked):
            step(connection)
        return len(locked.entries)

    return database.write(at_once)


def _unless_changed(tables: IndexTables, chunk: Chunk, step: Step, connection: Connection) -> bool:
    """Take a step unless somebody else indexed a record of the chunk since it was read."""
    if not hold_unchanged(connection, tables, chunk):
        return False
    step(connection)
    return True


def rebuild(
    database: Database,
    tables: IndexTables,
    reader: RangeReader,
    last_id: Callable[[Connection], int],
    progress: Progress | None = None,
) -> int:
    """Make the whole index anew; returns how many records it holds."""
    with database.read() as connection:
        last = last_id(connection)
        indexed = connection.execute(select(func.max(tables.chunks.c.chunk))).scalar()
    chunks = max(postings.split(last)[0], indexed if indexed is not None else 0) + 1
    records = 0
    for number in range(chunks):
        records += rebuild_chunk(database, tables, reader, number)
        if progress is not None:
            progress(number + 1, chunks)
    return records
