"""The process of the API server that a window brings along: ``clms serve``, hung on its standard input.

Closing that pipe is the word to finish and end; it closes too when the window is killed, so nothing is left behind.
What the server says comes as JSON lines on its standard output (``--tell``), what only a crash says on the other one.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import IO

import msgspec
import psutil

from app import decoding, paths
from app.domain.api_server import ServerOrder, ServerPhase, ServerStatus
from app.domain.server_state import ServerLine, ServerState, error_of
from app.errors import Broken, ClmsError
from app.logs import Redactor

END_S = 60.0
"""Longer than a server gives the requests it still answers."""

_LAST_LINES = 40
_log = logging.getLogger(__name__)


class ServerProcess:
    """One run of the server, from its start to its end. Calls may come from any thread."""

    def __init__(
        self, order: ServerOrder, environment: Mapping[str, str], hear: Callable[[ServerState], None]
    ) -> None:
        """``hear`` is given what the server does, every second, on a thread of its own."""
        self.order = order
        self._hear = hear
        self._lock = threading.Lock()
        self._stopping = False
        self._ready = ""
        self._needs_first_user = False
        self._problem: ClmsError | None = None
        self._clean = Redactor().clean
        self._said: deque[str] = deque(maxlen=_LAST_LINES)
        self._since = datetime.now(UTC)
        self._ended: datetime | None = None
        self._heard_at = time.monotonic()
        self._process = subprocess.Popen(
            command(order),
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._readers = [
            self._read(self._process.stdout, self._told),
            self._read(self._process.stderr, self._keep),
        ]

    def _read(self, stream: IO[str] | None, take: Callable[[str], None]) -> threading.Thread:
        assert stream is not None

        def read() -> None:
            with contextlib.suppress(ValueError, OSError), stream:
                for line in stream:
                    take(line.rstrip("\n"))

        thread = threading.Thread(target=read, name="server-words", daemon=True)
        thread.start()
        return thread

    def _keep(self, text: str) -> None:
        """Keep what was said without the secrets that the traceback of a crash may hold."""
        self._said.append(self._clean(text))

    def _told(self, text: str) -> None:
        try:
            line = decoding.decode(text, ServerLine)
        except msgspec.DecodeError:
            self._keep(text)
            return
        with self._lock:
            self._heard_at = time.monotonic()
            if line.address:
                self._ready, self._since = line.address, datetime.now(UTC)
                self._needs_first_user = line.needs_first_user
            elif line.failed is not None:
                self._problem = error_of(line.failed)
        if line.state is not None:
            self._hear(line.state)

    @property
    def silent_s(self) -> float:
        """For how long it has said nothing; once it answers it says something every second."""
        with self._lock:
            return time.monotonic() - self._heard_at

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def status(self) -> ServerStatus:
        """How it stands."""
        code = self._process.poll()
        if code is not None:
            self._hang_up()
            for reader in self._readers:
                reader.join(2.0)  # the last words may still be on their way
        with self._lock:
            if code is None:
                phase = ServerPhase.RUNNING if self._ready else ServerPhase.STARTING
                return ServerStatus(
                    ServerPhase.STOPPING if self._stopping else phase,
                    self.order,
                    self._ready,
                    self._since,
                    self._process.pid,
                    needs_first_user=self._needs_first_user,
                )
            self._ended = self._ended or datetime.now(UTC)
            if self._stopping:
                return ServerStatus(ServerPhase.STOPPED, self.order, since=self._ended)
            problem = self._problem
            if problem is None:
                problem = Broken(
                    f"The server was ended from outside (signal {-code})."
                    if code < 0
                    else f"The server ended by itself (code {code}).",
                    code="server_died",
                )
            phase = ServerPhase.DIED if self._ready else ServerPhase.FAILED
            return ServerStatus(
                phase, self.order, since=self._ended, problem=problem, last_lines=self._last_words(problem)
            )

    def _last_words(self, problem: ClmsError) -> tuple[str, ...]:
        """What it said at last, but for the problem itself, which is told anyway."""
        return tuple(line for line in self._said if line not in (problem.message, problem.hint))

    def begin_stop(self) -> None:
        """Tell it to finish what it began and end. Returns at once."""
        with self._lock:
            self._stopping = True
        self._hang_up()

    def end_now(self) -> None:
        """Kill it and its workers, which may be as frozen as it is. What they had begun is lost."""
        with self._lock:
            self._stopping = True
        with contextlib.suppress(psutil.NoSuchProcess):
            family = psutil.Process(self._process.pid).children(recursive=True)
            self._process.kill()
            for each in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.kill()

    def _hang_up(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def stop(self) -> None:
        """Tell it to end and wait until it has; one that does not within :data:`END_S` is killed."""
        if self.running:
            self.begin_stop()
        self._hang_up()
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            _log.error("the API server did not end within %g s", END_S)
            self._process.kill()
            self._process.wait()
        for reader in self._readers:
            reader.join()


def command(order: ServerOrder) -> list[str]:
    """The command line of a server that hangs on whoever starts it."""
    words = ["serve", "--tell", "--until-stdin-closes", "--host", order.host]
    return [*paths.program(), *words, "--port", str(order.port), "--workers", str(order.workers)]
