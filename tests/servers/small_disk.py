"""Disks that are soon full: a tmpfs of so many bytes. Only root may mount one."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

_BALLAST = "ballast"


def mount(point: Path, size: int) -> None:
    """Put an empty disk in the place of a folder, with its owner and mode. Skips the test where nobody may."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    was = point.stat()
    options = f"size={size},mode={was.st_mode & 0o777:o},uid={was.st_uid},gid={was.st_gid}"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(point)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk may be mounted here: {done.stderr.decode().strip()}")


def unmount(point: Path) -> None:
    """Take it away again, with what is on it."""
    subprocess.run(["umount", str(point)], check=True)


@contextlib.contextmanager
def small_disk(point: Path, size: int) -> Iterator[Path]:
    """A disk of so many bytes in the place of an empty folder."""
    mount(point, size)
    try:
        yield point
    finally:
        unmount(point)


def move_onto(folder: Path, spare: int) -> None:
    """Put a folder's content onto a disk of its own that has so many bytes left."""
    beside = folder.with_name(f"{folder.name}.beside")
    folder.rename(beside)
    folder.mkdir()
    shutil.copystat(beside, folder)
    was = beside.stat()
    os.chown(folder, was.st_uid, was.st_gid)
    used = int(subprocess.run(["du", "-sB1", str(beside)], capture_output=True, check=True).stdout.split()[0])
    mount(folder, used + spare)
    subprocess.run(["cp", "-a", f"{beside}/.", str(folder)], check=True)
    shutil.rmtree(beside)


def move_back(folder: Path) -> None:
    """Put the content back onto the disk the folder itself is on. Nobody may work in it any more; who only has a file of
    it open, as whoever reads its log on, keeps that until they notice that another stands in its place."""
    assert (left := _working_in(folder)) == [], f"{folder} is not at rest: {left}"
    beside = folder.with_name(f"{folder.name}.beside")
    subprocess.run(["cp", "-a", str(folder), str(beside)], check=True)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()
    beside.rename(folder)


def _working_in(folder: Path) -> list[str]:
    """The processes whose working folder is this or one in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if Path(os.readlink(process / "cwd")).is_relative_to(folder):
                found.append(f"{process.name} {(process / 'cmdline').read_text()}")
    return found


def fill(folder: Path) -> None:
    """Leave no byte free on the folder's disk."""
    with (folder / _BALLAST).open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while ballast.write(b"\0" * 65_536):
            pass


def empty(folder: Path) -> None:
    """Give back what ``fill`` took."""
    (folder / _BALLAST).unlink()
