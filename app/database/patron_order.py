"""The order of the list of patrons, kept as a part that its pages are made of (:mod:`app.database.kept`).

A school has a few thousand patrons, and who goes through their list asks for one page of it after the other. All of the
order is read in a few milliseconds; from then on no page has to ask the database where it begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.database.kept import KEPT, Shelf
from app.database.paging import Place, encode_cursor, place_of
from app.database.pipeline import Pipeline
from app.database.student_lists import given, rows, statement_of
from app.database.tables import students
from app.domain.members import StudentQuery, StudentRow
from app.domain.paging import Page, Window

LONGEST = 12_000
"""Of a longer list every page is asked for."""

_BYTES = 180  # of an entry, with a name of usual length; measured


class _State(Enum):
    """What is kept of an order that isn't there."""

    ASKED = "somebody asked for a page: the next who does reads all of it"
    BEING_READ = "somebody reads it"
    TOO_LONG = "there are more patrons than are kept"


class _Order(NamedTuple):
    """The sort keys and ids of a list, in its order."""

    places: list[tuple[Any, ...]]

    def page(self, window: Window) -> tuple[list[int], str | None]:
        """The ids of one window, and the cursor behind them. Raises InvalidInput for a cursor we never gave."""
        place, where = place_of(window, students.c.name_sort)
        begin = where.get("at", 0)
        if place is Place.BEHIND:
            begin = bisect_right(self.places, (where["behind_value"], where["behind_id"]))
        end = begin + window.limit
        shown = self.places[begin:end]
        cursor = encode_cursor(*shown[-1]) if end < len(self.places) else None
        return [id_ for _, id_ in shown], cursor


def kept_page(query: StudentQuery, window: Window) -> Page[StudentRow] | None:
    """The page where all of it is kept; None where the database has to be asked."""
    kept, name = KEPT.get(), _name(query)
    order = None if kept is None or name is None else kept.orders.get(name)
    if kept is None or not isinstance(order, _Order):
        return None
    ids, cursor = order.page(window)
    found = kept.patrons.some(ids)
    return Page(tuple(found[id_] for id_ in ids), cursor) if len(found) == len(ids) else None


def page(connection: Connection, query: StudentQuery, window: Window) -> Page[StudentRow] | None:
    """The page by the order that is kept, which is read when it is asked for a second time; None where there is none."""
    kept, name = KEPT.get(), _name(query)
    if kept is None or name is None:
        return None
    order = kept.orders.get(name)
    if order is None:
        kept.orders.keep({name: (_State.ASKED, 0)})
    elif order is _State.ASKED:
        order = _read(connection, kept.orders, name, query)
    if not isinstance(order, _Order):
        return None
    ids, cursor = order.page(window)
    return Page(rows(connection, ids), cursor)


def _read(connection: Connection, shelf: Shelf, name: Hashable, query: StudentQuery) -> _Order | None:
    shelf.keep({name: (_State.BEING_READ, 0)})
    wanted = given(query)
    statement = statement_of(frozenset(wanted), "name", Place.FIRST, deleted=False, whole=False)
    places: list[Any] = Pipeline(connection).rows(statement(**wanted, most=LONGEST + 1))
    if len(places) > LONGEST:
        shelf.keep({name: (_State.TOO_LONG, 0)})
        return None
    order = _Order(places)
    shelf.keep({name: (order, _BYTES * len(places))})
    return order


def _name(query: StudentQuery) -> Hashable | None:
    """What the order depends on, None where it isn't that of the names or some are looked for."""
    if query.deleted or query.text.strip() or query.sort not in ("", "name"):
        return None
    return tuple(sorted(given(query).items()))
