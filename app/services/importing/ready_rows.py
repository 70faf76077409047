"""Rows of books made ready to be written: their columns as the driver takes them, as far as they don't depend on ids.

Of a large file a process beside this one makes them, some blocks ahead, so that this one matches and writes. Until that
one runs, and where there is none, they are made here by the same steps.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Dialect
from sqlalchemy.engine import make_url

from app import decoding
from app.database.catalog_loading import CatalogLoading, NewTitle, Row
from app.database.catalog_rows import book_columns
from app.domain.catalog import BookDraft, TitleDraft
from app.services.children import Children
from app.services.importing.applying import WRITTEN
from app.services.importing.book_plans import Stored
from app.services.importing.comparing import Target
from app.services.importing.plans import Plan, PlanRow
from app.services.importing.values import Verdict

#: With so many rows to write a process beside this one pays; it begins behind those made here while it starts.
HELPED_FROM = 5_000
_OWN = 2_500
#: Rows in a block, and blocks asked for ahead: more than the largest chunk takes.
_BLOCK = 250
_AHEAD = 10
#: Targets that say nothing a new row doesn't.
_PLAIN = frozenset({'{"action":"create"}', '{"action":"attach"}'})

_stored = decoding.decoder(Stored).decode
_target = decoding.decoder(Target).decode
_draft = decoding.decoder(TitleDraft).decode


class ReadyRow(NamedTuple):
    """A row made ready. ``target`` is there when it says more than that the row is new."""

    seq: int
    line: int
    number: str
    key: bytes
    verdict: Verdict
    record_id: int | None
    target: Target | None
    status: str = ""
    """The copy's; "" for a title alone."""
    cells: Row = ()
    """A new copy's."""
    book: BookDraft | None = None
    """A copy that is there, as the row has it."""
    marc: bytes | None = None
    """The record that is to become that of a title that is there."""


class Block(NamedTuple):
    """Rows that follow one another, and the titles that begin with them."""

    rows: list[ReadyRow]
    new: dict[bytes, NewTitle]


class RowMaker:
    """Makes rows of a plan ready for one kind of database."""

    def __init__(self, plan: Plan, dialect: Dialect) -> None:
        self._plan = plan
        self._loading = CatalogLoading(dialect)

    def block(self, behind: int, size: int) -> Block:
        """The next rows behind one, at most so many."""
        rows = self._plan.rows_behind(behind, size, WRITTEN)
        keys = [row.key for row in rows if row.key is not None]
        records = self._plan.records(keys)
        return Block([self._row(row, records) for row in rows], self._titles(keys, records, behind))

    def titles(self, keys: Collection[bytes]) -> dict[bytes, NewTitle]:
        """The titles of these groups, which have none yet."""
        return self._titles(list(keys), self._plan.records(list(keys)), 0)

    def _titles(self, keys: list[bytes], records: dict[bytes, bytes], behind: int) -> dict[bytes, NewTitle]:
        groups = self._plan.groups(list(set(keys)))
        return {
            key: self._loading.title(_draft(draft), records.get(key))
            for key, (first, draft, title_id) in groups.items()
            if title_id is None and first > behind
        }

    def _row(self, row: PlanRow, records: dict[bytes, bytes]) -> ReadyRow:
        assert row.key is not None and row.verdict is not None
        target = None if row.target in _PLAIN else _target(row.target)
        made = ReadyRow(row.seq, row.line, row.number, row.key, row.verdict, row.record_id, target)
        if target is not None and target.marc:
            made = made._replace(marc=records.get(row.key))
        if not row.number:
            return made
        book = _stored(row.reading).book
        if row.record_id is not None:
            return made._replace(status=book.status.value, book=book)
        return made._replace(status=book.status.value, cells=self._loading.book(book_columns(book)))


class ReadyRows:
    """The rows of a plan in order, made ready when they are wanted or ahead of that. Close it when done."""

    def __init__(self, plan: Plan, dialect: Dialect, kind: str) -> None:
        self._plan = plan
        self._maker = RowMaker(plan, dialect)
        self._kind = kind
        self._rows: deque[ReadyRow] = deque()
        self._new: dict[bytes, NewTitle] = {}
        self._at: int | None = None
        self._own_until = 0
        self.helper: Children | None = None
        """The process beside this one, while there is one."""
        self._ahead: deque[Future[bytes]] = deque()

    def behind(self, seq: int, size: int) -> Block:
        """The next rows behind one, at most so many, with the titles they need that aren't there."""
        if self._at is None:
            self._at = seq
            self._call_help(seq)
        while self._rows and self._rows[0].seq <= seq:
            self._new.pop(self._rows.popleft().key, None)
        while len(self._rows) < size:
            block = self._next(size - len(self._rows))
            if not block.rows:
                break
            self._rows.extend(block.rows)
            self._new.update(block.new)
            self._at = block.rows[-1].seq
        rows = list(islice(self._rows, size))
        return Block(rows, self._missing({row.key: None for row in rows}))

    def close(self) -> None:
        """Let the process beside this one end."""
        if self.helper is not None:
            self.helper.end()
            self.helper = None

    def _missing(self, keys: dict[bytes, None]) -> dict[bytes, NewTitle]:
        """The titles of these groups that have none yet, in the order of the file."""
        known = self._plan.titles_of(list(keys))
        missing = [key for key in keys if key not in known]
        # The row that was to bring it was left out: this one does.
        again = [key for key in missing if key not in self._new]
        new = self._new | self._maker.titles(again) if again else self._new
        return {key: new[key] for key in missing if key in new}

    def _next(self, wanted: int) -> Block:
        assert self._at is not None
        if self.helper is None or self._at < self._own_until:
            block = self._maker.block(self._at, wanted)
            if self.helper is None:
                return block
            rows = [row for row in block.rows if row.seq <= self._own_until]
            return Block(rows, block.new)
        try:
            made: Block = pickle.loads(self._ahead.popleft().result())
            self._ask()
        except BrokenProcessPool:  # somebody ended it; what it made so far is good
            self.close()
            return self._next(wanted)
        return made

    def _call_help(self, seq: int) -> None:
        """Start the process beside this one, when there is enough left for it."""
        if (os.cpu_count() or 1) < 2 or not self._plan.rows_behind(seq, 1, WRITTEN, skip=HELPED_FROM - 1):
            return
        self._own_until = self._plan.rows_behind(seq, 1, WRITTEN, skip=_OWN - 1)[0].seq
        self.helper = Children(1)
        for _ in range(_AHEAD):
            self._ask()

    def _ask(self) -> None:
        assert self.helper is not None
        path = str(self._plan.path)
        self._ahead.append(self.helper.submit(next_block, path, self._kind, self._own_until))


def next_block(path: str, kind: str, behind: int) -> bytes:
    """The next block of a plan's rows, the first of them behind one. Runs in a child process."""
    return pickle.dumps(next(_blocks(path, kind, behind), Block([], {})), pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=1)
def _blocks(path: str, kind: str, behind: int) -> Iterator[Block]:
    maker = RowMaker(Plan.open(path), make_url(f"{kind}://").get_dialect()())
    return _all_blocks(maker, behind)


def _all_blocks(maker: RowMaker, behind: int) -> Iterator[Block]:
    while (block := maker.block(behind, _BLOCK)).rows:
        yield block
        behind = block.rows[-1].seq
