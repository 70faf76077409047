"""The import's own record: opened with the first act, brought forward with every chunk, closed at the end."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

import msgspec
from sqlalchemy import Connection, insert, select, update

from app import decoding
from app.database.importing import BatchRow
from app.database.inserting import insert_row
from app.database.tables import acts, import_batches, import_changes
from app.database.unit import Unit
from app.domain.changes import Changed
from app.services.importing.values import Batch, BatchState, ImportKind, Preview


def chunk_key(plan_id: str, part: str | int) -> str:
    """The act key of one part of an import: the same part never happens twice, whoever repeats it."""
    return str(uuid5(NAMESPACE_OID, f"clms import {plan_id} {part}"))


def begun(connection: Connection, plan_id: str) -> bool:
    """Whether the import of this plan began."""
    query = select(acts.c.id).where(acts.c.key == chunk_key(plan_id, "begin"))
    return connection.execute(query).scalar() is not None


def was_undone_by(connection: Connection, batch_id: int, key: str) -> bool:
    """Whether the act of this key took the import back."""
    undoing = select(import_batches.c.id).join(acts, acts.c.id == import_batches.c.undo_act_id)
    found = undoing.where(import_batches.c.id == batch_id, acts.c.key == key)
    return connection.execute(found).scalar() is not None


def open_batch(unit: Unit, preview: Preview) -> int:
    """Write the record of an import that begins."""
    batch_id = insert_row(
        unit.connection,
        import_batches,
        act_id=unit.act_id,
        kind=preview.kind.value,
        file_name=preview.source.name[:255],
        file_digest=preview.source.digest,
        state=BatchState.RUNNING.value,
        options=_json(
            {
                "mapping": preview.mapping,
                "repairs": [offer.name for offer in preview.repairs if offer.chosen],
                "encoding": preview.source.encoding,
                "delimiter": preview.source.delimiter,
                "sheet": preview.source.sheet,
            }
        ),
        counts="{}",
        rows_done=0,
        started_at=unit.now,
    )
    after = {"file": preview.source.name, "rows": preview.rows, "counts": preview.counts}
    unit.audit("import", "import", batch_id, preview.source.name, after=after)
    unit.changed(Changed.IMPORTS, "imports")
    return batch_id


def advance(unit: Unit, batch_id: int, rows_done: int, counts: dict[str, int]) -> None:
    """Note how far an import is, in the transaction that brought it there."""
    unit.connection.execute(
        update(import_batches)
        .where(import_batches.c.id == batch_id)
        .values(rows_done=rows_done, counts=_json(counts))
    )


def close_batch(unit: Unit, batch_id: int, state: BatchState, undo_act_id: int | None = None) -> None:
    """Set how an import ended."""
    values: dict[str, Any] = {"state": state.value, "finished_at": unit.now}
    if undo_act_id is not None:
        values["undo_act_id"] = undo_act_id
    unit.connection.execute(update(import_batches).where(import_batches.c.id == batch_id).values(**values))
    unit.changed(Changed.IMPORTS, "imports")


def note_change(
    unit: Unit, batch_id: int, entity: str, entity_id: int, before: Any, version_after: int
) -> None:
    """Keep what undoing the import puts back, and the version at which it still may."""
    unit.connection.execute(
        insert(import_changes).values(
            batch_id=batch_id,
            entity=entity,
            entity_id=entity_id,
            state_before=_json(before),
            version_after=version_after,
        )
    )


def as_batch(row: BatchRow) -> Batch:
    """An import as lists show it."""
    return Batch(
        id=row.id,
        act_id=row.act_id,
        kind=ImportKind(row.kind),
        file_name=row.file_name,
        state=BatchState(row.state),
        counts=decoding.decode(row.counts, dict[str, int]),
        rows_done=row.rows_done,
        started_at=row.started_at,
        finished_at=row.finished_at,
        actor=row.actor,
    )


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
