"""Where nodes keep photos, covers and attachments, as settings and as what lets a node reach the place."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.cluster.rendering.secrets import secret
from app.domain.file_places import FileKind
from app.domain.topology import Topology

_ACCESS, _SECRET = "CLMS_S3_ACCESS", "CLMS_S3_SECRET"
"""Variables that a node finds the bucket's key in."""


def settings(topology: Topology) -> str:
    """The lines of a node's settings, "" where files are kept in the database, as they are by default."""
    files = topology.files
    if files.storage is FileKind.DATABASE:
        return ""
    told = {"FILE_STORAGE": files.storage.value}
    match files.storage:
        case FileKind.FOLDER:
            told["FILE_STORAGE_FOLDER"] = files.folder
        case FileKind.SHARE:
            told["FILE_STORAGE_SHARE"] = files.share
        case FileKind.S3:
            told |= {"S3_BUCKET": files.bucket, "S3_ENDPOINT": files.endpoint, "S3_REGION": files.region}
            told |= {"S3_ACCESS_KEY": f"env:{_ACCESS}", "S3_SECRET_KEY": f"env:{_SECRET}"}
    return "\n".join(("", "# Files", *(f"{name}={value}" for name, value in told.items() if value)))


def secret_settings(topology: Topology) -> dict[str, str]:
    """What of it is secret, as marks."""
    if topology.files.storage is not FileKind.S3:
        return {}
    return {_ACCESS: secret("s3_access"), _SECRET: secret("s3_secret")}


def path(topology: Topology) -> str:
    """The folder on each host that files are kept in; "" for a place elsewhere."""
    files = topology.files
    return {FileKind.FOLDER: files.folder, FileKind.SHARE: files.share}.get(files.storage, "")


def unit_lines(topology: Topology) -> str:
    """Opens the folder for a unit that may write nowhere else. A share may be mounted later: then it is open anyway."""
    return f"ReadWritePaths=-{path(topology)}" if path(topology) else ""


def volume(topology: Topology) -> str:
    """Brings the folder into a container. Of a share it is the folder it is in: a mount that comes later comes along, and
    CLMS refuses a folder that is a mount itself, since it could not tell the share from the empty place for it."""
    match topology.files.storage:
        case FileKind.FOLDER:
            return f"- {topology.files.folder}:{topology.files.folder}"
        case FileKind.SHARE:
            above = PurePosixPath(topology.files.share).parent
            return f"- {above}:{above}:rslave"
        case _:
            return ""
