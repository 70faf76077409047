"""Weighted word pools: the more frequent words first, drawn so that whole titles follow Zipf's law.

Real catalogues have few words that are everywhere and very many that are nearly nowhere; a search that is fast
only on even words would look good on an even sample and fail in a library.
"""

from __future__ import annotations

import math
import random
from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate

_MASK = (1 << 64) - 1


def mix(number: int, salt: int = 0) -> int:
    """Return 64 well-mixed bits of ``number`` (splitmix64): the same number gives the same bits for ever."""
    value = (number + (salt + 1) * 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


class Pool:
    """Words with Zipf–Mandelbrot weights 1 / (rank + shift). ``shift`` flattens the head of a short list."""

    __slots__ = ("_total", "cumulative", "words")

    def __init__(
        self,
        words: Sequence[str],
        shift: float | None = None,
        cumulative: Sequence[float] | None = None,
    ) -> None:
        if not words:
            raise ValueError("a pool needs words")
        self.words = tuple(words)
        flat = max(2.0, min(len(words), 400) / 12) if shift is None else shift
        self.cumulative = cumulative or tuple(accumulate(1 / (rank + flat) for rank in range(len(words))))
        self._total = self.cumulative[-1]

    def __len__(self) -> int:
        return len(self.words)

    def draw(self, rng: random.Random) -> str:
        """Draw one word, frequent ones more often."""
        return self.words[bisect(self.cumulative, rng.random() * self._total)]

    def pick(self, number: int) -> str:
        """Return the word a number stands for, evenly."""
        return self.words[number % len(self.words)]

    def mapped(self, change: Callable[[str], str]) -> Pool:
        """The same weights over changed words: plurals, capitals, with an article."""
        return Pool([change(word) for word in self.words], cumulative=self.cumulative)


class Shuffle:
    """A permutation of 0 … size-1 that needs no memory: ``size`` may be millions."""

    def __init__(self, size: int, seed: str) -> None:
        self.size = max(1, size)
        rng = random.Random(f"{seed}:shuffle")
        self._shift = rng.randrange(self.size)
        self._factor = 1 if self.size < 3 else _coprime(rng, self.size)
        self._inverse = pow(self._factor, -1, self.size) if self.size > 1 else 0

    def __call__(self, index: int) -> int:
        """Where ``index`` goes."""
        return (index * self._factor + self._shift) % self.size

    def back(self, place: int) -> int:
        """What went to ``place``."""
        return ((place - self._shift) * self._inverse) % self.size


def _coprime(rng: random.Random, size: int) -> int:
    while True:
        factor = rng.randrange(size // 3 + 1, size)
        if math.gcd(factor, size) == 1:
            return factor


def zipf_rank(rng: random.Random, size: int) -> int:
    """Draw a rank 0 … size-1 with probability about 1 / (rank + 12): few titles are asked for most of the time."""
    shift = 12.0
    return min(size - 1, int(shift * ((size + shift) / shift) ** rng.random() - shift))
