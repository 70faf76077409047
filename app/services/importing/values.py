"""What the importer shows and takes: files, columns, previews, results. All of it can cross a process border."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ImportKind(StrEnum):
    """What a file's rows are."""

    BOOKS = "books"
    STUDENTS = "students"


class Verdict(StrEnum):
    """What will become of a row."""

    CREATE = "create"  # a new title with its first copy, or a new patron
    ATTACH = "attach"  # a copy of a title that is there or comes with an earlier row
    CHANGE = "change"  # the record is there and this row differs
    SKIP = "skip"  # the record is there and says the same
    CONFLICT = "conflict"  # a person has to decide: the number is taken, or two rows claim it
    REFUSED = "refused"  # the row can't be used; it goes to the report of refused rows


@dataclass(frozen=True, slots=True)
class Step:
    """How far a long task is: ``done`` of ``total`` (0 when not yet known) in ``phase``, a few words for people."""

    phase: str
    done: int
    total: int


Progress = Callable[[Step], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of the file. ``label`` is its heading made unique; ``samples`` are its first non-blank values.

    ``field`` is what it was recognised as ("" for nothing), ``confidence`` how surely, 0 to 1.
    """

    index: int
    label: str
    samples: tuple[str, ...]
    field: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What a look at a file found out. ``heading_row`` is the 1-based line of the headings, 0 when there is none.

    ``format`` is csv, xlsx, marc or marcxml; MARC has no columns.
    """

    path: str
    name: str
    format: str
    size: int
    digest: str
    encoding: str
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    heading_row: int
    columns: tuple[SourceColumn, ...]
    kind: ImportKind
    warnings: tuple[str, ...] = ()

    def mapping(self) -> dict[str, str]:
        """Column label → field, for the columns that were recognised."""
        return {column.label: column.field for column in self.columns if column.field}

    @property
    def has_records(self) -> bool:
        """Tell whether the file holds MARC records, not rows."""
        return self.format in ("marc", "marcxml")


@dataclass(frozen=True, slots=True)
class RepairOffer:
    """A repair proposed before it is made: how many rows it touches and a few of them, before → after.

    ``chosen`` tells whether the preview has it switched on.
    """

    name: str
    title: str
    explanation: str
    rows: int
    chosen: bool
    examples: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OverwriteOffer:
    """A field in which rows say otherwise than the library: how many, and whether the file may overwrite it."""

    name: str
    label: str
    rows: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value a row changes: field, what the library has, what it will have."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file and what will become of it.

    ``line`` is its 1-based line in the file (its row in a sheet, its record's place among MARC records). ``repairs`` names the repairs made to it.
    ``record_id`` is the book or patron it meets in the library: on a conflict with a deleted one (``restore`` is
    True), restoring that record resolves it.
    """

    line: int
    verdict: Verdict
    number: str
    label: str
    reason: str = ""
    changes: tuple[FieldChange, ...] = ()
    repairs: tuple[str, ...] = ()
    record_id: int | None = None
    restore: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing was written to the library.

    ``counts`` has every verdict; ``titles`` is how many new titles the rows make; ``differences`` how many values of
    later copies of a title were not taken because its first row says otherwise, by field. ``overwrites`` are the fields
    in which rows differ from what the library has.
    """

    plan: str
    source: SourceFile
    kind: ImportKind
    mapping: dict[str, str]
    rows: int
    counts: dict[Verdict, int]
    titles: int
    repairs: tuple[RepairOffer, ...]
    differences: dict[str, int]
    warnings: tuple[str, ...] = ()
    overwrites: tuple[OverwriteOffer, ...] = ()

    @property
    def will_write(self) -> int:
        """How many rows change something in the library."""
        return self.counts[Verdict.CREATE] + self.counts[Verdict.ATTACH] + self.counts[Verdict.CHANGE]


class BatchState(StrEnum):
    """Where an import stands."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"
    UNDONE = "UNDONE"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. ``counts`` by verdict; rows that met a change meanwhile count as conflicts."""

    batch_id: int
    state: BatchState
    counts: dict[str, int]
    titles: int
    rows_done: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Batch:
    """One import as the list of imports shows it."""

    id: int
    act_id: int
    kind: ImportKind
    file_name: str
    state: BatchState
    counts: dict[str, int]
    rows_done: int
    started_at: datetime
    finished_at: datetime | None
    actor: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that undo left as it is, and why."""

    entity: str
    entity_id: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """What undoing an import did: records removed, records put back, and those it had to leave."""

    batch_id: int
    removed: int
    restored: int
    kept: int
    examples: tuple[Kept, ...] = ()
