"""How a running cluster is spoken to: one line of JSON there and one back, over a socket in its folder.

Only who may enter that folder's socket reaches it: its owner, and root.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from app import decoding
from app.cluster.local.folder import short_path
from app.domain.local_cluster import Answer, Order
from app.domain.server_state import error_of, failure_of
from app.errors import ClmsError, InvalidInput, Unreachable

_PATIENCE_S = 180.0
_MOST_BYTES = 4_000_000


class Control:
    """Listens for orders; ``carry_out`` is called on a thread of its own for each."""

    def __init__(self, path: Path, carry_out: Callable[[Order], Answer]) -> None:
        self._carry_out = carry_out
        self._socket = socket.socket(socket.AF_UNIX)
        with short_path(path) as place:
            self._socket.bind(place)
        path.chmod(0o600)
        self._socket.listen()
        self._threads: list[threading.Thread] = []
        self._listening = self._run(self._listen)

    def close(self) -> None:
        """Stop listening; what is asked is answered before."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._listening.join()
        for thread in self._threads:
            thread.join()

    def _run(self, work: Callable[..., None], *args: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=args, name="clms-control", daemon=True)
        thread.start()
        return thread

    def _listen(self) -> None:
        while True:
            try:
                asked, _ = self._socket.accept()
            except OSError:
                return
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            self._threads.append(self._run(self._answer, asked))

    def _answer(self, asked: socket.socket) -> None:
        with asked, contextlib.suppress(OSError), asked.makefile("rwb") as stream:
            try:
                order = decoding.decode(stream.readline(_MOST_BYTES), Order)
                answer = self._carry_out(order)
            except ClmsError as error:
                answer = Answer(failed=failure_of(error))
            except msgspec.DecodeError:
                answer = Answer(failed=failure_of(InvalidInput("That is no order.")))
            stream.write(msgspec.json.encode(answer, enc_hook=str) + b"\n")


def ask(path: Path, order: Order, patience_s: float = _PATIENCE_S) -> Answer:
    """Give an order and wait for what comes of it. Raises what kept it from being done, Unreachable without an answer."""
    try:
        with socket.socket(socket.AF_UNIX) as line, short_path(path) as place:
            line.settimeout(patience_s)
            line.connect(place)
            with line.makefile("rwb") as stream:
                stream.write(msgspec.json.encode(order) + b"\n")
                stream.flush()
                answer = decoding.decode(stream.readline(_MOST_BYTES), Answer)
    except (OSError, msgspec.DecodeError) as error:
        reason = (
            os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "it was cut short"
        )
        raise Unreachable(
            f"The cluster in {path.parent} does not answer: {reason}.", code="no_answer"
        ) from error
    if answer.failed is not None:
        raise error_of(answer.failed)
    return answer
