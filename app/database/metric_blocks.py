"""Queries on what was measured, in the operations store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import zstandard
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from app.database.tables.operations import metric_blocks
from app.domain.history import TIERS, Block, Tier, packed, unpacked

_MAGIC = b"\x28\xb5\x2f\xfd"
_AT_ONCE = 200
_SMALL = 2_000


def put(connection: Connection, blocks: Collection[Block], *, over: bool) -> int:
    """Store blocks, ``over`` what is there of the same target, tier and time, or only where nothing is. Returns how
    many were stored."""
    known = set() if over else _known(connection, blocks)
    new = [block for block in blocks if _key(block) not in known]
    for start in range(0, len(new), _AT_ONCE):
        some = new[start : start + _AT_ONCE]
        if over:
            connection.execute(delete(metric_blocks).where(_any_of(some)))
        connection.execute(
            insert(metric_blocks),
            [
                {
                    "target": block.target,
                    "width_s": block.tier.width_s,
                    "start": block.start,
                    "content": _content(block),
                }
                for block in some
            ],
        )
    return len(new)


def read(
    connection: Connection,
    tier: Tier,
    since: float,
    until: float,
    *,
    target: str | None = None,
    names: Iterable[str] | None = None,
) -> Iterator[Block]:
    """Blocks that reach into a span of time, the oldest of each target first; of these metrics only, if some are named.
    A block may hold slots before and behind the span."""
    table = metric_blocks.c
    # One that began a whole piece earlier ends where the span begins.
    wanted = [table.width_s == tier.width_s, table.start > since - tier.chunk_s, table.start <= until]
    if target is not None:
        wanted.append(table.target == target)
    query = select(table.target, table.start, table.content).where(*wanted)
    kept = list(names) if names is not None else None
    for name, start, content in connection.execute(query.order_by(table.target, table.start)):
        yield Block(name, tier, start, unpacked(_whole(content), start, tier.width_s, kept))


def size(block: Block) -> int:
    """The bytes a block takes in the store."""
    return len(_content(block))


def starts(connection: Connection, tier: Tier, before: float) -> list[tuple[str, int]]:
    """Target and beginning of every block of a tier that begins before a time."""
    table = metric_blocks.c
    query = select(table.target, table.start).where(table.width_s == tier.width_s, table.start < before)
    return [(name, start) for name, start in connection.execute(query.order_by(table.target, table.start))]


def remove(connection: Connection, tier: Tier, target: str, since: int, until: int) -> int:
    """Delete the blocks of a target that begin within [since, until)."""
    table = metric_blocks.c
    done = connection.execute(
        delete(metric_blocks).where(
            table.target == target,
            table.width_s == tier.width_s,
            table.start >= since,
            table.start < until,
        )
    )
    return done.rowcount


def remove_before(connection: Connection, tier: Tier, edge: float) -> int:
    """Delete everything of a tier that begins before a time."""
    table = metric_blocks.c
    return connection.execute(
        delete(metric_blocks).where(table.width_s == tier.width_s, table.start < edge)
    ).rowcount


def targets(connection: Connection) -> tuple[str, ...]:
    """The names of all targets something is kept of."""
    query = select(metric_blocks.c.target).distinct().order_by(metric_blocks.c.target)
    return tuple(connection.execute(query).scalars())


def _key(block: Block) -> tuple[str, int, int]:
    return block.target, block.tier.width_s, block.start


def _any_of(blocks: Iterable[Block]) -> ColumnElement[bool]:
    table = metric_blocks.c
    return or_(
        *(
            and_(table.target == target, table.width_s == width_s, table.start == start)
            for target, width_s, start in map(_key, blocks)
        )
    )


def _known(connection: Connection, blocks: Collection[Block]) -> set[tuple[str, int, int]]:
    """Keys that are there, and those whose slot lies within a piece that was put together meanwhile."""
    found: set[tuple[str, int, int]] = set()
    table = metric_blocks.c
    for width_s in {block.tier.width_s for block in blocks}:
        of_tier = [block for block in blocks if block.tier.width_s == width_s]
        first, last = min(block.start for block in of_tier), max(block.start for block in of_tier)
        chunk_s = TIERS[width_s].chunk_s
        query = select(table.target, table.start, table.content).where(
            table.width_s == width_s, table.start > first - chunk_s, table.start <= last
        )
        for target, start, content in connection.execute(query):
            tracks = unpacked(_whole(content), start, width_s)
            found |= {(target, width_s, bucket.at) for each in tracks.values() for bucket in each}
    return found


def _content(block: Block) -> bytes:
    return _small(packed(block.tracks, block.start, block.tier.width_s))


def _small(content: bytes) -> bytes:
    return zstandard.compress(content) if len(content) > _SMALL else content


def _whole(content: bytes) -> bytes:
    return zstandard.decompress(content) if content.startswith(_MAGIC) else content
