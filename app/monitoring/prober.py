"""Looks at every target in a thread of its own, so that one that hangs is told as such and holds up no other."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping

from app.domain.health import HealthState, Reading, Standing, Target, TargetKind, take
from app.errors import ClmsError
from app.monitoring.probe import Access, Found, Probe, unhealthy
from app.monitoring.probes import probe_of

_log = logging.getLogger(__name__)

_OVERSEEN_S = 0.25


class _Watch:
    """One target: its probe, the thread that looks, and how it stands."""

    def __init__(
        self, target: Target, access: Access, now: Callable[[], float], turned: Callable[[], None]
    ) -> None:
        self.target = target
        self._now = now
        self._turned = turned
        self._probe: Probe = probe_of(target, access)
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._begun: float | None = None
        self._told_late = 0.0
        self.standing: Standing | None = None
        self._thread = threading.Thread(target=self._run, name=f"clms-probe-{target.name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Look no more; what is on its way may still take its time."""
        self._ended.set()

    def join(self) -> None:
        self._thread.join(2 * self._probe.TIMEOUT_S + 1)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._look()
            standing = self.standing
            every_s = self._probe.EVERY_S
            self._ended.wait(every_s if standing is None else standing.wait_s(every_s))
        self._probe.close()

    def _look(self) -> None:
        self._begun = started = time.monotonic()
        found = _looked(self._probe)
        took = time.monotonic() - started
        self._begun = None
        if took <= self._limit_s:
            self._take(found, took * 1000 if found.state is not HealthState.UNKNOWN else None)
        elif found.state is HealthState.UNHEALTHY:  # told late, and ended badly: two bad signs
            self._take(found, None)

    @property
    def _limit_s(self) -> float:
        return self._probe.TIMEOUT_S * 1.5

    def oversee(self) -> None:
        """Say of a look that takes too long that nothing answers; while it lasts, after each further half of the time it
        has, so that what hangs is shown as soon as what answers badly twice."""
        begun, now = self._begun, time.monotonic()
        if begun is None or now - begun <= self._limit_s or now - self._told_late < self._probe.TIMEOUT_S / 2:
            return
        self._told_late = now
        self._take(unhealthy(f"It does not answer within {self._probe.TIMEOUT_S:g} s."), None)

    def _take(self, found: Found, response_ms: float | None) -> None:
        with self._lock:
            reading = Reading(
                found.state, found.reason, self._now(), time.monotonic(), response_ms, found.facts
            )
            before = self.standing
            self.standing = take(before, reading)
        if before is not None and before.state is not self.standing.state:
            _log.info("%s is %s: %s", self.target.name, self.standing.state.value, self.standing.reason)
            self._turned()


class Prober:
    """The standing of all targets, kept up to date from ``start`` to ``close``. ``now`` is the library's time; ``turned``
    is called whenever one changed its state."""

    def __init__(
        self,
        access: Access,
        now: Callable[[], float] = time.time,
        turned: Callable[[], None] = lambda: None,
    ) -> None:
        self._access = access
        self._now = now
        self._turned = turned
        self._watches: dict[str, _Watch] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._oversee, name="clms-prober", daemon=True)

    def start(self, targets: Iterable[Target]) -> None:
        """Begin to look at these."""
        self.watch(targets)
        self._thread.start()

    def watch(self, targets: Iterable[Target]) -> None:
        """Look at these from now on. What is known of a target that is still the same is kept."""
        wanted = {each.name: each for each in targets if each.kind is not TargetKind.LIBRARY}
        with self._lock:
            gone = [
                self._watches.pop(name)
                for name, watch in list(self._watches.items())
                if name not in wanted or wanted[name].place != watch.target.place
            ]
            new = [
                self._watches.setdefault(name, _Watch(target, self._access, self._now, self._turned))
                for name, target in wanted.items()
                if name not in self._watches
            ]
        for watch in gone:
            watch.end()
        for watch in new:
            watch.start()

    def standings(self) -> Mapping[str, Standing]:
        """How each stands, by name; one that was not looked at yet is missing."""
        with self._lock:
            return {
                name: watch.standing for name, watch in self._watches.items() if watch.standing is not None
            }

    def close(self) -> None:
        """Look no more."""
        self._ended.set()
        with self._lock:
            watches = list(self._watches.values())
        for watch in watches:
            watch.end()
        for watch in watches:
            watch.join()
        if self._thread.is_alive():
            self._thread.join()

    def _oversee(self) -> None:
        while not self._ended.wait(_OVERSEEN_S):
            with self._lock:
                watches = list(self._watches.values())
            for watch in watches:
                watch.oversee()


def _looked(probe: Probe) -> Found:
    try:
        return probe.look()
    except ClmsError as problem:
        return unhealthy(problem.message)
    except OSError as problem:
        return unhealthy(f"It can't be reached: {problem.strerror or problem}.")
    except Exception as problem:  # noqa: BLE001 - a bug of a probe must not end the watch
        _log.exception("the probe of %s failed", probe.target.name)
        return Found(HealthState.UNKNOWN, f"The look itself failed: {type(problem).__name__}.")
