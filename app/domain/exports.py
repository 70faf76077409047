"""Exports that were asked for over the network: which lists, in which formats, for how long they are kept."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

EXPORT_TASK = "export-list"
"""The task that writes them."""

KEPT = timedelta(days=1)
"""From when one was written to when it is removed: long enough to be fetched, short for a copy of a register."""

MOST_BYTES = 64 * 1024 * 1024
"""One is held whole by whoever writes and whoever answers with it. A million copies as CSV have about 200 MB: they are
exported from a window, which streams."""


class ExportList(StrEnum):
    """Which list."""

    CATALOG = "catalog"
    STUDENTS = "students"


class ExportFormat(StrEnum):
    """As what."""

    CSV = "csv"
    XLSX = "xlsx"
    MARC = "marc"
    MARCXML = "marcxml"


ENDINGS = {
    ExportFormat.CSV: "csv",
    ExportFormat.XLSX: "xlsx",
    ExportFormat.MARC: "mrc",
    ExportFormat.MARCXML: "xml",
}
"""What the names of such files end in."""

RECORDS = frozenset({ExportFormat.MARC, ExportFormat.MARCXML})
"""Forms of MARC 21: of the catalogue only."""
