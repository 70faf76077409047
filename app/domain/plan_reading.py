"""Reads what databases say of their plans into one tree: MySQL's and MariaDB's JSON, SQLite's rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.domain.plans import Access, PlanStep, StepKind

_STEPS = {
    "ordering_operation": StepKind.SORT,
    "filesort": StepKind.SORT,
    "grouping_operation": StepKind.GROUP,
    "temporary_table": StepKind.TEMPORARY,
    "duplicates_removal": StepKind.TEMPORARY,
    "union_result": StepKind.UNION,
    "materialized_from_subquery": StepKind.SUBQUERY,
    "materialized": StepKind.SUBQUERY,
    "attached_subqueries": StepKind.SUBQUERY,
    "select_list_subqueries": StepKind.SUBQUERY,
    "optimized_away_subqueries": StepKind.SUBQUERY,
    "subqueries": StepKind.SUBQUERY,
}
_ACCESS = {
    "ALL": Access.WHOLE,
    "index": Access.WHOLE_INDEX,
    "range": Access.RANGE,
    "index_merge": Access.RANGE,
    "ref": Access.LOOKUP,
    "ref_or_null": Access.LOOKUP,
    "fulltext": Access.LOOKUP,
    "unique_subquery": Access.LOOKUP,
    "index_subquery": Access.LOOKUP,
    "eq_ref": Access.ONE,
    "const": Access.ONE,
    "system": Access.ONE,
}


def from_json(plan: Mapping[str, Any]) -> tuple[PlanStep, ...]:
    """The tree of ``EXPLAIN FORMAT=JSON``: MySQL's first version of it, which MariaDB's is like."""
    return tuple(_steps(plan))


def _steps(part: Mapping[str, Any]) -> Iterator[PlanStep]:
    for key, value in part.items():
        if key == "table" and isinstance(value, Mapping):
            yield _table(value)
        elif key == "message" and isinstance(value, str):
            yield PlanStep(StepKind.NOTE, text=value)
        elif key == "nested_loop" and isinstance(value, list):
            children = tuple(step for each in value for step in _steps(each))
            yield from (PlanStep(StepKind.JOIN, children=children),) if len(children) > 1 else children
        elif key in _STEPS and isinstance(value, Mapping | list):
            yield from _step(key, value)
        elif isinstance(value, Mapping):
            yield from _steps(value)
        elif isinstance(value, list):
            yield from (step for each in value if isinstance(each, Mapping) for step in _steps(each))


def _step(key: str, value: Any) -> Iterator[PlanStep]:
    parts = value if isinstance(value, list) else [value]
    children = tuple(step for each in parts for step in _steps(each))
    told = value if isinstance(value, Mapping) else {}
    if key == "ordering_operation" and told.get("using_filesort") is False:
        yield from children  # an index has them in order
        return
    if told.get("using_temporary_table") and key != "union_result":
        children = (PlanStep(StepKind.TEMPORARY, children=children),)
    yield PlanStep(_STEPS[key], text=str(told.get("sort_key") or ""), children=children)


def _table(told: Mapping[str, Any]) -> PlanStep:
    rows = told.get("rows_examined_per_scan", told.get("rows"))
    kept = told.get("filtered")
    condition = told.get("attached_condition") or ""
    return PlanStep(
        StepKind.READ if told.get("table_name") else StepKind.NOTE,
        str(told.get("table_name") or ""),
        _ACCESS.get(str(told.get("access_type")), Access.OTHER),
        str(told.get("key") or ""),
        None if rows is None else float(rows),
        None if kept is None else float(kept),
        str(condition) if isinstance(condition, str) else "",
        tuple(map(str, told.get("possible_keys") or ())),
        str(told.get("message") or ""),
        tuple(_steps({key: value for key, value in told.items() if isinstance(value, Mapping | list)})),
    )


# --- SQLite ------------------------------------------------------------------------------------------------

_SCAN = re.compile(r"(SCAN|SEARCH) (?:TABLE )?(?P<table>\w+)(?: AS (?P<alias>\w+))?(?: USING (?P<how>.*))?")
_INDEX = re.compile(r"(?:COVERING )?INDEX (\w+)")


def from_sqlite(rows: Iterable[tuple[int, int, str]]) -> tuple[PlanStep, ...]:
    """The tree of ``EXPLAIN QUERY PLAN``: number, number of the step it belongs to, words."""
    told = list(rows)

    def below(parent: int) -> tuple[PlanStep, ...]:
        found = tuple(_sqlite(text, below(number)) for number, of, text in told if of == parent)
        reads = [step for step in found if step.kind is StepKind.READ]
        if len(reads) < 2:
            return found
        return (
            PlanStep(StepKind.JOIN, children=tuple(reads)),
            *(step for step in found if step not in reads),
        )

    return below(0)


def _sqlite(text: str, children: tuple[PlanStep, ...]) -> PlanStep:
    found = _SCAN.match(text)
    if found is not None:
        how = found["how"] or ""
        index = _INDEX.search(how)
        access = Access.WHOLE_INDEX if index else Access.WHOLE
        if text.startswith("SEARCH"):
            access = (
                Access.ONE
                if "PRIMARY KEY (rowid=?)" in how
                else Access.RANGE
                if re.search(r"[<>]", how)
                else Access.LOOKUP
            )
        return PlanStep(
            StepKind.READ, found["alias"] or found["table"], access, index[1] if index else "", text=text,
            children=children,
        )  # fmt: skip
    kind = StepKind.NOTE
    if "TEMP B-TREE FOR ORDER BY" in text:
        kind = StepKind.SORT
    elif "TEMP B-TREE FOR GROUP BY" in text:
        kind = StepKind.GROUP
    elif "TEMP B-TREE" in text or "MATERIALIZE" in text or "CO-ROUTINE" in text:
        kind = StepKind.TEMPORARY
    elif "UNION" in text or "COMPOUND" in text:
        kind = StepKind.UNION
    elif "SUBQUERY" in text:
        kind = StepKind.SUBQUERY
    return PlanStep(kind, text=text, children=children)
