"""Moving old activities out of the library: which there are, what is in a file already, and their removal.

The table lets a row go only when ``archived_ranges`` covers its id. A range has no gap, so that a row that was written
late, between two others, is never taken for archived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, or_, select

from app.database.results import new_id
from app.database.search.store import slices
from app.database.tables import archived_ranges, archives, student_activities
from app.database.unit import Unit
from app.domain.archives import Archive, ranges

SINCE = "0003"
"""The revision that lets go of archived rows."""

_TABLE = student_activities.name
_A = student_activities.c
_RANGES_AT_ONCE = 200


def days_before(connection: Connection, day: date) -> list[tuple[date, int]]:
    """Earlier days with the number of their activities."""
    query = select(_A.local_day, func.count()).where(_A.local_day < day).group_by(_A.local_day)
    return [(each, int(rows)) for each, rows in connection.execute(query)]


def count_from(connection: Connection, day: date) -> int:
    """How many activities are of this day or later."""
    return int(connection.execute(select(func.count()).where(_A.local_day >= day)).scalar_one())


def ids_between(connection: Connection, first: date, end: date, most: int) -> list[int]:
    """Ids of activities from one day to before another, rising."""
    query = select(_A.id).where(_A.local_day >= first, _A.local_day < end).order_by(_A.id).limit(most)
    return list(connection.execute(query).scalars())


def rows(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The activities of these ids, rising, each column by its name."""
    query = select(student_activities).where(_A.id.in_(ids)).order_by(_A.id)
    return [dict(row._mapping) for row in connection.execute(query)]


def add(unit: Unit, ids: Sequence[int], values: dict[str, Any]) -> int:
    """Note a file that holds the activities of these rising ids; they may be removed from now on."""
    connection = unit.connection
    told = {"act_id": unit.act_id, "table_name": _TABLE, "first_id": ids[0], "last_id": ids[-1]}
    archive_id = new_id(connection.execute(insert(archives).values(**told, **values)))
    common = {"archive_id": archive_id, "table_name": _TABLE}
    connection.execute(
        insert(archived_ranges),
        [{**common, "first_id": first, "last_id": last} for first, last in ranges(ids)],
    )
    return archive_id


def every(connection: Connection) -> tuple[Archive, ...]:
    """All files, the oldest first."""
    columns = [archives.c[name] for name in Archive.__dataclass_fields__]
    query = select(*columns).where(archives.c.table_name == _TABLE).order_by(archives.c.id)
    return tuple(Archive(*row) for row in connection.execute(query))


def left_of(connection: Connection, archive_id: int, day: date) -> list[int]:
    """Ids of activities before ``day`` that are in this file and still in the library, rising."""
    r = archived_ranges.c
    query = select(r.first_id, r.last_id).where(r.archive_id == archive_id).order_by(r.first_id)
    return list(_present(connection, [(first, last) for first, last in connection.execute(query)], day))


def remove(connection: Connection, ids: Iterable[int]) -> int:
    """Remove activities that are in a file; how many there were."""
    return connection.execute(delete(student_activities).where(_A.id.in_(list(ids)))).rowcount


def _present(connection: Connection, covered: Sequence[tuple[int, int]], day: date) -> Iterator[int]:
    for some in slices(covered, _RANGES_AT_ONCE):
        inside = or_(*(and_(_A.id >= first, _A.id <= last) for first, last in some))
        query = select(_A.id).where(inside, _A.local_day < day).order_by(_A.id)
        yield from connection.execute(query).scalars()


def missing(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Those of these ids of which the library has no activity."""
    there = set(connection.execute(select(_A.id).where(_A.id.in_(ids))).scalars())
    return [each for each in ids if each not in there]


def put_back(connection: Connection, found: Sequence[dict[str, Any]]) -> int:
    """Add those of these activities that the library lacks; how many that were."""
    wanted = set(missing(connection, [row["id"] for row in found]))
    lacking = [row for row in found if row["id"] in wanted]
    if lacking:
        connection.execute(insert(student_activities), lacking)
    return len(lacking)
