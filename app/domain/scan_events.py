"""A scan as it is kept on disk until its act is certain: an event that can be worked later, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ScanMode(StrEnum):
    """What a book's scan means: by the patron in front of the desk, or always a return (the book drop)."""

    DESK = "desk"
    CHECK_IN_ONLY = "check_in_only"


@dataclass(frozen=True, slots=True)
class ScanEvent:
    """One scan. ``key`` becomes the idempotency key of its act, so that working it twice does it once.

    ``seq`` orders the scans of a workstation, ``occurred_at`` is when the scanner sent it (UTC), ``student_id`` the
    patron who was in front of the desk then, ``local_decision`` what the desk was told about it ("" while it waits).
    """

    key: str
    workstation: str
    seq: int
    occurred_at: datetime
    text: str
    kind: str = "scan"
    mode: ScanMode = ScanMode.DESK
    student_id: int | None = None
    local_decision: str = ""
    snapshot_version: str = ""
