"""The folder backups lie in: taking a new one's place, listing, reading manifests, and what interrupted runs left.

A backup is written as ``.partial-NAME`` and renamed when every file of it is on the disk. Whoever writes or removes
holds the folder's lock, so that a leftover is told from a backup in the making.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from app import decoding
from app.domain.backups import FORMAT, Certificate, Manifest
from app.errors import ClmsError, InvalidInput, NotFound, Refused
from app.maintenance.backups import disk

MANIFEST = "manifest.json"
CONTENTS = "contents.json"
_PREFIX = "clms-"
_PARTIAL = ".partial-"
_LOCK = ".clms-backups.lock"


@dataclass(frozen=True, slots=True)
class Found:
    """A finished backup: its manifest and that file's SHA-256."""

    path: Path
    manifest: Manifest
    digest: str

    @property
    def certificate(self) -> Path:
        """Where its certificate lies."""
        return certificate_of(self.path)


class BackupFolder:
    """One folder with backups. Raises Refused when it is not there or may not be used."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_absolute():
            raise InvalidInput(
                "The folder is no full path.", hint="Write it from the root on.", details={"field": "folder"}
            )
        self.path = folder

    def require(self) -> None:
        """Refuse a folder that is not there or is none."""
        with disk.named(self.path):
            next(self.path.iterdir(), None)

    def names(self) -> list[str]:
        """Names of all backups, the newest first, the unreadable too."""
        self.require()
        found = [each.name for each in self.path.iterdir() if each.is_dir() and each.name.startswith(_PREFIX)]
        return sorted(found, reverse=True)

    def read(self, name: str) -> Found:
        """One backup. Raises NotFound, and Refused for a manifest that is damaged or of a newer release."""
        path = self.path / name
        if Path(name).name != name or not path.is_dir():
            raise NotFound(f"There is no backup {name} in {self.path}.", details={"field": "name"})
        try:
            content = (path / MANIFEST).read_bytes()
        except FileNotFoundError:
            raise _bad(name, "manifest_missing", "its manifest is missing") from None
        try:
            found = decoding.decode(content, _Format)
            if found.kind:
                raise _other_kind(name, found.kind)
            if found.format != FORMAT:
                raise _wrong_format(name, found.format)
            manifest = decoding.decode(content, Manifest)
        except msgspec.MsgspecError as error:
            raise _bad(name, "manifest_damaged", "its manifest is damaged") from error
        return Found(path, manifest, hashlib.sha256(content).hexdigest())

    def readable(self) -> list[Found]:
        """Backups whose manifest can be read, the newest first."""
        found = []
        for name in self.names():
            try:
                found.append(self.read(name))
            except ClmsError:
                continue
        return sorted(found, key=lambda each: each.manifest.taken_at, reverse=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes or removes here meanwhile. Raises Refused when somebody does."""
        with disk.named(self.path):
            self.require()
            lock = FileLock(self.path / _LOCK, thread_local=False, mode=0o600)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                raise Refused(
                    f"Another backup or archive is being written into {self.path}.",
                    hint="Wait until it is done.",
                    code="backup_running",
                ) from None
        try:
            yield
        finally:
            lock.release()

    def leftovers(self) -> list[str]:
        """Backups that were begun and never finished; with the lock held nobody is at them."""
        return sorted(each.name.removeprefix(_PARTIAL) for each in self.path.glob(f"{_PARTIAL}*"))

    def remove_leftovers(self) -> list[str]:
        """Remove them; their names."""
        names = self.leftovers()
        for name in names:
            shutil.rmtree(self.path / f"{_PARTIAL}{name}")
        return names

    @contextmanager
    def draft(self, at: datetime, used: Collection[str] = ()) -> Iterator[Draft]:
        """A new backup in the making, removed again unless it was finished. It gets none of the names ``used``: also one
        that is gone keeps its name, in the list of backups and maybe in the place of copies."""
        with disk.named(self.path):
            draft = Draft(self.path, self._free_name(at, used))
            disk.make_private(draft.path)
            try:
                yield draft
            finally:
                if not draft.finished:
                    shutil.rmtree(draft.path, ignore_errors=True)

    @contextmanager
    def arriving(self, name: str) -> Iterator[Path]:
        """A folder for a backup that comes from elsewhere; it is a backup, on the disk, when the block ends well."""
        with disk.named(self.path):
            draft = self.path / f"{_PARTIAL}{name}"
            disk.make_private(draft)
            try:
                yield draft
                disk.settle_files(draft)
                disk.settle_folder(draft)
                draft.rename(self.path / name)
                disk.settle_folder(self.path)
            finally:
                shutil.rmtree(draft, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Remove a backup: out of the list first, so that one removed by half is never taken for whole."""
        with disk.named(self.path):
            gone = self.path / f"{_PARTIAL}{name}"
            (self.path / name).rename(gone)
            shutil.rmtree(gone)
            certificate_of(self.path / name).unlink(missing_ok=True)

    def certify(self, found: Path, certificate: Certificate) -> Path:
        """Write a backup's certificate beside it."""
        file = certificate_of(found)
        with disk.named(self.path):
            disk.write_whole(file, _pretty(certificate))
        return file

    def certificate(self, name: str) -> Certificate | None:
        """The newest certificate of a backup, None when nobody looked at it."""
        try:
            return decoding.decode(certificate_of(self.path / name).read_bytes(), Certificate)
        except (OSError, msgspec.MsgspecError):
            return None

    def _free_name(self, at: datetime, used: Collection[str]) -> str:
        base = name_at(at)
        name, count = base, 1
        while name in used or (self.path / name).exists():
            count += 1
            name = f"{base}-{count}"
        return name


class Draft:
    """A backup in the making."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self.name = name
        self.path = folder / f"{_PARTIAL}{name}"
        self.finished = False

    def finish(self, manifest: Manifest) -> Found:
        """Write the manifest and give the backup its name; it is on the disk when this returns."""
        content = _pretty(manifest)
        with disk.open_new(self.path / MANIFEST) as out:
            out.write(content)
        disk.settle_files(self.path)
        disk.settle_folder(self.path)
        self.path.rename(self._folder / self.name)
        self.finished = True
        disk.settle_folder(self._folder)
        return Found(self._folder / self.name, manifest, hashlib.sha256(content).hexdigest())


def name_at(at: datetime) -> str:
    """How the names of backups of this second begin."""
    return f"{_PREFIX}{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


class _Format(msgspec.Struct):
    format: int = 0
    kind: str = ""


def certificate_of(path: Path) -> Path:
    """Where the certificate of the backup at ``path`` lies."""
    return path.with_name(f"{path.name}.certificate.json")


def _pretty(value: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _bad(name: str, code: str, what: str) -> Refused:
    return Refused(f"The backup {name} can't be used: {what}.", hint="Use another one.", code=code)


def _other_kind(name: str, kind: str) -> Refused:
    return Refused(
        f"{name} is a copy of what {kind.title()} holds, no backup of the library.",
        hint="To use it, stop that Redis server, put the dump into its folder as dump.rdb, and start it.",
        code="other_kind",
    )


def _wrong_format(name: str, found: int) -> Refused:
    return Refused(
        f"The backup {name} was written in format {found}; this release of CLMS reads format {FORMAT}.",
        hint="Read it with the release that wrote it, or update CLMS.",
        code="wrong_version",
    )
