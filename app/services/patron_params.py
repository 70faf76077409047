"""Parameters that name a patron: entered as LRN, card or reference, kept as a reference alone."""

from __future__ import annotations

import dataclasses
from typing import Any

from sqlalchemy import Connection

from app.database import erasing, personal_data
from app.database import students as queries
from app.database.engine import Database
from app.domain.patron_references import patron_id, patron_reference
from app.errors import NotFound
from app.maintenance.task import Input, TaskSpec


def settled(database: Database, spec: TaskSpec, params: Any) -> Any:
    """The parameters with every patron as a reference (``#17``), so that no job keeps an LRN or a card's number.

    Raises NotFound, naming the parameter, for a number that is nobody's.
    """
    asked = [each for each in spec.form() if each.input is Input.PATRON and getattr(params, each.name)]
    if not asked:
        return params
    with database.read() as connection:
        found = {each.name: _reference(connection, each.name, getattr(params, each.name)) for each in asked}
    return dataclasses.replace(params, **found)


def _reference(connection: Connection, field: str, entered: str) -> str:
    student_id = patron_id(entered)
    if student_id is not None:
        known = personal_data.student_row(connection, student_id) is not None
    else:
        card = queries.patron_id_by_card(connection, entered)
        known, student_id = card is not None, card.student_id if card else 0
    if not known:
        raise NotFound(
            f"No patron has the LRN, card or record number “{entered.strip()[:60]}”.",
            hint=_where_to_look(connection),
            code="unknown_patron",
            details={"field": field},
        )
    return patron_reference(student_id)


def _where_to_look(connection: Connection) -> str:
    """Nothing tells that a number was that of somebody erased; whoever erases twice knows it by the day."""
    there = "Look the patron up in Students."
    last = erasing.last_erasure(connection)
    if last is None:
        return there
    gone = "One who was erased has none of them any more but the record's number."
    newest = f"Erased last: {patron_reference(last.student_id)}, on {last.at:%Y-%m-%d %H:%M:%S} UTC by {last.actor}."
    return f"{there} {gone} {newest}"
