"""Compares the indexes there are with those this release wants, and adds what is missing while desks go on working.

Indexes nobody wants are only named, with the statement that would remove them: whoever made one may know why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.database.upkeep.indexes import (
    GUIDE_INDEXES,
    IndexShape,
    Usage,
    create_statement,
    foreign,
    present,
    usage,
    wanted,
)
from app.database.upkeep.patience import patient
from app.errors import ClmsError, Stopped
from app.maintenance import guards
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Outcome, Plan, TaskSpec, param


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """How long a server must have run before "unused" is said."""

    days: int = param(
        14,
        label="Days of use",
        help="So long a server must have run before an index counts as unused.",
        least=0,
        most=365,
    )


SPEC = TaskSpec(
    "check-indexes",
    "Check the indexes",
    "Adds indexes that are missing, and names those that are of no use.",
    Params,
    resource="tables",
    timeout_s=6 * 3600.0,
)


@dataclass(frozen=True, slots=True)
class _Findings:
    missing: tuple[IndexShape, ...]
    different: tuple[IndexShape, ...]
    redundant: tuple[tuple[IndexShape, IndexShape], ...]
    usage: Usage

    def figures(self) -> tuple[Figure, ...]:
        unused = () if self.usage.unused is None else self.usage.unused
        return (
            Figure("missing", "Missing", len(self.missing), "rows"),
            Figure("different", "Made differently", len(self.different), "rows"),
            Figure("redundant", "Redundant", len(self.redundant), "rows"),
            Figure("unused", "Unused", len(unused), "rows"),
        )

    def warnings(self) -> tuple[str, ...]:
        said = [
            f"{each.name} on {each.table} has other columns than this release gives it: {', '.join(each.columns)}."
            for each in self.different
        ]
        said += [
            f"{each.name} on {each.table} is redundant, since {other.name} answers the same."
            f" If nobody needs it: DROP INDEX {each.name} ON {each.table}"
            for each, other in self.redundant
        ]
        if self.usage.unused is None:
            said.append(f"Which indexes are unused is unknown: {self.usage.reason}.")
        else:
            said += [f"{each.name} on {each.table} was not used." for each in self.usage.unused]
        return tuple(said)

    def data(self) -> dict[str, Any]:
        unused = self.usage.unused
        return {
            "missing": [each.name for each in self.missing],
            "different": [each.name for each in self.different],
            "redundant": [each.name for each, _ in self.redundant],
            "unused": None if unused is None else [each.name for each in unused],
        }


def plan(context: TaskContext, params: Params) -> Plan:
    """Say what is missing and would be added, and what is of no use."""
    found = _look(context, params)
    steps = [
        f"add {each.name} on {each.table} ({', '.join(each.columns)})"
        + (", which the production guide names" if each.name in GUIDE_INDEXES else "")
        for each in found.missing
    ]
    warnings = list(found.warnings())
    if found.missing:
        warnings = [*guards.require_calm(context), *warnings]
        if context.database.is_sqlite:
            warnings.insert(0, "While an index is made, desks can read but not write.")
    return Plan(
        f"Adds {len(found.missing)} missing indexes."
        if found.missing
        else "Nothing to do: every index of this release is there.",
        steps=tuple(steps),
        figures=found.figures(),
        warnings=tuple(warnings),
        statements=tuple(create_statement(each, context.engine) for each in found.missing),
        nothing_to_do=not found.missing,
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Add what is missing, one index at a time. One that can't be made is said and the others are still made."""
    found = _look(context, params)
    warnings = list(found.warnings())
    if found.missing:
        warnings += guards.require_calm(context)
    added: list[str] = []
    with patient(context.database, context.checkpoint) as session:
        for number, index in enumerate(found.missing):
            context.checkpoint()
            context.progress(number / len(found.missing), f"Making {index.name}")
            try:
                session.run(create_statement(index, context.engine))
            except Stopped:
                raise
            except ClmsError as error:
                warnings.append(f"{index.name} could not be made: {error.message}")
                context.log(warnings[-1], "warning")
                continue
            added.append(index.name)
            context.log(f"{index.name} on {index.table} was made")
    return Outcome(
        f"Added {len(added)} of {len(found.missing)} missing indexes."
        if found.missing
        else "Every index of this release is there.",
        figures=(*found.figures(), Figure("added", "Added", len(added), "rows")),
        data={**found.data(), "added": added},
        warnings=tuple(warnings),
    )


def _look(context: TaskContext, params: Params) -> _Findings:
    with context.database.read() as connection:
        there = present(connection)
    by_name = {(each.table, each.name): each for each in there}
    ours = wanted()
    missing = tuple(each for each in ours if (each.table, each.name) not in by_name)
    different = tuple(
        found
        for each in ours
        if (found := by_name.get((each.table, each.name))) is not None
        and (found.columns, found.unique) != (each.columns, each.unique)
    )
    redundant = tuple(
        (each, other) for each in foreign(there) if (other := _covering(each, there)) is not None
    )
    return _Findings(missing, different, redundant, usage(context.database, there, params.days))


def _covering(index: IndexShape, there: tuple[IndexShape, ...]) -> IndexShape | None:
    return next((other for other in there if index.covered_by(other)), None)
