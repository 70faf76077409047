"""Reading the index: sets of records by term, and AND, OR and counting over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, select

from app.database.pipeline import Pipeline
from app.database.prepared import Prepared, Row
from app.database.search import postings, terms
from app.database.tables.search import IndexTables

#: Records as a bit set for each chunk that has any.
Records = dict[int, int]
Ask = tuple[Prepared, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Statements:
    """The statements that read an index, made once: making them costs more than running them."""

    chunks: Prepared
    terms: Prepared
    between: Prepared
    entries: Prepared


@lru_cache
def _statements(tables: IndexTables) -> _Statements:
    table = tables.postings
    rows = select(table.c.chunk, table.c.term, table.c.docs)
    rows = rows.where(table.c.chunk.in_(bindparam("chunks", expanding=True)))
    low, high = (bindparam(name, type_=table.c.term.type) for name in ("low", "high"))
    return _Statements(
        chunks=Prepared(select(tables.chunks.c.chunk)),
        terms=Prepared(rows.where(table.c.term.in_(bindparam("terms", expanding=True)))),
        between=Prepared(rows.where(table.c.term >= low, table.c.term < high)),
        entries=Prepared(
            select(tables.entries.c.words).where(tables.entries.c[0].in_(bindparam("ids", expanding=True)))
        ),
    )


class Reader:
    """Reads one index on one connection. Each answer is what the database holds at that moment.

    Which chunks there are is asked with every answer, in the same packet: those of last time are looked into, and one
    more. Only where there are others by now is it asked again.
    """

    def __init__(self, connection: Connection, tables: IndexTables) -> None:
        self._pipeline = Pipeline(connection)
        self._statements = _statements(tables)
        self._known: dict[str, list[int]] = connection.info.setdefault("clms_chunks", {})
        self._name = tables.chunks.name

    def terms(self, wanted: Iterable[bytes]) -> dict[bytes, Records]:
        """The records of each term; a term nobody has gives an empty set."""
        return self.find(wanted, "")[0]

    def find(self, wanted: Iterable[bytes], letters: str) -> tuple[dict[bytes, Records], Records]:
        """The records of each term, and those with a word that begins with ``letters``, if there are any."""
        found: dict[bytes, Records] = {term: {} for term in wanted}
        short = len(letters) <= terms.PREFIX_CHARS
        begun = terms.beginning(letters) if letters and short else None
        asked = list(found) if begun is None or begun in found else [*found, begun]
        calls: list[Ask] = [(self._statements.terms, {"terms": asked})] if asked else []
        if letters and not short:
            low = letters.encode()
            calls.append((self._statements.between, {"low": low, "high": low + b"\xff"}))
        answers = self._ask(calls)
        of_term = answers[0] if asked else ()
        other: Records = {}
        for chunk, term, docs in of_term:
            bits = postings.decode(docs)
            if term in found:
                found[term][chunk] = bits
            if term == begun:
                other[chunk] = bits
        return found, other if short else _merged(answers[-1])

    def between(self, low: bytes, high: bytes, chunks: Sequence[int]) -> Sequence[Row]:
        """Chunk, term and stored set of every term from ``low`` up to but without ``high``."""
        if not chunks:
            return ()
        return self._pipeline.rows(self._statements.between(chunks=chunks, low=low, high=high))

    def entries(self, ids: Sequence[int]) -> Iterable[list[bytes]]:
        """The words and tags each of the records is indexed under."""
        if not ids:
            return ()
        return (words.split(b"\n") for (words,) in self._pipeline.rows(self._statements.entries(ids=ids)))

    def beginning_with(self, letters: str) -> Records:
        """The records with a word that begins with ``letters``."""
        return self.find((), letters)[1]

    def _ask(self, calls: Sequence[Ask]) -> list[Sequence[Row]]:
        """The rows of each statement over all chunks there are."""
        looked_into = self._known.get(self._name, [])
        while True:
            there = self._pipeline.add(self._statements.chunks())
            answers = [
                self._pipeline.add(call(chunks=looked_into, **given)) for call, given in calls if looked_into
            ]
            chunks = [chunk for (chunk,) in there.rows]
            if set(chunks).issubset(looked_into):
                return [answer.rows for answer in answers] if answers else [() for _ in calls]
            looked_into = self._known[self._name] = [*chunks, max(chunks) + 1]


def _merged(rows: Iterable[Row]) -> Records:
    stored: dict[int, list[bytes]] = defaultdict(list)
    for chunk, _, docs in rows:
        stored[chunk].append(docs)
    return {chunk: postings.decode_union(docs) for chunk, docs in stored.items()}


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


def member_test(records: Mapping[int, int]) -> Callable[[int], bool]:
    """``contains`` for many ids: a chunk is looked into as bytes, once."""
    opened: dict[int, bytes] = {}

    def contains_it(id_: int) -> bool:
        chunk, low = postings.split(id_)
        data = opened.get(chunk)
        if data is None:
            data = opened[chunk] = postings.as_bytes(records.get(chunk, 0))
        return bool(data[low >> 3] >> (low & 7) & 1)

    return contains_it


def newest_first(records: Mapping[int, int]) -> Iterator[int]:
    """The ids in the set, from the highest down."""
    for chunk in sorted(records, reverse=True):
        for low in postings.highest_first(records[chunk]):
            yield postings.join(chunk, low)


def newest(records: Mapping[int, int], limit: int) -> list[int]:
    """The ``limit`` highest ids in the set."""
    return list(islice(newest_first(records), limit))
