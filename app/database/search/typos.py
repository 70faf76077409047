"""The second pass: words nobody wrote are replaced by the nearest ones somebody did.

One edit (a letter wrong, missing, too many, or two swapped) leaves the first or the last half of a word intact, so
two short walks over the vocabulary, forwards and backwards, meet every word one edit away; swaps across the middle
are looked up one by one. Longer words may differ by two edits, found when one half is intact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from sqlalchemy import Connection, func, select

from app.database.search import sets
from app.database.search.sets import Reader
from app.database.tables.search import IndexTables

_SHORTEST = 4
_TWO_EDITS_FROM = 8
_WALK = 5_000
_NEAREST = 24
#: Words of one query that may be wrong; each costs two walks over the vocabulary.
_DOUBTED = 3
#: Guesses taken for each place when one, two or three words are doubted.
_EACH = (_NEAREST, 8, 4)

#: A word that may be meant, how many edits away.
Guess = tuple[int, str]


def corrected_words(
    connection: Connection, reader: Reader, tables: IndexTables, words: Sequence[str], known: Sequence[bool]
) -> tuple[str, ...] | None:
    """The words with the fewest edits that find something together, or None.

    Unknown words are replaced; when all are known but never meet, one of them may be. Of equally near readings
    the one that finds the most wins.
    """
    last = len(words) - 1
    unknown = [at for at, is_known in enumerate(known) if not is_known]
    if len(unknown) > _DOUBTED:
        return None
    doubted = unknown or [at for at, word in enumerate(words) if len(word) >= _SHORTEST][:_DOUBTED]
    guesses = {at: _nearest(connection, tables, words[at], unfinished=at == last) for at in doubted}
    if not unknown:
        readings = [reading for at in doubted for reading in _replaced(words, {at: guesses[at]})]
    else:
        readings = list(_replaced(words, guesses))
    if not readings:
        return None
    have = reader.terms({word.encode() for _, reading in readings for word in reading})
    begun = reader.beginning_with(words[last])
    ranks: list[tuple[int, int, tuple[str, ...]]] = []
    for edits, reading in readings:
        whole = reading if reading[last] != words[last] else reading[:last]
        matched = [have[word.encode()] for word in whole]
        size = sets.size(sets.intersection(matched if len(whole) > last else [*matched, begun]))
        if size:
            ranks.append((edits, -size, reading))
    return min(ranks)[2] if ranks else None


def _replaced(
    words: Sequence[str], guesses: Mapping[int, Sequence[Guess]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every reading that takes one guess for each place in ``guesses``, with the edits it needs."""
    places = sorted(guesses)
    each = _EACH[len(places) - 1]
    for chosen in product(*(guesses[at][:each] for at in places)):
        reading = list(words)
        for at, (_, word) in zip(places, chosen, strict=True):
            reading[at] = word
        yield sum(edits for edits, _ in chosen), tuple(reading)


def _nearest(connection: Connection, tables: IndexTables, word: str, *, unfinished: bool) -> list[Guess]:
    """Known words that ``word`` may be meant for, or the beginning of them when it is ``unfinished``."""
    if len(word) < _SHORTEST or word.isdigit():
        return []
    from rapidfuzz.distance import OSA  # late: it takes long to load, and most searches find their words

    edits = 2 if len(word) >= _TWO_EDITS_FROM else 1
    guesses: list[Guess] = []
    for candidate in _candidates(connection, tables, word, edits, unfinished=unfinished):
        distance = OSA.distance(word, candidate, score_cutoff=edits)
        if unfinished and distance > edits:
            lengths = range(len(word) - 1, min(len(word) + 1, len(candidate) - 1) + 1)
            distance = min(
                (OSA.distance(word, candidate[:size], score_cutoff=edits) for size in lengths),
                default=edits + 1,
            )
        if 0 < distance <= edits:
            guesses.append((distance, candidate))
    return sorted(guesses)[:_NEAREST]


def _candidates(
    connection: Connection, tables: IndexTables, word: str, edits: int, *, unfinished: bool
) -> set[str]:
    forwards, backwards = tables.vocabulary.c.word, tables.vocabulary.c.backwards
    half = len(word) // 2
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    # A character has one to four bytes, and the length of a column of bytes is in bytes.
    size, spare = len(word.encode()), edits * 4
    walks = [select(forwards).where(forwards.in_([one.encode() for one in swapped]))]
    for column, letters in ((forwards, word[:half].encode()), (backwards, word[half:][::-1].encode())):
        walk = select(forwards).where(column >= letters, column < letters + b"\xff")
        if not (unfinished and column is forwards):
            walk = walk.where(func.length(forwards).between(size - spare, size + spare))
        walks.append(walk.order_by(column).limit(_WALK))
    return {found.decode() for walk in walks for found in connection.execute(walk).scalars()}
