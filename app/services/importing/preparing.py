"""Preparing an import: read every row, propose repairs, decide what becomes of it. Nothing is written to the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from app.database.engine import Database
from app.domain.bibliography import blank_or_text, is_formula_error
from app.domain.words import count_words
from app.errors import InvalidInput, Refused
from app.services.importing import reading
from app.services.importing.columns import BOOK_FIELDS, KEPT_RECORD, field_named, fields
from app.services.importing.delimited import Record
from app.services.importing.plans import Plan, PlanRow
from app.services.importing.repairs import Fix, Repaired, Values, repair, repairs_for
from app.services.importing.values import (
    ImportKind,
    OverwriteOffer,
    Preview,
    Progress,
    RepairOffer,
    SourceFile,
    Step,
    Verdict,
)

#: Rows that are looked up in the library at once.
AT_ONCE = 500
_EXAMPLES = 5


class Stopped(Refused):
    """The person cancelled; nothing was written."""

    code = "cancelled"


@dataclass(slots=True)
class Work:
    """What the steps of one preparation share."""

    database: Database
    plan: Plan
    source: SourceFile
    kind: ImportKind
    mapping: dict[str, str]
    chosen: frozenset[str]
    latest_year: int
    progress: Progress | None
    cancelled: Callable[[], bool] | None
    keep: frozenset[str] = frozenset()
    """Fields in which the file may not replace what the library has."""
    differing: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    differences: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    literal: bool = False
    """Whether this product wrote the file: then its cells are taken as they are."""

    def __post_init__(self) -> None:
        self.literal = is_own_export(self.source)

    def repeats(self, line: int, *, same: bool) -> str:
        """Why a row isn't taken whose number an earlier one has."""
        if self.source.has_records:
            return f"Record {line} says exactly the same." if same else f"Record {line} has the same number."
        return f"Line {line} says exactly the same." if same else f"Line {line} has the same number."

    def values_of(self, cells: list[str]) -> Values:
        """A row's cells by field; columns nobody mapped are left out, words that mean nothing are blank."""
        found = {
            self.mapping[c.label]: cells[c.index] for c in self.source.columns if c.label in self.mapping
        }
        return found if self.literal else meant(found)

    def raw_of(self, cells: list[str]) -> str:
        """The row as it was, JSON: column label → text."""
        return msgspec.json.encode({c.label: cells[c.index] for c in self.source.columns}).decode()

    def step(self, phase: str, done: int, total: int) -> None:
        """Tell how far it is. Raises Stopped when the person cancelled."""
        if self.cancelled is not None and self.cancelled():
            raise Stopped("The import was cancelled; nothing was written.")
        if self.progress is not None:
            self.progress(Step(phase, done, total))


class RowReader(Protocol):
    """Reads the rows of a table."""

    def read(self, work: Work, seq: int, record: Record, repaired: Repaired) -> PlanRow:
        """A row as the plan keeps it, refused already when it can't be used."""
        ...


class Kind(Protocol):
    """What differs between books, students and MARC records."""

    def read_all(self, work: Work) -> tuple[RepairOffer, ...]:
        """Read the whole file into the plan; returns the repairs proposed."""
        ...

    def decide(self, work: Work, rows: list[PlanRow]) -> None:
        """Give rows their verdicts, with the library's records in view."""
        ...

    def finish(self, work: Work) -> None:
        """Decide what needs all rows in view."""
        ...


def prepare(work: Work, kind: Kind) -> Preview:
    """Fill the plan and return the preview. Raises InvalidInput for a mapping that can't be, Stopped on cancel."""
    offers = kind.read_all(work)
    for seq, line, same in work.plan.repeated_numbers():
        verdict = Verdict.SKIP if same else Verdict.CONFLICT
        work.plan.decide(seq, verdict, work.repeats(line, same=same))
    done = 0
    while rows := work.plan.undecided(AT_ONCE):
        kind.decide(work, rows)
        work.plan.update(rows)
        done += len(rows)
        work.step("Comparing with the library", done, work.rows)
    kind.finish(work)
    preview = Preview(
        plan=str(work.plan.path),
        source=work.source,
        kind=work.kind,
        mapping=work.mapping,
        rows=work.rows,
        counts=work.plan.counts(),
        titles=work.plan.new_titles(),
        repairs=offers,
        differences=dict(work.differences),
        warnings=_warnings(work),
        overwrites=overwrite_offers(work),
    )
    work.plan.keep("preview", preview)
    return preview


def overwrite_offers(work: Work) -> tuple[OverwriteOffer, ...]:
    """The fields in which rows differ from the library, in the order forms show them."""
    labels = {one.name: one.label for one in (*fields(work.kind), KEPT_RECORD)}
    return tuple(
        OverwriteOffer(name, label, work.differing[name], name not in work.keep)
        for name, label in labels.items()
        if work.differing[name]
    )


def read_table(work: Work, kind: RowReader) -> tuple[RepairOffer, ...]:
    """Read the rows of a CSV or XLSX file into the plan; returns the repairs proposed."""
    tally = Tally(work)
    batch: list[PlanRow] = []
    for seq, record in enumerate(reading.rows(work.source), start=1):
        repaired = repair(work.kind, work.values_of(record.cells), work.chosen, work.latest_year)
        tally.add(record.line, repaired)
        batch.append(kind.read(work, seq, record, repaired))
        work.rows = seq
        if len(batch) >= AT_ONCE:
            work.plan.add(batch)
            batch = []
            work.step("Reading the file", seq, 0)
    work.plan.add(batch)
    return tally.offers()


class Tally:
    """Counts what repairs propose, with a few examples each."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._rows: Counter[str] = Counter()
        self._examples: dict[str, list[tuple[int, str, str]]] = {}

    def add(self, line: int, repaired: Repaired) -> None:
        first: dict[str, Fix] = {}
        for name, fix in repaired.proposed:
            first.setdefault(name, fix)
        for name, fix in first.items():
            self._rows[name] += 1
            examples = self._examples.setdefault(name, [])
            if len(examples) < _EXAMPLES:
                examples.append((line, fix.before[:100], fix.after[:100]))

    def offers(self) -> tuple[RepairOffer, ...]:
        return tuple(
            RepairOffer(
                one.name, one.title, one.explanation, self._rows[one.name], one.name in self._work.chosen,
                tuple(self._examples[one.name]),
            )
            for one in repairs_for(self._work.kind)
            if self._rows[one.name]
        )  # fmt: skip


def _warnings(work: Work) -> tuple[str, ...]:
    found = [*work.source.warnings, *work.notes]
    for name, count in work.unread.most_common():
        label = field_named(work.kind, name).label
        rows = count_words(count, "row has", "rows have")
        found.append(f"{rows} a value under {label} that can't be read; it stays in the imported row.")
    return tuple(found)


def checked_mapping(
    kind: ImportKind, source: SourceFile, mapping: Mapping[str, str] | None
) -> dict[str, str]:
    """The columns to use, by label. Raises InvalidInput when a column or field doesn't exist or a field is used twice."""
    if source.has_records:
        return {}
    chosen = {label: name for label, name in (mapping or source.mapping()).items() if name}
    labels = {column.label for column in source.columns}
    for label, name in chosen.items():
        if label not in labels:
            raise InvalidInput(
                f"The file has no column “{label}”.", details={"field": "mapping", "value": label}
            )
        field_named(kind, name)
    doubled = [name for name, count in Counter(chosen.values()).items() if count > 1]
    if doubled:
        label = field_named(kind, doubled[0]).label
        raise InvalidInput(
            f"Two columns are both meant to be {label}.", details={"field": "mapping", "value": doubled[0]}
        )
    needed = (
        {"accession_number": "an accession number", "title": "a title"} if kind is ImportKind.BOOKS else {}
    )
    for name, what in needed.items():
        if name not in chosen.values():
            raise InvalidInput(
                f"No column is {what}.",
                hint="Choose which column it is.",
                details={"field": "mapping", "value": name},
            )
    if kind is ImportKind.STUDENTS and not {"name", "family_name"} & set(chosen.values()):
        raise InvalidInput(
            "No column is a name.", hint="Choose which column it is.", details={"field": "mapping"}
        )
    return chosen


def is_own_export(source: SourceFile) -> bool:
    """Tell whether a file has the columns of this product's own catalogue export."""
    labels = {column.label for column in source.columns}
    return {"Identifiers", "Source Row", "Year As Written"} <= labels and len(labels) >= len(BOOK_FIELDS) - 5


def meant(values: Values) -> Values:
    """Values with words such as "N/A" and "-" blanked; a spreadsheet's errors stay, to be told of."""
    return {
        name: text if not text or blank_or_text(text) or is_formula_error(text) else ""
        for name, text in values.items()
    }


def default_repairs(kind: ImportKind, source: SourceFile) -> frozenset[str]:
    """The repairs switched on unless the person says otherwise: all, but none for this product's own exports."""
    return frozenset() if is_own_export(source) else frozenset(one.name for one in repairs_for(kind))
