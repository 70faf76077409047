"""The settings of where photos, covers, attachments and copies of backups are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app import setting_values as values
from app.domain.file_places import BucketAddress, FileKind, FilePlaces
from app.setting_declarations import setting
from app.watch_settings import WatchSettings, reference, web_address

_OUTSIDE = tuple(kind.value for kind in FileKind if kind is not FileKind.DATABASE)


def bucket_name(text: str) -> str:
    """The name of a bucket, by S3's rules."""
    if re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", text):
        return text
    raise ValueError("it has to be 3 to 63 small letters, digits, dots and hyphens")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings(WatchSettings):
    """They stand before those of the watch in the documentation."""

    file_storage: str = setting(
        "FILE_STORAGE",
        values.one_of(*(kind.value for kind in FileKind)),
        "database, folder, share or s3",
        "Where new photos, covers and attachments are kept. The task move-files brings there what is elsewhere.",
        default=FileKind.DATABASE.value,
    )
    file_folder: Path | None = setting(
        "FILE_STORAGE_FOLDER",
        values.folder_path,
        "a full path",
        "Their folder on a disk of this computer. Made when it is not there.",
        default=None,
    )
    file_share: Path | None = setting(
        "FILE_STORAGE_SHARE",
        values.folder_path,
        "a full path",
        "Their folder on a network share, below where it is mounted. Never made: while it is not there, the share is not.",
        default=None,
    )
    s3_bucket: str = setting(
        "S3_BUCKET", bucket_name, "a bucket's name", "Their bucket at S3 or what speaks like it.", default=""
    )
    s3_endpoint: str = setting(
        "S3_ENDPOINT",
        web_address,
        "an http:// or https:// URL",
        "The service that has the bucket. Without it Amazon's in S3_REGION.",
        default="",
    )
    s3_region: str = setting(
        "S3_REGION", values.plain_text(64), "a region's name", "The bucket's region.", default="us-east-1"
    )
    s3_access_key: str = setting(
        "S3_ACCESS_KEY",
        reference,
        "keyring:NAME or env:NAME",
        "Where the access key for the bucket stands.",
        default="",
    )
    s3_secret_key: str = setting(
        "S3_SECRET_KEY",
        reference,
        "keyring:NAME or env:NAME",
        "Where the secret of that key stands.",
        default="",
    )

    backup_copies: str = setting(
        "BACKUP_COPIES",
        values.one_of("none", *_OUTSIDE),
        "none, folder, share or s3",
        "Where a copy of each finished backup is put as well, in the place of files of that kind. To a share or a bucket only "
        "encrypted ones go.",
        default="none",
    )

    @property
    def file_places(self) -> FilePlaces:
        """The same, for whoever keeps files."""
        return FilePlaces(
            FileKind(self.file_storage),
            str(self.file_folder or ""),
            str(self.file_share or ""),
            BucketAddress(
                self.s3_bucket, self.s3_endpoint, self.s3_region, self.s3_access_key, self.s3_secret_key
            ),
            FileKind(self.backup_copies) if self.backup_copies != "none" else None,
        )
