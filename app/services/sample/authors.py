"""Invented contributors: the same number is always the same person, so authors have several books."""

from __future__ import annotations

import random

from app.domain.catalog import Contributor
from app.services.sample.pools import mix
from app.services.sample.vocabulary import Vocabulary

_INITIALS = "ABCDEFGHJLMNPRSTV"


class Authors:
    """People who wrote the sample library's books; ``titles`` bounds how many there are."""

    def __init__(self, vocabulary: Vocabulary, titles: int, seed: str) -> None:
        names = vocabulary.names
        self._salt = mix(sum(map(ord, seed)), 3) & 0xFFFFFFFF
        self._given = [*names["given-female"].words, *names["given-male"].words]
        self._family = names["family"]
        self._foreign_given = names["author-given"]
        self._foreign_family = vocabulary.foreign_families
        self._corporate = names["corporate"]
        self._people = max(80, titles * 2 // 5)

    def draw(self, rng: random.Random, local: bool) -> str:
        """Draw an author "Family, Given": a few wrote much, most one book. ``local`` ones are Filipino."""
        number = int(self._people * rng.random() ** 2.2)
        return self.local(number) if local else self.foreign(number)

    def local(self, number: int) -> str:
        """The Filipino author with this number."""
        bits = mix(number, self._salt)
        given = self._given[bits % len(self._given)]
        family = self._family.pick(bits >> 16)
        second = bits >> 32
        if second % 3 == 0:
            return f"{family}, {given} {_INITIALS[(second >> 4) % len(_INITIALS)]}."
        if second % 17 == 0:
            return f"{family}, {given} {self._given[(second >> 6) % len(self._given)]}"
        return f"{family}, {given}"

    def foreign(self, number: int) -> str:
        """The author from elsewhere with this number."""
        bits = mix(number, self._salt + 1)
        family = self._weighted_family(bits >> 20)
        given = self._foreign_given.pick(bits)
        if (bits >> 44) % 4 == 0:
            return f"{family}, {given} {_INITIALS[(bits >> 48) % len(_INITIALS)]}."
        return f"{family}, {given}"

    def _weighted_family(self, bits: int) -> str:
        pool = self._foreign_family
        head = min(len(pool), 90)
        return pool.pick((bits >> 4) % head if bits & 3 else bits >> 4)

    def corporate(self, rng: random.Random) -> str:
        """An association or office."""
        return self._corporate.draw(rng)

    def team(self, rng: random.Random, local: bool, *, most: int = 3) -> tuple[Contributor, ...]:
        """Who wrote a book: nobody named, one person, several, or a body."""
        chance = rng.random()
        if chance < 0.05:
            return ()
        if chance < 0.09:
            return (Contributor(self.corporate(rng)),)
        count = 1 if chance < 0.78 else 2 if chance < 0.93 else 3
        names = dict.fromkeys(self.draw(rng, local) for _ in range(min(count, most)))
        return tuple(Contributor(name) for name in names)


def direct(name: str) -> str:
    """``"Family, Given"`` as it stands on a title page."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name
