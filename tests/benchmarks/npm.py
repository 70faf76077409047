"""Programs of npm that benchmarks measure against: installed on first use by a manifest beside them, and kept."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

from tests.benchmarks.libraries import cache_root

_QUIET = ("--no-package-lock", "--no-fund", "--no-audit", "--ignore-scripts", "--silent")


def program(name: str) -> str:
    """Where a program is. Raises RuntimeError when it isn't installed."""
    found = shutil.which(name)
    if found is None:
        raise RuntimeError(f"{name} is not installed: packaging/dev.py bench does it.")
    return found


def packages(name: str) -> Path:
    """The folder with the packages that ``NAME/package.json`` beside this file names; others of that name are removed."""
    manifest = Path(__file__).parent / name / "package.json"
    folder = cache_root() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"{name}-{hashlib.sha256(manifest.read_bytes()).hexdigest()[:12]}"
    with FileLock(folder / f".{name}.lock"):
        if wanted.exists():
            return wanted
        making = folder / f".making-{name}"
        for old in (*folder.glob(f"{name}-*"), making):
            shutil.rmtree(old, ignore_errors=True)
        making.mkdir()
        shutil.copy(manifest, making)
        subprocess.run([program("npm"), "install", *_QUIET], cwd=making, check=True, stdout=sys.stderr)
        making.rename(wanted)
    return wanted
