"""Starts the processes of a node, starts those anew that died or froze, and ends them in order.

All listen on one socket, which the supervisor opens: a port that is taken is told before anything is started. Each
worker hangs on a pipe; closing it is the word to finish and end, and a supervisor that is killed closes it too. Over
the same pipe it tells its figures once a second, and whether its event loop turns: one that says nothing or stands still
for longer than :data:`app.server.options.FROZEN_SECONDS` is killed, for its clients wait in vain.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from app.bootstrap import Recipe
from app.domain.figures import Figures
from app.errors import Broken, ClmsError, Unreachable
from app.server.dues import SharedMemory
from app.server.gathering import FINISH, HELD, LOOK, LOOKED, TELL_S, Collector
from app.server.limits import COUNTED
from app.server.options import FINISH_SECONDS, ServerOptions

_log = logging.getLogger(__name__)

_SPAWN = multiprocessing.get_context("spawn")
_START_S = 60.0
_LOOK_S = 0.2
_END_S = FINISH_SECONDS + 10.0
_LONGEST_PAUSE_S = 30.0
_STEADY_S = 60.0
_BACKLOG = 2048


@dataclass(slots=True)
class _Place:
    """One of a node's workers. ``pause_s`` grows each time it dies soon after its start; ``heard`` is when it last told
    that it works."""

    pipe: Connection | None = None
    process: Any = None
    started: float = 0.0
    heard: float = 0.0
    ready: bool = False
    pause_s: float = 0.0
    not_before: float = field(default=0.0)


class Supervisor:
    """The processes of one node; a context manager that ends them."""

    def __init__(self, recipe: Recipe, options: ServerOptions) -> None:
        self._recipe = recipe
        self._options = replace(options, memory={name: SharedMemory(_SPAWN) for name in COUNTED})
        self._places = [_Place() for _ in range(options.workers)]
        self._listener: socket.socket | None = None
        self._figures = Collector()
        self._old: deque[_Place] = deque()
        self._new: _Place | None = None
        self._leaving: list[_Place] = []
        self._reading: tuple[Any, float] | None = None
        self._looking: _Place | None = None
        self._looked_of = 0

    def __enter__(self) -> Supervisor:
        """Listen, start every worker and wait until all answer. Raises what kept one from starting."""
        self._listener = _listen(self._options.host, self._options.port)
        try:
            for place in self._places:
                self._start(place)
            self._wait_until_ready()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    @property
    def address(self) -> str:
        """Where it answers."""
        assert self._listener is not None
        host, port = self._listener.getsockname()[:2]
        scheme = "https" if self._options.ssl_cert else "http"
        return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"

    def run(
        self,
        stop: threading.Event,
        tell: Callable[[Figures], None] | None = None,
        renew: threading.Event | None = None,
    ) -> None:
        """Look after the workers until told to stop; ``tell`` is given what they do, once a second. When ``renew`` is
        set every worker is replaced, one after the other, and nobody who asks meanwhile notices."""
        due = time.monotonic() + TELL_S
        threading.Thread(target=self._guard, args=(stop,), name="supervisor-guard", daemon=True).start()
        while not stop.is_set():
            running: list[Any] = [place for place in self._all if place.process]
            wait([each for place in running for each in (place.process.sentinel, place.pipe)], _LOOK_S)
            for place in self._places:
                self._look_after(place)
            if renew is not None and renew.is_set():
                renew.clear()
                self._old = deque(self._places)
            self._renew_next()
            self._see_off()
            if tell is not None and time.monotonic() >= due:
                due = time.monotonic() + TELL_S
                tell(self._figures.whole(len(self._places)))

    def _start(self, place: _Place) -> None:
        ours, theirs = _SPAWN.Pipe()
        place.pipe, place.ready, place.started, place.heard = ours, False, time.monotonic(), 0.0
        place.process = _SPAWN.Process(
            target=_work,
            args=(theirs, self._listener, self._recipe, self._options),
            name="clms-api",
            daemon=False,
        )
        place.process.start()
        theirs.close()

    def _wait_until_ready(self) -> None:
        edge = time.monotonic() + _START_S
        for place in self._places:
            while not place.ready:
                if not self._hear(place, max(0.0, edge - time.monotonic())):
                    raise Unreachable(f"A worker did not start within {_START_S:g} s.", code="worker")

    def _hear(self, place: _Place, seconds: float = 0.0) -> bool:
        """Take a word of a worker, if there is one. Raises what kept it from starting."""
        assert place.pipe is not None
        if not place.pipe.poll(seconds):
            return False
        try:
            said = place.pipe.recv()
        except (EOFError, OSError):
            raise Broken("A worker died while it was starting.", code="worker") from None
        if said[0] == "failed":
            raise said[1]
        place.ready, place.heard = True, time.monotonic()
        return True

    def _gather(self, place: _Place) -> None:
        """Keep the figures a worker tells, and give those of all to one that asks. What can't be heard or said is a
        worker that is dying."""
        assert place.pipe is not None
        with contextlib.suppress(EOFError, OSError):
            while place.pipe.poll():
                self._reading = place.process, time.monotonic()
                kind, told = place.pipe.recv()
                if kind != HELD:
                    place.heard = time.monotonic()
                if kind in (LOOK, LOOKED):
                    self._pass_on(place, kind, told)
                    continue
                self._figures.take(place.process.pid, told)
                if kind == "gather":
                    place.pipe.send(self._figures.answer(len(self._places)))
        self._reading = None

    def _pass_on(self, place: _Place, kind: str, told: bytes) -> None:
        """A look at memory that a worker wants of all of them; what one found, to whoever wanted it."""
        running = [each for each in self._places if each.pipe is not None and each.ready]
        if kind == LOOK:
            self._looking, self._looked_of = place, len(running)
            for each in running:
                with contextlib.suppress(OSError):
                    each.pipe.send((LOOK, told, len(running)))  # type: ignore[union-attr]
        elif self._looking is not None and self._looking.pipe is not None:
            with contextlib.suppress(OSError):
                self._looking.pipe.send((LOOKED, told, self._looked_of))

    def _end_frozen(self, place: _Place) -> None:
        """Kill a worker that does nothing any more, or never began. What it told is read before: a supervisor that was
        stopped itself blames nobody."""
        now, frozen_s = time.monotonic(), self._options.frozen_s
        if place.ready and now - place.heard > frozen_s:
            _log.error("a worker did nothing for %g s and is ended", frozen_s)
        elif not place.ready and now - place.started > _START_S:
            _log.error("a worker did not start within %g s", _START_S)
        else:
            return
        place.process.kill()
        place.process.join()

    def _guard(self, stop: threading.Event) -> None:
        """Kill a worker that froze in the middle of what it told, which is waited for."""
        while not stop.wait(_LOOK_S):
            reading = self._reading
            if reading is not None and time.monotonic() - reading[1] > self._options.frozen_s:
                reading[0].kill()

    def _look_after(self, place: _Place) -> None:
        """Start a worker anew that died: at once the first time, ever more slowly when it does not hold."""
        now = time.monotonic()
        if place.process is not None:
            try:
                if place.ready or self._hear(place):
                    self._gather(place)
            except ClmsError as problem:
                _log.error("a worker can't start: %s", problem.message)
                place.process.join(_LOOK_S)
            else:
                self._end_frozen(place)
        if place.process is not None and not place.process.is_alive():
            code = place.process.exitcode
            lasted = now - place.started
            self._figures.lost(place.process.pid)
            self._figures.restarts += 1
            self._forget(place)
            place.pause_s = 0.0 if lasted > _STEADY_S else min(_LONGEST_PAUSE_S, place.pause_s * 2 or 0.5)
            place.not_before = now + place.pause_s
            _log.error("a worker ended by itself (exit code %s) after %.0f s", code, lasted)
        if place.process is None and now >= place.not_before:
            self._start(place)

    @property
    def _all(self) -> list[_Place]:
        return [*self._places, *self._leaving, *([self._new] if self._new else [])]

    def _renew_next(self) -> None:
        """Put a new worker into the place of an old one, once it answers; then it is the turn of the next."""
        if self._new is None:
            if not self._old:
                return
            self._start(new := _Place())
            self._new = new
        new = self._new
        try:
            if not self._hear(new):
                self._end_frozen(new)
                return
        except ClmsError as problem:
            _log.error("the workers are not renewed, for a new one can't start: %s", problem.message)
            self._old.clear()
        self._new = None
        if not self._old:
            self._forget(new)
            return
        old = self._old.popleft()
        self._places[self._places.index(old)] = new
        if old.process is not None:
            assert old.pipe is not None
            with contextlib.suppress(OSError):
                old.pipe.send(FINISH)
            old.started = time.monotonic()
            self._leaving.append(old)

    def _see_off(self) -> None:
        """Let those that were replaced finish; one that takes longer than any request may is ended."""
        for place in list(self._leaving):
            ended = not place.process.is_alive()
            self._gather(place)
            if not ended and time.monotonic() - place.started > _END_S:
                _log.error("a worker did not finish within %g s", _END_S)
                place.process.kill()
            if ended:
                self._figures.lost(place.process.pid)
                self._forget(place)
                self._leaving.remove(place)

    def _forget(self, place: _Place) -> None:
        assert place.pipe is not None
        place.process.join()
        place.pipe.close()
        place.process = place.pipe = None

    def _end(self) -> None:
        """Close the socket, so that nothing new comes here, tell all workers, and wait until the last has finished."""
        if self._listener is not None:
            self._listener.close()
        running = [place for place in self._all if place.process is not None]
        for place in running:
            assert place.pipe is not None
            place.pipe.close()
        edge = time.monotonic() + _END_S
        for place in running:
            place.process.join(max(0.0, edge - time.monotonic()))
            if place.process.is_alive():
                _log.error("a worker did not finish within %g s", _END_S)
                place.process.kill()
                place.process.join()
            place.process = place.pipe = None


def _work(pipe: Connection, listener: socket.socket, recipe: Recipe, options: ServerOptions) -> None:
    """What a worker's process does. Its modules are read there only: the supervisor stays small."""
    from app.server.worker import worker_main

    worker_main(pipe, listener, recipe, options)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family, backlog=_BACKLOG)
    except OSError as error:
        # What Python adds to the reason is for its own programmers; a name that leads nowhere has no such number.
        known = error.errno is not None and error.errno > 0
        reason = os.strerror(error.errno or 0) if known else error.strerror or error
        raise Unreachable(
            f"Port {port} of {host} can't be opened: {reason}.",
            hint="Something else may answer there already. Choose another with --port.",
            code="port",
            details={"port": port},
        ) from error
