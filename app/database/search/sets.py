"""Reading the index: sets of records by term, and AND, OR and counting over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from app.database.search import postings, terms
from app.database.tables.search import IndexTables

#: Records as a bit set for each chunk that has any.
Records = dict[int, int]


@dataclass(frozen=True, slots=True)
class _Statements:
    """The statements that read an index, made once: making them costs more than running them."""

    chunks: Select[Any]
    terms: Select[Any]
    between: Select[Any]
    entries: Select[Any]


@lru_cache
def _statements(tables: IndexTables) -> _Statements:
    table = tables.postings
    rows = select(table.c.chunk, table.c.term, table.c.docs)
    rows = rows.where(table.c.chunk.in_(bindparam("chunks", expanding=True)))
    low, high = (bindparam(name, type_=table.c.term.type) for name in ("low", "high"))
    return _Statements(
        chunks=select(tables.chunks.c.chunk),
        terms=rows.where(table.c.term.in_(bindparam("terms", expanding=True))),
        between=rows.where(table.c.term >= low, table.c.term < high),
        entries=select(tables.entries.c.words).where(
            tables.entries.c[0].in_(bindparam("ids", expanding=True))
        ),
    )


class Reader:
    """Reads one index on one connection. Each answer is what the database holds at that moment."""

    def __init__(self, connection: Connection, tables: IndexTables) -> None:
        self._connection = connection
        self._statements = _statements(tables)
        self.chunks = sorted(connection.execute(self._statements.chunks).scalars(), reverse=True)

    def terms(self, wanted: Iterable[bytes]) -> dict[bytes, Records]:
        """The records of each term; a term nobody has gives an empty set."""
        found: dict[bytes, Records] = {term: {} for term in wanted}
        if found and self.chunks:
            which = {"chunks": self.chunks, "terms": list(found)}
            for chunk, term, docs in self._connection.execute(self._statements.terms, which):
                found[term][chunk] = postings.decode(docs)
        return found

    def between(
        self, low: bytes, high: bytes, chunks: Sequence[int] | None = None
    ) -> Iterable[Row[int, bytes, bytes]]:
        """Chunk, term and stored set of every term from ``low`` up to but without ``high``."""
        which = {"chunks": self.chunks if chunks is None else chunks, "low": low, "high": high}
        if not which["chunks"]:
            return ()
        return self._connection.execute(self._statements.between, which)

    def entries(self, ids: Sequence[int]) -> Iterable[list[bytes]]:
        """The words and tags each of the records is indexed under."""
        if not ids:
            return ()
        found = self._connection.execute(self._statements.entries, {"ids": ids})
        return (words.split(b"\n") for words in found.scalars())

    def union_between(self, low: bytes, high: bytes) -> Records:
        """The records of any term from ``low`` up to but without ``high``."""
        stored: dict[int, list[bytes]] = defaultdict(list)
        for chunk, _, docs in self.between(low, high):
            stored[chunk].append(docs)
        return {chunk: postings.decode_union(docs) for chunk, docs in stored.items()}

    def beginning_with(self, letters: str) -> Records:
        """The records with a word that begins with ``letters``."""
        if len(letters) <= terms.PREFIX_CHARS:
            term = terms.beginning(letters)
            return self.terms([term])[term]
        start = letters.encode()
        return self.union_between(start, start + b"\xff")


def of_ids(ids: Iterable[int]) -> Records:
    """The set of the given record ids."""
    lows: dict[int, list[int]] = defaultdict(list)
    for id_ in ids:
        chunk, low = postings.split(id_)
        lows[chunk].append(low)
    return {chunk: postings.pack(some) for chunk, some in lows.items()}


def union(sets: Iterable[Records]) -> Records:
    """Records in any of the sets."""
    found: Records = {}
    for one in sets:
        for chunk, bits in one.items():
            found[chunk] = found.get(chunk, 0) | bits
    return found


def intersection(sets: Sequence[Records]) -> Records:
    """Records in all of the sets, of which there must be one."""
    ordered = sorted(sets, key=len)
    found = dict(ordered[0])
    for one in ordered[1:]:
        found = {chunk: both for chunk, bits in found.items() if (both := bits & one.get(chunk, 0))}
    return found


def size(records: Mapping[int, int]) -> int:
    """How many records are in the set."""
    return sum(bits.bit_count() for bits in records.values())


def contains(records: Mapping[int, int], id_: int) -> bool:
    """Tell whether a record is in the set."""
    chunk, low = postings.split(id_)
    return bool(records.get(chunk, 0) >> low & 1)


def newest_first(records: Mapping[int, int]) -> Iterator[int]:
    """The ids in the set, from the highest down."""
    for chunk in sorted(records, reverse=True):
        for low in postings.highest_first(records[chunk]):
            yield postings.join(chunk, low)


def newest(records: Mapping[int, int], limit: int) -> list[int]:
    """The ``limit`` highest ids in the set."""
    return list(islice(newest_first(records), limit))
