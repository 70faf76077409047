"""Making an index anew, a chunk of 65,536 records at a time, while desks go on working.

A chunk is read and computed outside any write transaction and written in one short one, unless somebody indexed a
record of it meanwhile: then it is read again, and the third time under the chunk's lock.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from app.database.engine import Database
from app.database.search import postings
from app.database.search.store import add_vocabulary, is_spelling, lock_chunks, rows_of, slices
from app.database.search.terms import beginnings, is_word
from app.database.tables.search import IndexTables

#: The words of all records with ids in a range, both ends included.
RangeReader = Callable[[Connection, int, int], Mapping[int, Iterable[bytes]]]
Progress = Callable[[int, int], None]
_BATCH = 4096
_ROWS = 2_000


class _Chunk:
    """The terms of one chunk being gathered in memory."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.entries: dict[int, bytes] = {}
        self._lows: dict[bytes, array[int]] = defaultdict(lambda: array("H"))

    def read(self, connection: Connection, reader: RangeReader) -> None:
        """Read every record of the chunk."""
        start = postings.join(self.number, 0)
        for first in range(start, start + (1 << postings.CHUNK_BITS), _BATCH):
            for id_, words in reader(connection, first, first + _BATCH - 1).items():
                self._add(id_, words)

    def _add(self, id_: int, words: Iterable[bytes]) -> None:
        low = postings.split(id_)[1]
        kept = sorted(words)
        self.entries[id_] = b"\n".join(kept)
        for word in kept:
            self._lows[word].append(low)

    def write(self, connection: Connection, tables: IndexTables) -> None:
        """Replace what the index holds of the chunk."""
        key = tables.entries.c[0]
        first = postings.join(self.number, 0)
        connection.execute(delete(tables.postings).where(tables.postings.c.chunk == self.number))
        connection.execute(
            delete(tables.entries).where(key.between(first, postings.join(self.number + 1, 0) - 1))
        )
        for rows in slices(rows_of(self.number, self._with_beginnings()), _ROWS):
            connection.execute(insert(tables.postings), rows)
        for some in slices(sorted(self.entries), _ROWS):
            connection.execute(
                insert(tables.entries), [{key.name: id_, "words": self.entries[id_]} for id_ in some]
            )
        add_vocabulary(connection, tables, [word for word in self._lows if is_spelling(word)])

    def _with_beginnings(self) -> dict[bytes, array[int]]:
        lows = dict(self._lows)
        begun: dict[bytes, array[int]] = defaultdict(lambda: array("H"))
        for word, numbers in self._lows.items():
            if is_word(word):
                for beginning in beginnings(word):
                    begun[beginning].extend(numbers)
        lows.update(begun)
        return lows


def rebuild(
    database: Database,
    tables: IndexTables,
    reader: RangeReader,
    last_id: Callable[[Connection], int],
    progress: Progress | None = None,
) -> int:
    """Make the whole index anew and return how many records it holds. ``progress`` gets chunks done and in all."""
    with database.read() as connection:
        last = last_id(connection)
        indexed = connection.execute(select(func.max(tables.chunks.c.chunk))).scalar()
    chunks = max(postings.split(last)[0], indexed if indexed is not None else 0) + 1
    records = 0
    for number in range(chunks):
        records += _rebuild_chunk(database, tables, reader, number)
        if progress is not None:
            progress(number + 1, chunks)
    return records


def _rebuild_chunk(database: Database, tables: IndexTables, reader: RangeReader, number: int) -> int:
    for _ in range(2):
        with database.read() as connection:
            revision = _revision(connection, tables, number)
            chunk = _Chunk(number)
            chunk.read(connection, reader)
        if database.write(_writer(tables, chunk, revision)):
            return len(chunk.entries)

    def under_lock(connection: Connection) -> int:
        lock_chunks(connection, tables, [number])
        fresh = _Chunk(number)
        fresh.read(connection, reader)
        fresh.write(connection, tables)
        return len(fresh.entries)

    return database.write(under_lock)


def _writer(tables: IndexTables, chunk: _Chunk, revision: int | None) -> Callable[[Connection], bool]:
    def write(connection: Connection) -> bool:
        locked = _revision(connection, tables, chunk.number, lock=True)
        if locked != revision:
            return False
        lock_chunks(connection, tables, [chunk.number])
        chunk.write(connection, tables)
        return True

    return write


def _revision(connection: Connection, tables: IndexTables, number: int, *, lock: bool = False) -> int | None:
    query = select(tables.chunks.c.revision).where(tables.chunks.c.chunk == number)
    return connection.execute(query.with_for_update() if lock else query).scalar()
