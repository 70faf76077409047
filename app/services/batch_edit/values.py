"""What batch editing shows and takes: which records, the dry run's rows and counts, and results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.batch_edit.fields import Entity
from app.domain.batch_edit.recipes import Recipe
from app.domain.batch_edit.running import Cell, CellKind, Verdict
from app.domain.members import StudentQuery
from app.domain.searching import TitleQuery

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class EditState(StrEnum):
    """How far a batch is."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"
    UNDONE = "UNDONE"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which records are meant: exactly one of these is given.

    ``ids`` are titles (for a recipe of copies: all copies of them) or patrons, ``copies`` are copies (for a recipe of
    titles: the titles of those copies). ``numbers`` are accession numbers (for
    a recipe of titles: the titles of those copies), or card numbers and LRNs. A query means all that its list shows;
    one that narrows by collection or availability means, of copies, those only.
    """

    ids: tuple[int, ...] = ()
    copies: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    titles: TitleQuery | None = None
    patrons: StudentQuery | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A dry run: ``plan`` is the file that holds its rows.

    ``counts`` are rows by verdict, ``kinds`` cells by how they differ, ``fields`` rows by the field that differs.
    ``remarks`` are sentences about the whole: a value nobody used before.
    """

    plan: str
    recipe: Recipe
    rows: int
    counts: dict[Verdict, int]
    kinds: dict[CellKind, int]
    fields: dict[str, int]
    remarks: tuple[str, ...] = ()

    @property
    def will_write(self) -> int:
        """How many records would be changed."""
        return self.counts[Verdict.CHANGE] + self.counts[Verdict.WARNING]


@dataclass(frozen=True, slots=True)
class Difference:
    """Which rows of a dry run are wanted: of some verdicts, in which a field differs, in one way or from one value to
    another."""

    verdicts: tuple[Verdict, ...] = ()
    field: str = ""
    kind: CellKind | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One record of a dry run. ``notes`` say why it is refused, or what to look at. ``left_out`` by a person."""

    seq: int
    record_id: int
    label: str
    number: str
    verdict: Verdict
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """One difference of a field, and how many rows have it."""

    field: str
    before: str
    after: str
    rows: int


@dataclass(frozen=True, slots=True)
class Left:
    """A record that a batch, or its undo, left as it is, and why."""

    record_id: int
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class EditResult:
    """What a batch did: records changed, records left because they changed since the dry run (the first are named)."""

    batch_id: int
    state: EditState
    changed: int
    left: int
    examples: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoneEdit:
    """What taking a batch back did: records put back, records left (the first are named)."""

    batch_id: int
    restored: int
    left: int
    examples: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A batch that was carried out."""

    id: int
    act_id: int
    entity: Entity
    name: str
    fields: tuple[str, ...]
    state: EditState
    counts: dict[str, int]
    started_at: datetime
    finished_at: datetime | None
    actor: str


@dataclass(frozen=True, slots=True)
class KeptRecipe:
    """A recipe that the library keeps."""

    id: int
    recipe: Recipe
    saved_by: str
    saved_at: datetime
