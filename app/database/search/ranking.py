"""Which of the titles found come first.

Ranking every title that has a common word would take seconds, so at most a few hundred candidates are ranked. Which
ones is decided by keys and ids alone, never by how an engine runs a query: those that begin with what was typed,
then the newest that have the last word whole, then the newest of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, select

from app.database.search import sets
from app.database.search.asking import Found
from app.database.search.sets import Records
from app.database.tables import titles
from app.domain.text import fold, number_keys

#: Titles ranked at most.
CANDIDATES = 300
_BEGINNING_SO = 80
_FAMILY_END = b"\x01 "

Among = Callable[[Sequence[int]], list[int]]


def candidates(connection: Connection, text: str, found: Found, records: Records, among: Among) -> list[int]:
    """The ids to rank out of ``records``. ``among`` keeps of some ids those that answer the query."""
    if sets.size(records) <= CANDIDATES:
        return sets.newest(records, CANDIDATES)
    numbered = sorted(found.exact_numbers)[:_BEGINNING_SO]
    chosen = dict.fromkeys(among([*numbered, *_beginning_with(connection, text)]))
    for more in (sets.intersection([found.whole, records]), records):
        chosen.update(dict.fromkeys(sets.newest(more, max(0, CANDIDATES - len(chosen)))))
    return list(chosen)


def _beginning_with(connection: Connection, text: str) -> list[int]:
    """Titles whose title or main contributor begins with ``text``, the first few of each in filing order."""
    typed = fold(text)
    found: dict[int, None] = {}
    for column, key in _ranges(typed):
        query = select(titles.c.id).where(column >= key, column < key + b"\xff")
        found.update(
            dict.fromkeys(
                connection.execute(query.order_by(column, titles.c.id).limit(_BEGINNING_SO)).scalars()
            )
        )
    return list(found)


def _ranges(typed: str) -> Iterable[tuple[Column[Any], bytes]]:
    key = typed.encode()
    yield titles.c.title_key, key
    if number_keys(typed) == typed:
        yield titles.c.title_sort, key
        yield titles.c.author_sort, key
        if " " in typed:
            yield titles.c.author_sort, key.replace(b" ", _FAMILY_END, 1)


def ranked(connection: Connection, ids: Sequence[int], text: str, found: Found) -> list[int]:
    """The ids, best first."""
    t = titles.c
    typed = fold(text).encode()
    words = [word.encode() for word in found.words]
    scored = []
    for start in range(0, len(ids), 500):
        query = select(t.id, t.title_key, t.title_sort, t.author_sort).where(
            t.id.in_(ids[start : start + 500])
        )
        for id_, title_key, title_sort, author_sort in connection.execute(query):
            place = (
                0 if id_ in found.exact_numbers else _place(typed, words, title_key, title_sort, author_sort)
            )
            last_is_whole = sets.contains(found.whole, id_)
            filed = author_sort + title_sort if place == _AUTHOR else title_sort
            scored.append((place, not last_is_whole, filed, id_))
    scored.sort()
    return [row[-1] for row in scored]


_AUTHOR = 4


def _place(
    typed: bytes, words: Sequence[bytes], title_key: bytes, title_sort: bytes, author_sort: bytes
) -> int:
    """How well a title answers, 1 the best: what was typed is the title; its first words; its beginning; the
    contributor's beginning; stands in the title as typed; all words stand in the title; anything else."""
    if typed in (title_key, title_sort):
        return 1
    if title_key.startswith(typed) or title_sort.startswith(typed):
        first_words = title_key.startswith(typed + b" ") or title_sort.startswith(typed + b" ")
        return 2 if first_words else 3
    if author_sort.replace(_FAMILY_END, b" ").startswith(typed):
        return _AUTHOR
    spaced = b" " + title_key + b" "
    if b" " + typed in spaced:
        return 5
    whole = all(b" " + word + b" " in spaced for word in words[:-1])
    return 6 if whole and b" " + words[-1] in spaced else 7
