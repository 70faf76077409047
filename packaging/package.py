"""Builds the program that needs no Python: a folder, and on Debian and Ubuntu a ``.deb`` of it.

``dev.py package`` runs this in an environment that holds nothing but what the program needs: PyInstaller takes in
whatever the libraries' optional parts find, and in our own environment they find 50 MB more.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import debian_package
import sizes
from draw_icons import draw
from system_packages import Missing

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "package"
OUT = ROOT / "dist"
PROGRAM = OUT / "clms"
RELEASED = 1_767_225_600
"""The first of January 2026, where git can't tell the time of the last change."""


def main() -> int:
    """Build, measure, pack; 1 when a part is larger than its budget."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument("--no-deb", action="store_true", help="the folder only")
    args = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from app import __version__

    epoch = _time_of_the_last_change()
    started = time.monotonic()
    try:
        build(epoch)
        print(f"Built {PROGRAM.relative_to(ROOT)} in {time.monotonic() - started:.0f} s", flush=True)
        parts = sizes.measure(PROGRAM)
        if sys.platform == "linux" and shutil.which("dpkg-deb") and not args.no_deb:
            file = debian_package.make(PROGRAM, WORK / "icons", WORK, OUT, __version__, epoch)
            parts.append(sizes.whole(".deb", file.stat().st_size))
            print(f"Packed {file.relative_to(ROOT)}", flush=True)
    except Missing as problem:
        print(problem, file=sys.stderr)
        return 1
    print(sizes.table(parts))
    return 1 if any(part.over for part in parts) else 0


def build(epoch: int) -> None:
    """Bring ``dist/clms`` up to date. Raises Missing when PyInstaller fails."""
    draw(WORK / "icons")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(OUT), "--workpath", str(WORK / "work"), str(ROOT / "packaging/clms.spec")]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise Missing("PyInstaller failed.")
    if sys.platform == "linux":
        _strip(PROGRAM / "_internal")


def _strip(folder: Path) -> None:
    """Take the debugging symbols off what has many. Not off every library: there are some that no longer load then."""
    patterns = ("libpython*.so*", "python3*/lib-dynload/*.so", "zstandard/*.so", "uvloop/*.so")
    files = [str(file) for pattern in patterns for file in folder.glob(pattern)]
    subprocess.run(["strip", "--strip-unneeded", *files], check=True)


def _time_of_the_last_change() -> int:
    """Seconds since 1970, for reproducible builds (https://reproducible-builds.org/specs/source-date-epoch/)."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 else RELEASED


if __name__ == "__main__":
    sys.exit(main())
