"""Parts that many answers are made of and that were read a moment ago: what was found by a search, the lines of titles.

The same words are asked for in longer and shorter lists and in other letters, and whoever types meets the same titles
with every letter. Only the load of an answer
for the cache is given such parts (:mod:`app.cache.parts`), which void them together with the answers that hold them.
Whoever asks for the truth is given none.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, NamedTuple, Protocol


class Shelf(Protocol):
    """Parts of one kind by what they are of. Nobody changes what lies there."""

    def get(self, key: Hashable) -> Any:
        """What is kept of it, or None."""

    def some(self, keys: Sequence[Any]) -> dict[Any, Any]:
        """What is kept of these, without those of which nothing is."""

    def keep(self, found: Mapping[Any, tuple[Any, int]]) -> None:
        """Keep what was read since the load began, each with its size in bytes, about."""


class Kept(NamedTuple):
    """What is kept of searches (by what was asked), of titles and of patrons (by their ids), and of the orders in which
    patrons are listed (by which of them)."""

    searches: Shelf
    titles: Shelf
    patrons: Shelf
    orders: Shelf


KEPT: ContextVar[Kept | None] = ContextVar("clms_kept", default=None)
"""What may be used by the running call, None where all has to be read."""
