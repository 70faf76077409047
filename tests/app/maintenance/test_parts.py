"""The parts of a backup, and files written behind whoever makes them."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.backups import FORMAT, Manifest
from app.errors import Refused
from app.maintenance.backups import disk
from app.maintenance.backups.parts import PartsReader, PartsWriter
from app.maintenance.backups.sealing import Opener, Seal

AT = datetime(2026, 3, 14, tzinfo=UTC)


def reader_of(folder: Path, writer: PartsWriter) -> PartsReader:
    """Reads what was written."""
    manifest = Manifest(
        format=FORMAT, name="clms-2026", app="", revision="", library="", engine="sqlite", version="",
        database="", host="", taken_at=AT, finished_at=AT, recipient="", position=None, live_bytes=0,
        tables=[], parts=writer.parts,
    )  # fmt: skip
    return PartsReader(folder, manifest, Opener(""))


def test_a_text_comes_back_cut_as_asked_wherever_its_blocks_end(tmp_path: Path) -> None:
    text = random.Random(3).randbytes(5 << 20)
    writer = PartsWriter(tmp_path, Seal(""))
    stream = writer.begin("some.rows")
    stream.write(text)
    names = stream.close()
    sizes = [1, 7, 1 << 20, (1 << 20) - 8, 1 << 21, 3, 0, 2]
    sizes.append(len(text) - sum(sizes))
    found = list(reader_of(tmp_path, writer).exactly(names, iter(sizes)))
    assert [len(piece) for piece in found] == sizes
    assert b"".join(found) == text
    with pytest.raises(Refused) as refused:
        list(reader_of(tmp_path, writer).exactly(names, iter([*sizes, 1])))
    assert refused.value.code == "part_truncated"


def test_what_is_written_behind_is_all_there_in_its_order(tmp_path: Path) -> None:
    pieces = [bytes([number]) * (9 << 20) for number in range(9)]
    with disk.open_new(tmp_path / "file") as out, disk.written_behind(out) as put:
        for piece in pieces:
            put(piece)
    assert (tmp_path / "file").read_bytes() == b"".join(pieces)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_that_is_full_is_told_to_whoever_has_it_written_behind(tmp_path: Path) -> None:
    with (
        pytest.raises(Refused) as refused,
        disk.named(tmp_path),
        Path("/dev/full").open("wb", buffering=0) as out,
        disk.written_behind(out) as put,  # type: ignore[arg-type]
    ):
        put(b"what finds no room")
    assert refused.value.code == "disk_full"
