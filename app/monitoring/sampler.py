"""Asks every target for its figures, each in a thread of its own, so that a slow one delays no other."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable

from app.domain.health import Target
from app.domain.measuring import Look, measure
from app.errors import ClmsError
from app.monitoring.collector import Collector
from app.monitoring.collectors import collector_of, measured_of
from app.monitoring.probe import Access

_log = logging.getLogger(__name__)

EVERY_S = 30.0
WATCHED_S = 1.0

Heard = Callable[[Target, float, "dict[str, float | None]"], None]
"""Told a target, the library's time, and its figures; on the target's thread."""


class _Rounds:
    """One target."""

    def __init__(self, target: Target, collector: Collector, sampler: Sampler) -> None:
        self.target = target
        self._collector = collector
        self._sampler = sampler
        self._ended = False
        self._before: Look | None = None
        self.problem = ""
        self._thread = threading.Thread(target=self._run, name=f"clms-figures-{target.name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._ended = True

    def join(self) -> None:
        self._thread.join(2 * self._collector.TIMEOUT_S + 2)

    def _run(self) -> None:
        while not self._ended:
            began = time.monotonic()
            self._look()
            self._sampler.wait(self, began)
        self._collector.close()

    @property
    def ended(self) -> bool:
        return self._ended

    @property
    def every_s(self) -> float:
        return max(self._sampler.every_s, self._collector.EVERY_S)

    def _look(self) -> None:
        try:
            figures = self._collector.collect()
        except (ClmsError, OSError) as problem:
            self._failed(str(problem))
            return
        except Exception as problem:  # noqa: BLE001 - a bug of a collector must not end the watch
            _log.exception("the figures of %s can't be read", self.target.name)
            self._failed(type(problem).__name__)
            return
        figures.raw |= self._sampler.access.neighbours.of(self.target)
        now = figures.at(self._sampler.now(), time.monotonic())
        before, self._before = self._before, now
        self.problem = ""
        self._sampler.heard(self.target, now.at, measure(measured_of(self.target.kind), before, now))

    def _failed(self, why: str) -> None:
        if not self.problem:
            _log.info("no figures of %s: %s", self.target.name, why)
        self.problem = why
        self._sampler.heard(self.target, self._sampler.now(), {})


class Sampler:
    """The figures of all targets, every 30 seconds, or every second while ``every_s`` is set so."""

    def __init__(self, access: Access, now: Callable[[], float], heard: Heard) -> None:
        self.access = access
        self.now, self.heard = now, heard
        self.every_s = EVERY_S
        self._rounds: dict[str, _Rounds] = {}
        self._changed = threading.Condition()

    def set_every(self, every_s: float) -> None:
        """Look so often from now on."""
        if every_s != self.every_s:
            self.every_s = every_s
            with self._changed:
                self._changed.notify_all()

    def wait(self, rounds: _Rounds, began: float) -> None:
        """Wait until it is time for the look after the one that began then; less long once somebody watches."""
        with self._changed:
            while not rounds.ended and (left := began + rounds.every_s - time.monotonic()) > 0:
                self._changed.wait(left)

    def watch(self, targets: Iterable[Target]) -> None:
        """Look at these from now on. One that is still the same goes on."""
        wanted = {target.name: target for target in targets}
        gone = [
            self._rounds.pop(name)
            for name, rounds in list(self._rounds.items())
            if name not in wanted or wanted[name].place != rounds.target.place
        ]
        self._end(gone)
        for name, target in wanted.items():
            collector = collector_of(target, self.access) if name not in self._rounds else None
            if collector is not None:
                self._rounds[name] = _Rounds(target, collector, self)
                self._rounds[name].start()

    def problems(self) -> dict[str, str]:
        """Why the figures of a target can't be read, of those that can't."""
        return {name: rounds.problem for name, rounds in self._rounds.items() if rounds.problem}

    def close(self) -> None:
        """Look no more."""
        rounds = list(self._rounds.values())
        self._end(rounds)
        for each in rounds:
            each.join()
        self._rounds.clear()

    def _end(self, rounds: Iterable[_Rounds]) -> None:
        for each in rounds:
            each.end()
        with self._changed:
            self._changed.notify_all()
