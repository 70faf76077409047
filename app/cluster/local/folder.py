"""The folder of a local cluster: one cluster at a time, and empty again when it has ended, however it ended.

A lock the kernel gives free tells whether somebody looks after the folder. ``processes.json`` names the processes with
the moment each began, for the next start to end what a machine-wide kill left: never one that merely has the number.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app import decoding, paths
from app.cluster.local.account import Account
from app.cluster.local.processes import Born, boot, born, end_session, session_members
from app.errors import Conflict, NotFound, Refused, Unreachable

_LOCK = "lock"
_PROCESSES = "processes.json"
_MADE = b"made here"
"""What the lock holds when the folder itself goes with the cluster."""
_SOCKET = "control.sock"
_PAUSE_S = 0.02
_ROOT = Path("/var/lib/clms/cluster")


def default_folder() -> Path:
    """Where a cluster lies unless told otherwise; root's own folders are closed to the servers."""
    return _ROOT if os.geteuid() == 0 else paths.default_data_dir() / "cluster"


def _plain(folder: Path) -> Path:
    return Path(os.path.abspath(folder.expanduser()))


class ClusterFolder:
    """A folder that this process looks after while it holds the lock."""

    def __init__(self, path: Path) -> None:
        self.path = _plain(path)
        self._lock: int | None = None
        self._made = False

    @property
    def held(self) -> bool:
        """Whether somebody, perhaps another process, looks after it."""
        if self._lock is not None:
            return True
        try:
            handle = os.open(self.path / _LOCK, os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(handle)
        return False

    @property
    def left_over(self) -> bool:
        """Whether a cluster was here that nobody looks after any more."""
        return (self.path / _LOCK).exists() and not self.held

    def wait_until_free(self, seconds: float) -> None:
        """Wait until whoever looks after it has put everything away. Raises Unreachable."""
        deadline, pause = time.monotonic() + seconds, threading.Event()
        while self.held:
            if time.monotonic() > deadline:
                raise Unreachable(
                    f"The cluster in {self.path} has not ended within {seconds:g} s.", code="no_answer"
                )
            pause.wait(_PAUSE_S)

    def claim(self, account: Account) -> None:
        """Take the folder, made if need be, and end what an earlier cluster left. Raises Conflict when one runs there,
        Refused when it holds something else, or the servers' account can't reach it."""
        try:
            self._made = not self.path.exists()
            self.path.mkdir(parents=True, exist_ok=True)
            held = os.listdir(self.path)
            if held and _LOCK not in held:
                raise Refused(
                    f"{self.path} holds other things than a cluster.",
                    hint="Name an empty folder with --dir, or one that does not exist yet.",
                    code="folder_unusable",
                )
            self._take()
        except OSError as error:
            raise Refused(
                f"The folder {self.path} can't be used: {error.strerror or error}.",
                hint="Name another with --dir.",
                code="folder_unusable",
            ) from error
        self.path.chmod(0o700 if account.uid is None else 0o711)
        self.sweep()
        if not account.can_reach(self.path):
            self.clear()
            raise Refused(
                f"Servers run as {account.name} here, who can't reach {self.path}.",
                hint=f"Name a folder that everybody may pass through with --dir, such as {_ROOT}.",
                code="folder_unusable",
            )

    def _take(self) -> None:
        self._lock = lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._made = self._made or os.read(lock, len(_MADE)) == _MADE
            os.pwrite(lock, _MADE if self._made else b"", 0)
        except OSError:
            os.close(lock)
            self._lock = None
            raise Conflict(
                f"A cluster is running in {self.path} already.",
                hint="End it with clms cluster down, or name another folder with --dir.",
                code="cluster_running",
            ) from None

    def note(self, processes: dict[str, Born]) -> None:
        """Write down which processes there are."""
        draft = self.path / f"{_PROCESSES}.new"
        draft.write_bytes(msgspec.json.encode(processes))
        draft.replace(self.path / _PROCESSES)

    def sweep(self) -> int:
        """End the processes an earlier cluster left here; returns how many. The lock is held, so nobody else does."""
        ended = 0
        try:
            left = decoding.decode((self.path / _PROCESSES).read_bytes(), dict[str, Born])
        except (OSError, msgspec.DecodeError):
            left = {}
        for each in left.values():
            if born(each.pid) == each:
                ended += len(session_members(each.pid))
                end_session(each.pid)
                continue
            for pid in (
                session_members(each.pid) if each.boot == boot() else ()
            ):  # its leader is gone: those who work here are of that session
                if self._works_here(pid):
                    ended += 1
                    os.kill(pid, signal.SIGKILL)
        self._empty()
        return ended

    def _empty(self) -> None:
        for entry in list(self.path.iterdir()):
            if entry.name != _LOCK:
                _remove(entry)

    def _works_here(self, pid: int) -> bool:
        with contextlib.suppress(OSError):
            return self.path in Path(f"/proc/{pid}/cwd").resolve().parents
        return False

    def clear(self) -> None:
        """Empty the folder, remove it if it was made here, and give it free."""
        if self._lock is None:
            return
        self._empty()
        (self.path / _LOCK).unlink(missing_ok=True)  # the last: it tells whose the rest is
        if self._made:
            with contextlib.suppress(OSError):
                self.path.rmdir()
        os.close(self._lock)
        self._lock = None

    @property
    def socket(self) -> Path:
        """Where whoever looks after it listens for orders."""
        return self.path / _SOCKET


@contextlib.contextmanager
def short_path(path: Path) -> Iterator[str]:
    """The same place under a name that fits into a Unix socket's address, whose 108 bytes a folder may exceed."""
    handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{path.name}"
    finally:
        os.close(handle)


def running_in(folder: Path) -> ClusterFolder:
    """The folder of a running cluster. Raises NotFound."""
    found = ClusterFolder(folder)
    if not found.held:
        raise NotFound(
            f"No cluster is running in {found.path}.",
            hint="Start one with clms cluster up.",
            code="no_cluster",
        )
    return found


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
