"""Where a paged table gets its rows: a count and a window, asked for on a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from app.domain.paging import Count, Page, Window


class Source(Protocol):
    """Rows of one question. Both methods run off the GUI thread and may raise ClmsError."""

    def count(self) -> Count:
        """How many rows the question has."""
        ...

    def page(self, window: Window, sort: str) -> Page[Any]:
        """The rows of ``window``, ordered by ``sort`` ("title", "-due"; "" is the source's own order)."""
        ...


class QuerySource:
    """A source over the two verbs every list service has.

    ``QuerySource(partial(app.catalog.list, actor), partial(app.catalog.count, actor), TitleQuery(text="sea"))``
    """

    def __init__(
        self, rows: Callable[[Any, Window], Page[Any]], count: Callable[[Any], Count], query: Any
    ) -> None:
        self._rows = rows
        self._count = count
        self.query = query

    def count(self) -> Count:
        """Ask the service how many rows there are."""
        return self._count(self.query)

    def page(self, window: Window, sort: str) -> Page[Any]:
        """Ask the service for the rows of ``window``."""
        query = replace(self.query, sort=sort) if sort else self.query
        return self._rows(query, window)
