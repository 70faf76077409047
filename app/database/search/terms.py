"""The terms of the index: whole words, the first letters of words, and tags for what a search is narrowed by.

A word is its own term. ``<`` stands before the first one to five letters of a word, a capital before a tag. Folded
words have no capitals, so the three never meet.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache

#: Beginnings of words up to this many letters are terms of their own; longer ones are few enough to be merged.
PREFIX_CHARS = 5
COLLECTION, LANGUAGE, YEAR, DECADE, ANY = b"C", b"L", b"Y", b"D", b"*"
_TAGS = frozenset(b"CLYD*")


def is_word(word: bytes) -> bool:
    """Tell a word from a tag."""
    return word[0] not in _TAGS


def beginning(letters: str) -> bytes:
    """The term of all words that begin with ``letters``, at most PREFIX_CHARS of them."""
    return b"<" + letters.encode()


def tag(kind: bytes, value: str) -> bytes:
    """The term of all records with this collection, language, year or decade."""
    return kind + value.encode("utf-8", "ignore")


def year_tags(year: int) -> tuple[bytes, bytes]:
    """The terms of a year and its decade, written so that bytes sort by time."""
    shown = min(max(year, 0), 9999)
    return YEAR + b"%04d" % shown, DECADE + b"%04d" % (shown // 10 * 10)


@lru_cache(maxsize=200_000)
def beginnings(word: bytes) -> tuple[bytes, ...]:
    """The terms of the beginnings of ``word``."""
    if word.isascii():
        return tuple([b"<" + word[:size] for size in range(1, min(PREFIX_CHARS, len(word)) + 1)])
    letters = word.decode()
    return tuple([beginning(letters[:size]) for size in range(1, min(PREFIX_CHARS, len(letters)) + 1)])


def all_terms(words: Iterable[bytes]) -> set[bytes]:
    """The words and tags with the beginnings of the words."""
    own = set(words)
    return own.union(*(beginnings(word) for word in own if is_word(word)))


def with_beginnings(having: Mapping[bytes, array[int]]) -> dict[bytes, array[int]]:
    """The records that have each word or tag, and those that have each beginning of a word; these may be repeated."""
    found = dict(having)
    for word, records in having.items():
        if is_word(word):
            for start in beginnings(word):
                if start in found:
                    found[start].extend(records)
                else:
                    found[start] = array("H", records)
    return found


def year_cover(first: int, last: int) -> list[bytes]:
    """The fewest terms that are had by just the records of the years ``first`` to ``last``, both included."""
    found: list[bytes] = []
    year = first
    while year <= last:
        if year % 10 == 0 and year + 9 <= last:
            found.append(DECADE + b"%04d" % year)
            year += 10
        else:
            found.append(YEAR + b"%04d" % year)
            year += 1
    return found
