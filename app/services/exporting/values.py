"""What exports take and give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: where, how many rows, how many bytes."""

    path: str
    rows: int
    size: int
