"""Where nodes keep files and copies of backups, as settings and as what lets a node reach the place."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.cluster.rendering.secrets import secret
from app.domain.file_places import FileKind
from app.domain.topology import Topology

_ACCESS, _SECRET = "CLMS_S3_ACCESS", "CLMS_S3_SECRET"
"""Variables that a node finds the bucket's key in."""


def settings(topology: Topology) -> str:
    """The lines of a node's settings, "" where files are kept in the database, as they are by default."""
    files, told = topology.files, dict[str, str]()
    if files.storage is not FileKind.DATABASE:
        told["FILE_STORAGE"] = files.storage.value
    if FileKind.FOLDER in files.used:
        told["FILE_STORAGE_FOLDER"] = files.folder
    if FileKind.SHARE in files.used:
        told["FILE_STORAGE_SHARE"] = files.share
    if FileKind.S3 in files.used:
        told |= {"S3_BUCKET": files.bucket, "S3_ENDPOINT": files.endpoint, "S3_REGION": files.region}
        told |= {"S3_ACCESS_KEY": f"env:{_ACCESS}", "S3_SECRET_KEY": f"env:{_SECRET}"}
    if files.copies is not None:
        told["BACKUP_COPIES"] = files.copies.value
    lines = [f"{name}={value}" for name, value in told.items() if value]
    return "\n".join(("", "# Files", *lines)) if lines else ""


def secret_settings(topology: Topology) -> dict[str, str]:
    """What of it is secret, as marks."""
    if FileKind.S3 not in topology.files.used:
        return {}
    return {_ACCESS: secret("s3_access"), _SECRET: secret("s3_secret")}


def unit_lines(topology: Topology) -> str:
    """Opens folders for a unit that may write nowhere else. A share may be mounted later: then it is open anyway."""
    files = topology.files
    paths = [(FileKind.FOLDER, files.folder), (FileKind.SHARE, files.share)]
    return "\n".join(f"ReadWritePaths=-{path}" for kind, path in paths if kind in files.used)


def volumes(topology: Topology) -> str:
    """Brings folders into a container. Of a share it is the folder it is in: a mount that comes later comes along, and
    CLMS refuses a folder that is a mount itself, since it could not tell the share from the empty place for it."""
    files, told = topology.files, list[str]()
    if FileKind.FOLDER in files.used:
        told.append(f"- {files.folder}:{files.folder}")
    if FileKind.SHARE in files.used:
        above = PurePosixPath(files.share).parent
        told.append(f"- {above}:{above}:rslave")
    return "\n".join(told)
