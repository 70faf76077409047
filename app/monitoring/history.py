"""The history of all figures, shared by everybody through the operations store: written, read, and put together as it
grows old."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from operator import itemgetter

from sqlalchemy import Connection

from app.database import metric_blocks
from app.database.engine import Database
from app.domain.history import (
    LIVE,
    MINUTES,
    SAMPLES,
    Block,
    Bucket,
    Part,
    Tier,
    laid_over,
    merged,
    plan,
    thinned,
)

_AT = itemgetter(0)
_SETTLED_S = 300
"""A piece is put together so long after its end: what was kept elsewhere while the database was down comes late."""


class History:
    """What was measured."""

    def __init__(self, store: Database) -> None:
        self._store = store

    def write(self, blocks: Collection[Block]) -> None:
        """Keep what was measured now. Raises Unreachable."""
        self._store.write(lambda connection: metric_blocks.put(connection, blocks, over=True))

    def fill(self, blocks: Collection[Block]) -> int:
        """Keep what was measured earlier, where nothing else is known; returns how many blocks that were."""
        return self._store.write(lambda connection: metric_blocks.put(connection, blocks, over=False))

    def read(
        self, target: str, names: Iterable[str], since: float, until: float, now: float
    ) -> dict[str, list[Bucket]]:
        """The buckets of some metrics of a target within a span of time, the oldest first: every second of the last
        hour where somebody watched, every 30 seconds of the last day, else every minute. ``now`` is the library's time.
        """
        wanted = list(names)
        found: dict[str, list[Bucket]] = {name: [] for name in wanted}
        with self._store.read() as connection:
            for part in plan(since, until, now):
                for name, buckets in self._part(connection, target, wanted, part).items():
                    found[name] = laid_over(found[name], buckets, part.tier.width_s)
        return found

    @staticmethod
    def _part(connection: Connection, target: str, names: list[str], part: Part) -> dict[str, list[Bucket]]:
        blocks = metric_blocks.read(connection, part.tier, part.since, part.until, target=target, names=names)
        tracks = merged(*(block.tracks for block in blocks))
        found = {}
        for name, buckets in tracks.items():
            drawn = thinned(buckets, part.width_s) if part.width_s > part.tier.width_s else buckets
            first = bisect_left(drawn, part.since - part.width_s, key=_AT)
            found[name] = drawn[first : bisect_right(drawn, part.until, key=_AT)]
        return found

    def targets(self) -> tuple[str, ...]:
        """Every target something is known of."""
        with self._store.read() as connection:
            return metric_blocks.targets(connection)

    def tidy(self, now: float) -> int:
        """Put pieces together that are over, thin what is older than a day to minutes, forget what is older than a
        month. Returns how many pieces were made. Safe to be cut off, and to be done by two at once."""
        made = self._gather(LIVE, now) + self._gather(SAMPLES, now) + self._thin(now)
        for tier in (LIVE, MINUTES):
            edge = tier.chunk(now - tier.keep_s)
            self._store.write(
                lambda connection, tier=tier, edge=edge: metric_blocks.remove_before(connection, tier, edge)  # type: ignore[misc]
            )
        return made

    def _gather(self, tier: Tier, now: float) -> int:
        """Put the slots of each piece of time that is over into one block."""
        with self._store.read() as connection:
            found = metric_blocks.starts(connection, tier, tier.chunk(now - _SETTLED_S))
        loose: dict[tuple[str, int], int] = {}
        for target, start in found:
            key = (target, tier.chunk(start))
            loose[key] = loose.get(key, 0) + 1
        scattered = [key for key, number in loose.items() if number > 1]
        for target, chunk in scattered:
            self._store.write(
                lambda connection, t=target, c=chunk: _put_together(
                    connection, tier, tier, t, c, c + tier.chunk_s
                )  # type: ignore[misc]
            )
        return len(scattered)

    def _thin(self, now: float) -> int:
        edge = MINUTES.chunk(now - SAMPLES.keep_s)
        with self._store.read() as connection:
            found = metric_blocks.starts(connection, SAMPLES, edge)
        hours = sorted({(target, MINUTES.chunk(start)) for target, start in found})
        for target, hour in hours:
            self._store.write(
                lambda connection, t=target, h=hour: _put_together(
                    connection, SAMPLES, MINUTES, t, h, h + MINUTES.chunk_s
                )  # type: ignore[misc]
            )
        return len(hours)


def _put_together(
    connection: Connection, source: Tier, into: Tier, target: str, since: int, until: int
) -> None:
    """Make one block of the span in tier ``into`` of the blocks in ``source`` that begin in it, and delete those."""
    blocks = [
        block
        for block in metric_blocks.read(connection, source, since, until - 1, target=target)
        if since <= block.start < until
    ]
    tracks = merged(*(block.tracks for block in blocks))
    if into is not source:
        tracks = {name: thinned(buckets, into.width_s) for name, buckets in tracks.items()}
        known = metric_blocks.read(connection, into, since, until - 1, target=target)
        tracks = merged(*(block.tracks for block in known), tracks)
    metric_blocks.remove(connection, source, target, since, until)
    metric_blocks.put(connection, [Block(target, into, since, tracks)], over=True)
