"""Writing an index: what changed is found by comparing with the words a record was indexed under before.

Writers of one chunk of 65,536 records queue on its row in the ``chunks`` table, so that no two of them change a
bit set at the same time. What a transaction wrote is found by its own next search and, once committed, by others.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Connection, Insert, Table, delete, insert, select
from sqlalchemy.dialects import mysql, sqlite

from app.database.search import postings
from app.database.search.terms import all_terms, is_word
from app.database.tables.search import IndexTables

T = TypeVar("T")
_SLICE = 500


@dataclass(slots=True)
class _Edit:
    added: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)


def put(connection: Connection, tables: IndexTables, records: Mapping[int, Collection[bytes]]) -> None:
    """Index each record under exactly these words; no words remove it."""
    ids = sorted(records)
    if not ids:
        return
    lock_chunks(connection, tables, {postings.split(id_)[0] for id_ in ids})
    before = _entries(connection, tables, ids)
    edits: dict[int, dict[bytes, _Edit]] = defaultdict(lambda: defaultdict(_Edit))
    changed: list[int] = []
    for id_ in ids:
        old, new = before.get(id_, frozenset()), frozenset(records[id_])
        if old == new:
            continue
        changed.append(id_)
        chunk, low = postings.split(id_)
        old_terms, new_terms = all_terms(old), all_terms(new)
        for term in new_terms - old_terms:
            edits[chunk][term].added.append(low)
        for term in old_terms - new_terms:
            edits[chunk][term].removed.append(low)
    for chunk in sorted(edits):
        _apply(connection, tables, chunk, edits[chunk])
    _write_entries(connection, tables, {id_: records[id_] for id_ in changed}, before)


def lock_chunks(connection: Connection, tables: IndexTables, chunks: Iterable[int]) -> None:
    """Hold the chunks until the transaction ends; they are taken in order, so that writers never deadlock on them."""
    for chunk in sorted(chunks):
        connection.execute(_touch(connection, tables, chunk, random.getrandbits(62)))


def _touch(connection: Connection, tables: IndexTables, chunk: int, revision: int) -> Insert:
    row = {"chunk": chunk, "revision": revision}
    if connection.dialect.name == "sqlite":
        lite = sqlite.insert(tables.chunks).values(row)
        return lite.on_conflict_do_update(index_elements=["chunk"], set_={"revision": revision})
    return mysql.insert(tables.chunks).values(row).on_duplicate_key_update(revision=revision)


def _entries(connection: Connection, tables: IndexTables, ids: Sequence[int]) -> dict[int, frozenset[bytes]]:
    key, words = tables.entries.c
    found: dict[int, frozenset[bytes]] = {}
    for some in slices(ids):
        for id_, text in connection.execute(select(key, words).where(key.in_(some))):
            found[id_] = frozenset(text.split(b"\n"))
    return found


def _write_entries(
    connection: Connection,
    tables: IndexTables,
    records: Mapping[int, Collection[bytes]],
    before: Collection[int],
) -> None:
    key = tables.entries.c[0]
    for some in slices([id_ for id_ in records if id_ in before]):
        connection.execute(delete(tables.entries).where(key.in_(some)))
    rows = [{key.name: id_, "words": b"\n".join(sorted(words))} for id_, words in records.items() if words]
    if rows:
        connection.execute(insert(tables.entries), rows)


def _apply(connection: Connection, tables: IndexTables, chunk: int, edits: Mapping[bytes, _Edit]) -> None:
    fresh: list[bytes] = []
    for terms in slices(sorted(edits)):
        stored = _stored(connection, tables, chunk, terms)
        rows: list[tuple[int, bytes, bytes]] = []
        gone: list[bytes] = []
        for term in terms:
            before = stored.get(term)
            docs = postings.edit(before, edits[term].added, edits[term].removed)
            if docs is not None:
                rows.append((chunk, term, docs))
            elif before is not None:
                gone.append(term)
            if before is None and is_spelling(term):
                fresh.append(term)
        write_postings(connection, tables, rows)
        if gone:
            table = tables.postings
            connection.execute(delete(table).where(table.c.chunk == chunk, table.c.term.in_(gone)))
    add_vocabulary(connection, tables, fresh)


def _stored(
    connection: Connection, tables: IndexTables, chunk: int, terms: Sequence[bytes]
) -> dict[bytes, bytes]:
    table = tables.postings
    query = select(table.c.term, table.c.docs).where(table.c.chunk == chunk, table.c.term.in_(terms))
    return {row[0]: row[1] for row in connection.execute(query)}


def write_postings(
    connection: Connection, tables: IndexTables, rows: Sequence[tuple[int, bytes, bytes]]
) -> None:
    """Write rows of chunk, term and set over those that are there, if any.

    By the driver itself: thousands of rows an act, and SQLAlchemy's care for each of them costs more than the write.
    """
    if rows:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        statement = f"REPLACE INTO {tables.postings.name} (chunk, term, docs) VALUES ({mark}, {mark}, {mark})"
        connection.exec_driver_sql(statement, list(rows))


def is_spelling(term: bytes) -> bool:
    """Tell whether a term is a word that a mistyped one may be corrected to."""
    return term[:1] != b"<" and is_word(term) and 3 < len(term) <= 80


def add_vocabulary(connection: Connection, tables: IndexTables, words: Iterable[bytes]) -> None:
    """Add words that may be known already."""
    rows = [{"word": word, "backwards": word.decode()[::-1].encode()} for word in sorted(words)]
    insert_new(connection, tables.vocabulary, rows)


def slices(items: Sequence[T], size: int = _SLICE) -> Iterator[list[T]]:
    """The items in lists short enough for one statement's parameters."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def put_off(connection: Connection, tables: IndexTables, ids: Iterable[int]) -> None:
    """Note that these records are to be indexed by the next ``catch_up``."""
    insert_new(connection, tables.pending, [{tables.pending.c[0].name: id_} for id_ in sorted(ids)])


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        ignoring = insert(table).prefix_with("OR IGNORE", dialect="sqlite")
        ignoring = ignoring.prefix_with("IGNORE", dialect="mysql").prefix_with("IGNORE", dialect="mariadb")
        connection.execute(ignoring, list(rows))
