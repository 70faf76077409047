"""Releases of CLMS as they are handed out: a wheel, which is put into a folder of its own beside the others.

A wheel is a ZIP archive of the program's folders (https://packaging.python.org/en/latest/specifications/binary-distribution-format/).
It holds none of the packages CLMS stands on: those are the Python's that runs it.
"""

from __future__ import annotations

import email
import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.errors import ClmsError, InvalidInput, NotFound
from app.paths import APP

_DIGEST = ".sha256"
_MOST_BYTES = 500_000_000
"""Unpacked; the program is a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A release in a file. ``digest`` is the file's SHA-256 in hexadecimal digits."""

    version: str
    path: Path
    digest: str


def read_wheel(path: Path) -> Wheel:
    """Look into a wheel. Raises NotFound, and InvalidInput for a file that is no wheel of CLMS."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            told = email.message_from_bytes(archive.read(about))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.", details={"field": "release"}) from None
    except (OSError, zipfile.BadZipFile, StopIteration) as error:
        raise _no_wheel(path, "it is no wheel") from error
    if told["Name"] != APP or not told["Version"]:
        raise _no_wheel(path, f"it is a wheel of {told['Name']}")
    return Wheel(told["Version"], path, digest)


def unpack(wheel: Wheel, folder: Path) -> None:
    """Put a release into its folder, whole or not at all; one that is there already is left as it is. Raises
    InvalidInput where another of the same version is there, or the archive holds what it should not."""
    if folder.exists():
        if (folder / _DIGEST).read_text() != wheel.digest:
            raise InvalidInput(
                f"Another release {wheel.version} is there already.",
                hint="Give each build a version of its own.",
                code="release_taken",
                details={"field": "release"},
            )
        return
    draft = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        with zipfile.ZipFile(wheel.path) as archive:
            _require_plain(wheel, archive)
            archive.extractall(draft)
        (draft / _DIGEST).write_text(wheel.digest)
        draft.rename(folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise _no_wheel(wheel.path, f"it can't be unpacked: {error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _require_plain(wheel: Wheel, archive: zipfile.ZipFile) -> None:
    """Nothing may land outside the folder, and a small file may not fill the disk."""
    for name in archive.namelist():
        if name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts:
            raise _no_wheel(wheel.path, f"it holds {name}")
    if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
        raise _no_wheel(wheel.path, "it is too large")


def _no_wheel(path: Path, reason: str) -> ClmsError:
    return InvalidInput(
        f"{path} can't be used as a release: {reason}.",
        hint="Give a wheel of CLMS, such as clms-1.2.0-py3-none-any.whl.",
        code="invalid_release",
        details={"field": "release"},
    )
