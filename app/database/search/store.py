"""Writing an index: what changed is found by comparing with the words a record was indexed under before.

Writers of one chunk of 65,536 records queue on its row in the ``chunks`` table, so that no two of them change a
bit set at the same time, and nobody notes a record to be indexed later while another one does it. What a transaction
wrote is found by its own next search and, once committed, by others.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Insert, Table, delete, exists, insert, select
from sqlalchemy.dialects import mysql, sqlite

from app.database.search import postings
from app.database.search.terms import all_terms, is_word
from app.database.tables.search import IndexTables

T = TypeVar("T")
#: The words of some records as they are now; one that isn't there (any more) may be missing.
RecordReader = Callable[[Connection, list[int]], Mapping[int, frozenset[bytes]]]
#: What became of the revisions of chunks: the one after by number and the one before, None for a chunk never written.
Steps = dict[tuple[int, int | None], int]
_SLICE = 500


@dataclass(slots=True)
class Edit:
    """What changes in the set of a term: low numbers of records."""

    added: MutableSequence[int] = field(default_factory=list)
    removed: MutableSequence[int] = field(default_factory=list)


@dataclass(slots=True)
class Seen:
    """A chunk as it was read: its number, and its revision, None for one never written."""

    number: int
    revision: int | None


def put(connection: Connection, tables: IndexTables, ids: Collection[int], read: RecordReader) -> None:
    """Index each record under the words ``read`` gives for it once its chunk is locked; no words remove it."""
    ordered = sorted(ids)
    if not ordered:
        return
    lock_chunks(connection, tables, {postings.split(id_)[0] for id_ in ordered})
    records = read(connection, ordered)
    before = entries_of(connection, tables, ordered)
    # A catch-up that was cut off has written all words of these, but perhaps not yet the sets of all.
    unsure = _noted(connection, tables, ordered)
    edits: dict[int, dict[bytes, Edit]] = defaultdict(lambda: defaultdict(Edit))
    changed: dict[int, frozenset[bytes]] = {}
    for id_ in ordered:
        old, new = before.get(id_, frozenset()), records.get(id_, frozenset())
        if old != new:
            changed[id_] = new
        elif id_ not in unsure:
            continue
        chunk, low = postings.split(id_)
        old_terms, new_terms = all_terms(old), all_terms(new)
        for term in new_terms if id_ in unsure else new_terms - old_terms:
            edits[chunk][term].added.append(low)
        for term in old_terms - new_terms:
            edits[chunk][term].removed.append(low)
    for chunk in sorted(edits):
        apply_edits(connection, tables, chunk, edits[chunk])
    _write_entries(connection, tables, changed, before)


def no_words(_connection: Connection, _ids: list[int]) -> dict[int, frozenset[bytes]]:
    """The words of records that are to leave the index."""
    return {}


def lock_chunks(connection: Connection, tables: IndexTables, chunks: Iterable[int]) -> None:
    """Hold the chunks until the transaction ends; they are taken in order, so that writers never deadlock on them."""
    for chunk in sorted(chunks):
        connection.execute(_touch(connection, tables, chunk, random.getrandbits(62)))


def revision_of(
    connection: Connection, tables: IndexTables, number: int, *, lock: bool = False
) -> int | None:
    """The number that is new with every change of a chunk; None for one never written. ``lock`` holds it."""
    query = select(tables.chunks.c.revision).where(tables.chunks.c.chunk == number)
    return connection.execute(query.with_for_update() if lock else query).scalar()


def hold_unchanged(connection: Connection, tables: IndexTables, seen: Seen) -> bool:
    """Hold a chunk until the transaction ends; False when somebody changed a record of it since it was seen."""
    if revision_of(connection, tables, seen.number, lock=True) != seen.revision:
        return False
    if seen.revision is None:
        lock_chunks(connection, tables, [seen.number])
        seen.revision = revision_of(connection, tables, seen.number)
    return True


def _touch(connection: Connection, tables: IndexTables, chunk: int, revision: int) -> Insert:
    row = {"chunk": chunk, "revision": revision}
    if connection.dialect.name == "sqlite":
        lite = sqlite.insert(tables.chunks).values(row)
        return lite.on_conflict_do_update(index_elements=["chunk"], set_={"revision": revision})
    return mysql.insert(tables.chunks).values(row).on_duplicate_key_update(revision=revision)


def entries_of(
    connection: Connection, tables: IndexTables, ids: Sequence[int]
) -> dict[int, frozenset[bytes]]:
    """The words each of the records is indexed under; those that are not are missing."""
    key, words = tables.entries.c
    found: dict[int, frozenset[bytes]] = {}
    for some in slices(ids):
        for id_, text in connection.execute(select(key, words).where(key.in_(some))).all():
            found[id_] = frozenset(text.split(b"\n"))
    return found


def _noted(connection: Connection, tables: IndexTables, ids: Sequence[int]) -> set[int]:
    key = tables.pending.c[0]
    return {
        id_ for some in slices(ids) for id_ in connection.execute(select(key).where(key.in_(some))).scalars()
    }


def _write_entries(
    connection: Connection,
    tables: IndexTables,
    records: Mapping[int, Collection[bytes]],
    before: Collection[int],
) -> None:
    key = tables.entries.c[0]
    for some in slices([id_ for id_ in records if id_ in before]):
        connection.execute(delete(tables.entries).where(key.in_(some)))
    rows = [{key.name: id_, "words": entry(words)} for id_, words in records.items() if words]
    if rows:
        connection.execute(insert(tables.entries), rows)


def entry(words: Iterable[bytes]) -> bytes:
    """The stored form of the words a record is indexed under."""
    return b"\n".join(sorted(words))


def apply_edits(connection: Connection, tables: IndexTables, chunk: int, edits: Mapping[bytes, Edit]) -> None:
    """Change the sets of some terms of a chunk, which is locked."""
    fresh: list[bytes] = []
    for terms in slices(sorted(edits)):
        stored = _stored(connection, tables, chunk, terms)
        rows: list[tuple[int, bytes, bytes]] = []
        gone: list[bytes] = []
        for term in terms:
            before = stored.get(term)
            change = edits[term]
            docs = postings.edit(before, change.added, change.removed)
            if docs is None and before is not None:
                gone.append(term)
            elif docs is not None and docs != before:
                rows.append((chunk, term, docs))
            if before is None and is_spelling(term):
                fresh.append(term)
        replace_rows(connection, tables.postings, rows)
        if gone:
            table = tables.postings
            connection.execute(delete(table).where(table.c.chunk == chunk, table.c.term.in_(gone)))
    add_vocabulary(connection, tables, fresh)


def add_to_sets(
    connection: Connection, tables: IndexTables, chunk: int, sets: Collection[tuple[bytes, bytes]]
) -> None:
    """Add the records in each term's set, as it would be stored, to those the term has in a chunk, which is locked."""
    stored = _stored(connection, tables, chunk, [term for term, _ in sets])
    rows = []
    for term, docs in sets:
        before = stored.get(term)
        after = docs if before is None else postings.joined(before, docs)
        if after != before:
            rows.append((chunk, term, after))
    replace_rows(connection, tables.postings, rows)
    fresh = [term for term, _ in sets if term not in stored and is_spelling(term)]
    add_vocabulary(connection, tables, fresh)


def _stored(
    connection: Connection, tables: IndexTables, chunk: int, terms: Sequence[bytes]
) -> dict[bytes, bytes]:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    wanted = ", ".join(mark for _ in terms)
    query = f"SELECT term, docs FROM {tables.postings.name} WHERE chunk = {mark} AND term IN ({wanted})"
    return {bytes(term): bytes(docs) for term, docs in connection.exec_driver_sql(query, (chunk, *terms))}


def replace_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows, with a value for each column in order, over those that are there, if any.

    By the driver itself: thousands of rows an act, and SQLAlchemy's care for each of them costs more than the write.
    """
    if rows:
        _write_rows(connection, "REPLACE", table, rows)


def _write_rows(connection: Connection, verb: str, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names = ", ".join(column.name for column in table.c)
    marks = ", ".join(mark for _ in table.c)
    connection.exec_driver_sql(f"{verb} INTO {table.name} ({names}) VALUES ({marks})", list(rows))


def is_spelling(term: bytes) -> bool:
    """Tell whether a term is a word that a mistyped one may be corrected to."""
    return term[:1] != b"<" and is_word(term) and 3 < len(term) <= 80


def add_vocabulary(connection: Connection, tables: IndexTables, words: Iterable[bytes]) -> None:
    """Add words that may be known already."""
    insert_new(
        connection, tables.vocabulary, [(word, word.decode()[::-1].encode()) for word in sorted(words)]
    )


def unused_spellings(connection: Connection, tables: IndexTables) -> list[bytes]:
    """Words of the vocabulary that no record has any more. A walk over all of it, for when a word must not stay."""
    query = select(tables.vocabulary.c.word).where(_unused(connection, tables))
    return list(connection.execute(query).scalars())


def forget_spellings(connection: Connection, tables: IndexTables, words: Sequence[bytes]) -> None:
    """Take words out of the vocabulary, unless a record has them again meanwhile."""
    word = tables.vocabulary.c.word
    for some in slices(words):
        connection.execute(delete(tables.vocabulary).where(word.in_(some), _unused(connection, tables)))


def _unused(connection: Connection, tables: IndexTables) -> ColumnElement[bool]:
    chunks = connection.execute(select(tables.chunks.c.chunk)).scalars().all()
    had = tables.postings
    return ~exists().where(had.c.chunk.in_(chunks), had.c.term == tables.vocabulary.c.word)


def slices(items: Sequence[T], size: int = _SLICE) -> Iterator[list[T]]:
    """The items in lists short enough for one statement's parameters."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def put_off(connection: Connection, tables: IndexTables, ids: Iterable[int]) -> Steps:
    """Note that these records are to be indexed by the next ``catch_up``; returns the revisions of their chunks.

    It locks their chunks until the transaction ends, so it comes last in it: whoever is just catching up with one of
    them either finishes before and finds it noted again, or sees that the chunk has changed.
    """
    ordered = sorted(set(ids))
    steps: Steps = {}
    for chunk in sorted({postings.split(id_)[0] for id_ in ordered}):
        before, after = revision_of(connection, tables, chunk, lock=True), random.getrandbits(62)
        connection.execute(_touch(connection, tables, chunk, after))
        steps[chunk, before] = after
    insert_new(connection, tables.pending, [(id_,) for id_ in ordered])
    return steps


def insert_new(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert the rows, with a value for each column in order, whose key is not there yet."""
    if rows:
        ignoring = "INSERT OR IGNORE" if connection.dialect.name == "sqlite" else "INSERT IGNORE"
        _write_rows(connection, ignoring, table, rows)
