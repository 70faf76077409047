"""What is asked of the catalogue's search, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.paging import Count


@dataclass(frozen=True, slots=True)
class TitleQuery:
    """Which titles are wanted; every part that is given narrows the answer.

    ``text`` is whatever a person typed: all its words must be found, the last one as the beginning of a word.
    ``collection`` and ``availability`` (a copy's status, e.g. ``"AVAILABLE"``) must hold for one and the same
    copy. ``year_from`` and ``year_to`` are inclusive. ``sort`` is empty for the best first, or ``title``,
    ``author``, ``year`` or ``added``, with a leading minus for descending.
    """

    text: str = ""
    collection: str | None = None
    availability: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    language: str | None = None
    sort: str = ""


@dataclass(frozen=True, slots=True)
class SearchHits:
    """The titles found, best first.

    ``total`` is how many there are beyond ``ids`` too. ``corrected`` is the query as it was understood when a
    typo was forgiven, else None. ``words`` are the folded words looked for, to be marked in what is shown; the
    last one is the beginning of a word.
    """

    ids: tuple[int, ...]
    total: Count
    corrected: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One value titles can be narrowed to, and how many of the found titles have it."""

    value: str
    count: Count


@dataclass(frozen=True, slots=True)
class Facets:
    """The found titles by collection, copy status, decade (``"1990"`` for 1990-1999) and language.

    Most titles first; values no title has are left out.
    """

    collection: tuple[Facet, ...] = field(default=())
    availability: tuple[Facet, ...] = field(default=())
    year: tuple[Facet, ...] = field(default=())
    language: tuple[Facet, ...] = field(default=())
