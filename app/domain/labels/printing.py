"""What is printed next: copies whose label was never printed, or says what is no longer so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.labels.call_lines import OWN_CHARS, own_lines
from app.domain.labels.kinds import CopyLabel, Kind
from app.errors import InvalidInput

#: How many labels or cards one call takes: 47 sheets of 21.
MOST_LABELS = 1_000


class Why(StrEnum):
    """Why a copy's label is to be printed."""

    NEW = "NEW"  # none was ever
    CHANGED = "CHANGED"  # the number on it is another one now


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A copy that waits for a label. ``printed_at`` is when the one it has was printed; None for none."""

    copy: CopyLabel
    why: Why
    printed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """What was printed on a copy's label."""

    book_id: int
    accession_number: str
    call_number: str = ""


@dataclass(frozen=True, slots=True)
class MarkedLabels:
    """How many labels of a kind are now as ``book_ids`` say: printed, or to be printed."""

    kind: Kind
    book_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SavedLines:
    """The lines of a copy's spine as they are now; "" when the program parts the call number."""

    book_id: int
    own_lines: str


@dataclass(frozen=True, slots=True)
class CardHolder:
    """What a card shows of a patron. ``number`` is that of their newest card that is valid, "" for none."""

    student_id: int
    name: str
    number: str
    kind: str
    grade: str = ""
    section: str = ""
    expires_on: date | None = None
    photo_digest: str = ""


def check_kind(kind: Kind) -> None:
    """Raise InvalidInput for a kind that no copy has."""
    if not kind.of_copies:
        raise InvalidInput("Cards are not stuck on copies.", details={"field": "kind"})


def check_many(ids: Sequence[object]) -> None:
    """Raise InvalidInput for none, or for more than one call takes."""
    if not 1 <= len(ids) <= MOST_LABELS:
        raise InvalidInput(f"One call takes 1 to {MOST_LABELS:,} of them.", hint="Divide them.")


def checked_lines(text: str) -> str:
    """Lines a person set, as they are kept. Raises InvalidInput when they are too long."""
    kept = "\n".join(own_lines(text))
    if len(kept) > OWN_CHARS:
        raise InvalidInput(f"The lines have at most {OWN_CHARS} characters.", details={"field": "lines"})
    return kept
