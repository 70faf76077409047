"""Keyset paging written so that every engine uses its index: ``a >= :a AND (a > :a OR id > :id)``.

Row values take seconds on MariaDB and OFFSET over whole rows does too; a jump therefore walks the index for ids
only and the rows are fetched by id.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, Select, Subquery, and_, bindparam, or_

from app import decoding
from app.domain.paging import Window, bad_cursor
from app.errors import InvalidInput

_LARGEST = 2**63 - 1


def encode_cursor(value: Any, row_id: int) -> str:
    """The cursor behind a row: its sort value and id."""
    if isinstance(value, bytes):
        value = {"b": value.hex()}
    elif isinstance(value, datetime):
        value = {"t": value.isoformat()}
    elif isinstance(value, date):
        value = {"d": value.isoformat()}
    return msgspec.json.encode([value, row_id]).decode()


def decode_cursor(cursor: str) -> tuple[Any, int]:
    """Undo ``encode_cursor``. Raises InvalidInput for a cursor we never gave."""
    try:
        value, row_id = decoding.decode(cursor, tuple[Any, int])
        if isinstance(value, dict):
            if "b" in value:
                value = bytes.fromhex(value["b"])
            elif "t" in value:
                value = datetime.fromisoformat(value["t"])
            else:
                value = date.fromisoformat(value["d"])
        if isinstance(value, list) or any(
            isinstance(each, int) and abs(each) > _LARGEST for each in (value, row_id)
        ):
            raise ValueError("no database has such a value")
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise bad_cursor() from error
    return value, row_id


def behind(
    column: ColumnElement[Any], key: ColumnElement[Any], cursor: str, *, descending: bool
) -> ColumnElement[bool]:
    """The condition for rows behind ``cursor`` in the order (column, key). NULL sorts lowest on all our engines."""
    value, row_id = decode_cursor(cursor)
    return _beyond(column, key, value, row_id, descending=descending)


def _beyond(
    column: ColumnElement[Any], key: ColumnElement[Any], value: Any, row_id: Any, *, descending: bool
) -> ColumnElement[bool]:
    if descending:
        if value is None:
            return and_(column.is_(None), key < row_id)
        bound = and_(column <= value, or_(column < value, key < row_id))
        return or_(bound, column.is_(None)) if _nullable(column) else bound
    if value is None:
        return or_(and_(column.is_(None), key > row_id), column.is_not(None))
    return and_(column >= value, or_(column > value, key > row_id))


class Place(Enum):
    """Where a page begins, as far as its statement differs by that."""

    FIRST = "at the first row"
    AT = "at a position"
    BEHIND = "behind a row"
    BEHIND_NONE = "behind a row that has no value in the column"


def place_of(window: Window, column: ColumnElement[Any]) -> tuple[Place, dict[str, Any]]:
    """Where a window begins in the order of a column, and the parameters of :func:`bound_page`. Raises InvalidInput
    for a cursor we never gave."""
    given: dict[str, Any] = {"most": window.limit + 1}
    if window.after is not None:
        value, row_id = decode_cursor(window.after)
        given["behind_id"] = row_id
        if value is None:
            return Place.BEHIND_NONE, given
        if not isinstance(value, column.type.python_type):
            raise bad_cursor()
        return Place.BEHIND, {**given, "behind_value": value}
    return (Place.AT, {**given, "at": window.start}) if window.start else (Place.FIRST, given)


def bound_page(
    chosen: Select[*tuple[Any, ...]],
    column: ColumnElement[Any],
    key: ColumnElement[Any],
    place: Place,
    *,
    descending: bool,
) -> Subquery:
    """``page_of_ids`` as a statement to be prepared: ``id`` and ``sort_value``, in no order that outlives it."""
    return bound_ids(chosen, column, key, place, descending=descending).subquery("page")


def bound_ids(
    chosen: Select[*tuple[Any, ...]],
    column: ColumnElement[Any],
    key: ColumnElement[Any],
    place: Place,
    *,
    descending: bool,
) -> Select[*tuple[Any, ...]]:
    """The same in the order of the list."""
    query = chosen.with_only_columns(key.label("id"), column.label("sort_value"), maintain_column_froms=True)
    if place in (Place.BEHIND, Place.BEHIND_NONE):
        value = None if place is Place.BEHIND_NONE else bindparam("behind_value", type_=column.type)
        row_id = bindparam("behind_id", type_=key.type)
        query = query.where(_beyond(column, key, value, row_id, descending=descending))
    elif place is Place.AT:
        query = query.offset(bindparam("at", type_=Integer))
    order = (column.desc(), key.desc()) if descending else (column.asc(), key.asc())
    return query.order_by(*order).limit(bindparam("most", type_=Integer))


def page_of_ids(
    connection: Connection,
    query: Select[*tuple[Any, ...]],
    column: ColumnElement[Any],
    key: ColumnElement[Any],
    window: Window,
    *,
    descending: bool = False,
) -> tuple[list[int], str | None]:
    """Run ``query`` (which selects nothing yet but has its conditions) for one window of ids.

    Returns the ids in order and the cursor behind the last one, None when there is nothing more.
    """
    query = query.with_only_columns(key.label("id"), column.label("sort_value"), maintain_column_froms=True)
    order = (column.desc(), key.desc()) if descending else (column.asc(), key.asc())
    if window.after is not None:
        query = query.where(behind(column, key, window.after, descending=descending))
    elif window.start:
        query = query.offset(window.start)
    rows = connection.execute(query.order_by(*order).limit(window.limit + 1)).all()
    shown = rows[: window.limit]
    cursor = encode_cursor(shown[-1].sort_value, shown[-1].id) if len(rows) > window.limit else None
    return [row.id for row in shown], cursor


def sort_choice(sort: str, columns: dict[str, ColumnElement[Any]]) -> tuple[ColumnElement[Any], bool]:
    """The column and direction for a sort name such as ``"-year"``. Raises InvalidInput for an unknown one."""
    name = sort.removeprefix("-")
    if name not in columns:
        raise InvalidInput(
            f"This list can't be sorted by {name!r}.",
            hint=f"Choose one of: {', '.join(columns)}.",
            details={"field": "sort"},
        )
    return columns[name], sort.startswith("-")


def _nullable(column: ColumnElement[Any]) -> bool:
    return bool(getattr(column, "nullable", True))
