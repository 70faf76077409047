"""What the servers measured of themselves while a load test runs, from the history of the watch."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from app.domain.actors import Actor
from app.domain.board import NodeLine
from app.domain.health import TargetKind
from app.domain.history import Bucket
from app.domain.loadtest.servers import CONNECTIONS, FIGURES, LAG, Points, ServerFigure, key_of
from app.errors import ClmsError
from app.monitoring.probes.database import TAKES_WRITES
from app.services.core import Core
from app.services.health import HealthService

_LOOK_EVERY_S = 8.0
_log = logging.getLogger(__name__)


class ServersWatch:
    """Follows the servers of the library that is open, in the name of whoever runs the test. Where nobody watches them there is
    nothing to follow."""

    def __init__(self, core: Core, health: HealthService, actor: Actor, began: float) -> None:
        """``began`` is this computer's time, in seconds since 1970; the library's may be another."""
        self._core, self._health, self._actor = core, health, actor
        self._began = began
        self._nodes: tuple[NodeLine, ...] = ()
        self._looked = 0.0
        self.points: Mapping[str, Points] = {}

    def follow(self) -> None:
        """Read what was measured until now, and say that somebody looks, so that figures come every second."""
        try:
            self._look()
            self.points = self._read()
        except ClmsError as problem:  # a database under load may not answer: what is known already stays
            _log.info("The servers' figures can't be read: %s", problem.message)

    def _look(self) -> None:
        if self._looked and time.monotonic() - self._looked < _LOOK_EVERY_S:
            return
        look = self._health.look(self._actor)
        if look.board is not None and not look.stale:
            self._nodes = look.board.nodes
            self._health.watch(self._actor)
        self._looked = time.monotonic()

    def _read(self) -> dict[str, Points]:
        ahead = self._core.clock.now().timestamp() - time.time()
        began = self._began + ahead
        found: dict[str, Points] = {}
        for node in self._nodes:
            figures = [figure for figure in FIGURES if figure.kind is node.kind and _is_told(figure, node)]
            names = tuple(name for figure in figures for name in figure.parts)
            if not names:
                continue
            series = self._health.history(
                self._actor, node.name, names, datetime.fromtimestamp(began, UTC), self._core.clock.now()
            )
            tracks = {each.metric: each.buckets for each in series}
            for figure in figures:
                points = _points([tracks[name] for name in figure.parts], began)
                if points:
                    found[key_of(figure.name, node.name)] = points
        return found


def _is_told(figure: ServerFigure, node: NodeLine) -> bool:
    """Connections count at the primary, lag at the others."""
    if node.kind is not TargetKind.DATABASE:
        return True
    writes = node.facts.get("role") == TAKES_WRITES
    return figure.name not in (CONNECTIONS, LAG) or writes is (figure.name == CONNECTIONS)


def _points(tracks: Sequence[Sequence[Bucket]], began: float) -> Points:
    """The highest value of each slot from the run's beginning on; of several figures their sum."""
    sums: dict[int, float] = defaultdict(float)
    for track in tracks:
        for bucket in track:
            if bucket.at >= began - 1:
                sums[bucket.at] += bucket.high
    return tuple((round(max(0.0, at - began), 1), round(value, 3)) for at, value in sorted(sums.items()))
