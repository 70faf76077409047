"""Under which words and tags a title is found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, select

from app.database.search import terms
from app.database.tables import books, title_contributors, title_subjects, titles
from app.domain.text import fold, index_words

#: What a title is found by: columns and parts of its own, and columns of its copies. A change of others leaves the index.
OF_TITLES = frozenset("title subtitle part contributors series classification subjects year language".split())
OF_COPIES = frozenset({"call_number", "collection"})
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,5}")


def words_of_titles(connection: Connection, ids: Collection[int]) -> dict[int, frozenset[bytes]]:
    """The words of each of ``ids``; none for a title that is deleted or not there."""
    wanted = list(ids)
    found = _words(
        connection,
        titles.c.id.in_(wanted),
        title_contributors.c.title_id.in_(wanted),
        title_subjects.c.title_id.in_(wanted),
        books.c.title_id.in_(wanted),
    )
    return {id_: found.get(id_, frozenset()) for id_ in wanted}


def words_of_range(connection: Connection, first: int, last: int) -> dict[int, frozenset[bytes]]:
    """The words of all titles with ids from ``first`` to ``last``, both included."""
    return _words(
        connection,
        titles.c.id.between(first, last),
        title_contributors.c.title_id.between(first, last),
        title_subjects.c.title_id.between(first, last),
        books.c.title_id.between(first, last),
    )


def _words(
    connection: Connection,
    which: ColumnElement[bool],
    contributors: ColumnElement[bool],
    subjects: ColumnElement[bool],
    copies: ColumnElement[bool],
) -> dict[int, frozenset[bytes]]:
    texts: dict[int, list[str]] = defaultdict(list)
    tags: dict[int, set[bytes]] = defaultdict(set)
    b = books.c
    held = select(b.title_id, b.call_number, b.collection).where(copies, b.deleted_at.is_(None))
    for title_id, call_number, collection in connection.execute(held).all():
        texts[title_id].append(call_number or "")
        if collection:
            tags[title_id].add(terms.tag(terms.COLLECTION, collection))
    for table, which_parts, column in (
        (title_contributors, contributors, title_contributors.c.name),
        (title_subjects, subjects, title_subjects.c.term),
    ):
        for title_id, text in connection.execute(select(table.c.title_id, column).where(which_parts)).all():
            texts[title_id].append(text)
    t = titles.c
    live = select(
        t.id, t.year, t.language, t.title, t.subtitle, t.part, t.author, t.series, t.classification
    ).where(which, t.deleted_at.is_(None), t.merged_into.is_(None))
    words: dict[int, frozenset[bytes]] = {}
    for title_id, year, language, *own in connection.execute(live).all():
        found = tags[title_id]
        found.add(terms.ANY)
        if language:
            found.add(terms.tag(terms.LANGUAGE, language))
        if year is not None:
            found.update(terms.year_tags(year))
        words[title_id] = frozenset(
            found.union(*map(_spelled, filter(None, own)), *map(_again, texts[title_id]))
        )
    return words


def _spelled(text: str) -> frozenset[bytes]:
    """The words of a text."""
    return frozenset(index_words(text)).union(word.encode() for word in initials(text))


# People, subjects and call numbers come again and again when many titles are read.
_again = lru_cache(maxsize=8_192)(_spelled)


def initials(text: str) -> list[str]:
    """Dotted letters in a row as one word: ``Rowling, J. K.`` is found as ``jk`` too."""
    return [fold(run).replace(" ", "") for run in _INITIALS.findall(text)] if text.count(".") > 1 else []
