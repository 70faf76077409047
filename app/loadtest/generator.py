"""The generator: an open model. Arrivals come on schedule whatever becomes of those before them, from one event loop in a
process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

import aiohttp

from app.domain.loadtest.arrivals import arrivals
from app.domain.loadtest.run import Second
from app.domain.loadtest.script import Order, Payload, Scenario, Script, Step
from app.loadtest.asking import Asking, Visitor, clock
from app.loadtest.tally import Tally

_SLACK_S = 0.0005
"""Whoever is due within half a millisecond is not waited for: timers are no finer."""
_CLOSING_S = 30.0
"""The last visits may take so long beside the time a single answer is waited for."""


@dataclass
class Generator:
    """One run of a script. ``tell`` hears of every second; ``stop`` ends the arrivals, visits on their way go on to their end."""

    script: Script
    tell: Callable[[Second], None]
    seed: int = 0
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _tally: Tally = field(default_factory=Tally)
    _phase: int = 0
    _told: float = 0.0
    _until: float = math.inf

    def stop(self) -> None:
        """Let nobody arrive any more."""
        self._stopping.set()

    async def run(self) -> None:
        """Until the last visit is over."""
        script = self.script
        turns = asyncio.Semaphore(script.pool) if script.pool else None
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, ssl=script.verified, ttl_dns_cache=None),
            timeout=aiohttp.ClientTimeout(total=script.timeout_s),
            cookie_jar=aiohttp.DummyCookieJar(),
        ) as session:
            asking = Asking(script, session, self._tally, turns)
            known = await self._once(asking, script.before, {})
            gc.collect()
            gc.freeze()
            begin = clock()
            counting = asyncio.create_task(self._count(begin))
            try:
                await self._arrivals(asking, begin, known)
            finally:
                counting.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await counting
                if self._tally.due or self._tally.answered or self._tally.problems:
                    self._tell(begin)
                await self._once(asking, script.after, known)

    async def _once(
        self, asking: Asking, steps: tuple[Step, ...], known: dict[str, object]
    ) -> dict[str, object]:
        """Go through steps that count for no figure; what they captured."""
        _scenario, given = _Choice(self.script, known, self.seed).next()
        visitor = Visitor(dict(given), random.Random(self.seed), clock(), counted=False)
        await asking.go(visitor, steps)
        return {name: value for name, value in visitor.variables.items() if given.get(name) is not value}

    async def _arrivals(self, asking: Asking, begin: float, known: dict[str, object]) -> None:
        visits: set[asyncio.Task[None]] = set()
        choose = _Choice(self.script, known, self.seed)
        for arrival in arrivals(self.script.phases):
            due = begin + arrival.at
            self._phase = arrival.phase
            if due - clock() > _SLACK_S and await self._stopped_before(due):
                break
            most = self.script.phases[arrival.phase].most
            if most and len(visits) >= most:
                self._tally.left_out += 1
                continue
            task = asyncio.create_task(self._visit(asking, choose, due))
            visits.add(task)
            task.add_done_callback(visits.discard)
        else:
            await self._stopped_before(begin + self.script.duration_s)
        self._until = clock() - begin
        if visits:
            _done, late = await asyncio.wait(visits, timeout=self.script.timeout_s + _CLOSING_S)
            for task in late:
                task.cancel()

    async def _stopped_before(self, due: float) -> bool:
        """Wait until then; True when it was stopped meanwhile."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, due - clock())):
                await self._stopping.wait()
        return self._stopping.is_set()

    async def _visit(self, asking: Asking, choose: _Choice, due: float) -> None:
        self._tally.lag.record(max(0.0, clock() - due))
        self._tally.under_way += 1
        scenario, variables = choose.next()
        visitor = Visitor(variables, choose.chance, due)
        try:
            await asking.go(visitor, scenario.steps)
        finally:
            if scenario.cleanup:
                visitor.counted, visitor.left = False, False
                await asking.go(visitor, scenario.cleanup)
            self._tally.under_way -= 1

    async def _count(self, begin: float) -> None:
        second = 0
        while True:
            second += 1
            await asyncio.sleep(max(0.0, begin + second - clock()))
            self._tell(begin)

    def _tell(self, begin: float) -> None:
        at = clock() - begin
        span = max(0.0, min(at, self._until) - self._told)
        self._told = at
        self.tell(self._tally.take(at, self._phase, span))


class _Choice:
    """What falls to each arrival: its scenario, and the values of its variables. ``known`` was captured before the first."""

    def __init__(self, script: Script, known: Mapping[str, object], seed: int) -> None:
        self.chance = random.Random(seed)
        self._scenarios = script.scenarios
        self._weights = list(accumulate(scenario.weight for scenario in script.scenarios))
        self._variables = {**script.variables, **known}
        self._payloads = [_Lines(payload, self.chance) for payload in script.payloads if payload.rows]

    def next(self) -> tuple[Scenario, dict[str, object]]:
        """A scenario by its weight; of each variable that is a list one value, of each payload a line."""
        (scenario,) = self.chance.choices(self._scenarios, cum_weights=self._weights)
        values = {
            name: self.chance.choice(value) if isinstance(value, list) and value else value
            for name, value in self._variables.items()
        }
        for lines in self._payloads:
            values |= lines.next()
        return scenario, values


class _Lines:
    """The lines of a payload, in its order."""

    def __init__(self, payload: Payload, chance: random.Random) -> None:
        self._payload, self._chance, self._place = payload, chance, -1
        self._weights = list(accumulate(1 / n for n in range(1, len(payload.rows) + 1)))

    def next(self) -> dict[str, object]:
        """The variables of the line that comes now."""
        rows, order = self._payload.rows, self._payload.order
        if order is Order.SEQUENCE:
            self._place = (self._place + 1) % len(rows)
            line = rows[self._place]
        elif order is Order.ZIPF:
            (line,) = self._chance.choices(rows, cum_weights=self._weights)
        else:
            line = self._chance.choice(rows)
        return dict(zip(self._payload.fields, line, strict=False))
