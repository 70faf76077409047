"""Which records are one title: a key for grouping, and how alike two titles are.

An ISBN alone never decides: publishers print a set's ISBN in every volume and reuse numbers, and libraries that
merged on it lost titles.
"""

from __future__ import annotations

import hashlib
import re

from app.domain.bibliography import edition_key
from app.domain.text import fold

#: Two titles with one ISBN are the same from this similarity up.
SAME_TITLE = 0.8
_NUMBER = re.compile(r"[0-9]+")
_ROMAN = re.compile(r"^(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})$")


def match_key(
    title: str | None,
    author: str | None = None,
    edition: str | None = None,
    year: int | None = None,
    part: str | None = None,
) -> bytes:
    """Return 20 bytes that are equal for records of one title: same title, author, edition, year and part.

    Case, diacritics, punctuation and the order of an author's names don't matter; spelling does. The part is given
    only where volumes are titles of their own. A title without words gives ``b""``: it matches nothing.
    """
    folded = fold(title)
    if not folded:
        return b""
    parts = (folded, author_key(author), edition_key(edition), str(year or ""), fold(part))
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "ignore"), digest_size=20).digest()


def author_key(author: str | None) -> str:
    """Return an author's names folded and in alphabetical order: "Twain, Mark" is "Mark Twain"."""
    return " ".join(sorted(fold(author).split()))


def title_similarity(left: str | None, right: str | None) -> float:
    """Return how alike two titles are, 0 to 1. Titles whose numbers differ are at most 0.5 alike ("Algebra 1", "2")."""
    from rapidfuzz import fuzz  # late: most processes never compare titles, and it takes long to load

    a, b = fold(left), fold(right)
    if not a or not b:
        return 0.0
    alike = max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) / 100
    return alike if _numbers(a) == _numbers(b) else min(alike, 0.5)


def _numbers(folded: str) -> list[str]:
    words = [
        word for word in folded.split() if _NUMBER.search(word) or (len(word) > 1 and _ROMAN.match(word))
    ]
    return sorted(word.lstrip("0") for word in words)


def same_work(isbn_equal: bool, left: str | None, right: str | None, volumes_equal: bool) -> bool:
    """Tell whether two records with one ISBN may be offered as one title: alike in title and the same volume."""
    return isbn_equal and volumes_equal and title_similarity(left, right) >= SAME_TITLE
