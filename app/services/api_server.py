"""The API server a window brings along: started and stopped here, and looked at while it runs.

It is ``clms serve`` in a process of its own on the library this program has open; see :mod:`server_process`. What it
is asked and what it logs is read from its own files, so that both are there whoever started it.
"""

from __future__ import annotations

import http.client
import logging
import secrets
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

import msgspec

from app import decoding, logs, paths
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.api_server import (
    EVERYWHERE,
    KEPT,
    KEPT_MEASURED,
    OF_WINDOW,
    Health,
    LoggedLine,
    ServedRequest,
    ServerOrder,
    ServerPhase,
    ServerStatus,
)
from app.domain.server_state import ServerState
from app.domain.server_values import Measured, values_of
from app.errors import Conflict, Unreachable
from app.services.core import Core
from app.services.log_tail import LogTail
from app.services.server_process import ServerProcess
from app.setting_sources import with_our_code

ACCESS_FILE = "access.log"
HEALTH_EVERY_S = 5.0
"""The server's own ``/health`` is asked so often; those requests count like any other."""

_ANSWER_S = 3.0

_log = logging.getLogger(__name__)
T = TypeVar("T")


class _Kept(Generic[T]):
    """The newest of what came, each with its number, so that whoever looks gets only what is new."""

    def __init__(self, most: int = KEPT) -> None:
        self._items: deque[T] = deque(maxlen=most)
        self.number = 0

    def add(self, items: Iterable[T]) -> None:
        for item in items:
            self._items.append(item)
            self.number += 1

    def since(self, number: int) -> tuple[T, ...]:
        new = min(max(0, self.number - number), len(self._items))
        return tuple(self._items)[len(self._items) - new :]


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody has been shown already: numbers of the last request, log line and measurement."""

    requests: int = 0
    lines: int = 0
    measured: int = 0


@dataclass(frozen=True, slots=True)
class ServerLook:
    """How the server stands, and what is new since ``seen`` was. ``silent_s`` is for how long its process, which says
    something every second, said nothing; 0.0 without one. ``health`` is None while it does not answer, and
    ``state`` until it has told what it does."""

    status: ServerStatus
    silent_s: float
    health: Health | None
    state: ServerState | None
    measured: tuple[Measured, ...]
    requests: tuple[ServedRequest, ...]
    lines: tuple[LoggedLine, ...]
    seen: Seen


class ApiServerService:
    """Starts, stops and shows the server of this computer. All verbs but ``status`` need OPERATE."""

    def __init__(self, core: Core, data_dir: Path, environment: Callable[[], Mapping[str, str]]) -> None:
        """``environment`` makes the environment of the child: it names the library this program has open."""
        self._core = core
        self._environment = environment
        self._lock = threading.Lock()
        self._process: ServerProcess | None = None
        folder = paths.logs_dir(data_dir)
        self._access = LogTail(folder / ACCESS_FILE, ServedRequest)
        self._logged = LogTail(folder / logs.JSON_FILE, LoggedLine)
        self._requests: _Kept[ServedRequest] = _Kept()
        self._lines: _Kept[LoggedLine] = _Kept()
        self._measured: _Kept[Measured] = _Kept(KEPT_MEASURED)
        self._state: tuple[float, ServerState] | None = None
        self._health: tuple[float, Health | None] | None = None

    def start(self, actor: Actor, order: ServerOrder) -> ServerStatus:
        """Start it; ``look`` tells when it answers, or why it does not. Raises Conflict when one is there already."""
        actor.require(Permission.OPERATE)
        with self._lock:
            if self._process is not None and self._process.running:
                raise Conflict("The server is running already.")
            self._note(actor, "start_server", order)
            self._health = self._state = None
            try:
                self._process = ServerProcess(order, with_our_code(self._environment()), self._hear)
            except OSError as error:
                raise Unreachable(
                    f"The server can't be started: {error.strerror or error}.", code="server_process"
                ) from error
        return self._status()

    def stop(self, actor: Actor) -> ServerStatus:
        """Tell it to finish what it began and end; it goes on meanwhile."""
        actor.require(Permission.OPERATE)
        process = self._process
        if process is not None and process.running:
            process.begin_stop()
            self._note_end(actor, "stop_server", process.order)
        return self._status()

    def end_now(self, actor: Actor) -> ServerStatus:
        """Kill it, for one that answers nobody: requests it has begun get no answer, acts it has acknowledged stay."""
        actor.require(Permission.OPERATE)
        process = self._process
        if process is not None and process.running:
            process.end_now()
            self._note_end(actor, "end_server", process.order)
        return self._status()

    def status(self, actor: Actor) -> ServerStatus:
        """How it stands. Every role may know: it is on the bar of every window."""
        actor.require(Permission.SEARCH)
        return self._status()

    def look(self, actor: Actor, seen: Seen) -> ServerLook:
        """How it stands, what it answered and logged since, and what its ``/health`` says."""
        actor.require(Permission.OPERATE)
        status = self._status()
        health = self._asked(status) if status.phase is ServerPhase.RUNNING else None
        with self._lock:
            self._requests.add(self._access.read())
            self._lines.add(self._logged.read())
            return ServerLook(
                status,
                self._process.silent_s if self._process is not None and status.phase.has_process else 0.0,
                health,
                self._state[1] if self._state is not None and status.phase.has_process else None,
                self._measured.since(seen.measured),
                self._requests.since(seen.requests),
                self._lines.since(seen.lines),
                Seen(self._requests.number, self._lines.number, self._measured.number),
            )

    def make_key(self, actor: Actor) -> None:
        """Make the key that signs tokens and keep it in this computer's keyring. Raises Unreachable without one."""
        from app.settings import save_secret

        actor.require(Permission.OPERATE)
        save_secret("JWT_SECRET", secrets.token_urlsafe(48))
        self._note(actor, "make_key")

    def close(self) -> None:
        """End the server and wait until it has finished."""
        if self._process is not None:
            self._process.stop()
        self._access.close()
        self._logged.close()

    def _note(self, actor: Actor, action: str, order: ServerOrder | None = None) -> None:
        """Put into the audit who opened the library to programs, or closed it, on which computer."""
        after = None if order is None else {"host": order.host, "port": order.port, "workers": order.workers}

        def work(unit: Unit) -> None:
            unit.audit(action, "server", None, actor.workstation, after=after)

        self._core.acts.perform(actor, action, work, result=None, undoable=False)

    def _note_end(self, actor: Actor, action: str, order: ServerOrder) -> None:
        try:
            self._note(actor, action, order)
        except Unreachable as problem:  # it ends all the same: perhaps it is ended because of that
            _log.warning(
                "%s of the API server by %s is not in the audit: %s", action, actor.name, problem.message
            )

    def _status(self) -> ServerStatus:
        return self._process.status() if self._process is not None else ServerStatus()

    def _hear(self, state: ServerState) -> None:
        """Keep what the server told; called every second on a thread of its process."""
        now = time.time()
        with self._lock:
            before, self._state = self._state, (now, state)
            self._measured.add(
                [
                    Measured(
                        now,
                        values_of(before[1] if before else None, state, now - before[0] if before else 0.0),
                    )
                ]
            )

    def _asked(self, status: ServerStatus) -> Health | None:
        """What ``/health`` says, asked anew after some seconds; None when it does not answer."""
        now = time.monotonic()
        if self._health is None or now - self._health[0] >= HEALTH_EVERY_S:
            self._health = (now, ask_health(status.address))
        return self._health[1]


def reachable(address: str) -> str:
    """The address at which this computer reaches a server that answers at all of its addresses."""
    return address.replace(f"//{EVERYWHERE}:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")


def ask_health(address: str) -> Health | None:
    """Ask ``/health``; None when there is no answer that can be read."""
    place = urlsplit(reachable(address))
    host, port = place.hostname or "", place.port
    connection: http.client.HTTPConnection
    if place.scheme == "https":
        # The certificate is made out to the name others use; this is our own child on this computer.
        unproven = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection(host, port, timeout=_ANSWER_S, context=unproven)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=_ANSWER_S)
    try:
        connection.request("GET", "/health", headers={"X-Request-ID": f"{OF_WINDOW}{secrets.token_hex(4)}"})
        return decoding.decode(connection.getresponse().read(), Health)
    except (OSError, http.client.HTTPException, msgspec.DecodeError):
        return None
    finally:
        connection.close()
