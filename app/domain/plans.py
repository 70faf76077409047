"""How a database would carry a statement out: the plan as a tree, what is costly in it, and an index that would help.

Rules: ops research, D6. A plan is an estimate: nothing was carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MANY = 1_000
"""So many rows are read in no time, with an index or without."""
MANY_SORTED = 10_000
_LOW_FILTER = 10.0
_FILL = 0.69
"""Pages of an index that grew are so full (B-tree, ln 2)."""
_ENTRY_BYTES = 13
_KEY_BYTES = 8
_MOST_COLUMNS = 4


class StepKind(StrEnum):
    """What a step does."""

    READ = "read"
    JOIN = "join"
    SORT = "sort"
    GROUP = "group"
    TEMPORARY = "temporary"
    UNION = "union"
    SUBQUERY = "subquery"
    NOTE = "note"


class Access(StrEnum):
    """How rows of a table are found."""

    WHOLE = "whole"
    WHOLE_INDEX = "whole_index"
    RANGE = "range"
    LOOKUP = "lookup"
    ONE = "one"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step with those before it. ``table`` is the name it has in the statement; ``rows`` are estimated, per run of
    the step; ``kept`` is the share in % that its condition leaves; ``candidates`` are indexes that could have been used."""

    kind: StepKind
    table: str = ""
    access: Access = Access.OTHER
    index: str = ""
    rows: float | None = None
    kept: float | None = None
    condition: str = ""
    candidates: tuple[str, ...] = ()
    text: str = ""
    children: tuple[PlanStep, ...] = ()

    def walk(self) -> Iterator[PlanStep]:
        """This step and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What is known of a table: estimated rows, the columns of each index, the bytes a column takes."""

    name: str
    rows: float | None = None
    indexes: tuple[tuple[str, ...], ...] = ()
    columns: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """Something costly, in a sentence, and what helps."""

    said: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class IndexAdvice:
    """An index that would help, why, and about how many bytes it would take (None where rows are not known)."""

    table: str
    columns: tuple[str, ...]
    why: str
    size: float | None

    @property
    def statement(self) -> str:
        """The statement that makes it."""
        name = "_".join(("ix", self.table, *self.columns))[:64]
        return f"CREATE INDEX {name} ON {self.table} ({', '.join(self.columns)})"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan, what is costly in it, and the index that would help most."""

    product: str
    steps: tuple[PlanStep, ...]
    findings: tuple[PlanFinding, ...]
    index: IndexAdvice | None


def judged(product: str, steps: Iterable[PlanStep], statement: str, tables: Mapping[str, TableFacts]) -> Plan:
    """A plan with what is costly in it. ``tables`` are by the name they have in the statement."""
    tree = tuple(steps)
    every = [step for top in tree for step in top.walk()]
    findings = [*_of_reads(every, tables), *_of_sorts(every), *_of_text(statement)]
    return Plan(product, tree, tuple(dict.fromkeys(findings)), _index(every, statement, tables))


def _rows(step: PlanStep, tables: Mapping[str, TableFacts]) -> float | None:
    known = tables.get(step.table)
    return step.rows if step.rows is not None else known.rows if known is not None else None


def _of_reads(steps: Iterable[PlanStep], tables: Mapping[str, TableFacts]) -> Iterator[PlanFinding]:
    for step in steps:
        if step.kind is not StepKind.READ:
            continue
        rows, name = _rows(step, tables), _name(step, tables)
        whole = step.access in (Access.WHOLE, Access.WHOLE_INDEX)
        if whole and rows is not None and rows > MANY:
            yield PlanFinding(
                f"The whole of an index {step.index or name} is read: about {rows:,.0f} rows."
                if step.access is Access.WHOLE_INDEX
                else f"The whole of the table {step.index or name} is read: about {rows:,.0f} rows."
            )
        elif whole and rows is None:
            yield PlanFinding(f"The whole of {name} is read.")
        if whole and step.candidates and not step.index and (rows or 0) > MANY:
            names = ", ".join(step.candidates)
            yield PlanFinding(
                f"An index of {name} could be used and is not: {names}.",
                "Its statistics may be old, or the values are of another type or collation.",
            )
        if step.kept is not None and step.kept < _LOW_FILTER and (rows or 0) > MANY:
            yield PlanFinding(f"Of the rows read of {name} about {step.kept:.1f} % are needed.")


def _of_sorts(steps: Iterable[PlanStep]) -> Iterator[PlanFinding]:
    for step in steps:
        if step.kind in (StepKind.SORT, StepKind.TEMPORARY):
            rows = max((each.rows or 0.0 for each in step.walk()), default=0.0)
            if rows > MANY_SORTED:
                yield PlanFinding(
                    f"About {rows:,.0f} rows are sorted before the first is answered."
                    if step.kind is StepKind.SORT
                    else f"About {rows:,.0f} rows are put in a temporary table before the first is answered."
                )


_TEXTS = (
    (re.compile(r"\bLIKE\s+'%", re.I), "A pattern that begins with % can use no index.",
     "Search the title's words instead, or let the pattern begin with a letter."),
    (re.compile(r"\bOFFSET\s+[1-9]\d{3,}|\bLIMIT\s+[1-9]\d{3,}\s*,", re.I), "Rows of the pages before are read and thrown away.",
     "Go on from the last row of the page before."),
    (re.compile(r"\b(?:LOWER|UPPER|DATE|YEAR|MONTH|CAST|SUBSTR(?:ING)?|TRIM)\s*\(\s*[`\w.]+[^)]*\)\s*(?:=|<|>|IN\b|LIKE\b)", re.I),
     "A function around a column keeps its index from being used.", "Compare the column itself."),
    (re.compile(r"\bSELECT\s+(?:\w+\.)?\*", re.I), "All columns are read, also those nobody needs.", "Name those that are needed."),
)  # fmt: skip


def _of_text(statement: str) -> Iterator[PlanFinding]:
    for pattern, said, hint in _TEXTS:
        if pattern.search(statement):
            yield PlanFinding(said, hint)


# --- an index that would help ------------------------------------------------------------------------------


def _index(steps: Iterable[PlanStep], statement: str, tables: Mapping[str, TableFacts]) -> IndexAdvice | None:
    """For the table of which most is read: columns that are compared for being the same, then one that is compared
    otherwise. None where an index begins with them already."""
    whole = [
        step
        for step in steps
        if step.kind is StepKind.READ
        and step.access in (Access.WHOLE, Access.WHOLE_INDEX)
        and step.table in tables
    ]
    for step in sorted(whole, key=lambda each: -(_rows(each, tables) or 0.0)):
        rows, table = _rows(step, tables), tables[step.table]
        if rows is not None and rows <= MANY:
            continue
        same, other = compared(step.condition or _where(statement), step.table, table.columns)
        columns = (*same, *other[:1])[:_MOST_COLUMNS]
        if not columns or any(each[: len(columns)] == columns for each in table.indexes):
            continue
        named = ", ".join(columns)
        why = f"{table.name} is read whole, and rows are chosen by {named}."
        width = sum(table.columns.get(each, 8.0) for each in columns) + _KEY_BYTES + _ENTRY_BYTES
        return IndexAdvice(table.name, columns, why, None if rows is None else rows * width / _FILL)
    return None


def compared(condition: str, table: str, columns: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of a table that a condition compares for being the same, and those it compares otherwise; of an OR
    nothing is known."""
    if re.search(r"\bor\b", condition, re.I):
        return (), ()
    known = set(columns)
    plain = condition.replace("`", "")
    same: dict[str, None] = {}
    other: dict[str, None] = {}
    pattern = re.compile(
        r"(?:(?P<table>\w+)\.)?(?P<column>\w+)\s*(?P<how><=>|>=|<=|<>|=|<|>|\bin\b|\bbetween\b|\blike\s+'[^%'])",
        re.I,
    )
    for found in pattern.finditer(plain):
        if (found["table"] or table) != table or found["column"] not in known or found["how"] == "<>":
            continue
        target = same if found["how"].lower() in ("=", "<=>", "in") else other
        target.setdefault(found["column"])
    return tuple(same), tuple(each for each in other if each not in same)


def named_tables(statement: str) -> dict[str, str]:
    """The tables of a statement: the name each has in it → its own."""
    found: dict[str, str] = {}
    for match in re.finditer(
        r"\b(?:FROM|JOIN)\s+(?:`?\w+`?\.)?`?(\w+)`?(?:\s+(?:AS\s+)?`?(\w+)`?)?", statement, re.I
    ):
        alias = match[2] if match[2] and match[2].upper() not in _WORDS else match[1]
        found.setdefault(alias, match[1])
    return found


_WORDS = frozenset(
    "WHERE JOIN LEFT RIGHT INNER CROSS ON USING GROUP ORDER LIMIT UNION HAVING FORCE USE NATURAL SET".split()
)


def _where(statement: str) -> str:
    """What stands between WHERE and what follows it."""
    found = re.search(r"\bWHERE\b(.*?)(?:\bGROUP\b|\bORDER\b|\bLIMIT\b|\bUNION\b|$)", statement, re.I | re.S)
    return found[1] if found else ""


def _name(step: PlanStep, tables: Mapping[str, TableFacts]) -> str:
    return tables[step.table].name if step.table in tables else step.table
