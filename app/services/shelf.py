"""The shelf: copies beside each other as they stand, and shelf reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from app.database import shelves as queries
from app.database.results import AnyRow
from app.domain.actors import Actor, Permission
from app.domain.call_numbers import place_key
from app.domain.identifiers import normalise_accession
from app.domain.shelves import (
    MOST_MISSING,
    Placed,
    ShelfPlaces,
    ShelfQuery,
    ShelfReading,
    Stretch,
    check_numbers,
    judge,
)
from app.errors import InvalidInput, NotFound, Refused
from app.services.core import Core, may_lag

AROUND = 30
MOST_AROUND = 200


class ShelfService:
    """Looks along the shelves. Writes nothing."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @may_lag
    def places(self, actor: Actor) -> ShelfPlaces:
        """Branches and the locations in use there."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            return ShelfPlaces(*queries.places(connection), actor.branch_id)

    @may_lag
    def around(self, actor: Actor, query: ShelfQuery, text: str, limit: int = AROUND) -> Stretch:
        """``limit`` copies before and as many from the place on that is asked for: where the copy with this accession
        number stands, or where this call number would. "" is the beginning. Raises Refused for a copy without a place."""
        actor.require(Permission.SEARCH)
        query = _whole(actor, query)
        _check(limit)
        with self._core.database.read() as connection:
            row = _copy(connection, text)
            if row is not None:
                return self._at(connection, query, row, limit)
            return self._stretch(connection, query, (place_key(text), 0), limit)

    @may_lag
    def of_title(self, actor: Actor, query: ShelfQuery, title_id: int, limit: int = AROUND) -> Stretch:
        """The same around the first copy of a title. Raises NotFound for a title none of whose copies has a place."""
        actor.require(Permission.SEARCH)
        _check(limit)
        with self._core.database.read() as connection:
            row = queries.of_title(connection, title_id)
            if row is None:
                raise NotFound(
                    "No copy of this title has a call number.",
                    hint="A copy has its place on the shelf by its call number.",
                    details={"title_id": title_id},
                )
            return self._at(connection, _whole(actor, query), row, limit)

    @may_lag
    def further(
        self, actor: Actor, query: ShelfQuery, after: str, down: bool = True, limit: int = 2 * AROUND
    ) -> Stretch:
        """Go on along the shelf from a cursor: ``down`` of a stretch, or with ``down`` False its ``up``."""
        actor.require(Permission.SEARCH)
        query = _whole(actor, query)
        _check(limit)
        with self._core.database.read() as connection:
            copies, on = queries.walk(connection, query, queries.place_of(after), limit, down=down)
        return Stretch(query, copies, None if down else on, on if down else None)

    @may_lag
    def read(self, actor: Actor, query: ShelfQuery, numbers: Sequence[str]) -> ShelfReading:
        """Judge a shelf by the accession numbers of its copies as they stand: the fewest that are out of place, where
        each belongs, and which copies should stand between the first and the last. Raises InvalidInput."""
        actor.require(Permission.CIRCULATE)
        check_numbers(numbers)
        query = _whole(actor, query)
        normal = [_normal(number) for number in numbers]
        with self._core.database.read() as connection:
            rows = queries.by_numbers(connection, list(dict.fromkeys(filter(None, normal))))
            found = {
                number: _placed(rows[normal[at]], query)
                for at, number in enumerate(numbers)
                if normal[at] in rows
            }
            scanned, ordered = judge(numbers, found)
            if not ordered:
                return ShelfReading(scanned)
            low, high = ordered[0].key, ordered[-1].key
            # As many more as were scanned: all of these may be between.
            most = MOST_MISSING + len(numbers) + 1
            there = queries.expected(connection, query, low, high, most)
        seen = {one.copy.id for one in found.values()}
        missing = [copy for copy in there if copy.id not in seen]
        return ShelfReading(scanned, tuple(missing[:MOST_MISSING]), len(missing) > MOST_MISSING)

    def _at(self, connection: Connection, query: ShelfQuery, row: AnyRow, limit: int) -> Stretch:
        """A stretch around a copy, on the shelves it belongs to where those asked for are others."""
        if not row.call_sort:
            raise Refused(
                f"The copy {row.accession_number} has no call number, and so no place on the shelf.",
                hint="Give it one: the quality queue lists those without.",
                code="no_call_number",
                details={"book_id": row.id},
            )
        if query.branch_id != row.branch_id:
            query = ShelfQuery(None, row.branch_id)
        elif query.location not in (None, row.location):
            query = replace(query, location=row.location)
        found = self._stretch(connection, query, (row.call_sort, row.id - 1), limit)
        return replace(found, exact=found.at < len(found.copies) and found.copies[found.at].id == row.id)

    @staticmethod
    def _stretch(connection: Connection, query: ShelfQuery, place: queries.Place, limit: int) -> Stretch:
        key, book_id = place
        below, down = queries.walk(connection, query, place, limit, down=True)
        above, up = queries.walk(connection, query, (key, book_id + 1), limit, down=False)
        return Stretch(query, (*above, *below), up, down, len(above))


def _whole(actor: Actor, query: ShelfQuery) -> ShelfQuery:
    """The query with a branch; a blank location is all of them."""
    return ShelfQuery(query.location or None, query.branch_id or actor.branch_id)


def _check(limit: int) -> None:
    if not 1 <= limit <= MOST_AROUND:
        raise InvalidInput(f"A stretch has 1 to {MOST_AROUND} copies.", details={"field": "limit"})


def _normal(number: str) -> str:
    try:
        return normalise_accession(number)
    except InvalidInput:
        return ""


def _copy(connection: Connection, text: str) -> AnyRow | None:
    number = _normal(text)
    return queries.by_numbers(connection, [number]).get(number) if number else None


def _placed(row: AnyRow, query: ShelfQuery) -> Placed:
    here = row.branch_id == query.branch_id and query.location in (None, row.location)
    return Placed(queries.copy_of(row), row.call_sort, here)
