"""Taking a batch back: each record is put back as the audit says it was, unless somebody changed it since.

What a chunk wrote is taken back in one act that reverses it, the newest chunk first; between them desks go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app import decoding
from app.database import batch_edit as queries
from app.database.acts import AuditRow, audit_of
from app.database.batch_edit import EditRow
from app.database.pacing import Pace
from app.database.tables import students
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.batch_edit.fields import Entity
from app.domain.changes import Receipt
from app.errors import Refused
from app.services.batch_edit.applying import CHANGED, Indexing, chunk_pace
from app.services.batch_edit.records import AUDITED_AS
from app.services.batch_edit.values import EditState, Left, Progress, UndoneEdit
from app.services.catalog_undo import undo_book, undo_title
from app.services.core import Core
from app.services.student_writes import names_of, patron_by_id, touched
from app.services.undo_edits import refuse_if_newer, restore_entry

_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class _Part:
    """What taking one chunk back did."""

    restored: int
    left: tuple[Left, ...]


@dataclass(slots=True)
class Undoing:
    """One run of taking a batch back."""

    core: Core
    actor: Actor
    batch: EditRow
    progress: Progress | None = None
    pace: Pace = field(default_factory=chunk_pace)

    def run(self, key: str | None = None) -> Receipt[UndoneEdit]:
        """Take back what can be; the receipt tells what stayed. Calling it again goes on where it broke off."""
        entity = Entity(self.batch.entity)
        indexing = Indexing(entity, decoding.decode(self.batch.fields, frozenset[str]))
        with self.core.database.read() as connection:
            chunks = queries.standing_chunks(connection, self.batch.id)
        restored, left = 0, list[Left]()
        for number, act_id in enumerate(chunks):
            part = self._chunk(indexing, act_id)
            restored += part.restored
            left += part.left
            if self.progress is not None:
                self.progress(number + 1, len(chunks))
        indexing.catch_up(self.core)
        result = UndoneEdit(self.batch.id, restored, len(left), tuple(left[:_EXAMPLES]))

        def work(unit: Unit) -> UndoneEdit:
            queries.write_edit(
                unit.connection,
                self.batch.id,
                state=EditState.UNDONE.value,
                finished_at=unit.now,
                undo_act_id=unit.act_id,
            )
            after = {"restored": restored, "left": len(left)}
            label = self.batch.name or self.batch.entity
            unit.audit("undo_batch_edit", "batch_edit", self.batch.id, label, after=after)
            unit.changed(CHANGED[entity], "batch_edits")
            return result

        return self.core.acts.perform(
            self.actor, "undo", work, result=UndoneEdit, key=key, reverses=self.batch.act_id, undoable=False
        )

    def _chunk(self, indexing: Indexing, act_id: int) -> _Part:
        def work(unit: Unit) -> _Part:
            self.pace.begin(unit.connection)
            return _take_back(unit, indexing, act_id)

        receipt = self.core.acts.perform(
            self.actor, "undo_batch_edit_chunk", work, result=_Part, reverses=act_id, undoable=False
        )
        self.pace.end(receipt.value.restored + len(receipt.value.left))
        return receipt.value


def _take_back(unit: Unit, indexing: Indexing, act_id: int) -> _Part:
    entity = indexing.entity
    if not queries.has_audit(unit.connection, act_id):
        return _Part(0, ())  # every record of the chunk had been left as it was, or the audit was archived
    left: list[Left] = []
    indexed: dict[int, None] = {}
    restored = 0
    for entry in reversed(audit_of(unit.connection, act_id)):
        if entry.entity != AUDITED_AS[entity] or entry.entity_id is None:
            continue
        try:
            indexed[_restore(unit, entity, entry)] = None
        except Refused as error:
            left.append(Left(entry.entity_id, entry.label, error.message))
            continue
        restored += 1
    indexing.later(unit, indexed)
    return _Part(restored, tuple(left))


def _restore(unit: Unit, entity: Entity, entry: AuditRow) -> int:
    """Put one record back; returns what is to be indexed. Raises Refused with the reason when it may not be."""
    if entity is Entity.TITLES:
        return undo_title(unit, entry)
    if entity is Entity.COPIES:
        return undo_book(unit, entry)
    assert entry.entity_id is not None
    patron = patron_by_id(unit, entry.entity_id)
    refuse_if_newer(unit, entry)
    restore_entry(unit, entry, students, derive=lambda before, _row: names_of(before))
    touched(unit, patron.id)
    return patron.id
