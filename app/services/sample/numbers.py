"""Numbers of the sample library: ISBNs, class and call numbers, accession numbers, LRNs, cards."""

from __future__ import annotations

import random

from app.domain.catalog import TitleIdentifier
from app.domain.identifiers import check_digit_10, check_digit_13
from app.domain.text import fold
from app.services.sample.pools import mix

#: Registration groups by where a book was published.
_GROUPS = {"ph": ("971", "621"), "en": ("0", "1"), "es": ("84", "84"), "fr": ("2", "2"), "ja": ("4", "4")}
#: School numbers that begin invented Learner Reference Numbers.
_FIRST_SCHOOL = 400_101


def identifiers(rng: random.Random, group: str, year: int) -> tuple[TitleIdentifier, ...]:
    """The ISBNs printed in a book of that year: none before 1970, ISBN-10 until 2006, a few of them misprinted."""
    chance = rng.random()
    if year < 1970 or chance < 0.12:
        return ()
    code = _GROUPS.get(group, ("977", "977"))[year > 2014]
    body = code + str(rng.randrange(10 ** (9 - len(code)))).zfill(9 - len(code))
    thirteen = f"978{body}{check_digit_13('978' + body)}"
    raw = body + check_digit_10(body) if year < 2007 else thirteen
    if chance < 0.15:
        wrong = raw[:-1] + ("7" if raw[-1] != "7" else "3")
        return (TitleIdentifier("isbn", wrong, wrong, None, False),)
    if chance < 0.22 and year >= 2007:
        raw = f"978-{code}-{body[len(code) : 7]}-{body[7:]}-{thirteen[-1]}"
    qualifier = "hardcover" if chance > 0.97 else None
    return (TitleIdentifier("isbn", thirteen, raw, qualifier, True),)


def cutter(name: str, language: str | None) -> str:
    """The book mark of a heading: its first letter and a number that rises with the alphabet ("Keene" → "K25")."""
    folded = fold(name).replace(" ", "")
    if not folded or not folded[0].isascii():
        return {"jpn": "J", "ara": "A"}.get(language or "", "X") + str(
            11 + mix(len(name) * 131 + ord(name[0])) % 80
        )
    second, third = (ord(char) - 97 if "a" <= char <= "z" else 0 for char in (folded + "aa")[1:3])
    number = 11 + (second * 26 + third) * 88 // 676
    return f"{folded[0].upper()}{number}"


def class_number(rng: random.Random, base: str) -> str:
    """``base``, sometimes with decimals that a cataloguer added."""
    chance = rng.random()
    if chance < 0.6 or base.startswith("8"):
        return base
    point = "" if "." in base else "."
    return f"{base}{point}{rng.randrange(1, 10)}" if chance < 0.85 else f"{base}{point}09599"


def open_number(prefix: str, rng: random.Random) -> str:
    """An accession number still to be given: its prefix and by how much it goes on (2 where one is missing)."""
    return f"{prefix}{1 if rng.random() < 0.985 else 2}"


class AccessionNumbers:
    """Hands out accession numbers in the school's style, a prefix and five digits or more, with a few gaps."""

    def __init__(self, series: str = "") -> None:
        self._series = series
        self._last: dict[str, int] = {}

    def give(self, open_: str) -> str:
        """The number for an :func:`open_number`, the next one of its prefix."""
        prefix = open_[:-1]
        number = self._last[prefix] = self._last.get(prefix, 0) + int(open_[-1])
        return f"{self._series}{prefix}{number:05d}"


def lrn(index: int, entered: int, series: int = 0) -> str:
    """An invented Learner Reference Number: school, year of entry, serial number.

    Unique for ``index`` (from 0) in a ``series``, whose schools are its own.
    """
    school, serial = divmod(index, 9_000)
    return f"{_FIRST_SCHOOL + 1_000 * series + school:06d}{entered % 100:02d}{serial + 1:04d}"


def card(prefix: str, index: int) -> str:
    """A card number, unique for its prefix and ``index`` (from 0)."""
    return f"{prefix}{index + 1:06d}"
