"""Where files (photos, covers, attachments, copies of backups) are kept, as the settings say it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """A kind of place. The value stands in ``stored_files.place`` and never changes its meaning."""

    DATABASE = "database"  # in the row itself
    FOLDER = "folder"
    SHARE = "share"
    S3 = "s3"


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """A bucket that is spoken to as S3 is. ``access_key`` and ``secret_key`` are ``keyring:NAME`` or ``env:NAME``, never
    the secret itself; without an ``endpoint`` it is Amazon's."""

    name: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    access_key: str = ""
    secret_key: str = ""


@dataclass(frozen=True, slots=True)
class FilePlaces:
    """Where new files go (``kind``), and every place that is known: one that is no longer used is still read. A finished
    backup is copied to the place of kind ``copies``, None for none."""

    kind: FileKind = FileKind.DATABASE
    folder: str = ""
    share: str = ""
    bucket: BucketAddress = BucketAddress()
    copies: FileKind | None = None


IN_DATABASE = FilePlaces()
"""Files are kept with all else."""
