"""Threads that take what waits and carry it out together."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.database import together
from app.database.engine import Database
from app.server.threads import Threads
from app.server.together import Together
from tests.waiting import PATIENCE_S

SERVERS = [
    pytest.param(name, marks=pytest.mark.engine)
    for name in ("mariadb",)
    if name in os.environ.get("CLMS_TEST_ENGINES", "mariadb")
]


@pytest.fixture(params=SERVERS)
def engine_name(request: pytest.FixtureRequest) -> str:
    """A server; what is done here asks it nothing but a transaction."""
    return str(request.param)


@pytest.fixture
def alone() -> Iterator[Threads]:
    with contextlib.closing(Threads("alone", 2)) as made:
        yield made


@pytest.fixture
def threads(database: Database, alone: Threads) -> Iterator[Together]:
    with contextlib.closing(Together("together", 4, database, alone)) as made:
        yield made


class Doors:
    """Holds those under way, so that what comes meanwhile is taken together when they are let go or are waited for no more."""

    def __init__(self, threads: Together) -> None:
        self._go = threading.Event()
        self._inside = threading.Semaphore(0)
        self._threads = threads
        self._held: list[asyncio.Future[Any]] = []

    def shut(self) -> None:
        for _ in range(2):
            self._held.append(self._threads.run(self._hold))
            assert self._inside.acquire(timeout=PATIENCE_S)

    async def open(self) -> None:
        self._go.set()
        await asyncio.gather(*self._held)

    def _hold(self) -> None:
        self._inside.release()
        assert self._go.wait(PATIENCE_S)


def behind_doors(threads: Together, *works: Callable[[], Any]) -> list[Any]:
    """What they gave or raised, having waited for the same thread."""

    async def ask() -> list[Any]:
        doors = Doors(threads)
        doors.shut()
        waiting = [threads.run(work) for work in works]
        await doors.open()
        return await asyncio.gather(*waiting, return_exceptions=True)

    return asyncio.run(ask())


def test_results_and_errors_reach_whoever_waits(threads: Together) -> None:
    said = behind_doors(threads, lambda: 1, lambda: 1 // 0, lambda: threading.current_thread().name)
    assert said[0] == 1
    assert isinstance(said[1], ZeroDivisionError)
    assert said[2].startswith("together_")


def test_what_is_left_is_done_by_itself_elsewhere(threads: Together) -> None:
    begun: list[str] = []

    def work() -> str:
        begun.append(threading.current_thread().name)
        member = together.member()
        if member is not None and member.join() is not None:
            raise together.Alone
        return threading.current_thread().name

    said = behind_doors(threads, *[work] * 12)
    left = sum(each.startswith("alone_") for each in said)
    assert left == 12
    assert len(begun) == 24
    counted = {each.name: each.value for each in threads.samples()}
    assert 0 < counted["companies_total"] <= 6
    assert counted["acts_left_total"] == counted["acts_in_company_total"] <= 12


def test_a_bug_reaches_whoever_waits(threads: Together, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    async def ask() -> None:
        with monkeypatch.context() as patched:
            patched.setattr("app.server.together.carry_out", broken)
            with pytest.raises(ZeroDivisionError):
                await threads.run(lambda: 1)
        assert await threads.run(lambda: 1) == 1

    asyncio.run(ask())


def test_what_hangs_holds_nobody_else(threads: Together) -> None:
    """As many companies as there are threads may hang but one."""
    hang, done = threading.Event(), threading.Event()

    async def ask() -> None:
        stuck = []
        for _ in range(3):
            inside = threading.Event()
            stuck.append(threads.run(lambda inside=inside: (inside.set(), hang.wait(PATIENCE_S))))  # type: ignore[misc]
            assert inside.wait(PATIENCE_S)
        await threads.run(done.set)
        hang.set()
        await asyncio.gather(*stuck)

    asyncio.run(ask())
    assert done.is_set()


def test_what_nobody_waits_for_any_more_is_not_begun(threads: Together) -> None:
    done: list[str] = []

    async def ask() -> None:
        doors = Doors(threads)
        doors.shut()
        waiting = [threads.run(lambda each=each: done.append(each)) for each in ("first", "given up", "last")]
        waiting[1].cancel()
        await doors.open()
        await asyncio.gather(waiting[0], waiting[2])

    asyncio.run(ask())
    assert sorted(done) == ["first", "last"]


def test_closing_finishes_what_was_taken_on(database: Database, alone: Threads) -> None:
    threads, done = Together("together", 4, database, alone), []

    async def ask() -> None:
        waiting = [threads.run(lambda each=each: done.append(each)) for each in range(60)]
        threads.close()
        assert sorted(done) == [*range(60)]
        await asyncio.gather(*waiting)
        with pytest.raises(RuntimeError):
            threads.run(lambda: None)

    asyncio.run(ask())
