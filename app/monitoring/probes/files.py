"""A folder of files: is there room, and is what is written there what is read back."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from app.domain.health import HealthState, TargetKind
from app.monitoring.probe import Found, Probe, unhealthy

LEAST_BYTES = 100_000_000
SCARCE_BYTES = 1_000_000_000
SCARCE_SHARE = 0.05
MARK = ".clms-probe-"


class FilesProbe(Probe):
    """The data folder, or a share that holds covers, photos and attachments."""

    KIND = TargetKind.FILES
    TIMEOUT_S = 1.2  # a share that hangs is red within five seconds

    def look(self) -> Found:
        """Look for room, write some bytes to the disk and read them."""
        folder = Path(self.target.address)
        if not folder.is_dir():
            return unhealthy("The folder is not there.")
        disk = shutil.disk_usage(folder)
        facts = {"free": f"{disk.free / 1e9:.1f} GB of {disk.total / 1e9:.1f} GB"}
        if disk.free < LEAST_BYTES:
            return Found(HealthState.UNHEALTHY, "The disk is full.", facts)
        if problem := _write_test(folder):
            return Found(HealthState.UNHEALTHY, problem, facts)
        if disk.free < SCARCE_BYTES or disk.free < SCARCE_SHARE * disk.total:
            return Found(HealthState.DEGRADED, f"Only {facts['free']} are free.", facts)
        return Found(HealthState.HEALTHY, "", facts)


def _write_test(folder: Path) -> str:
    """Empty when it went well, else what did not."""
    content, path = secrets.token_bytes(512), folder / f"{MARK}{os.getpid()}"
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        read = path.read_bytes()
    except OSError as problem:
        return f"It can't be written to: {problem.strerror or problem}."
    finally:
        _remove(path)
    return "" if read == content else "What was written there is not what is read back."


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the write test has said so already
