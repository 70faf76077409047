"""Writing a prepared import in chunks, while desks go on lending.

Rows are made ready outside transactions. Each chunk is one act with its own key; its size follows the time the last
one held its locks, it ends early when its time is up, and between chunks there is a pause in which whoever waited
gets in. Chunks only note what is to be indexed for the search, which catches up in transactions of its own. A
cancelled or broken import leaves whole chunks, can be gone on with, and can be undone.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from app import decoding
from app.database import importing as queries
from app.database.pacing import Pace
from app.database.search import CaughtUp
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.changes import Changed, Receipt
from app.errors import Conflict, NotFound, Refused
from app.services.core import Core
from app.services.importing.batches import advance, chunk_key, close_batch, open_batch
from app.services.importing.plans import Plan
from app.services.importing.values import BatchState, ImportResult, Preview, Progress, Step, Verdict

T = TypeVar("T")
log = logging.getLogger(__name__)
_FIRST_CHUNK = 50
# Smaller chunks cost more than they spare: what an act costs whatever its size would rule.
_SMALLEST_CHUNK = 20
_LARGEST_CHUNK = 2_000
#: A chunk is written in so many parts, after each of which it may end early.
_PARTS = 6
_SMALLEST_PART = 10
#: After so many rows the search index catches up, so that they are soon found and few are left when all ends badly.
#: With the chunk that goes over it, no more than are merged at a time (app.database.search.catching_up.MERGED).
UNINDEXED = 14_000
#: Rows with these verdicts are written.
WRITTEN = (Verdict.CREATE, Verdict.ATTACH, Verdict.CHANGE)
# A chunk that met somebody else's new record is written anew this often.
_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class ChunkDone:
    """What a chunk did: its last row, rows by verdict, titles made (match key, id), and rows left out (seq, why)."""

    last: int
    counts: dict[str, int]
    made: tuple[tuple[bytes, int], ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The record of an import that begins."""

    batch_id: int


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of an import."""

    batch_id: int
    state: str


class Chunk(Protocol):
    """Rows made ready; calling it writes them. Safe to repeat in a new transaction."""

    @property
    def seqs(self) -> Sequence[int]:
        """The numbers of the rows."""
        ...

    def __call__(self, unit: Unit, time_left: Callable[[], bool]) -> ChunkDone:
        """Write the rows, or the first of them when there is no time left."""
        ...


C = TypeVar("C", bound=Chunk)


class Writer(Protocol[C]):
    """What differs between books and students. ``unindexed``: after so many rows the index catches up."""

    changed: Changed
    unindexed: int

    def ready(self, batch_id: int, behind: int, size: int) -> C | None:
        """Make the next rows behind one ready, at most so many, outside a transaction; None when no more are left."""
        ...

    def wrote(self, chunk: C) -> None:
        """Hear that a chunk is committed."""
        ...

    def catch_up(self, *, last: bool) -> CaughtUp:
        """Index what chunks noted to be indexed later; all of it when it is the last time."""
        ...

    def close(self) -> None:
        """Let what makes rows ready end."""
        ...


def chunk_pace() -> Pace:
    """The pace of an import, or of its undoing."""
    return Pace(_FIRST_CHUNK, _SMALLEST_CHUNK, _LARGEST_CHUNK)


def parts(rows: Sequence[T], slow: Callable[[T], bool]) -> Iterator[list[T]]:
    """Rows in order, cut for a look at the clock after each part: ``slow`` rows are written one by one."""
    size = max(len(rows) // _PARTS, _SMALLEST_PART)
    part: list[T] = []
    for row in rows:
        if part and (len(part) >= size or slow(row) or slow(part[-1])):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


@dataclass(slots=True)
class Applying:
    """One run of an import."""

    core: Core
    actor: Actor
    plan: Plan
    writer: Writer[Any]
    progress: Progress | None
    cancelled: Callable[[], bool] | None
    pace: Pace = field(default_factory=chunk_pace)
    _unindexed: int = 0

    def run(self) -> Receipt[ImportResult]:
        """Write all there is to write. Going on with a started import is the same call."""
        started = time.monotonic()
        preview = self.plan.preview()
        receipt, seq, counts = self._begin(preview)
        batch_id = receipt.value.batch_id
        state = BatchState.DONE
        try:
            while (chunk := self.writer.ready(batch_id, seq, self.pace.size)) is not None:
                if self.cancelled is not None and self.cancelled():
                    state = BatchState.CANCELLED
                    break
                done = self._chunk(batch_id, chunk, counts)
                counts.update(done.counts)
                seq = done.last
                self._tell(counts, preview)
                if self._unindexed >= self.writer.unindexed:
                    self._catch_up(last=False)
            self._catch_up(last=True)
        except BaseException:
            self._close(batch_id, BatchState.FAILED, seq)
            raise
        closed = self._close(batch_id, state, seq)
        result = ImportResult(
            batch_id, state, self._totals(preview, counts), counts["titles"], seq, time.monotonic() - started
        )
        log.info("import %d held its locks for %.3f s at most", batch_id, self.pace.longest_s)
        return Receipt(
            receipt.act_id,
            receipt.key,
            receipt.kind,
            receipt.changed | self.writer.changed,
            result,
            replayed=receipt.replayed,
            position=closed.position,
            stand=closed.stand,
        )

    def _catch_up(self, *, last: bool) -> None:
        """Make what was written findable. When this fails or never comes, the next to catch up does it."""
        done = self.writer.catch_up(last=last)
        self.pace.longest_s = max(self.pace.longest_s, done.longest_s)
        self._unindexed = 0

    def _begin(self, preview: Preview) -> tuple[Receipt[Opened], int, Counter[str]]:
        kind = f"import_{preview.kind.value}"
        receipt = self.core.acts.perform(
            self.actor,
            kind,
            lambda unit: Opened(open_batch(unit, preview)),
            result=Opened,
            key=chunk_key(self.plan.id, "begin"),
        )
        with self.core.database.read() as connection:
            row = queries.batch(connection, receipt.value.batch_id)
        if row is None:
            raise NotFound("This import is no longer there.")
        if row.state == BatchState.UNDONE:
            raise Refused("This import was undone.", hint="Choose the file again.", code="undone")
        return receipt, row.rows_done, Counter(decoding.decode(row.counts, dict[str, int]))

    def _chunk(self, batch_id: int, chunk: Chunk, before: Counter[str]) -> ChunkDone:
        def work(unit: Unit) -> ChunkDone:
            self.pace.begin(unit.connection)
            done = chunk(unit, self.pace.time_left)
            advance(unit, batch_id, done.last, dict(before + Counter(done.counts)))
            return done

        for attempt in range(_ATTEMPTS):
            self.pace.stand_aside()
            try:
                receipt = self.core.acts.perform(
                    self.actor,
                    "import_chunk",
                    work,
                    result=ChunkDone,
                    key=chunk_key(self.plan.id, chunk.seqs[0]),
                    undoable=False,
                )
            except Conflict:
                # Between looking and writing somebody added one of these records: it looks again.
                if attempt == _ATTEMPTS - 1:
                    raise
                continue
            self.writer.wrote(chunk)
            self._learn(receipt.value, sum(seq <= receipt.value.last for seq in chunk.seqs))
            return receipt.value
        raise AssertionError("unreachable: the loop returns or raises")

    def _learn(self, done: ChunkDone, rows: int) -> None:
        self.pace.end(rows)
        self._unindexed += rows
        self.plan.set_titles(done.made)
        for seq, why in done.left_out:
            self.plan.decide(seq, Verdict.CONFLICT, why)

    def _close(self, batch_id: int, state: BatchState, seq: int) -> Receipt[Closed]:
        """Note how it ended; returns the receipt of that."""

        def work(unit: Unit) -> Closed:
            close_batch(unit, batch_id, state)
            return Closed(batch_id, state.value)

        return self.core.acts.perform(
            self.actor,
            "import_end",
            work,
            result=Closed,
            key=chunk_key(self.plan.id, f"end {state.value} {seq}"),
            undoable=False,
        )

    def _tell(self, counts: Counter[str], preview: Preview) -> None:
        if self.progress is not None:
            done = sum(counts[verdict.value] for verdict in WRITTEN) + counts["left_out"]
            self.progress(Step("Writing", done, preview.will_write))

    def _totals(self, preview: Preview, counts: Counter[str]) -> dict[str, int]:
        totals = {verdict.value: counts[verdict.value] for verdict in WRITTEN}
        for verdict in (Verdict.SKIP, Verdict.CONFLICT, Verdict.REFUSED):
            totals[verdict.value] = preview.counts[verdict]
        totals[Verdict.CONFLICT.value] += counts["left_out"]
        return totals
