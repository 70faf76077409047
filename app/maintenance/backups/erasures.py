"""Erasures since a backup: a person who was erased must not come back with it.

The task ``erase-person`` writes acts of kind ``erase_person`` with an audit line for the patron. Before a swap the
live library is asked who that was, and the same erasure is carried out on the restored one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.database.engine import Database
from app.database.tables import acts, audit_logs
from app.errors import Refused
from app.maintenance.context import TaskContext

ERASE_KIND = "erase_person"
CALL = "erase_again"
"""Name in ``TaskContext.calls`` of ``(restored: Database, student_ids: Sequence[int]) -> int``: erases these patrons,
as far as they are there, and returns how many were."""
_OVERLAP = timedelta(minutes=1)

EraseAgain = Callable[[Database, Sequence[int]], int]


def erased_since(live: Database, taken_at: datetime) -> tuple[int, ...]:
    """Ids of the patrons erased since then; a minute more, since erasing twice does no harm."""
    patron = func.coalesce(audit_logs.c.student_id, audit_logs.c.entity_id)
    query = (
        select(patron)
        .join(acts, acts.c.id == audit_logs.c.act_id)
        .where(
            acts.c.kind == ERASE_KIND,
            acts.c.recorded_at >= taken_at - _OVERLAP,
            audit_logs.c.entity == "student",
            patron.is_not(None),
        )
        .distinct()
    )
    with live.read() as connection:
        return tuple(sorted(int(each) for each in connection.execute(query).scalars()))


def reapply(context: TaskContext, restored: Database, student_ids: Sequence[int]) -> int:
    """Erase them in the restored library. Raises Refused when this release can't erase: they would come back."""
    if not student_ids:
        return 0
    erase_again: EraseAgain | None = context.calls.get(CALL)
    if erase_again is None:
        raise Refused(
            f"{len(student_ids)} patrons were erased since this backup and would come back with it.",
            hint="Use a release of CLMS that erases people; the restored copy was left as it is.",
            code="erasures_unavailable",
            details={"patrons": len(student_ids)},
        )
    return erase_again(restored, student_ids)
