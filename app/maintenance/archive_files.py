"""Files of archived rows: one JSON object a line, in UTF-8, compressed by zstd and, if a public key is named, encrypted.

No CLMS is needed to read one: ``zstd -dc student_activities-2021-06.jsonl.zst``; a file that ends in ``.age`` goes
through ``age --decrypt -i key.txt`` first.

A file is written as ``.NAME.new``, read again and checked. It gets its name when the library knows of it, so that a
file of that name is never one nobody knows of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from app.domain.archives import Archive
from app.errors import Unreachable
from app.maintenance.backups import disk
from app.maintenance.backups.sealing import Seal

_LEVEL = 9
"""A month packs in a second; these files are kept for years."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written aside and found whole. ``digest`` is its SHA-256."""

    name: str
    rows: int
    bytes: int
    digest: str


def free_name(folder: Path, table: str, month: str, seal: Seal) -> str:
    """A name no file of the folder has: ``student_activities-2021-06.jsonl.zst``, with ``-2`` for a second one."""
    count, stem = 1, f"{table}-{month}"
    while True:
        name = f"{stem}{'' if count == 1 else f'-{count}'}.jsonl.zst{seal.suffix}"
        if not (folder / name).exists():
            return name
        count += 1


def write_aside(folder: Path, name: str, lines: Iterable[bytes], seal: Seal) -> Written:
    """Write the lines beside where they will lie, and read them again. Raises Unreachable where they differ."""
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj()
    text, packed, rows = hashlib.sha256(), bytearray(), 0
    for line in lines:
        text.update(line)
        packed += packer.compress(line)
        rows += 1
    packed += packer.flush()
    content = seal.close(bytes(packed))
    aside = _aside(folder, name)
    with disk.named(folder):
        aside.unlink(missing_ok=True)
        with disk.open_new(aside) as out:
            out.write(content)
            disk.settle(out)
        read = aside.read_bytes()
    # What is sealed can't be opened here: then the same bytes are unpacked from before the sealing.
    found = _unpacked(bytes(packed) if seal.recipient else read)
    if read != content or found != (rows, text.hexdigest()):
        aside.unlink(missing_ok=True)
        raise Unreachable(
            f"The disk of {folder} gave back other bytes than were written.",
            hint="Name a folder on another disk. Nothing was removed from the library.",
            code="disk_failed",
        )
    return Written(name, rows, len(read), hashlib.sha256(read).hexdigest())


def read_rows(content: bytes) -> list[dict[str, Any]]:
    """The rows of a file that was opened, each column by its name."""
    unpacker = zstandard.ZstdDecompressor()
    text = b"".join(unpacker.read_to_iter(content))
    return [_row(msgspec.json.decode(line)) for line in text.splitlines()]


def reveal(folder: Path, name: str) -> None:
    """Give a file that was written aside its name."""
    with disk.named(folder):
        _aside(folder, name).rename(folder / name)
        disk.settle_folder(folder)


def is_whole(archive: Archive) -> bool:
    """Whether a file the library knows of is there, byte for byte; one that still lies aside gets its name."""
    folder = Path(archive.folder)
    if _digest(folder / archive.file_name) == archive.digest:
        return True
    if (folder / archive.file_name).exists() or _digest(_aside(folder, archive.file_name)) != archive.digest:
        return False
    reveal(folder, archive.file_name)
    return True


def _row(values: dict[str, Any]) -> dict[str, Any]:
    moment, day = values["timestamp"], values["local_day"]
    return {
        **values,
        "timestamp": datetime.fromisoformat(moment),
        "local_day": date.fromisoformat(day),
    }


def _aside(folder: Path, name: str) -> Path:
    return folder / f".{name}.new"


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError:
        return ""


def _unpacked(packed: bytes) -> tuple[int, str]:
    """Lines and SHA-256 of the text."""
    text, rows = hashlib.sha256(), 0
    try:
        for block in zstandard.ZstdDecompressor().read_to_iter(packed):
            text.update(block)
            rows += block.count(b"\n")
    except zstandard.ZstdError:
        return -1, ""
    return rows, text.hexdigest()
