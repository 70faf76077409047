"""Finding workers that died: by their heartbeat standing still, or at once when their process is known to be gone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from app.database.workers import WorkerRow
from app.jobs.standing import Standing, awake_s


@dataclass(slots=True)
class DeathWatch:
    """What one observer saw of the others' heartbeats, timed by its own clock."""

    standing: Standing
    lease_s: float
    clock: Callable[[], float] = awake_s
    _seen: dict[int, tuple[int, float]] = field(default_factory=dict)

    def dead(self, rows: Iterable[WorkerRow], holders: Collection[int]) -> list[tuple[int, int]]:
        """The dead among these workers as (id, heartbeats when last seen), and holders of jobs that no row tells of."""
        now = self.clock()
        seen: dict[int, tuple[int, float]] = {}
        found: list[tuple[int, int]] = []
        for row in rows:
            beats, since = self._seen.get(row.id, (row.beats, now))
            if beats != row.beats:
                beats, since = row.beats, now
            seen[row.id] = (beats, since)
            gone = self.standing.knows_dead(row.place, row.pid, row.born)
            if gone or now - since >= self.lease_s:
                found.append((row.id, row.beats))
        found += [(worker_id, -1) for worker_id in holders if worker_id not in seen]
        self._seen = seen
        return found
