"""What a search for the knee brought, as a file keeps it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app import decoding
from app.domain.loadtest.knee import Bounds, Knee, Step, knee_of


@dataclass(frozen=True, slots=True)
class Climbed:
    """Every rate that was tried against ``target`` from ``began`` on, each for ``seconds`` or longer. ``reason`` says why the search
    ended before the knee was known, empty when it did not."""

    name: str
    target: str
    began: float
    seconds: float
    bounds: Bounds
    steps: tuple[Step, ...]
    reason: str = ""

    @property
    def knee(self) -> Knee:
        """Between which rates it lies."""
        return knee_of(self.steps)


def climbed_to_json(climbed: Climbed) -> bytes:
    """As a file keeps it."""
    return msgspec.json.format(msgspec.json.encode(climbed), indent=1)


def climbed_from_json(content: bytes) -> Climbed:
    """From such a file. Raises msgspec.MsgspecError."""
    return decoding.decode(content, Climbed)
