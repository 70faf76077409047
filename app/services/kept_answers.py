"""Answers that are made of the parts which are kept of others, without asking anybody (:mod:`app.database.kept`)."""

from __future__ import annotations

from typing import NamedTuple

from app.database import patron_order
from app.database.search import kept_hits
from app.database.title_lines import kept_lines
from app.domain.actors import Actor, Permission
from app.domain.members import StudentQuery, StudentRow
from app.domain.paging import Count, Page, Window
from app.domain.searching import TitleQuery


class KeptTitles(NamedTuple):
    """The answer to a search with each of its rows as JSON."""

    rows: list[bytes]
    total: Count
    corrected: str | None


def kept_search(actor: Actor, query: TitleQuery, limit: int) -> KeptTitles | None:
    """What ``CatalogService.search`` finds, where all of it is among the parts that are kept; None where the database has
    to be asked."""
    actor.require(Permission.SEARCH)
    hits = kept_hits(query, limit)
    rows = None if hits is None else kept_lines(hits.ids)
    return None if hits is None or rows is None else KeptTitles(rows, hits.total, hits.corrected)


def kept_students(actor: Actor, query: StudentQuery, window: Window) -> Page[StudentRow] | None:
    """What ``StudentsService.list`` shows, where all of it is among the parts that are kept; None where the database has to be
    asked."""
    actor.require(Permission.VIEW_PATRONS)
    return patron_order.kept_page(query, window)
