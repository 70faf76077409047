"""What is said of something that was looked at: by a program of a file, by a node of itself, by a rule of several files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is; UNKNOWN where nobody could say."""

    GOOD = "good"
    WRONG = "wrong"
    UNKNOWN = "unknown"


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
