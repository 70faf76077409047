"""Policies in the audit trail, and taking back what was done to them while nothing newer stands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import msgspec

from app.database import rules as queries
from app.database.acts import ActRow
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.policies import ANY, PolicyKey, PolicyRow, StoredPolicy, check_rows
from app.domain.policy_values import FIELD
from app.errors import Refused
from app.services.undo_edits import entries_of, newer_act

State = dict[str, Any]


def undo_handlers() -> dict[str, Callable[[Unit, ActRow], None]]:
    """The kinds of act on policies that can be undone."""
    return {"save_policy": _undo, "delete_policy": _undo}


def state_of_policy(stored: StoredPolicy) -> State:
    """A policy as the audit keeps it: whom it is for, its note, its version and its values."""
    row = stored.row
    parts = {one.name: getattr(row.key, one.name) for one in fields(row.key)}
    named = {name: part for name, part in parts.items() if part != ANY}
    return named | {"note": row.note, "version": stored.version} | dict(row.values)


def told(unit: Unit) -> None:
    """Let every process read the policies anew; first of all in an act, so that those who change them take turns."""
    queries.bump_version(unit.connection)
    unit.changed(Changed.POLICIES, "policies")


def _undo(unit: Unit, act: ActRow) -> None:
    told(unit)
    (entry,) = entries_of(unit, act.id, "policy")
    assert entry.entity_id is not None
    before, after = _stored(entry.entity_id, entry.state_before), _stored(entry.entity_id, entry.state_after)
    rows = {one.row.id: one.row for one in queries.policy_rows(unit.connection)}
    if rows.pop(entry.entity_id, None) != (after and after.row):
        raise newer_act(unit, entry)
    check_rows([*rows.values(), *([before.row] if before else ())])
    if before is None:
        queries.delete_policy(unit.connection, entry.entity_id)
    elif after is None:
        queries.restore_policy(unit.connection, before.row, before.version + 1)
    else:
        queries.save_policy(unit.connection, before.row)
    unit.audit(
        "undo",
        "policy",
        entry.entity_id,
        entry.label,
        before=after and state_of_policy(after),
        after=before and state_of_policy(before),
    )


def _stored(policy_id: int, text: str | None) -> StoredPolicy | None:
    if text is None:
        return None
    state: State = msgspec.json.decode(text)
    if "version" not in state:  # kept by a program that recorded the values only
        raise Refused("This can't be undone.", hint="Make a new entry that corrects it.", code="not_undoable")
    key = PolicyKey(**{one.name: state[one.name] for one in fields(PolicyKey) if one.name in state})
    values = {name: value for name, value in state.items() if name in FIELD}
    return StoredPolicy(PolicyRow(key, values, policy_id, note=state["note"]), state["version"])
