"""Processes beside one that multiprocessing lets have none."""

from __future__ import annotations

import os
from multiprocessing import get_context
from multiprocessing.connection import Connection

from app.services.children import Children


def _ask_a_child(answer: Connection) -> None:
    children = Children(1)
    try:
        answer.send((os.getpid(), children.submit(os.getpid).result(), children.submit(os.getppid).result()))
    finally:
        children.end()


def test_a_daemon_has_children_that_end_with_it() -> None:
    ours, theirs = get_context("spawn").Pipe()
    daemon = get_context("spawn").Process(target=_ask_a_child, args=(theirs,), daemon=True)
    daemon.start()
    theirs.close()
    own, child, parent = ours.recv()
    daemon.join()
    assert daemon.exitcode == 0
    assert child != own == parent
