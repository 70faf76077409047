"""Which settings only make sense with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.file_places import FileKind
from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.settings import Settings


def check_together(settings: Settings) -> None:
    """Raises InvalidInput naming the first setting that another one needs and that is missing."""
    missing = reason = ""
    if bool(settings.ssl_cert_path) != bool(settings.ssl_key_path):
        missing = "SSL_KEY_PATH" if settings.ssl_cert_path else "SSL_CERT_PATH"
        reason = "SSL_CERT_PATH and SSL_KEY_PATH belong together"
    elif settings.redis_enable_cluster and not (settings.redis_cluster_nodes or settings.redis_host):
        missing, reason = "REDIS_CLUSTER_NODES", "REDIS_ENABLE_CLUSTER is true"
    elif settings.database_nodes and settings.database.kind == "sqlite":
        missing, reason = "DATABASE_URL", "DATABASE_NODES names servers beside the one it leads to"
    else:
        missing, reason = _for_files(settings)
    if missing:
        details = {"field": missing}
        raise InvalidInput(f"{missing} is missing: {reason}.", code="invalid_setting", details=details)


def _for_files(settings: Settings) -> tuple[str, str]:
    """What a place of files lacks, and why it is needed; empty when nothing is."""
    for name, chosen in (("FILE_STORAGE", settings.file_storage), ("BACKUP_COPIES", settings.backup_copies)):
        why = f"{name} is {chosen}"
        if chosen == FileKind.FOLDER and settings.file_folder is None:
            return "FILE_STORAGE_FOLDER", why
        if chosen == FileKind.SHARE and settings.file_share is None:
            return "FILE_STORAGE_SHARE", why
        if chosen == FileKind.S3 and not settings.s3_bucket:
            return "S3_BUCKET", why
    if settings.s3_bucket and not (settings.s3_access_key and settings.s3_secret_key):
        return "S3_SECRET_KEY" if settings.s3_access_key else "S3_ACCESS_KEY", "S3_BUCKET is set"
    return "", ""
