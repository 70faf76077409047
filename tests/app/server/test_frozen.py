"""Workers that do nothing any more, in two ways, are noticed within a bound and replaced; the others answer meanwhile."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.bootstrap import Recipe, build
from app.server import supervisor
from app.server.options import ServerOptions
from app.server.supervisor import Supervisor
from app.settings import Settings
from tests.app.server.conftest import KEY
from tests.app.server.served import is_worker
from tests.waiting import until

_FROZEN_S = 3.0
_BOUND_S = _FROZEN_S + 3.0  # the worker's word each second, the looks of the supervisor, and a slow machine


def _that_can_be_held(
    pipe: Connection, listener: socket.socket, recipe: Recipe, options: ServerOptions
) -> None:
    """The worker as it is, but that a request for /held keeps its event loop for ever."""
    from app.server import worker
    from app.server.kernel import Api

    class Held(Api):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            if scope["path"] == "/held":
                threading.Event().wait()
            await super().__call__(scope, receive, send)

    worker.Api = Held  # type: ignore[misc]
    worker.worker_main(pipe, listener, recipe, options)


@contextmanager
def _supervised(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of two such workers that are looked after."""
    monkeypatch.setattr(supervisor, "_work", _that_can_be_held)
    options = ServerOptions(keys=(KEY,), connections=3, workers=2, frozen_s=_FROZEN_S)
    stop = threading.Event()
    with Supervisor(recipe, options) as ours:
        thread = threading.Thread(target=ours.run, args=(stop,))
        thread.start()
        try:
            yield int(ours.address.rpartition(":")[2])
        finally:
            stop.set()
            thread.join()


def _workers() -> set[int]:
    return {each.pid for each in psutil.Process().children() if is_worker(each) and _is_one(each)}


def _is_one(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return "spawn_main" in " ".join(process.cmdline())
    return False


def _answers(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/live")
        return connection.getresponse().status == 200


def test_a_frozen_worker_is_replaced_and_the_other_answers_meanwhile(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as opened:
        app = opened.enter_context(build(Settings(data_dir=library, bcrypt_rounds=4)))
        port = opened.enter_context(_supervised(app.recipe(), monkeypatch))
        before = _workers()
        assert len(before) == 2

        def wait_for_another(gone: int, began: float) -> float:
            until(lambda: not psutil.pid_exists(gone), "the frozen one to be gone", _BOUND_S)
            took = time.monotonic() - began
            until(lambda: len(_workers()) == 2, "another in its place")
            return took

        stopped = min(before)
        began = time.monotonic()
        os.kill(stopped, signal.SIGSTOP)
        assert all(_answers(port) for _ in range(20)), "the other takes what comes"
        assert wait_for_another(stopped, began) > _FROZEN_S - 1.5, "not before it was silent for long"

        now = _workers()
        connection = opened.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
        began = time.monotonic()
        connection.sendall(b"GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
        until(lambda: len(_workers() & now) == 1, "the one that stands still to be gone", _BOUND_S)
        assert time.monotonic() - began > _FROZEN_S - 1.5
        until(lambda: len(_workers()) == 2, "another in its place")
        connection.settimeout(60)
        with suppress(ConnectionResetError):
            assert connection.recv(1) == b"", "its client is not left waiting"
        assert all(_answers(port) for _ in range(20))
