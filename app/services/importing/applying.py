"""Writing a prepared import in chunks, while desks go on lending.

Rows are made ready outside transactions. Each chunk is one act with its own key; its size follows the time the last
one held its locks, so that nobody waits longer than LOCK_S, and between chunks there is a pause in which whoever
waited gets in. A cancelled or broken import leaves whole chunks, can be gone on with, and can be undone.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from app.database import importing as queries
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.changes import Changed, Receipt
from app.errors import Conflict, NotFound, Refused
from app.services.core import Core
from app.services.importing.batches import advance, chunk_key, close_batch, open_batch
from app.services.importing.plans import Plan, PlanRow
from app.services.importing.values import BatchState, ImportResult, Preview, Progress, Step, Verdict

#: Longest a chunk should hold its locks, in seconds, and what it aims at.
LOCK_S = 0.2
_AIM_S = 0.12
_FIRST_CHUNK = 50
# Smaller chunks cost more than they spare: what an act costs whatever its size would rule.
_SMALLEST_CHUNK = 20
_LARGEST_CHUNK = 2_000
_WRITTEN = (Verdict.CREATE, Verdict.ATTACH, Verdict.CHANGE)
# A chunk that met somebody else's new record is prepared anew this often.
_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class ChunkDone:
    """What a chunk did: rows by verdict, titles made (match key, id), and rows left out (seq, why)."""

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

    def __call__(self, unit: Unit) -> ChunkDone:
        """Write the rows."""
        ...


class Writer(Protocol):
    """What differs between books and students."""

    changed: Changed

    def ready(self, batch_id: int, rows: list[PlanRow]) -> Chunk:
        """Make rows ready, outside a transaction."""
        ...


@dataclass(slots=True)
class Pace:
    """How many rows the next chunk takes, from how long the last one held its locks."""

    size: int = _FIRST_CHUNK
    longest_s: float = 0.0

    def took(self, rows: int, seconds: float) -> None:
        """Learn from a chunk."""
        self.longest_s = max(self.longest_s, seconds)
        if not rows:
            return
        # Down by halves, up by steps: a slow moment of the server must not be met by a larger chunk.
        factor = min(max(_AIM_S / max(seconds, 0.001), 0.5), 1.5)
        self.size = int(min(max(_SMALLEST_CHUNK, self.size * factor), _LARGEST_CHUNK))

    def rest(self, seconds: float) -> float:
        """How long to stand aside, so that a desk that polls for the lock gets it."""
        return min(max(seconds * 0.4, 0.005), 0.06)


@dataclass(slots=True)
class Applying:
    """One run of an import."""

    core: Core
    actor: Actor
    plan: Plan
    writer: Writer
    progress: Progress | None
    cancelled: Callable[[], bool] | None
    pace: Pace = field(default_factory=Pace)

    def run(self) -> Receipt[ImportResult]:
        """Write all there is to write. Going on with a started import is the same call."""
        started = time.monotonic()
        preview = self.plan.preview()
        receipt, seq, counts = self._begin(preview)
        batch_id = receipt.value.batch_id
        state = BatchState.DONE
        try:
            while rows := self.plan.rows_behind(seq, self.pace.size, _WRITTEN):
                if self.cancelled is not None and self.cancelled():
                    state = BatchState.CANCELLED
                    break
                counts.update(self._chunk(batch_id, rows, counts))
                seq = rows[-1].seq
                self._tell(counts, preview)
        except BaseException:
            self._close(batch_id, BatchState.FAILED, seq)
            raise
        self._close(batch_id, state, seq)
        result = ImportResult(
            batch_id, state, self._totals(preview, counts), counts["titles"], seq, time.monotonic() - started
        )
        return Receipt(
            receipt.act_id,
            receipt.key,
            receipt.kind,
            receipt.changed | self.writer.changed,
            result,
            replayed=receipt.replayed,
        )

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
        return receipt, row.rows_done, Counter(msgspec.json.decode(row.counts, type=dict[str, int]))

    def _chunk(self, batch_id: int, rows: list[PlanRow], before: Counter[str]) -> Counter[str]:
        for attempt in range(_ATTEMPTS):
            chunk = self.writer.ready(batch_id, rows)
            began = 0.0

            def work(unit: Unit, chunk: Chunk = chunk) -> ChunkDone:
                nonlocal began
                began = time.monotonic()
                done = chunk(unit)
                advance(unit, batch_id, rows[-1].seq, dict(before + Counter(done.counts)))
                return done

            try:
                receipt = self.core.acts.perform(
                    self.actor,
                    "import_chunk",
                    work,
                    result=ChunkDone,
                    key=chunk_key(self.plan.id, rows[0].seq),
                    undoable=False,
                )
            except Conflict:
                # Between looking and writing somebody added one of these records: look again.
                if attempt == _ATTEMPTS - 1:
                    raise
                continue
            self._learn(receipt.value, len(rows), time.monotonic() - began if began else 0.0)
            return Counter(receipt.value.counts)
        raise AssertionError("unreachable: the loop returns or raises")

    def _learn(self, done: ChunkDone, rows: int, seconds: float) -> None:
        self.plan.set_titles(done.made)
        for seq, why in done.left_out:
            self.plan.decide(seq, Verdict.CONFLICT, why)
        self.pace.took(rows, seconds)
        time.sleep(self.pace.rest(seconds))

    def _close(self, batch_id: int, state: BatchState, seq: int) -> None:
        def work(unit: Unit) -> Closed:
            close_batch(unit, batch_id, state)
            return Closed(batch_id, state.value)

        self.core.acts.perform(
            self.actor,
            "import_end",
            work,
            result=Closed,
            key=chunk_key(self.plan.id, f"end {state.value} {seq}"),
            undoable=False,
        )

    def _tell(self, counts: Counter[str], preview: Preview) -> None:
        if self.progress is not None:
            done = sum(counts[verdict.value] for verdict in _WRITTEN) + counts["left_out"]
            self.progress(Step("Writing", done, preview.will_write))

    def _totals(self, preview: Preview, counts: Counter[str]) -> dict[str, int]:
        totals = {verdict.value: counts[verdict.value] for verdict in _WRITTEN}
        for verdict in (Verdict.SKIP, Verdict.CONFLICT, Verdict.REFUSED):
            totals[verdict.value] = preview.counts[verdict]
        totals[Verdict.CONFLICT.value] += counts["left_out"]
        return totals
