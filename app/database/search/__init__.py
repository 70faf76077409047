"""Finding titles and patrons while somebody types.

The index is our own and the same on every engine: for each word, and for the first one to five letters of words,
the set of records that have it, as bit sets in ordinary tables (``postings``). A query reads a few rows a word and
the rest is AND, OR and counting of integers, so that the same words find the same titles in the same order
everywhere, a word that every title has costs no more than a rare one, and counts are exact. Compared with the
engines' own full text: FTS5 and InnoDB part and drop words differently, InnoDB ranks and counts by visiting every
match (50 to 120 ms for common beginnings at 1,000,000 titles) and sees only committed rows.

Write with ``index`` and ``remove`` in the transaction that changes a title; it costs about 10 ms. Bulk work notes
its titles with ``index_later`` and lets ``catch_up`` index them afterwards in short transactions of its own;
``rebuild`` makes all anew.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from sqlalchemy import Connection, func, select

from app.database.engine import Database
from app.database.search import postings, store
from app.database.search.catching_up import CatchingUp, CaughtUp, Gathered
from app.database.search.catching_up import catch_up as _catch_up
from app.database.search.catching_up import gather as _gather
from app.database.search.patrons import (
    OF_PATRONS,
    catch_up_patrons,
    forget_patron_words,
    index_patrons,
    index_patrons_later,
    rebuild_patrons,
    remove_patrons,
    search_patrons,
    unused_patron_words,
)
from app.database.search.querying import facets, kept_hits, search
from app.database.search.rebuilding import Progress
from app.database.search.rebuilding import rebuild as _rebuild
from app.database.search.store import Steps
from app.database.search.titles import OF_COPIES, OF_TITLES, words_of_range, words_of_titles
from app.database.tables import title_index, titles

__all__ = [
    "OF_COPIES",
    "OF_PATRONS",
    "OF_TITLES",
    "CatchingUp",
    "CaughtUp",
    "Gathered",
    "Steps",
    "catch_up",
    "catch_up_patrons",
    "facets",
    "forget_patron_words",
    "gather",
    "index",
    "index_later",
    "index_patrons",
    "index_patrons_later",
    "indexing",
    "kept_hits",
    "rebuild",
    "rebuild_patrons",
    "remove",
    "remove_patrons",
    "search",
    "search_patrons",
    "unused_patron_words",
]

_AT_ONCE = 500


def index(connection: Connection, title_ids: Collection[int]) -> None:
    """Bring the index up to date with the titles as they are now; those that are deleted are taken out of it."""
    for some in store.slices(sorted(set(title_ids)), _AT_ONCE):
        store.put(connection, title_index, some, words_of_titles)


def remove(connection: Connection, title_ids: Collection[int]) -> None:
    """Take titles out of the index, whatever their rows say."""
    store.put(connection, title_index, title_ids, store.no_words)


def index_later(connection: Connection, title_ids: Collection[int]) -> Steps:
    """Note titles to be indexed by the next ``catch_up``; until then searches don't know them or know them as before.

    Returns the steps of the index's revisions: by them who gathered titles knows the own ones from others'.
    """
    return store.put_off(connection, title_index, title_ids)


def catch_up(database: Database, progress: Progress | None = None) -> CaughtUp:
    """Index what was put off; costs nothing when nothing was.

    Desks go on working: each transaction is short, and one that is interrupted is done again by the next call.
    """
    return _catch_up(database, title_index, words_of_titles, progress)


def gather(database: Database, title_ids: Collection[int]) -> list[Gathered]:
    """Make what ``catch_up`` would write of these titles, as far as they are new to the index. Writes nothing."""
    ordered = sorted(title_ids)
    return [
        _gather(database, title_index, words_of_titles, number, list(ids))
        for number, ids in groupby(ordered, key=lambda id_: postings.split(id_)[0])
    ]


def indexing(database: Database) -> CatchingUp:
    """What indexes titles that were gathered, a portion at a time, and in the end all that is left."""
    return CatchingUp(database, title_index, words_of_titles)


def rebuild(database: Database, progress: Progress | None = None) -> int:
    """Make the index of titles anew and return how many it holds. ``progress`` gets steps done and steps in all."""
    return _rebuild(database, title_index, words_of_range, _last_title, progress)


def _last_title(connection: Connection) -> int:
    return connection.execute(select(func.max(titles.c.id))).scalar() or 0
