"""What an upload is told by: how it is to be read, what a look at it found, its preview, and how its import stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.uploads import UploadState
from app.services.importing import (
    ImportKind,
    ImportResult,
    OverwriteOffer,
    RepairOffer,
    SourceColumn,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class UploadOptions:
    """How a list is to be read; what is not given is found out.

    ``mapping`` is column label → field name ("" leaves a column out), ``repairs`` names those to make (default: all
    proposed), ``keep`` the fields in which it may not replace what the library has.
    """

    kind: ImportKind | None = None
    mapping: dict[str, str] | None = None
    repairs: tuple[str, ...] | None = None
    keep: tuple[str, ...] = ()
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class UploadSource:
    """What a look at the file found out; ``columns`` with what each was recognised as."""

    kind: ImportKind
    format: str
    columns: tuple[SourceColumn, ...]
    heading_row: int
    sheets: tuple[str, ...]
    sheet: str
    encoding: str
    delimiter: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UploadPreview:
    """What the import of an upload would do. Nothing was written to the library.

    ``counts`` are rows by what becomes of them, ``will_write`` those that change something, ``titles`` the new titles;
    ``differences`` counts values of later copies that are not taken, by field;
    ``overwrites`` are the fields in which rows differ from what the library has.
    """

    kind: ImportKind
    mapping: dict[str, str]
    rows: int
    counts: dict[Verdict, int]
    will_write: int
    titles: int
    repairs: tuple[RepairOffer, ...]
    differences: dict[str, int]
    warnings: tuple[str, ...]
    overwrites: tuple[OverwriteOffer, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A list that was sent, and how its import stands.

    ``version`` is the preview's, 0 while there is none. ``error`` is why the newest job failed: with the code
    ``library_changed`` there is a fresh preview beside it.
    """

    upload_id: str
    name: str
    size: int
    digest: str
    expires_at: datetime
    state: UploadState
    job_id: int | None
    version: int
    source: UploadSource | None
    preview: UploadPreview | None
    result: ImportResult | None
    error: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class UploadStarted:
    """The job that has to do with an upload."""

    upload_id: str
    job_id: int
