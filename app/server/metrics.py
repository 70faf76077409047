"""What one process of the API counts of itself while it serves.

Counting is done on the event loop, with every request; telling in any thread, seldom.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec
import psutil

from app import decoding
from app.database.engine import Database
from app.domain.figures import (
    WINDOW_S,
    Figures,
    Histogram,
    LiveRequest,
    Recent,
    RouteFigures,
    Sample,
    WorkerFigures,
    is_error,
)

if TYPE_CHECKING:
    from app.database.tally import TallyFigures
    from app.server.binding import Binding
    from app.server.request import Request

Source = Callable[[], Iterable[Sample]]

MOST_LIVE = 200
"""Most requests in service that are told one by one."""


class _Second:
    """What ended in one second."""

    __slots__ = ("at", "errors", "refused", "times")

    def __init__(self, at: int) -> None:
        self.at = at
        self.errors = 0
        self.refused = 0
        self.times = Histogram()


class Metrics:
    """One a process. ``slow_s`` is how long a request may take before it is slow. Without ``measuring`` nothing is
    counted or timed; what is in service now is known all the same, and a slow request is told."""

    def __init__(self, slow_s: float, measuring: bool = True) -> None:
        self.slow_s = slow_s
        self.measuring = measuring
        self.started_at = time.time()
        self.live: set[Request] = set()
        self.requests = 0
        self._routes: dict[int, RouteFigures] = {}
        self._seconds: deque[_Second] = deque([_Second(int(self.started_at))], maxlen=WINDOW_S)
        self._lag = Histogram()
        self._lags: deque[float] = deque([0.0], maxlen=600)
        self._sources: list[Source] = []
        self._process = psutil.Process()

    def register(self, source: Source) -> None:
        """Ask ``source`` for its samples whenever figures are told: from any thread, and it must not wait."""
        self._sources.append(source)

    # On the event loop

    def begin(self, request: Request) -> None:
        """A request came."""
        self.requests += 1
        self.live.add(request)

    def passed(self) -> None:
        """A request came and was answered in one step."""
        self.requests += 1

    def end(self, request: Request) -> None:
        """A request, or the stream it asked for, is over."""
        self.live.discard(request)

    def note(
        self, binding: Binding | None, status: int, seconds: float, asked: TallyFigures | None = None
    ) -> bool:
        """A request was answered, and asked so much of the database if anything. Tells whether that was slow."""
        if not self.measuring:
            return seconds >= self.slow_s
        route = self._routes.get(id(binding))
        if route is None:
            route = self._new_route(binding)
        route.statuses[status] = route.statuses.get(status, 0) + 1
        part = route.times.add(seconds)
        if asked is not None:
            statements, sql_seconds, waited_seconds = asked
            route.statements += statements
            route.sql_seconds += sql_seconds
            route.waited_seconds += waited_seconds
        now = int(time.time())
        second = self._seconds[-1]
        if second.at != now:
            second = _Second(now)
            self._seconds.append(second)
        second.times.add_to(part, seconds)
        if status >= 400:
            if is_error(status):
                second.errors += 1
            else:
                second.refused += 1
        if seconds < self.slow_s:
            return False
        route.slow += 1
        return True

    def note_lag(self, seconds: float) -> None:
        """The event loop came so much later than it was asked to."""
        if not self.measuring:
            return
        self._lag.add(seconds)
        self._lags.append(seconds)

    def _new_route(self, binding: Binding | None) -> RouteFigures:
        made = (
            RouteFigures("-", "none")
            if binding is None
            else RouteFigures(binding.route.method, binding.route.path)
        )
        self._routes[id(binding)] = made
        return made

    # Telling

    def figures(self, waiting: int, streams: int, closing: bool) -> Figures:
        """Everything, as a copy."""
        routes = {route.key: route for route in list(self._routes.values())}
        found = Figures(
            started_at=self.started_at,
            workers=[self._worker(waiting, streams, closing)],
            routes=routes,
            recent=self._recent(),
            loop_lag=self._lag,
            samples=[sample for source in self._sources_of_now() for sample in source()],
            live=self._live(),
            measured=self.measuring,
        )
        return decoding.unpack(msgspec.msgpack.encode(found), Figures)

    def _sources_of_now(self) -> list[Source]:
        return [self._cpu, *self._sources] if self.measuring else []

    def _worker(self, waiting: int, streams: int, closing: bool) -> WorkerFigures:
        with self._process.oneshot():
            return WorkerFigures(
                pid=os.getpid(),
                started_at=self.started_at,
                requests=self.requests,
                in_flight=len(self.live),
                waiting=waiting,
                streams=streams,
                cpu_seconds=self._cpu_seconds(),
                resident_bytes=self._process.memory_info().rss,
                threads=self._process.num_threads(),
                loop_lag=max(list(self._lags)),
                closing=closing,
            )

    def _cpu_seconds(self) -> float:
        times = self._process.cpu_times()
        return times.user + times.system

    def _cpu(self) -> Iterable[Sample]:
        yield Sample("process_cpu_seconds_total", "Processor time used.", "counter", self._cpu_seconds())

    def _recent(self) -> Recent:
        now = time.time()
        edge = int(now) - WINDOW_S
        found = Recent(seconds=max(1.0, min(float(WINDOW_S), now - self.started_at)))
        for second in list(self._seconds):
            if second.at > edge:
                found.take_over(Recent(0.0, second.errors, second.refused, second.times))
        return found

    def _live(self) -> list[LiveRequest]:
        live = sorted(self.live, key=lambda request: request.begun_at)[:MOST_LIVE]
        return [
            LiveRequest(
                request.id,
                request.method,
                request.binding.route.path if request.binding else "",
                request.begun_at,
                request.grant.actor.user_id if request.grant else None,
                os.getpid(),
            )
            for request in live
        ]


def pool_source(store: str, open_database: Callable[[], Database | None]) -> Source:
    """Samples of the use of a database's pool, once it was opened."""

    def samples() -> Iterable[Sample]:
        database = open_database()
        if database is None:
            return
        use, labels = database.pool_use(), {"store": store}
        yield Sample("database_connections_most", "Connections that may be open.", "gauge", use.most, labels)
        yield Sample("database_connections_in_use", "Connections in use.", "gauge", use.in_use, labels)
        yield Sample(
            "database_connection_waits_total",
            "Calls that found every connection in use.",
            "counter",
            use.waits,
            labels,
        )
        yield Sample(
            "database_connection_wait_seconds_total",
            "Seconds such calls waited.",
            "counter",
            use.waited_s,
            labels,
        )
        yield Sample(
            "database_connections_given_up_total",
            "Calls that got no connection in time.",
            "counter",
            use.given_up,
            labels,
        )

    return samples
