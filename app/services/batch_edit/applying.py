"""Writing a dry run in chunks, while desks go on lending.

Each chunk is one act with its own key; its size follows the time the last one held its locks, it ends early when its
time is up, and between chunks there is a pause. Chunks only note what is to be indexed for the search. A cancelled or
broken batch leaves whole chunks, can be gone on with, and can be taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_OID, uuid5

import msgspec

from app import decoding
from app.database import batch_edit as queries
from app.database import search as searching
from app.database.pacing import Pace
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.batch_edit.fields import Entity
from app.domain.batch_edit.recipes import fields_of
from app.domain.catalog import Book
from app.domain.changes import Changed, Receipt
from app.errors import NotFound, Refused
from app.services.batch_edit.plans import Plan, Planned
from app.services.batch_edit.records import AUDITED_AS, Loaded, load, make, write
from app.services.batch_edit.values import Cancelled, EditResult, EditState, Left, Preview, Progress
from app.services.core import Core
from app.services.undo_edits import stale

_EXAMPLES = 20
_UNINDEXED = 5_000
#: The largest chunk: it is taken back in one act too, which holds its locks somewhat longer.
_LARGEST = 300
CHANGED = {
    Entity.TITLES: Changed.TITLES | Changed.COPIES,
    Entity.COPIES: Changed.COPIES,
    Entity.PATRONS: Changed.PATRONS,
}


def chunk_pace() -> Pace:
    """The pace of a batch, or of taking it back."""
    return Pace(50, 20, _LARGEST)


def chunk_key(plan_id: str, part: str | int) -> str:
    """The act key of one part of a batch: the same part never happens twice, whoever repeats it."""
    return str(uuid5(NAMESPACE_OID, f"clms batch edit {plan_id} {part}"))


_FOUND_BY = {
    Entity.TITLES: searching.OF_TITLES,
    Entity.COPIES: searching.OF_COPIES,
    Entity.PATRONS: searching.OF_PATRONS,
}


@dataclass(frozen=True, slots=True)
class Indexing:
    """Keeps the search in step with a batch that may write these fields; does nothing when records aren't found by
    any of them."""

    entity: Entity
    fields: Collection[str]

    @property
    def needed(self) -> bool:
        """Whether one of the fields is searched."""
        return not _FOUND_BY[self.entity].isdisjoint(self.fields)

    def later(self, unit: Unit, ids: Collection[int]) -> None:
        """Note titles (of copies too) or patrons to be indexed."""
        if not self.needed:
            return
        if self.entity is Entity.PATRONS:
            searching.index_patrons_later(unit.connection, ids)
        else:
            searching.index_later(unit.connection, ids)

    def catch_up(self, core: Core) -> None:
        """Index what was noted. When this fails or never comes, the next to catch up does it."""
        if not self.needed:
            return
        if self.entity is Entity.PATRONS:
            searching.catch_up_patrons(core.database)
        else:
            searching.catch_up(core.database)


@dataclass(frozen=True, slots=True)
class ChunkDone:
    """What a chunk did: its last row, how many records it changed, and rows left as they are (row, record, why)."""

    last: int
    changed: int
    left: tuple[tuple[int, Left], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The record of a batch that begins."""

    batch_id: int


@dataclass(slots=True)
class Applying:
    """One run of a batch."""

    core: Core
    actor: Actor
    plan: Plan
    progress: Progress | None = None
    cancelled: Cancelled | None = None
    pace: Pace = field(default_factory=chunk_pace)
    _unindexed: int = 0

    def run(self) -> Receipt[EditResult]:
        """Write all there is to write. Going on with a batch that was cut off is the same call."""
        preview = self.plan.preview()
        indexing = _indexing(preview)
        receipt, seq, counts = self._begin(preview)
        batch_id, total = receipt.value.batch_id, self.plan.will_write()
        state, examples = EditState.DONE, list[Left]()
        try:
            while rows := self.plan.to_write(seq, self.pace.size):
                if self.cancelled is not None and self.cancelled():
                    state = EditState.CANCELLED
                    break
                done = self._chunk(batch_id, preview, rows, counts)
                seq = done.last
                counts.update({"changed": done.changed, "left": len(done.left)})
                examples += [left for _, left in done.left]
                if self.progress is not None:
                    self.progress(counts["changed"] + counts["left"], total)
                if self._unindexed >= _UNINDEXED:
                    self._catch_up(indexing)
            self._catch_up(indexing)
        except BaseException:
            self._close(batch_id, EditState.FAILED, seq)
            raise
        closed = self._close(batch_id, state, seq)
        result = EditResult(batch_id, state, counts["changed"], counts["left"], tuple(examples[:_EXAMPLES]))
        return Receipt(
            receipt.act_id,
            receipt.key,
            receipt.kind,
            receipt.changed | CHANGED[indexing.entity],
            result,
            replayed=receipt.replayed,
            position=closed.position,
            stand=closed.stand,
        )

    def _catch_up(self, indexing: Indexing) -> None:
        indexing.catch_up(self.core)
        self._unindexed = 0

    def _begin(self, preview: Preview) -> tuple[Receipt[Opened], int, Counter[str]]:
        recipe = preview.recipe

        def work(unit: Unit) -> Opened:
            fields = tuple(fields_of(recipe))
            batch_id = queries.open_edit(
                unit.connection,
                act_id=unit.act_id,
                entity=recipe.entity.value,
                name=recipe.name,
                fields=msgspec.json.encode(fields).decode(),
                state=EditState.RUNNING.value,
                counts="{}",
                rows_done=0,
                started_at=unit.now,
            )
            after = {"of": recipe.entity, "fields": fields, "rows": self.plan.will_write()}
            unit.audit("batch_edit", "batch_edit", batch_id, recipe.name or recipe.entity.value, after=after)
            unit.changed(CHANGED[recipe.entity], "batch_edits")
            return Opened(batch_id)

        receipt = self.core.acts.perform(
            self.actor, "batch_edit", work, result=Opened, key=chunk_key(self.plan.id, "begin")
        )
        with self.core.database.read() as connection:
            row = queries.edit(connection, receipt.value.batch_id)
        if row is None:
            raise NotFound("This batch is no longer there.")
        if row.state == EditState.UNDONE:
            raise Refused("This batch was taken back.", hint="Make the dry run again.", code="undone")
        counts = decoding.decode(row.counts, dict[str, int])
        return receipt, row.rows_done, Counter(counts)

    def _chunk(self, batch_id: int, preview: Preview, rows: list[Planned], before: Counter[str]) -> ChunkDone:
        def work(unit: Unit) -> ChunkDone:
            self.pace.begin(unit.connection)
            done = self._write(unit, preview, rows)
            queries.add_chunk(unit.connection, batch_id, unit.act_id)
            counts = before + Counter({"changed": done.changed, "left": len(done.left)})
            queries.write_edit(
                unit.connection, batch_id, rows_done=done.last, counts=msgspec.json.encode(counts).decode()
            )
            return done

        receipt = self.core.acts.perform(
            self.actor,
            "batch_edit_chunk",
            work,
            result=ChunkDone,
            key=chunk_key(self.plan.id, rows[0].row.seq),
            undoable=False,
        )
        done = receipt.value
        for seq, left in done.left:
            self.plan.refuse(seq, left.why)
        written = sum(planned.row.seq <= done.last for planned in rows)
        self._unindexed += written
        self.pace.end(written)
        return done

    def _write(self, unit: Unit, preview: Preview, rows: Sequence[Planned]) -> ChunkDone:
        """Write rows as long as there is time; a record that is no longer as the dry run saw it is left."""
        entity = preview.recipe.entity
        found = load(unit.connection, entity, [planned.row.record_id for planned in rows], lock=True)
        touched: dict[int, None] = {}
        left: list[tuple[int, Left]] = []
        changed, last = 0, 0
        for planned in rows:
            if last and not self.pace.time_left():
                break
            last, loaded = planned.row.seq, found.get(planned.row.record_id)
            try:
                _one(unit, preview, planned, loaded)
            except Refused as error:
                left.append((last, Left(planned.row.record_id, _named(planned), error.message)))
                continue
            assert loaded is not None
            record = loaded.record
            touched[record.title_id if isinstance(record, Book) else record.id] = None
            changed += 1
        _indexing(preview).later(unit, touched)
        return ChunkDone(last, changed, tuple(left))

    def _close(self, batch_id: int, state: EditState, seq: int) -> Receipt[Opened]:
        """Note how it ended; returns the receipt of that."""

        def work(unit: Unit) -> Opened:
            queries.write_edit(unit.connection, batch_id, state=state.value, finished_at=unit.now)
            return Opened(batch_id)

        key = chunk_key(self.plan.id, f"end {state.value} {seq}")
        return self.core.acts.perform(
            self.actor, "batch_edit_end", work, result=Opened, key=key, undoable=False
        )


def _indexing(preview: Preview) -> Indexing:
    return Indexing(preview.recipe.entity, frozenset(fields_of(preview.recipe)))


def _one(unit: Unit, preview: Preview, planned: Planned, loaded: Loaded | None) -> None:
    """Write one record. Raises Refused when it is not as the dry run saw it, or may not be saved any more."""
    if loaded is None or loaded.deleted:
        raise Refused("Somebody deleted this record meanwhile.")
    if loaded.record.version != planned.version:
        entity = AUDITED_AS[preview.recipe.entity]
        raise stale(unit.connection, entity, planned.row.record_id, _named(planned), loaded.record.version)
    made = make(preview.recipe, loaded)
    if made.cells != planned.row.cells:
        raise Refused("This record is no longer as the dry run showed it.")
    write(unit, loaded, made.draft)


def _named(planned: Planned) -> str:
    return planned.row.number or planned.row.label
