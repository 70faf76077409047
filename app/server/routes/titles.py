"""Titles and their copies: the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Annotated, Any

from msgspec import Meta, Raw, Struct

from app import decoding
from app.bootstrap import App
from app.cache.generations import LONGEST_S
from app.cache.parts import OF_ALL_TITLES, TITLE
from app.cache.tags import every, flag
from app.domain.actors import Actor, Permission
from app.domain.catalog import TitleRow
from app.domain.changes import Changed
from app.domain.paging import Count
from app.domain.searching import TitleQuery
from app.server.caching import MADE_AT_ONCE, Cached, Patrons
from app.server.route import Noun, Route
from app.services.catalog import CatalogService
from app.services.kept_answers import kept_search

_row = decoding.decoder(TitleRow).decode
_SEARCH, _EDIT = Permission.SEARCH, Permission.EDIT_CATALOG
_MOST_SUGGESTIONS = 20


class Suggestion(Struct, frozen=True):
    """One title to offer while somebody types."""

    title_id: int
    title: str
    author: str | None
    available: int


def suggest(
    app: App,
    actor: Actor,
    text: Annotated[str, Meta(min_length=1, max_length=200)],
    limit: Annotated[int, Meta(ge=1, le=_MOST_SUGGESTIONS)] = 8,
) -> tuple[Suggestion, ...]:
    """A few titles for what was typed so far, the best first; a typo is forgiven."""
    found = app.catalog.search(actor, TitleQuery(text=text), limit)
    return tuple(map(_suggestion, found.rows))


def _suggestion(row: TitleRow) -> Suggestion:
    return Suggestion(row.id, row.title, row.author, row.available)


class _Found(Struct, frozen=True):
    """What a search answers, made of lines that are JSON already."""

    rows: list[Raw]
    total: Count
    corrected: str | None


_asked = attrgetter(*TitleQuery.__dataclass_fields__)


def _search_of_parts(actor: Actor, query: Any) -> _Found | None:
    asked = TitleQuery(*_asked(query))
    if query.limit > MADE_AT_ONCE:
        return None
    found = kept_search(actor, asked, query.limit)
    return None if found is None else _Found(list(map(Raw, found.rows)), found.total, found.corrected)


def _suggestions_of_parts(actor: Actor, query: Any) -> tuple[Suggestion, ...] | None:
    found = kept_search(actor, TitleQuery(text=query.text), query.limit)
    return None if found is None else tuple(_suggestion(_row(line)) for line in found.rows)


def _of_titles(_: Mapping[str, Any], query: Any, value: Any) -> Iterator[str]:
    """What a list of titles depends on: which there are, what is said of them, and what its rows show of their copies."""
    yield from OF_ALL_TITLES
    if getattr(query, "collection", None) or getattr(query, "availability", None):
        yield flag(Changed.COPIES)
    for row in value if isinstance(value, tuple) else getattr(value, "rows", ()):
        yield f"{TITLE}{row.title_id if isinstance(row, Suggestion) else row.id}"


def _of_copies(_: Mapping[str, Any], __: Any, ___: Any) -> Iterator[str]:
    """What a figure over all copies depends on."""
    yield from (flag(Changed.TITLES), flag(Changed.COPIES), flag(Changed.IMPORTS))


def _of_title(path: Mapping[str, Any], _: Any, __: Any) -> Iterator[str]:
    yield from (f"title:{path['title_id']}", every("title:"))


def _of_book(_: Mapping[str, Any], __: Any, value: Any) -> Iterator[str]:
    yield from ("books", every("title:"))
    if value is not None:
        yield f"title:{value.title_id}"


# Words of an import that was cut off are made findable without a change that could be named. What an answer is made of
# may have been read before it.
_SOON = 300.0 - LONGEST_S
_PAGE = Cached("titles:page", _of_titles, good_for_s=_SOON)
_FOUND = Cached("titles:search", _of_titles, good_for_s=_SOON, of_parts=_search_of_parts)
_TITLE = {
    "title": "Noli Me Tangere",
    "contributors": [{"name": "Rizal, José"}],
    "publisher": "Guerrero Publishing",
    "year": 1995,
    "language": "fil",
}
_COPY = {"accession_number": "GS90001", "collection": "Fiction", "price_minor": 35000}
_ONE = "/api/titles/{title_id}"
_BOOK = "/api/books/{book_id}"

NOUN = Noun("Titles and books", "The catalogue: titles, and the copies of each.")
ROUTES = (
    Route(
        "GET", "/api/titles", CatalogService.list, _SEARCH, "A page of titles", cached=_PAGE, catalogue=True
    ),
    Route(
        "GET",
        "/api/titles/count",
        CatalogService.count,
        _SEARCH,
        "How many titles there are",
        cached=Cached("titles:count", _of_titles, good_for_s=_SOON),
        catalogue=True,
    ),
    Route(
        "GET",
        "/api/titles/search",
        CatalogService.search,
        _SEARCH,
        "Find titles",
        {"text": "noli"},
        cached=_FOUND,
        catalogue=True,
    ),
    Route(
        "GET",
        "/api/titles/suggest",
        suggest,
        _SEARCH,
        "Titles to offer while typing",
        {"text": "no"},
        covers=("catalog.search",),
        cached=Cached("titles:suggest", _of_titles, good_for_s=_SOON, of_parts=_suggestions_of_parts),
        catalogue=True,
    ),
    Route(
        "GET",
        "/api/titles/facets",
        CatalogService.facets,
        _SEARCH,
        "What found titles can be narrowed to",
        cached=Cached("titles:facets", _of_copies, good_for_s=_SOON),
        catalogue=True,
    ),
    Route(
        "GET",
        "/api/titles/choices",
        CatalogService.choices,
        _SEARCH,
        "Collections, types and locations",
        cached=Cached("titles:choices", _of_copies),
        catalogue=True,
    ),
    Route(
        "POST",
        "/api/titles",
        CatalogService.add_title,
        _EDIT,
        "Add a title",
        {**_TITLE, "copies": [_COPY]},
        201,
    ),
    Route(
        "GET",
        _ONE,
        CatalogService.sheet,
        _SEARCH,
        "A title with its copies",
        cached=Cached("title", _of_title, Patrons.PERMITTED),
        catalogue=True,
    ),
    Route("PUT", _ONE, CatalogService.change_title, _EDIT, "Change a title", _TITLE),
    Route("DELETE", _ONE, CatalogService.delete_title, _EDIT, "Delete a title"),
    Route("POST", f"{_ONE}/restore", CatalogService.restore_title, _EDIT, "Bring a deleted title back"),
    Route("GET", f"{_ONE}/loans", CatalogService.history, Permission.VIEW_PATRONS, "The loans of a title"),
    Route("POST", f"{_ONE}/books", CatalogService.add_book, _EDIT, "Add a copy", _COPY, 201),
    Route(
        "GET",
        "/api/books/by-number/{accession_number}",
        CatalogService.book,
        _SEARCH,
        "One copy",
        cached=Cached("book", _of_book, Patrons.PERMITTED),
        catalogue=True,
    ),
    Route("PUT", _BOOK, CatalogService.change_book, _EDIT, "Change a copy", _COPY),
    Route("DELETE", _BOOK, CatalogService.delete_book, _EDIT, "Delete a copy"),
    Route("POST", f"{_BOOK}/restore", CatalogService.restore_book, _EDIT, "Bring a deleted copy back"),
)
