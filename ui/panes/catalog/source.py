"""What the list of titles asks: one search gives the first rows, their number and the words understood."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.actors import Actor
from app.domain.catalog import FoundTitles, TitleRow
from app.domain.paging import Count, Page, Window
from app.domain.searching import Facets, TitleQuery
from app.domain.text import tokens

if TYPE_CHECKING:
    from app.services.catalog import CatalogService

#: A search shows at most so many titles; nobody reads further, they type another word.
SHOWN = 1_000


class CatalogSource:
    """Titles of one question. The first page of a search and its count come from one call to the service."""

    def __init__(self, catalog: CatalogService, actor: Actor, query: TitleQuery) -> None:
        self.query = query
        self._catalog = catalog
        self._actor = actor
        self._found: FoundTitles | None = None
        self._sort = query.sort
        self._limit = 0
        self._lock = threading.Lock()
        self._words = tokens(query.text)

    @property
    def is_search(self) -> bool:
        """Tell whether words are looked for; else this is the whole catalogue in order."""
        return bool(self.query.text.strip())

    @property
    def corrected(self) -> str | None:
        """The words that were looked for instead, once an answer said so."""
        return self._found.corrected if self._found else None

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words to be marked in what is shown; the last is the beginning of a word."""
        return self._words

    def count(self) -> Count:
        """How many titles the list has; a search shows 1,000 at most."""
        if not self.is_search:
            return self._catalog.count(self._actor, self.query)
        total = self._first(Window().limit, self.query.sort).total
        return total if total.value <= SHOWN else Count(SHOWN, exact=False)

    def page(self, window: Window, sort: str) -> Page[TitleRow]:
        """The rows of ``window``."""
        if self.is_search and window.start == 0 and window.after is None:
            found = self._first(window.limit, sort)
            end = len(found.rows)
            more = min(found.total.value, SHOWN) > end or (not found.total.exact and end == window.limit)
            return Page(found.rows, str(end) if more else None)
        return self._catalog.list(self._actor, replace(self.query, sort=sort), window)

    def _first(self, limit: int, sort: str) -> FoundTitles:
        with self._lock:
            if self._found is None or sort != self._sort or limit > self._limit:
                query = replace(self.query, sort=sort)
                self._found = self._catalog.search(self._actor, query, limit)
                self._sort, self._limit = sort, limit
                self._words = tokens(self._found.corrected or self.query.text)
            return self._found

    def forget(self) -> None:
        """Ask the service again next time: the catalogue changed."""
        with self._lock:
            self._found = None


def facets_of(catalog: CatalogService, actor: Actor, query: TitleQuery) -> Facets:
    """The counts beside the list: each group as if nothing of its own were chosen, so that a choice can be changed."""
    found = catalog.facets(actor, query)
    without: tuple[tuple[str, dict[str, None], bool], ...] = (
        ("collection", {"collection": None}, query.collection is not None),
        ("availability", {"availability": None}, query.availability is not None),
        ("year", {"year_from": None, "year_to": None}, query.year_from is not None),
        ("language", {"language": None}, query.language is not None),
    )
    for name, blank, chosen in without:
        if chosen:
            wider = catalog.facets(actor, replace(query, **blank))  # type: ignore[arg-type]
            found = replace(found, **{name: getattr(wider, name)})
    return found


def every_row(catalog: CatalogService, actor: Actor, query: TitleQuery, sort: str) -> Iterator[TitleRow]:
    """All rows of a question from first to last, page by page; what an export writes."""
    asked = replace(query, sort=sort)
    after: str | None = None
    while True:
        page = catalog.list(actor, asked, Window(limit=500, after=after))
        yield from page.rows
        after = page.cursor
        if after is None:
            return
