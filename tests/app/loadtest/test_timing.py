"""Waking on time: in the order of the times and not of the asking, never before, and between whole milliseconds."""

from __future__ import annotations

import asyncio
import contextlib
import sys

import pytest

from app.loadtest.timing import Alarm, clock


def test_who_is_due_first_is_woken_first_and_nobody_too_early() -> None:
    async def go() -> list[str]:
        woken: list[str] = []

        async def wait(alarm: Alarm, name: str, when: float) -> None:
            await alarm.at(when)
            assert clock() >= when
            woken.append(name)

        with contextlib.closing(Alarm()) as alarm:
            now = clock()
            await asyncio.gather(
                wait(alarm, "last", now + 0.05),
                wait(alarm, "first", now - 1),
                wait(alarm, "third", now + 0.03),
                wait(alarm, "second", now + 0.01),
            )
        return woken

    assert asyncio.run(go()) == ["first", "second", "third", "last"]


def test_who_gave_up_is_passed_over() -> None:
    async def go() -> None:
        with contextlib.closing(Alarm()) as alarm:
            now = clock()
            set_, cancelled, waited_for = (alarm.at(now + 0.01) for _ in range(3))
            set_.set_result(None)
            cancelled.cancel()
            await waited_for
            assert cancelled.cancelled()

    asyncio.run(go())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such timers")
def test_it_does_not_wait_for_the_next_whole_millisecond() -> None:
    """A loop's own timer is never less than 0.7 ms late here; on a busy computer the alarm is at times, and not always."""

    async def go() -> list[float]:
        late = []
        with contextlib.closing(Alarm()) as alarm:
            for _ in range(100):
                due = clock() + 0.0003
                await alarm.at(due)
                late.append(clock() - due)
        return late

    assert min(asyncio.run(go())) < 0.0005
