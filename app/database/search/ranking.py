"""Which of the titles found come first.

Ranking every title that has a common word would take seconds. A long answer therefore begins with titles that begin
with what was typed (found by the indexes on titles, a few of each kind), goes on with the newest that have the last
word whole, then the newest of the others. Keys and ids alone decide, never how an engine runs a query, and a longer
list begins with the shorter one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Row, select

from app.database.search import sets
from app.database.search.asking import Found
from app.database.search.sets import Records
from app.database.tables import titles
from app.domain.text import fold, number_keys

#: Titles ranked by more than their age at most.
CANDIDATES = 200
_BEGINNING_SO = 60
_FAMILY_END = b"\x01 "
_NUMBER, _SAME, _FIRST_WORDS, _BEGINNING, _AUTHOR, _TOGETHER, _IN_TITLE, _ELSEWHERE = range(8)

Among = Callable[[Sequence[int]], list[int]]
_Score = tuple[int, bool, bytes, int]


def best_first(
    connection: Connection, text: str, found: Found, records: Records, among: Among, limit: int
) -> list[int]:
    """The first ``limit`` ids of ``records``, best first; ``among`` keeps of some ids those that answer the query."""
    ranker = _Ranker(text, found)
    if sets.size(records) <= CANDIDATES:
        return ranker.ranked(ranker.read(connection, sets.newest(records, CANDIDATES)), _NUMBER)[:limit]
    beginning = {row.id: row for row in ranker.read(connection, sorted(found.exact_numbers)[:_BEGINNING_SO])}
    for row in ranker.beginning(connection):
        beginning.setdefault(row.id, row)
    allowed = among(list(beginning))
    ids = ranker.ranked([beginning[id_] for id_ in allowed], _NUMBER)
    if len(ids) < limit:
        ids += ranker.ranked(ranker.read(connection, _newest(found, records, set(ids))), _TOGETHER)
    if len(ids) < limit:
        seen = set(ids)
        ids += islice((id_ for id_ in sets.newest_first(records) if id_ not in seen), limit - len(ids))
    return ids[:limit]


def _newest(found: Found, records: Records, but: set[int]) -> list[int]:
    """The newest titles, first those with the last word whole; always the same ones, whatever ``but`` holds."""
    chosen = dict.fromkeys(sets.newest(sets.intersection([found.whole, records]), CANDIDATES))
    if len(chosen) < CANDIDATES:
        chosen.update(dict.fromkeys(sets.newest(records, CANDIDATES)))
    return [id_ for id_ in chosen if id_ not in but]


class _Ranker:
    """Scores titles for one query."""

    def __init__(self, text: str, found: Found) -> None:
        self._found = found
        self._letters = fold(text)
        self._typed = self._letters.encode()
        self._inside = b" " + self._typed
        self._words = [b" " + word.encode() + b" " for word in found.words[:-1]]
        self._last = b" " + found.words[-1].encode()

    def read(self, connection: Connection, ids: Sequence[int]) -> list[Row[Any, Any, Any, Any]]:
        """The keys of the given titles."""
        return list(connection.execute(_KEYS.where(titles.c.id.in_(ids)))) if ids else []

    def beginning(self, connection: Connection) -> Iterable[Row[Any, Any, Any, Any]]:
        """The keys of titles whose title or contributor begins with what was typed, a few of each in filing order."""
        for column, key in self._ranges():
            query = _KEYS.where(column >= key, column < key + b"\xff")
            yield from connection.execute(query.order_by(column, titles.c.id).limit(_BEGINNING_SO))

    def _ranges(self) -> Iterable[tuple[Column[Any], bytes]]:
        yield titles.c.title_key, self._typed
        if number_keys(self._letters) == self._letters:
            yield titles.c.title_sort, self._typed
            yield titles.c.author_sort, self._typed
            if b" " in self._typed:
                yield titles.c.author_sort, self._typed.replace(b" ", _FAMILY_END, 1)

    def ranked(self, rows: Iterable[Row[Any, Any, Any, Any]], at_best: int) -> list[int]:
        """The ids of the rows, best first; no place is better than ``at_best``."""
        return [score[-1] for score in sorted(self._score(*row, at_best) for row in rows)]

    def _score(
        self, id_: int, title_key: bytes, title_sort: bytes, author_sort: bytes, at_best: int
    ) -> _Score:
        numbered = id_ in self._found.exact_numbers
        place = max(at_best, _NUMBER if numbered else self._place(title_key, title_sort, author_sort))
        filed = author_sort + title_sort if place == _AUTHOR else title_sort
        return place, not sets.contains(self._found.whole, id_), filed, id_

    def _place(self, title_key: bytes, title_sort: bytes, author_sort: bytes) -> int:
        typed = self._typed
        if typed in (title_key, title_sort):
            return _SAME
        if title_key.startswith(typed) or title_sort.startswith(typed):
            after = len(typed)
            first_words = b" " in (title_key[after : after + 1], title_sort[after : after + 1])
            return _FIRST_WORDS if first_words else _BEGINNING
        if author_sort.replace(_FAMILY_END, b" ").startswith(typed):
            return _AUTHOR
        spaced = b" " + title_key + b" "
        if self._inside in spaced:
            return _TOGETHER
        in_title = self._last in spaced and all(word in spaced for word in self._words)
        return _IN_TITLE if in_title else _ELSEWHERE


_KEYS = select(titles.c.id, titles.c.title_key, titles.c.title_sort, titles.c.author_sort)
