"""The figures of a whole node: each worker tells the supervisor its own, and any of them may ask for all.

Figures only grow from one answer to the next, whichever worker is asked: whoever asks tells first, so what was shown
once is known to the supervisor, and what a worker had counted stays when the worker is gone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from app import decoding
from app.domain.figures import Figures
from app.domain.memory_looks import MemoryLook, MemoryOrder, ProcessMemory

TELL_S = 1.0
"""So often a worker tells."""

HELD = "held"
"""What a worker's figures are called while its event loop stands still."""

FINISH = b""
"""What the supervisor says to a worker that is to finish while the others go on."""

LOOK, LOOKED = "look", "looked"
"""A look at memory that a worker wants of all, itself included, and what one of them found."""

_PATIENCE_S = 2.0
_LOOK_PATIENCE_S = 8.0
"""A look holds a process up for as long as its memory is large; one that takes longer is left out."""

_encode = msgspec.msgpack.Encoder().encode
_decode = decoding.unpacker(Figures).decode
_encode_look = msgspec.msgpack.Encoder().encode
_decode_look = decoding.unpacker(ProcessMemory).decode
_decode_order = decoding.unpacker(MemoryOrder).decode


class Collector:
    """The supervisor's end: what each worker said last, and what those that are gone had counted."""

    def __init__(self) -> None:
        self._started_at = time.time()
        self._last: dict[int, Figures] = {}
        self._gone = Figures()
        self.restarts = 0

    def take(self, pid: int, told: bytes) -> None:
        """Keep what a worker said."""
        self._last[pid] = _decode(told)

    def lost(self, pid: int) -> None:
        """A worker is gone."""
        last = self._last.pop(pid, None)
        if last is not None:
            self._gone.take_over_gone(last)

    def whole(self, most: int) -> Figures:
        """Everything of a node of ``most`` workers."""
        whole = Figures(started_at=self._started_at, restarts=self.restarts)
        whole.complete = len(self._last) >= most
        whole.take_over_gone(self._gone)
        for each in self._last.values():
            whole.take_over(each)
        return whole

    def answer(self, most: int) -> bytes:
        """The same, as it is sent to a worker that asks."""
        return _encode(self.whole(most))


class Line:
    """A worker's end. ``ended`` is called when it is to finish, and when the supervisor closes the pipe or is gone."""

    def __init__(self, pipe: Connection, ended: Callable[[], object]) -> None:
        self._pipe = pipe
        self._ended = ended
        self._sending = threading.Lock()
        self._asking = threading.Lock()
        self._answered = threading.Event()
        self._answer = b""
        self._own: Callable[[], Figures] | None = None
        self._turns: Callable[[], bool] = lambda: True
        self._look_own: Callable[[MemoryOrder], ProcessMemory] | None = None
        self._looks = _Looks()

    def start(self) -> None:
        """Listen, in a thread of its own."""
        threading.Thread(target=self._run, name="clms-supervisor", daemon=True).start()

    def say(self, *said: Any) -> None:
        """Tell the supervisor, unless it has closed its end: then the word to stop is on its way."""
        with self._sending:
            try:
                self._pipe.send(said)
            except OSError:
                self._ended()

    def say_figures(self, kind: str = "figures") -> None:
        """Tell the figures now."""
        if self._own is not None:
            self.say(kind, _encode(self._own()))

    def tell_of(self, own: Callable[[], Figures], turns: Callable[[], bool]) -> None:
        """Tell these figures every second from now on, and by them whether the event loop ``turns``."""
        self._turns, self._own = turns, own

    def whole(self) -> Figures:
        """The figures of the node. Called from any thread but the event loop's."""
        assert self._own is not None
        own = self._own()
        with self._asking:
            self._answered.clear()
            self.say("gather", _encode(own))
            if self._answered.wait(_PATIENCE_S):
                return _decode(self._answer)
        own.complete = False
        return own

    def look_by(self, own: Callable[[MemoryOrder], ProcessMemory]) -> None:
        """Take looks at this process' memory so."""
        self._look_own = own

    def look_at_all(self, order: MemoryOrder) -> MemoryLook:
        """The memory of every process of the node. Called from any thread but the event loop's."""
        with self._asking:
            self._looks = looks = _Looks()
            self.say(LOOK, _encode_look(order))
            complete = looks.whole.wait(_LOOK_PATIENCE_S)
            return MemoryLook(tuple(looks.found), complete)

    def _look(self, order: bytes) -> None:
        if self._look_own is not None:
            self.say(LOOKED, _encode_look(self._look_own(_decode_order(order))))

    def _on_look(self, kind: str, told: bytes, of: int) -> None:
        if kind == LOOK:
            # On a thread of its own: this one tells that the process works.
            threading.Thread(target=self._look, args=(told,), name="clms-memory", daemon=True).start()
        else:
            self._looks.take(_decode_look(told), of)

    def _run(self) -> None:
        due = time.monotonic() + TELL_S
        try:
            while True:
                if self._pipe.poll(max(0.0, due - time.monotonic())):
                    said = self._pipe.recv()
                    if said == FINISH:
                        self._ended()
                    elif isinstance(said, tuple):
                        self._on_look(*said)
                    else:
                        self._answer = said
                        self._answered.set()
                else:
                    due = time.monotonic() + TELL_S
                    self.say_figures("figures" if self._turns() else HELD)
        except (EOFError, OSError):
            self._ended()


class _Looks:
    """What was found of the processes that were asked; ``whole`` is set once all of them have told."""

    def __init__(self) -> None:
        self.found: list[ProcessMemory] = []
        self.whole = threading.Event()

    def take(self, look: ProcessMemory, of: int) -> None:
        self.found.append(look)
        if len(self.found) >= of:
            self.whole.set()
