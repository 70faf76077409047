"""Lists that were sent over the network to be imported: how large, how many, for how long they are kept."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from app.errors import Conflict

PREVIEW_TASK = "preview-upload"
"""The task that prepares the import of one."""

IMPORT_TASK = "import-upload"
"""The task that carries it out."""

KEPT = timedelta(days=1)
"""From when one came, or was last previewed or imported, to when it is removed."""

MOST_BYTES = 32 * 1024 * 1024
"""One is held whole by whoever takes and whoever prepares it. 200,000 copies as CSV have about 30 MB."""

MOST_EACH = 5
"""So many uploads of one person are kept at a time."""


class UploadState(StrEnum):
    """Where an upload stands."""

    PREPARING = "preparing"  # its preview is being made
    READY = "ready"  # its preview can be looked at and imported
    FAILED = "failed"  # it can't be previewed; the error says why
    IMPORTING = "importing"
    IMPORTED = "imported"


def another_preview(version: int) -> Conflict:
    """Why an import is not begun: what it would carry out, in this ``version``, is not what was looked at."""
    return Conflict(
        "There is another preview of this list than the one you looked at.",
        hint="Look at it, then import that one.",
        code="stale",
        details={"version": version},
    )
