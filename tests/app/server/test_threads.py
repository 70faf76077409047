"""Threads carry out what they are given, at most so many at once, and finish it when they are closed."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator

import pytest

from app.server.threads import Threads


@pytest.fixture
def threads() -> Iterator[Threads]:
    """Three at most."""
    with contextlib.closing(Threads("test", 3)) as made:
        yield made


def test_results_and_errors_reach_whoever_waits(threads: Threads) -> None:
    async def ask() -> None:
        assert (await threads.run(lambda: threading.current_thread().name)).startswith("test_")
        with pytest.raises(ZeroDivisionError):
            await threads.run(lambda: 1 // 0)
        assert await asyncio.gather(*(threads.run(lambda each=each: each) for each in range(50))) == [
            *range(50)
        ]

    asyncio.run(ask())
    asyncio.run(ask())  # for another loop too


def test_so_many_run_at_once_and_no_more(threads: Threads) -> None:
    together = threading.Barrier(3)
    running, most, lock = [0], [0], threading.Lock()

    def work() -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        together.wait(10)  # breaks unless three come together
        with lock:
            running[0] -= 1

    async def ask() -> None:
        await asyncio.gather(*(threads.run(work) for _ in range(9)))

    asyncio.run(ask())
    assert most == [3]


def test_what_nobody_waits_for_any_more_is_not_begun(threads: Threads) -> None:
    go, done = threading.Event(), []

    async def ask() -> None:
        busy = [threads.run(lambda: go.wait(10)) for _ in range(3)]
        given_up = threads.run(lambda: done.append("given up"))
        given_up.cancel()
        last = threads.run(lambda: done.append("last"))
        go.set()
        await asyncio.gather(*busy, last)

    asyncio.run(ask())
    assert done == ["last"]


def test_closing_finishes_what_was_taken_on() -> None:
    threads, done = Threads("test", 2), []

    async def ask() -> None:
        waiting = [threads.run(lambda each=each: done.append(each)) for each in range(20)]
        threads.close()
        assert sorted(done) == [*range(20)]
        await asyncio.gather(*waiting)
        with pytest.raises(RuntimeError):
            threads.run(lambda: None)

    asyncio.run(ask())
    assert not [each for each in threading.enumerate() if each.name.startswith("test_")]
