"""What a rule says of files that don't fit together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding matters."""

    CONTRADICTION = "contradiction"  # fails or loses something sooner or later
    ADVICE = "advice"  # works, and could be better


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` is a stable word; ``text`` says what contradicts what, ``hint`` what to change; ``where`` names the nodes."""

    rule: str
    text: str
    hint: str
    where: tuple[str, ...] = ()
    weight: Weight = Weight.CONTRADICTION
