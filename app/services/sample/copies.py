"""Copies of a title: how many, their accession and call numbers, prices and where they came from."""

from __future__ import annotations

import random
from bisect import bisect
from datetime import date, timedelta

from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.services.sample.numbers import AccessionNumbers, cutter, open_number
from app.services.sample.pools import Pool

#: Collections of the school by share of titles, as its own catalogue has them.
COLLECTIONS = (("FIC", 28), ("GC", 25), ("REF", 11), ("FIL", 12), ("TR", 9), ("RE", 6), ("EB", 7), ("R", 2))
ITEM_TYPES = {
    "FIC": "FICTION",
    "GC": "GENERAL",
    "REF": "REFERENCE",
    "FIL": "FILIPINIANA",
    "TR": "REFERENCE",
    "RE": "REFERENCE",
    "EB": "EASY",
    "R": "REFERENCE",
}
LOCATIONS = {"EB": "CHILDREN", "R": "CHILDREN", "REF": "REFERENCE", "RE": "REFERENCE", "FIL": "FILIPINIANA"}
#: Collections that are read in the library and not lent.
IN_HOUSE = frozenset({"REF", "R", "RE"})
_NOT_ON_SHELF = (
    (0.006, BookStatus.MISSING),
    (0.010, BookStatus.REPAIR),
    (0.014, BookStatus.WITHDRAWN),
    (0.017, BookStatus.IN_PROCESS),
    (0.020, BookStatus.LOST),
)


class Copies:
    """Makes copies. Their accession numbers are open until ``numbers`` gives them, in the order of titles."""

    def __init__(self, funds: Pool, today: date, numbers: AccessionNumbers | None = None) -> None:
        self._numbers = numbers
        self._funds = funds
        self._newest = today - timedelta(days=20)

    def make(
        self, draft: TitleDraft, collection: str, popularity: float, on_shelf: bool, rng: random.Random
    ) -> tuple[BookDraft, ...]:
        """The copies of one title. ``popularity`` is its rank's share of all titles, 0 the most asked for."""
        count = _copy_count(popularity, collection, rng)
        prefix = _prefix(collection, rng)
        volume = f"v.{draft.part.split()[1].strip(',')}" if draft.part else None
        call = _call_number(draft, collection, volume)
        price = _price(rng, collection) if rng.random() < 0.7 else None
        acquired = self._acquired(draft.year, rng)
        fund = self._funds.draw(rng) if rng.random() < 0.8 else None
        return tuple(
            BookDraft(
                accession_number=self._number(prefix, rng),
                call_number=f"{call} c.{number}" if number > 1 else call,
                collection=collection,
                item_type=ITEM_TYPES[collection],
                location=LOCATIONS.get(collection, "MAIN"),
                status=BookStatus.AVAILABLE if on_shelf else _status(rng),
                copy_number=str(number) if count > 1 else None,
                volume=volume,
                price_minor=price,
                fund=fund,
                acquired_on=acquired,
            )
            for number in range(1, count + 1)
        )

    def _number(self, prefix: str, rng: random.Random) -> str:
        number = open_number(prefix, rng)
        return number if self._numbers is None else self._numbers.give(number)

    def _acquired(self, year: int | None, rng: random.Random) -> date:
        first = date(min(max(year or 2005, 1995), self._newest.year), 1, 15)
        days = max(0, (self._newest - first).days)
        return first + timedelta(days=int(min(days, 1_400) * rng.random()))


def _call_number(draft: TitleDraft, collection: str, volume: str | None) -> str:
    """The school's style: ``FIC 813.54 K25 1995``. Research papers have no prefix."""
    mark = cutter(draft.contributors[0].name if draft.contributors else draft.title, draft.language)
    parts = (None if collection == "RE" else collection, draft.classification, mark, draft.year, volume)
    return " ".join(str(part) for part in parts if part)


def _copy_count(popularity: float, collection: str, rng: random.Random) -> int:
    chance = rng.random()
    if collection in ("REF", "R", "RE"):
        return 1 if chance < 0.97 else 2
    if popularity < 0.02:
        return 3 + int(chance * 3)
    if popularity < 0.10 or collection == "TR":
        return 1 + int(chance * 3)
    return 1 if chance < 0.88 else 2


def _prefix(collection: str, rng: random.Random) -> str:
    if collection == "RE":
        return "RES"
    if collection in ("EB", "R") or (collection == "GC" and rng.random() < 0.4):
        return "GS"
    return "SHS" if collection == "TR" and rng.random() < 0.5 else "HS"


_PRICES = {"EB": (95, 420), "FIC": (180, 850), "GC": (200, 1_400), "REF": (650, 4_800), "R": (350, 1_900)}


def _price(rng: random.Random, collection: str) -> int:
    low, high = _PRICES.get(collection, (180, 1_200))
    pesos = low + (high - low) * rng.random() ** 2
    return int(pesos // 5) * 500 + (7_500 if rng.random() < 0.1 else 0) // 100


def _status(rng: random.Random) -> BookStatus:
    chance = rng.random()
    if chance >= _NOT_ON_SHELF[-1][0]:
        return BookStatus.AVAILABLE
    return _NOT_ON_SHELF[bisect([limit for limit, _ in _NOT_ON_SHELF], chance)][1]


_ROMAN = ("iv", "vi", "viii", "x", "xii", "xiv", "xvi", "xx")


def extent(rng: random.Random, collection: str) -> str | None:
    """Pages, illustrations and height, as a catalogue describes them."""
    chance = rng.random()
    if chance < 0.1:
        return None
    pages = 16 + 8 * int(3 * rng.random()) if collection == "EB" else 60 + int(420 * rng.random() ** 1.4)
    front = f"{_ROMAN[int(8 * rng.random())]}, " if chance > 0.55 and collection != "EB" else ""
    pictures = (
        "col. ill. ; " if collection in ("EB", "R") or chance > 0.85 else "ill. ; " if chance > 0.4 else ""
    )
    size = 18 + int(13 * rng.random())
    return f"{front}{pages} p. : {pictures}{size} cm." if pictures else f"{front}{pages} p. ; {size} cm."
