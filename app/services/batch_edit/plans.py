"""A dry run, kept in a private file: window and writer read it page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import msgspec

from app import decoding
from app.domain.batch_edit.running import Cell, CellKind, Verdict
from app.errors import NotFound
from app.services.batch_edit.values import Difference, Pair, Preview, PreviewRow
from app.services.plan_file import PlanFile

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE rows (
    seq INTEGER PRIMARY KEY, record_id INTEGER NOT NULL, version INTEGER NOT NULL, label TEXT NOT NULL,
    number TEXT NOT NULL, verdict TEXT NOT NULL, notes TEXT NOT NULL, left_out INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX rows_verdict ON rows (verdict, seq);
CREATE TABLE cells (
    seq INTEGER NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, kind TEXT NOT NULL,
    place INTEGER NOT NULL, PRIMARY KEY (seq, place)
) WITHOUT ROWID;
CREATE INDEX cells_field ON cells (field, kind, seq);
CREATE TABLE seen (what TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY (what, key)) WITHOUT ROWID;
"""
_ROW = "rows.seq, record_id, label, number, verdict, notes, left_out"
WRITTEN = (Verdict.CHANGE, Verdict.WARNING)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with the version of its record that the dry run saw."""

    row: PreviewRow
    version: int


class Plan(PlanFile):
    """One dry run."""

    SCHEMA, SUFFIX = _SCHEMA, ".batch"
    GONE = ("This dry run is no longer there.", "Run it again.")

    def preview(self) -> Preview:
        """What the whole came to. Raises NotFound when the dry run was not finished."""
        found = self.fact("preview", Preview)
        if found is None:
            raise NotFound("This dry run was not finished.", hint="Run it again.")
        return found

    # Rows

    def add(self, rows: Sequence[Planned]) -> None:
        """Add rows behind those that are there."""
        with self._transaction():
            self._db.executemany(
                "INSERT INTO rows (seq, record_id, version, label, number, verdict, notes) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (r.row.seq, r.row.record_id, r.version, r.row.label, r.row.number, r.row.verdict, _json(r.row.notes))
                    for r in rows
                ],
            )  # fmt: skip
            self._db.executemany(
                "INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (r.row.seq, cell.field, cell.before, cell.after, cell.kind, place)
                    for r in rows
                    for place, cell in enumerate(r.row.cells)
                ],
            )

    def first_seen(self, what: str, keys: Iterable[str | bytes]) -> set[str | bytes]:
        """Those of ``keys`` that come for the first time; they count as seen from now on."""
        fresh = set()
        for key in keys:
            done = self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (what, key))
            if done.rowcount:
                fresh.add(key)
        return fresh

    def page(self, wanted: Difference, limit: int, behind: int = 0, skip: int = 0) -> list[PreviewRow]:
        """Rows of a difference behind ``behind`` in order, the first ``skip`` passed over."""
        where, values = _where(wanted)
        found = self._db.execute(
            f"SELECT {_ROW} FROM rows WHERE rows.seq > ? {where} ORDER BY rows.seq LIMIT ? OFFSET ?",
            (behind, *values, limit, skip),
        )
        return self._rows(found.fetchall())

    def count(self, wanted: Difference) -> int:
        """How many rows a difference has."""
        where, values = _where(wanted)
        query = f"SELECT COUNT(*) FROM rows WHERE rows.seq > 0 {where}"
        return int(self._db.execute(query, values).fetchone()[0])

    def to_write(self, behind: int, limit: int) -> list[Planned]:
        """Rows to be written behind ``behind``: those that change and that nobody left out."""
        found = self._db.execute(
            f"SELECT {_ROW}, version FROM rows WHERE seq > ? AND left_out = 0 AND verdict IN (?, ?) ORDER BY seq LIMIT ?",
            (behind, *WRITTEN, limit),
        ).fetchall()
        rows = self._rows([row[:-1] for row in found])
        return [Planned(row, values[-1]) for row, values in zip(rows, found, strict=True)]

    def will_write(self) -> int:
        """How many rows are to be written."""
        query = "SELECT COUNT(*) FROM rows WHERE left_out = 0 AND verdict IN (?, ?)"
        return int(self._db.execute(query, WRITTEN).fetchone()[0])

    def leave_out(self, seqs: Collection[int], out: bool) -> None:
        """Leave rows out of the writing, or take them in again."""
        self._db.executemany("UPDATE rows SET left_out = ? WHERE seq = ?", [(out, seq) for seq in seqs])

    def refuse(self, seq: int, why: str) -> None:
        """Note that a row could not be written after all."""
        values = (Verdict.REFUSED, _json((why,)), seq)
        self._db.execute("UPDATE rows SET verdict = ?, notes = ? WHERE seq = ?", values)

    def counts(self) -> dict[Verdict, int]:
        """Rows by verdict; every verdict is there."""
        counted = dict(self._db.execute("SELECT verdict, COUNT(*) FROM rows GROUP BY verdict").fetchall())
        return {verdict: counted.get(verdict.value, 0) for verdict in Verdict}

    def kinds(self) -> dict[CellKind, int]:
        """Cells by how they differ."""
        counted = dict(self._db.execute("SELECT kind, COUNT(*) FROM cells GROUP BY kind").fetchall())
        return {kind: counted.get(kind.value, 0) for kind in CellKind}

    def fields(self) -> dict[str, int]:
        """Rows by the field that differs."""
        query = "SELECT field, COUNT(DISTINCT seq) FROM cells GROUP BY field"
        return dict(Counter(dict(self._db.execute(query).fetchall())).most_common())

    def pairs(self, field: str, limit: int) -> list[Pair]:
        """The differences of one field, the most frequent first."""
        query = """SELECT field, before, after, COUNT(*) AS n FROM cells WHERE field = ?
                   GROUP BY before, after ORDER BY n DESC, before, after LIMIT ?"""
        return [Pair(*row) for row in self._db.execute(query, (field, limit))]

    def _rows(self, found: Sequence[Sequence[object]]) -> list[PreviewRow]:
        if not found:
            return []
        marks = ", ".join("?" * len(found))
        cells: dict[int, list[Cell]] = {int(str(row[0])): [] for row in found}
        query = f"SELECT seq, field, before, after FROM cells WHERE seq IN ({marks}) ORDER BY seq, place"
        for seq, *cell in self._db.execute(query, list(cells)):
            cells[seq].append(Cell(*cell))
        return [_row(row, tuple(cells[int(str(row[0]))])) for row in found]


def _row(values: Sequence[object], cells: tuple[Cell, ...]) -> PreviewRow:
    seq, record_id, label, number, verdict, notes, left_out = values
    said = () if notes == "[]" else decoding.decode(str(notes), tuple[str, ...])
    return PreviewRow(
        int(str(seq)), int(str(record_id)), str(label), str(number), Verdict(str(verdict)), cells, said, bool(left_out)
    )  # fmt: skip


def _where(wanted: Difference) -> tuple[str, list[object]]:
    """The condition for a difference, and its values."""
    parts, values = [], list[object]()
    if wanted.verdicts:
        parts.append(f"AND verdict IN ({', '.join('?' * len(wanted.verdicts))})")
        values += wanted.verdicts
    of_cell = {
        "field": wanted.field or None,
        "kind": wanted.kind,
        "before": wanted.before,
        "after": wanted.after,
    }
    given = {name: value for name, value in of_cell.items() if value is not None}
    if given:
        conditions = " AND ".join(f"{name} = ?" for name in given)
        parts.append(f"AND EXISTS (SELECT 1 FROM cells WHERE cells.seq = rows.seq AND {conditions})")
        values += given.values()
    return " ".join(parts), values


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
