"""The search index: which titles and patrons have which words.

Engines differ in how they part, drop and rank words, so theirs are not used: words are made by
``app.domain.text`` and kept in plain tables, written by ``app.database.search`` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Index, Integer, Table

from app.database.tables.base import TABLE_OPTIONS, Blob, Id, SortKey, metadata

_OPTIONS = {key: value for key, value in TABLE_OPTIONS.items() if not key.startswith("sqlite_")}


@dataclass(frozen=True, slots=True)
class IndexTables:
    """The tables of one index.

    ``entries`` holds the words each record is indexed under, ``postings`` the records of each word as bit sets
    of 65,536 ids (a chunk), ``vocabulary`` every word, also backwards, for forgiving typos, and ``chunks`` a row
    whose lock a writer holds, with a number that is new after each change. ``pending`` are records whose indexing
    was put off during bulk work.
    """

    entries: Table
    postings: Table
    vocabulary: Table
    chunks: Table
    pending: Table


def _tables(name: str) -> IndexTables:
    entries = Table(
        f"{name}_search",
        metadata,
        Column(f"{name}_id", Id, primary_key=True, autoincrement=False),
        Column("words", Blob, nullable=False, comment="indexed under, one space between"),
        **_OPTIONS,
    )
    postings = Table(
        f"{name}_search_postings",
        metadata,
        Column("chunk", Integer, primary_key=True, autoincrement=False, comment="record id >> 16"),
        Column("term", SortKey(), primary_key=True),
        Column("docs", Blob, nullable=False, comment="low 16 bits of the record ids, see search/postings.py"),
        sqlite_with_rowid=False,
        **_OPTIONS,
    )
    vocabulary = Table(
        f"{name}_search_words",
        metadata,
        Column("word", SortKey(), primary_key=True),
        Column("backwards", SortKey(), nullable=False),
        Index(f"ix_{name}_search_words_backwards", "backwards"),
        sqlite_with_rowid=False,
        **_OPTIONS,
    )
    chunks = Table(
        f"{name}_search_chunks",
        metadata,
        Column("chunk", Integer, primary_key=True, autoincrement=False),
        Column("revision", BigInteger, nullable=False, comment="random, new with every change"),
        **_OPTIONS,
    )
    pending = Table(
        f"{name}_search_pending",
        metadata,
        Column(f"{name}_id", Id, primary_key=True, autoincrement=False),
        **_OPTIONS,
    )
    return IndexTables(entries, postings, vocabulary, chunks, pending)


title_index = _tables("title")
patron_index = _tables("patron")
