"""Which question a cached answer answers: the names of cached answers by the paths of the API, and what comparing them with
the database says."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.domain.key_views import Difference

PATHS = {
    "titles:page": "/api/titles",
    "titles:count": "/api/titles/count",
    "titles:search": "/api/titles/search",
    "titles:suggest": "/api/titles/suggest",
    "titles:facets": "/api/titles/facets",
    "titles:choices": "/api/titles/choices",
    "title": "/api/titles/{}",
    "book": "/api/books/by-number/{}",
}
"""Of answers that may leave a process's memory."""

_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

LISTS = ("titles:page", "titles:count", "titles:choices", "titles:facets")
"""What is asked for first after everything was forgotten."""


def path_of(name: str) -> str | None:
    """The path and query that a value of the cache answers, by its name after the namespace; None for a name that does not
    tell: of an answer that names patrons, or to a question that was sent as a body, of which only a digest stands there."""
    question, mark, query = name.partition("?")
    if "!" in name or name.endswith("#named"):
        return None
    if question in PATHS and "{}" not in PATHS[question]:
        return PATHS[question] + mark + query
    kind, colon, record = question.partition(":")
    path = PATHS.get(kind, "")
    if not colon or "{}" not in path:
        return None
    return path.replace("{}", _quoted(record)) + mark + query


def _quoted(part: str) -> str:
    """As a part of a path (RFC 3986, 2.1)."""
    return "".join(chr(each) if chr(each) in _UNRESERVED else f"%{each:02X}" for each in part.encode())


@dataclass(frozen=True, slots=True)
class Comparison:
    """A cached value beside what the database says now. ``gone`` says that there is no such record any more."""

    name: str
    same: bool
    gone: bool
    made_at: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class TruthProbe:
    """Cached values that were chosen at random and compared: ``stale`` of ``compared`` differ. With 95 % confidence the
    share of stale ones is between ``low`` and ``high``. ``skipped`` could not be loaded anew; ``fields`` counts where they
    differ."""

    compared: int
    stale: int
    skipped: int
    low: float
    high: float
    fields: tuple[tuple[str, int], ...]
    comparisons: tuple[Comparison, ...]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The interval of a share with 95 % confidence (Wilson, 1927): good for few and for none, too."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, hits / of
    middle = p + z * z / (2 * of)
    spread = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


@dataclass(frozen=True, slots=True)
class StalenessBudget:
    """How old what is served of a namespace may be. A change the program makes is seen everywhere within ``told_s``, and
    where Redis can't be reached within ``alone_s``; what is written to the database past the program can look as it was
    for up to ``untold_s``, the whole age of a value through all layers. ``values`` were looked at."""

    namespace: str
    told_s: float
    alone_s: float
    untold_s: float
    values: int

    @property
    def words(self) -> str:
        """In a sentence."""
        return (
            f"A change made in the program shows within {_span(self.told_s)} ({_span(self.alone_s)} while Redis is away); "
            f"one made past it can stay unseen for up to {_span(self.untold_s)}."
        )


@dataclass(frozen=True, slots=True)
class Reloaded:
    """A value that was loaded anew; ``bytes`` of its answer."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Warmed:
    """How many values were loaded before somebody asked, and how many could not be."""

    loaded: int
    failed: int


def _span(seconds: float) -> str:
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds:.3g} s"
