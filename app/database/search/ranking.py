"""Which of the titles found come first.

Ranking every title that has a common word would take seconds. A long answer therefore begins with titles that begin
with what was typed (found by the indexes on titles, a few of each kind), goes on with the newest that have the last
word whole, then the newest of the others. Keys and ids alone decide, never how an engine runs a query, and a longer
list begins with the shorter one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice

from sqlalchemy import Connection, bindparam, literal, select, union_all

from app.database.pipeline import Pipeline
from app.database.prepared import Prepared, Row
from app.database.search import sets
from app.database.search.asking import Found
from app.database.search.sets import Records
from app.database.tables import titles
from app.database.title_lines import Lines
from app.domain.text import fold, number_keys

#: Titles ranked by more than their age at most.
CANDIDATES = 150
_BEGINNING_SO = 60
_FAMILY_END = b"\x01 "
_NUMBER, _SAME, _FIRST_WORDS, _BEGINNING, _AUTHOR, _TOGETHER, _IN_TITLE, _ELSEWHERE = range(8)

Among = Callable[[Sequence[int]], list[int]]
#: Place, whether the last word is unfinished, the key it files under, id.
_Score = tuple[int, bool, bytes, int]


def _ids(scores: Iterable[_Score]) -> list[int]:
    return [score[-1] for score in sorted(scores)]


def _newest(found: Found, records: Records, but: set[int]) -> list[int]:
    """The newest titles, first those with the last word whole; always the same ones, whatever ``but`` holds."""
    chosen = dict.fromkeys(sets.newest(sets.intersection([found.whole, records]), CANDIDATES))
    if len(chosen) < CANDIDATES:
        chosen.update(dict.fromkeys(sets.newest(records, CANDIDATES)))
    return [id_ for id_ in list(chosen)[:CANDIDATES] if id_ not in but]


@lru_cache
def _beginning_query(ranges: int) -> Prepared:
    """Ids and keys that begin with what was typed: of titles; without article; of contributors; of families."""
    t = titles.c
    typed, family = ("typed", "after"), ("family", "after_family")
    columns = (t.title_key, typed), (t.title_sort, typed), (t.author_sort, typed), (t.author_sort, family)
    parts = []
    for column, names in columns[:ranges]:
        low, high = (bindparam(name, type_=column.type) for name in names)
        part = select(t.id, column.label("filed"), literal(int(column is t.author_sort)).label("by_author"))
        part = part.where(column >= low, column < high).order_by(column, t.id).limit(_BEGINNING_SO)
        parts.append(select(part.subquery()))
    return Prepared(union_all(*parts))


class Ranking:
    """Tells how well titles answer one query; the lowest score is the best."""

    def __init__(self, connection: Connection, text: str, found: Found, lines: Lines) -> None:
        self._connection = connection
        self._found = found
        self._lines = lines
        self._is_whole = sets.member_test(found.whole)
        self._letters = fold(text)
        self._typed = self._letters.encode()
        self._inside = b" " + self._typed
        self._words = [b" " + word.encode() + b" " for word in found.words[:-1]]
        self._last = b" " + found.words[-1].encode()

    def best_first(self, records: Records, among: Among, limit: int) -> list[int]:
        """The ids of ``records``, best first: all that were ranked anyway, of a longer answer ``limit`` at least; ``among``
        keeps of some ids those that answer the query."""
        size = sets.size(records)
        if size <= CANDIDATES:
            return _ids(self._all_of(sets.newest(records, CANDIDATES)))
        scores = self._beginning()
        numbers = sorted(self._found.exact_numbers)[:_BEGINNING_SO]
        scores.update({id_: (_NUMBER, False, b"", id_) for id_ in numbers})
        ids = _ids(scores[id_] for id_ in among(list(scores)))
        if len(ids) < limit:
            others = _newest(self._found, records, set(ids))
            ids += _ids(self._all_of(others, at_best=_TOGETHER))
        if len(ids) < limit:
            seen = set(ids)
            ids += islice((id_ for id_ in sets.newest_first(records) if id_ not in seen), limit - len(ids))
        return ids

    def _all_of(self, ids: Sequence[int], at_best: int = _NUMBER) -> list[_Score]:
        """The scores of the given titles, none with a better place than ``at_best``."""
        return [
            self._score(line[0], *self._place(line[0], line[1], line[2], line[3]), at_best)
            for line in self._lines.keys(ids)
        ]

    def _beginning(self) -> dict[int, _Score]:
        """The scores of titles whose title or contributor begins with what was typed, a few of each in filing order.

        Only the indexes of the keys are read, which is why a title files under the key that was met.
        """
        scores: dict[int, _Score] = {}
        for id_, filed, by_author in self._beginning_rows():
            place = _AUTHOR if by_author else self._title_place(filed)
            score = self._score(id_, place, filed, _NUMBER)
            scores[id_] = min(score, scores.get(id_, score))
        return scores

    def _beginning_rows(self) -> list[Row]:
        keys = {"typed": self._typed, "after": self._typed + b"\xff"}
        ranges = 1
        if number_keys(self._letters) == self._letters:
            ranges = 3
            if b" " in self._typed:
                family = self._typed.replace(b" ", _FAMILY_END, 1)
                keys |= {"family": family, "after_family": family + b"\xff"}
                ranges = 4
        return Pipeline(self._connection).rows(_beginning_query(ranges)(**keys))

    def _score(self, id_: int, place: int, filed: bytes, at_best: int) -> _Score:
        return max(place, at_best), not self._is_whole(id_), filed, id_

    def _place(self, id_: int, title_key: bytes, title_sort: bytes, author_sort: bytes) -> tuple[int, bytes]:
        """How well a title answers, and the key it files under there."""
        if id_ in self._found.exact_numbers:
            return _NUMBER, title_sort
        begun = [key for key in (title_key, title_sort) if key.startswith(self._typed)]
        if begun:
            return min((self._title_place(key), key) for key in begun)
        if author_sort.replace(_FAMILY_END, b" ").startswith(self._typed):
            return _AUTHOR, author_sort
        spaced = b" " + title_key + b" "
        if self._inside in spaced:
            return _TOGETHER, title_sort
        in_title = self._last in spaced and all(word in spaced for word in self._words)
        return _IN_TITLE if in_title else _ELSEWHERE, title_sort

    def _title_place(self, key: bytes) -> int:
        """The place of a title with a key that begins with what was typed."""
        after = key[len(self._typed) : len(self._typed) + 1]
        return _BEGINNING if after not in (b"", b" ") else _FIRST_WORDS if after else _SAME
