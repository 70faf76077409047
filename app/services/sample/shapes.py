"""Shapes of titles with slots, compiled once and filled in a few microseconds.

``The {noun} of {place}``: a slot names a pool; ``{a noun}`` draws with an article, ``{nouns}`` the plural.
``{topic}`` and ``{bare}`` (no leading "the") come from the field the book is about.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from app.services.sample.pools import Pool
from app.services.sample.vocabulary import Field, Vocabulary, plural, title_case, with_article

_SLOT = re.compile(r"\{([^}]+)\}")
_PROPER = frozenset(
    "given pangalan surname place bayan placename region imprint respondents period gradeword".split()
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled shape: the title, its subtitle, the words that were drawn in order.

    ``topical`` tells whether it names a topic of the field; ``A History of Vigan`` does not.
    """

    title: str
    subtitle: str | None
    drawn: tuple[str, ...]
    topical: bool


Filler = Callable[[random.Random, Field], str]


class Shapes:
    """The shapes of one kind of book. ``sentence`` keeps lower case after the first letter."""

    def __init__(self, vocabulary: Vocabulary, kind: str, year: int, *, sentence: bool = False) -> None:
        self._vocabulary = vocabulary
        self._year = year
        self._change: Callable[[str], str] = str if sentence else title_case
        self._cache: dict[str, Filler] = {}
        entries = vocabulary.shapes[kind]
        self._compiled = [
            (
                self._compile(shape),
                self._compile(subtitle),
                "{topic}" in shape + subtitle or "{bare}" in shape,
            )
            for _, shape, subtitle in entries
        ]
        self._cumulative = tuple(accumulate(weight for weight, _, _ in entries))

    def fill(self, rng: random.Random, field: Field) -> Filled:
        """Draw a shape and fill it; no word comes twice."""
        shape, subtitle, topical = self._compiled[
            bisect(self._cumulative, rng.random() * self._cumulative[-1])
        ]
        drawn: list[str] = []
        title = self._render(shape, rng, field, drawn)
        rest = self._render(subtitle, rng, field, drawn) if subtitle else ""
        return Filled(title[:1].upper() + title[1:], rest or None, tuple(drawn), topical)

    @staticmethod
    def _render(parts: tuple[str | Filler, ...], rng: random.Random, field: Field, drawn: list[str]) -> str:
        out = []
        for part in parts:
            if isinstance(part, str):
                out.append(part)
                continue
            word = part(rng, field)
            for _ in range(4):
                if word not in drawn:
                    break
                word = part(rng, field)
            drawn.append(word)
            out.append(word)
        return "".join(out)

    def _compile(self, shape: str) -> tuple[str | Filler, ...]:
        parts: list[str | Filler] = []
        for index, piece in enumerate(_SLOT.split(shape)):
            if index % 2:
                parts.append(self._filler(piece))
            elif piece:
                parts.append(piece)
        return tuple(parts)

    def _filler(self, slot: str) -> Filler:
        found = self._cache.get(slot)
        if found is None:
            found = self._cache[slot] = self._special(slot) or self._pooled(slot)
        return found

    def _special(self, slot: str) -> Filler | None:
        change = self._change
        if slot == "topic":
            return lambda rng, field: change(field.topics.draw(rng))
        if slot == "bare":
            return lambda rng, field: change(field.bare_topics.draw(rng))
        if slot == "year":
            year = self._year
            return lambda rng, field: str(year - int(40 * rng.random() ** 1.5))
        if slot == "fullname":
            given, family = self._vocabulary.pools["given"], self._vocabulary.pools["surname"]
            return lambda rng, field: f"{given.draw(rng)} {family.draw(rng)}"
        return None

    def _pooled(self, slot: str) -> Filler:
        pools = self._vocabulary.pools
        name = {"tagadj": "tagalog-adjective"}.get(slot.removeprefix("a "), slot.removeprefix("a "))
        pool: Pool
        if name in pools:
            pool = pools[name]
        else:
            pool = pools[name.removesuffix("s")].mapped(plural)
        if slot.startswith("a "):
            pool = pool.mapped(with_article)
        if name not in _PROPER:
            pool = pool.mapped(self._change)
        draw = pool.draw
        return lambda rng, field: draw(rng)
