"""Blocks of finished title rows: made here for a small library, by child processes for a large one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from app.services.children import Children
from app.services.sample.shelf import ShelfEntry, shelf_entry
from app.services.sample.title_rows import TitleRows, rows_of
from app.services.sample.titles import INDEPENDENT_FROM, TitleMaker

#: From so many titles on other processors help.
PARALLEL_FROM = 100_000
_BLOCK = 2_000


class MadeTitle(NamedTuple):
    """A title ready to be written. ``rank`` is its popularity, 0 the most asked for."""

    rank: int
    shelf: ShelfEntry
    rows: TitleRows


@dataclass(frozen=True, slots=True)
class Order:
    """Which titles are wanted, and the id of the first one."""

    count: int
    seed: int
    today: date
    first_title: int


def made_titles(maker: TitleMaker, order: Order) -> Iterator[MadeTitle]:
    """All titles of an order; ``maker`` is the one that makes them in this process."""
    processes = os.cpu_count() or 1
    if order.count < PARALLEL_FROM or processes < 2:
        yield from _made(maker, order, 0, order.count)
        return
    with Children(processes) as pool:
        waiting: deque[Future[list[MadeTitle]]] = deque()
        starts = iter(range(INDEPENDENT_FROM, order.count, _BLOCK))
        try:
            for start in islice(starts, 2 * processes):
                waiting.append(pool.submit(make_block, order, start))
            yield from _made(maker, order, 0, INDEPENDENT_FROM)
            while waiting:
                block = waiting.popleft().result()
                start_next = next(starts, None)
                if start_next is not None:
                    waiting.append(pool.submit(make_block, order, start_next))
                yield from block
        finally:
            pool.end()


def make_block(order: Order, start: int) -> list[MadeTitle]:
    """The block of titles that begins at ``start``. Runs in a child process."""
    return list(_made(_maker(order), order, start, min(start + _BLOCK, order.count)))


@lru_cache(maxsize=1)
def _maker(order: Order) -> TitleMaker:
    return TitleMaker(order.count, order.seed, order.today)


def _made(maker: TitleMaker, order: Order, start: int, stop: int) -> Iterator[MadeTitle]:
    for title in maker.some(start, stop):
        yield MadeTitle(title.rank, shelf_entry(title), rows_of(title, order.first_title + title.number))
