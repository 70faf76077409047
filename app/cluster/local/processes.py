"""One server process with all it starts: begun, ended, stopped and continued as a whole.

Each is the leader of a session of its own, which its children share: a signal meant for the node reaches them all. The
kernel kills the leader with the thread that started it (PR_SET_PDEATHSIG), so start them from the main one.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cluster.local.account import Account
from app.errors import Unreachable

_PR_SET_PDEATHSIG = 1
_LAST_WORDS = 1500
_LOOK_S = 0.02
_GONE_S = 10.0
"""So long the kernel may take to take back what killed processes held: their memory, then their files and ports."""
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Born:
    """A process that can't be taken for another: its number, and when it began in ticks since this boot."""

    pid: int
    ticks: int
    boot: str


class Process:
    """A node's process. Not started until :meth:`start`; can be started again after it ended."""

    def __init__(
        self, command: Sequence[str], folder: Path, account: Account, environment: Mapping[str, str]
    ) -> None:
        self._command, self._folder, self._account = list(command), folder, account
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.RLock()
        self.born: Born | None = None
        self.frozen = False

    @property
    def log(self) -> Path:
        """What the process says."""
        return self._folder / "output.log"

    @property
    def pid(self) -> int | None:
        """Its number while it runs."""
        return self._process.pid if self._process is not None and self.running else None

    @property
    def exit_code(self) -> int | None:
        """None while it runs, and before its first start; below 0 the signal that ended it."""
        self._look()
        return None if self._process is None else self._process.returncode

    @property
    def running(self) -> bool:
        """Whether it is there."""
        return self._process is not None and self.exit_code is None

    def start(self) -> None:
        """Start it; the caller waits until it answers. Its standard input stays open as long as this process lives."""
        self.frozen = False
        with self.log.open("ab") as log:
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=log,
                    cwd=self._folder,
                    env=self._environment,
                    preexec_fn=die_with_parent,
                    start_new_session=True,
                    **self._account.options,
                )
            except (OSError, subprocess.SubprocessError) as error:
                raise Unreachable(f"{self._command[0]} can't be started: {error}.", code="start") from error
        self.born = born(self._process.pid)

    def become(self, environment: Mapping[str, str]) -> None:
        """Have another environment from its next start on."""
        self._environment = dict(environment)

    def kill(self) -> None:
        """End it and all it started at once, as a power cut would: afterwards nothing of it holds a file or a port."""
        if self.running:
            self._signal(signal.SIGKILL)
        self._look(wait=True)
        self._close()

    def ask_to_end(self) -> None:
        """Let it finish what it began: its standard input closes. Returns at once."""
        self.thaw()
        self._close()

    def ask(self, number: int) -> None:
        """Send the leader a signal it knows, such as the one to read its configuration again."""
        with self._lock:
            if self._process is not None and self._process.returncode is None:
                self._process.send_signal(number)

    def wait(self, seconds: float) -> bool:
        """Wait for its end; False when it is still there."""
        deadline, pause = time.monotonic() + seconds, threading.Event()
        while self.running:
            if time.monotonic() > deadline:
                return False
            pause.wait(_LOOK_S)
        return True

    def freeze(self) -> None:
        """Stop it where it is: its ports are open and nothing answers."""
        self._signal(signal.SIGSTOP)
        self.frozen = True

    def thaw(self) -> None:
        """Let it go on."""
        if self.frozen:
            self._signal(signal.SIGCONT)
            self.frozen = False

    def last_words(self) -> str:
        """The end of what it said, here and in its own logs."""
        said = ""
        for log in (self.log, *sorted((self._folder / "logs").glob("*.log"))):
            with contextlib.suppress(OSError):
                said += log.read_text(errors="replace")
        return said.strip()[-_LAST_WORDS:]

    def _signal(self, number: int) -> None:
        """Send a signal to the whole session of a leader that was not waited for yet: its number is still its own."""
        with self._lock:
            if self._process is not None and self._process.returncode is None:
                signal_session(self._process.pid, number)

    def _look(self, *, wait: bool = False) -> None:
        """Notice its end, and end what it left before its number, which is the session's, is given free."""
        with self._lock:
            process = self._process
            if process is None or process.returncode is not None:
                return
            how = os.WEXITED | os.WNOWAIT | (0 if wait else os.WNOHANG)
            if os.waitid(os.P_PID, process.pid, how) is not None:
                end_session(process.pid)
                process.wait()

    def _close(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()


def signal_session(session: int, number: int) -> None:
    """Send a signal to every process of a session, again until no new one appears."""
    reached: set[int] = set()
    while new := set(session_members(session)) - reached:
        for pid in new:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, number)
        reached |= new


def end_session(session: int) -> None:
    """Kill every process of a session, and wait until they are gone. Those that hang in the kernel, as on a network disk
    that does not answer, are not waited for longer than ten seconds."""
    deadline, pause = time.monotonic() + _GONE_S, threading.Event()
    while left := [pid for pid in session_members(session) if not _gone(pid)]:
        for pid in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        if time.monotonic() > deadline:
            return
        pause.wait(_LOOK_S)


def _gone(pid: int) -> bool:
    """Whether all threads of a process have ended; that somebody has yet to take leave of it makes no difference."""
    found = _stat(pid)
    return not found or (found[0] in "ZX" and int(found[17]) <= 1)


def session_members(session: int) -> list[int]:
    """The processes of a session."""
    return [pid for pid in _all_pids() if (found := _stat(pid)) and int(found[3]) == session]


def children_of(parent: int) -> list[int]:
    """The processes whose parent it is."""
    return [pid for pid in _all_pids() if (found := _stat(pid)) and int(found[1]) == parent]


def born(pid: int) -> Born | None:
    """Which process has a number now; None when none has it."""
    found = _stat(pid)
    return Born(pid, int(found[19]), boot()) if found and found[0] not in "ZX" else None


def boot() -> str:
    """Which run of the system this is."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def _all_pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on: proc_pid_stat(5) counts them from 3."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return text.rpartition(")")[2].split()


def die_with_parent() -> None:
    """What a child does first, so that the kernel ends it with the thread that started it."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
