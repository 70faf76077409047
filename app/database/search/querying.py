"""A search from what was typed to the ordered answer, and the facets of an answer."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from app.database.kept import KEPT
from app.database.paging import behind, encode_cursor, sort_choice
from app.database.search import availability, postings, ranking, sets, terms
from app.database.search.asking import TYPED, Found, find, query_words
from app.database.search.sets import Reader, Records
from app.database.search.typos import corrected_words
from app.database.tables import title_index, titles
from app.database.title_lines import Lines
from app.domain.catalog import BookStatus
from app.domain.paging import Count
from app.domain.searching import Facet, Facets, SearchHits, TitleQuery
from app.domain.text import fold

_SORTS: dict[str, ColumnElement[Any]] = {
    "title": titles.c.title_sort,
    "author": titles.c.author_sort,
    "year": titles.c.year,
    "added": titles.c.id,
}
_SORTED_AT_ONCE = 10_000
_TOLD_ONE_BY_ONE = 500
_WALK, _WALKS = 5_000, 60
_BYTES = 450  # of what was found, where it is kept, but for the ids; measured


class _Found(NamedTuple):
    """What a search found, with all ids that were put in order; they take a fifth of the room so."""

    ids: array[int]
    total: Count
    corrected: str | None
    words: tuple[str, ...]

    def hits(self, limit: int) -> SearchHits:
        """What is told of it."""
        return SearchHits(tuple(self.ids[:limit]), self.total, self.corrected, self.words)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The titles that answer a query: ``records`` are all of them, or when not ``complete`` the newest; ``among``
    keeps of some ids those that answer."""

    records: Records
    complete: bool
    among: Callable[[Sequence[int]], list[int]]


def search(connection: Connection, query: TitleQuery, limit: int, lines: Lines | None = None) -> SearchHits:
    """The first ``limit`` titles that answer the query, and how many there are in all. ``lines`` are given when they will be
    shown: what ranks them may come with them.

    Any text is accepted. When its words find nothing, the nearest known words are looked for instead and
    ``corrected`` says which. Raises InvalidInput only for an unknown ``query.sort``.
    """
    known = kept_hits(query, limit)
    if known is not None:
        return known
    found = _search(connection, query, limit, lines or Lines(connection))
    kept = KEPT.get()
    if kept is not None and (name := _name(query)) is not None:
        kept.searches.keep({name: (found, _BYTES + found.ids.itemsize * len(found.ids))})
    return found.hits(limit)


def kept_hits(query: TitleQuery, limit: int) -> SearchHits | None:
    """What ``search`` finds where that is kept; None where the database has to be asked."""
    kept = KEPT.get()
    name = None if kept is None else _name(query)
    found: _Found | None = None if kept is None or name is None else kept.searches.get(name)
    if found is None or len(found.ids) < min(limit, found.total.value):
        return None
    return found.hits(limit)


def _name(query: TitleQuery) -> Hashable | None:
    """What the titles found depend on, beside which there are and what is said of them: None where it is more than is
    told by the query."""
    text = query.text
    if query.availability or query.collection or len(text) > TYPED or any(map(str.isdigit, text)):
        return None
    words = query_words(text)
    return (words, fold(text), query.year_from, query.year_to, query.language, query.sort) if words else None


def _search(connection: Connection, query: TitleQuery, limit: int, lines: Lines) -> _Found:
    """The titles that answer the query, in their order: ``limit`` at least, if there are so many."""
    reader = Reader(connection, title_index)
    understood, found, corrected = _understood(connection, reader, query)
    answer = _answer(connection, understood, found)
    size = sets.size(answer.records)
    total = (
        Count(size, not found.cut) if answer.complete else Count(min(size, availability.COUNTED), exact=False)
    )
    if understood.sort or not found.words:
        ids = _in_order(connection, understood.sort or "title", answer, limit)
    else:
        rank = ranking.Ranking(connection, understood.text, found, lines)
        ids = rank.best_first(answer.records, answer.among, limit)
    return _Found(_short(ids), total, corrected, found.words)


def _short(ids: Sequence[int]) -> array[int]:
    """Half as long where no id is of more than 32 bits."""
    return array("I" if max(ids, default=0) < 1 << 32 else "q", ids)


def _understood(
    connection: Connection, reader: Reader, query: TitleQuery
) -> tuple[TitleQuery, Found, str | None]:
    """The query, or the one with a typo forgiven when its words find nothing at all."""
    found = find(connection, reader, query)
    if found.by_words or not found.words:
        return query, found, None
    words = corrected_words(connection, reader, title_index, found.words, found.known)
    if words is None:
        return query, found, None
    corrected = " ".join(words)
    understood = replace(query, text=corrected)
    return understood, find(connection, reader, understood), corrected


def _answer(connection: Connection, query: TitleQuery, found: Found) -> _Answer:
    matched = found.narrowed
    if not query.availability:
        return _Answer(matched, True, partial(_members, matched))
    narrowed = availability.narrow(connection, matched, query)
    if narrowed.complete:
        return _Answer(narrowed.records, True, partial(_members, narrowed.records))

    def among(ids: Sequence[int]) -> list[int]:
        allowed = availability.with_copy(connection, _members(matched, ids), query)
        return [id_ for id_ in ids if id_ in allowed]

    return _Answer(narrowed.records, False, among)


def _members(records: Records, ids: Sequence[int]) -> list[int]:
    return list(filter(sets.member_test(records), ids))


def _in_order(connection: Connection, sort: str, answer: _Answer, limit: int) -> list[int]:
    """The answer by a column: a short one is sorted, a long one found by walking the column's index."""
    column, descending = sort_choice(sort, _SORTS)
    id_column = titles.c.id
    order = (column.desc(), id_column.desc()) if descending else (column, id_column)
    rows = select(id_column, column.label("filed")).order_by(*order)
    if answer.complete and sets.size(answer.records) <= _SORTED_AT_ONCE:
        short = rows.where(id_column.in_(sets.newest(answer.records, _SORTED_AT_ONCE))).limit(limit)
        return list(connection.execute(short).scalars())
    ids: list[int] = []
    step = rows.limit(_WALK)
    for _ in range(_WALKS):
        page = connection.execute(step).all()
        ids.extend(answer.among([row.id for row in page]))
        if len(ids) >= limit or len(page) < _WALK:
            break
        cursor = encode_cursor(page[-1].filed, page[-1].id)
        step = rows.where(behind(column, id_column, cursor, descending=descending)).limit(_WALK)
    return ids[:limit]


def facets(connection: Connection, query: TitleQuery) -> Facets:
    """How many of the titles that answer the query have each collection, copy status, decade and language.

    Counts of statuses are exact up to 1,000, the others always unless a narrowing to a common status met more.
    """
    reader = Reader(connection, title_index)
    understood, found, _ = _understood(connection, reader, query)
    answer = _answer(connection, understood, found)
    counts = _tag_counts(connection, reader, answer)
    return Facets(
        collection=_by_tag(counts, terms.COLLECTION, exact=answer.complete),
        availability=_by_status(connection, answer),
        year=_by_tag(counts, terms.DECADE, exact=answer.complete),
        language=_by_tag(counts, terms.LANGUAGE, exact=answer.complete),
    )


def _tag_counts(connection: Connection, reader: Reader, answer: _Answer) -> Counter[bytes]:
    """How many of the titles have each tag: from their own words when they are few, else from the sets of the tags."""
    counts: Counter[bytes] = Counter()
    if sets.size(answer.records) <= _TOLD_ONE_BY_ONE:
        for words in reader.entries(sets.newest(answer.records, _TOLD_ONE_BY_ONE)):
            counts.update(word for word in words if not terms.is_word(word))
        return counts
    for kind in (terms.COLLECTION, terms.DECADE, terms.LANGUAGE):
        for chunk, term, docs in reader.between(kind, kind + b"\xff", list(answer.records)):
            counts[term] += (postings.decode(docs) & answer.records[chunk]).bit_count()
    return counts


def _by_tag(counts: Counter[bytes], kind: bytes, *, exact: bool) -> tuple[Facet, ...]:
    return _facets(
        {tag[1:].decode(): Count(count, exact) for tag, count in counts.items() if tag[:1] == kind}
    )


def _by_status(connection: Connection, answer: _Answer) -> tuple[Facet, ...]:
    if sets.size(answer.records) <= availability.COUNTED:
        counted = availability.by_status(connection, sets.newest(answer.records, availability.COUNTED))
        return _facets({status: Count(count, answer.complete) for status, count in counted.items()})
    counts: dict[str, Count] = {}
    for status in BookStatus:
        narrowed = availability.narrow(connection, answer.records, TitleQuery(availability=status.value))
        counts[status.value] = Count(
            min(sets.size(narrowed.records), availability.COUNTED), narrowed.complete and answer.complete
        )
    return _facets(counts)


def _facets(counts: dict[str, Count]) -> tuple[Facet, ...]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1].value, one[0]))
    return tuple(Facet(value, count) for value, count in ordered if count.value)
