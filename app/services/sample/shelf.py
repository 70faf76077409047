"""Which copies can be lent, in a few bytes a title, so that a million titles fit beside the work."""

from __future__ import annotations

from array import array
from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.catalog import BookStatus
from app.services.sample.copies import COLLECTIONS, IN_HOUSE, ITEM_TYPES, LOCATIONS
from app.services.sample.titles import SampleTitle

_CODES = tuple(code for code, _ in COLLECTIONS)
_NUMBERS = {code: number for number, code in enumerate(_CODES)}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that may be lent; ``book`` counts all copies from 0."""

    title: int
    book: int
    collection: str
    item_type: str
    location: str
    price_minor: int | None


class ShelfEntry(NamedTuple):
    """What lending needs of a title: a bit for each copy that may be lent, the number of the collection, the price."""

    copies: int
    lendable: int
    collection: int
    price_minor: int


def shelf_entry(title: SampleTitle) -> ShelfEntry:
    """What lending needs of ``title``."""
    lendable = 0
    for index, book in enumerate(title.books):
        if book.status is BookStatus.AVAILABLE and book.collection not in IN_HOUSE:
            lendable |= 1 << index
    first = title.books[0]
    return ShelfEntry(len(title.books), lendable, _NUMBERS[first.collection], first.price_minor or 0)


class Shelf:
    """Remembers of each title what lending needs. Titles are added in their order."""

    def __init__(self) -> None:
        self._first = array("I")
        self._lendable = bytearray()
        self._collection = bytearray()
        self._price = array("I")
        self.books = 0

    def __len__(self) -> int:
        return len(self._first)

    def add(self, entry: ShelfEntry) -> None:
        """Take in the next title."""
        self._first.append(self.books)
        self._lendable.append(entry.lendable)
        self._collection.append(entry.collection)
        self._price.append(entry.price_minor)
        self.books += entry.copies

    def collection(self, title: int) -> str:
        """The collection a title stands in."""
        return _CODES[self._collection[title]]

    def free_copy(self, title: int, out: Container[int]) -> Copy | None:
        """The first copy of a title that may be lent and is not in ``out``."""
        mask = self._lendable[title]
        index = 0
        while mask >> index:
            book = self._first[title] + index
            if mask >> index & 1 and book not in out:
                code = self.collection(title)
                price = self._price[title] or None
                return Copy(title, book, code, ITEM_TYPES[code], LOCATIONS.get(code, "MAIN"), price)
            index += 1
        return None
