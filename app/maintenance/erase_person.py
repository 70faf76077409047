"""Erases a person from the library: the right of RA 10173, section 16 (e), when somebody asks to be forgotten.

Name, LRN, cards, contacts, school years, blocks, photo, notes and what the audit says of them are gone; loans, visits
and lent equipment stay and no longer say whose they were; money, holds and activities stay with a tombstone that has
no name. The seal over the audit stays whole. A book on loan or money owed has to be settled first.

What it can't reach is said in its warnings: backups taken before (a restore erases again), the server's binary logs
until they expire, and archives given out. There is no undo. Run again after it was cut off, it finishes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.database.personal_data import Fate
from app.database.tables import backups
from app.domain.actors import Permission
from app.domain.patron_references import patron_id
from app.errors import InvalidInput, Refused
from app.maintenance import guards
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, Input, Outcome, Plan, TaskSpec, param

_SINCE = "0004"
"""The revision that lets notes of the ledger be blanked."""


_BECOMES = {
    Fate.REMOVED: "Remove name, LRN and photo",
    Fate.UNLINKED: "Keep without saying whose they were",
    Fate.KEPT: "Keep with a tombstone, notes and states blanked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Whom."""

    patron: str = param(
        label="Patron",
        help="The LRN, a card, or # and the number of the record. Only the record's number is kept.",
        input=Input.PATRON,
    )


SPEC = TaskSpec(
    "erase-person",
    "Erase a person",
    "Erases a patron's name, numbers and contacts everywhere. Loans are still counted, without saying whose they were.",
    Params,
    danger=Danger.DESTRUCTIVE,
    permission=Permission.PERSONAL_DATA,
    # Not beside a swap: what it erased would come back.
    resource="backups",
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say whom it is about and how many rows will be removed, unlinked or blanked."""
    guards.require_schema(context, _SINCE)
    student_id = whom(params.patron)
    found = call(context, "person_counts")(student_id)
    if found.erased:
        return Plan(already(found), nothing_to_do=True)
    call(context, "refuse_open")(student_id)
    changed = {fate: [each for each in found.rows if each.fate is fate and each.changed] for fate in Fate}
    sums = {fate: sum(each.changed for each in rows) for fate, rows in changed.items()}
    return Plan(
        f"Erases {found.name} ({found.about}) for good: {sum(sums.values()):,} rows. It can't be undone.",
        steps=_steps(changed),
        figures=(
            Figure("removed", "Rows removed", sums[Fate.REMOVED], "rows"),
            Figure("unlinked", "Rows unlinked", sums[Fate.UNLINKED], "rows"),
            Figure("blanked", "Rows blanked", sums[Fate.KEPT], "rows"),
        ),
        warnings=_warnings(context, found),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Erase. What it tells is kept and so names nobody."""
    guards.require_schema(context, _SINCE)
    student_id = whom(params.patron)
    found = call(context, "person_counts")(student_id)
    done = call(context, "erase_person")(student_id, context.checkpoint, context.progress)
    total = sum(done.rows.values())
    told = f"Patron {params.patron} is erased: {total:,} rows were removed, unlinked or blanked."
    summary = already(found) if found.erased else told
    return Outcome(
        summary,
        figures=(Figure("rows", "Rows removed or blanked", total, "rows"),),
        data={"patron": params.patron, "rows": done.rows, "mentions": found.mentions},
        warnings=_warnings(context, found),
    )


def already(found: Any) -> str:
    """Of somebody erased before: when, and by whom."""
    done = found.erasure
    if done is None:
        return "Nothing to do: this patron was erased already."
    return f"Nothing to do: this patron was erased on {done.at:%Y-%m-%d %H:%M:%S} UTC by {done.actor}."


def _steps(changed: dict[Fate, list[Any]]) -> tuple[str, ...]:
    """What becomes of the rows, by their fate. There is always a name to remove."""
    said = []
    for fate, what in _BECOMES.items():
        rows = ", ".join(f"{each.label.lower()} {each.changed:,}" for each in changed[fate])
        if rows or fate is Fate.REMOVED:
            said.append(f"{what}: {rows}" if rows else what)
    return tuple(said)


def whom(reference: str) -> int:
    """The patron's id from the parameter as the service keeps it. Raises InvalidInput."""
    student_id = patron_id(reference)
    if student_id is None:
        raise InvalidInput("The patron has to be named as # and a number.", details={"field": "patron"})
    return student_id


def call(context: TaskContext, name: str) -> Callable[..., Any]:
    """A verb of the service that holds personal data. Raises Refused where the program gave none."""
    found = context.calls.get(name)
    if found is None:
        raise Refused("This program gives no way to a person's data.", code="no_personal_data")
    return found


def _warnings(context: TaskContext, found: Any) -> tuple[str, ...]:
    with context.database.read() as connection:
        kept = connection.execute(select(func.count()).where(backups.c.removed_at.is_(None))).scalar_one()
    said = []
    if kept:
        said.append(
            f"Backups that still hold this person: {kept}. Each goes in its turn; a restore erases the person again."
        )
    if not context.database.is_sqlite:
        said.append("The server's binary logs hold what was written until they expire.")
    else:
        said.append("“optimize-tables” clears what earlier edits left in free space of the file.")
    if found.mentions:
        places = "; ".join(
            f"{name} {', '.join(f'#{each}' for each in ids)}" for name, ids in found.mentions.items()
        )
        said.append(f"Free text of other records may name this person; look at it yourself: {places}.")
    if found.exported:
        said.append(
            f"Archives given out of this person: {found.exported}. The history says where they lie; remove them."
        )
    said.append("Previews of imports may hold the name for 7 days; “purge-expired” removes them.")
    return tuple(said)
