"""A prepared import, kept in a private file: preview and import read it page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from app import decoding
from app.errors import NotFound
from app.services.importing.values import FieldChange, Preview, PreviewRow, Verdict
from app.services.plan_file import PlanFile

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE rows (
    seq INTEGER PRIMARY KEY, line INTEGER NOT NULL, number TEXT NOT NULL, label TEXT NOT NULL, cells TEXT NOT NULL,
    reading TEXT NOT NULL, key BLOB, verdict TEXT, reason TEXT NOT NULL DEFAULT '', record_id INTEGER,
    restore INTEGER NOT NULL DEFAULT 0, target TEXT NOT NULL DEFAULT '', changes TEXT NOT NULL DEFAULT '[]',
    repairs TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX rows_number ON rows (number);
CREATE INDEX rows_key ON rows (key);
CREATE INDEX rows_verdict ON rows (verdict, seq);
CREATE TABLE records (key BLOB PRIMARY KEY, marc BLOB NOT NULL);
CREATE TABLE groups (key BLOB PRIMARY KEY, first_seq INTEGER NOT NULL, draft TEXT NOT NULL, title_id INTEGER);
"""
_COLUMNS = "seq, line, number, label, cells, reading, key, verdict, reason, record_id, restore, target, changes, repairs"


@dataclass(slots=True)
class PlanRow:
    """A row as the plan holds it. ``cells`` is the row as it was, JSON; ``reading`` what it says, JSON.

    ``target`` tells how a row is written (a state of its own per kind, JSON); empty for one that isn't.
    """

    seq: int
    line: int
    number: str
    label: str
    cells: str
    reading: str
    key: bytes | None = None
    verdict: Verdict | None = None
    reason: str = ""
    record_id: int | None = None
    restore: bool = False
    target: str = ""
    changes: tuple[FieldChange, ...] = ()
    repairs: tuple[str, ...] = ()

    def shown(self) -> PreviewRow:
        """The row as the preview lists it."""
        assert self.verdict is not None
        return PreviewRow(
            self.line, self.verdict, self.number, self.label, self.reason, self.changes, self.repairs,
            self.record_id, self.restore,
        )  # fmt: skip


class Plan(PlanFile):
    """One prepared import."""

    SCHEMA, SUFFIX = _SCHEMA, ".plan"
    GONE = ("This preview is no longer there.", "Choose the file again.")

    def preview(self) -> Preview:
        """The preview this plan was made for. Raises NotFound when it was not finished."""
        found = self.fact("preview", Preview)
        if found is None:
            raise NotFound("This preview was not finished.", hint="Choose the file again.")
        return found

    # Rows

    def add(self, rows: Iterable[PlanRow]) -> None:
        """Add rows, whole or in part decided."""
        with self._transaction():
            self._db.executemany(
                f"INSERT INTO rows ({_COLUMNS}) VALUES ({', '.join('?' * 14)})", map(_values, rows)
            )

    def update(self, rows: Iterable[PlanRow]) -> None:
        """Write what was decided on rows."""
        with self._transaction():
            self._db.executemany(
                "UPDATE rows SET verdict = ?, reason = ?, record_id = ?, restore = ?, target = ?, changes = ?, key = ?"
                " WHERE seq = ?",
                [
                    (r.verdict, r.reason, r.record_id, r.restore, r.target, _json(r.changes), r.key, r.seq)
                    for r in rows
                ],
            )

    def undecided(self, limit: int) -> list[PlanRow]:
        """The first rows without a verdict."""
        return self._rows("WHERE verdict IS NULL ORDER BY seq LIMIT ?", (limit,))

    def rows_behind(
        self, seq: int, limit: int, verdicts: Sequence[Verdict] = (), *, skip: int = 0
    ) -> list[PlanRow]:
        """Rows behind ``seq`` in order, of some verdicts (any when none are named), the first ``skip`` passed over."""
        if not verdicts:
            return self._rows("WHERE seq > ? ORDER BY seq LIMIT ? OFFSET ?", (seq, limit, skip))
        # Each verdict's rows are in order in the index; asked for together, all that are left would be sorted.
        one = "SELECT * FROM (SELECT seq FROM rows WHERE verdict = ? AND seq > ? ORDER BY seq LIMIT ?)"
        each = " UNION ALL ".join([one] * len(verdicts))
        values = [value for verdict in verdicts for value in (verdict, seq, skip + limit)]
        return self._rows(f"WHERE seq IN ({each}) ORDER BY seq LIMIT ? OFFSET ?", (*values, limit, skip))

    def each(self, verdicts: Sequence[Verdict]) -> Iterator[PlanRow]:
        """Every row of these verdicts, in the order of the file."""
        seq = 0
        while found := self.rows_behind(seq, 500, verdicts):
            yield from found
            seq = found[-1].seq

    def _rows(self, where: str, values: Sequence[Any]) -> list[PlanRow]:
        return [_row(row) for row in self._db.execute(f"SELECT {_COLUMNS} FROM rows {where}", values)]

    def counts(self) -> dict[Verdict, int]:
        """Rows by verdict; every verdict is there."""
        counted = dict(self._db.execute("SELECT verdict, COUNT(*) FROM rows GROUP BY verdict").fetchall())
        return {verdict: counted.get(verdict.value, 0) for verdict in Verdict}

    def repeated_numbers(self) -> list[tuple[int, int, bool]]:
        """Rows whose number an earlier row has: (seq, line of the first, whether both say the same)."""
        query = """
            SELECT later.seq, first.line, later.cells = first.cells
            FROM rows AS later
            JOIN (SELECT number, MIN(seq) AS seq FROM rows WHERE number != '' AND verdict IS NULL
                  GROUP BY number HAVING COUNT(*) > 1) AS doubled ON doubled.number = later.number
            JOIN rows AS first ON first.seq = doubled.seq
            WHERE later.seq > doubled.seq AND later.verdict IS NULL ORDER BY later.seq
        """
        return [(seq, line, bool(same)) for seq, line, same in self._db.execute(query)]

    def decide(self, seq: int, verdict: Verdict, reason: str) -> None:
        """Give one row its verdict."""
        self._db.execute("UPDATE rows SET verdict = ?, reason = ? WHERE seq = ?", (verdict, reason, seq))

    # Groups: the titles that rows share

    def groups(self, keys: Sequence[bytes]) -> dict[bytes, tuple[int, str, int | None]]:
        """Known groups: first row, draft (JSON), and the title's id once there is one."""
        marks = ", ".join("?" * len(keys))
        found = self._db.execute(
            f"SELECT key, first_seq, draft, title_id FROM groups WHERE key IN ({marks})", keys
        )
        return {bytes(key): (first, draft, title_id) for key, first, draft, title_id in found}

    def titles_of(self, keys: Sequence[bytes]) -> dict[bytes, int]:
        """The titles of those of these groups that have one."""
        marks = ", ".join("?" * len(keys))
        found = f"SELECT key, title_id FROM groups WHERE key IN ({marks}) AND title_id IS NOT NULL"
        return dict(self._db.execute(found, keys).fetchall())

    def put_groups(self, groups: Iterable[tuple[bytes, int, str, int | None]]) -> None:
        """Write groups: key, first row, draft (JSON), the title's id or None."""
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO groups VALUES (?, ?, ?, ?)", groups)

    def set_titles(self, made: Iterable[tuple[bytes, int]]) -> None:
        """Note which titles groups became."""
        with self._transaction():
            self._db.executemany(
                "UPDATE groups SET title_id = ? WHERE key = ?", [(id_, key) for key, id_ in made]
            )

    def keep_records(self, records: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep MARC records that titles are to have as their original: the group's key, the record."""
        with self._transaction():
            self._db.executemany("INSERT OR IGNORE INTO records VALUES (?, ?)", records)

    def records(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The MARC records kept for these groups."""
        marks = ", ".join("?" * len(keys))
        return dict(
            self._db.execute(f"SELECT key, marc FROM records WHERE key IN ({marks})", keys).fetchall()
        )

    def new_titles(self) -> int:
        """How many groups have no title yet."""
        return int(self._db.execute("SELECT COUNT(*) FROM groups WHERE title_id IS NULL").fetchone()[0])


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _values(r: PlanRow) -> tuple[Any, ...]:
    return (
        r.seq, r.line, r.number, r.label, r.cells, r.reading, r.key, r.verdict, r.reason, r.record_id, r.restore,
        r.target, _json(r.changes), _json(r.repairs),
    )  # fmt: skip


def _row(row: Sequence[Any]) -> PlanRow:
    (
        seq,
        line,
        number,
        label,
        cells,
        reading,
        key,
        verdict,
        reason,
        record_id,
        restore,
        target,
        changes,
        made,
    ) = row
    return PlanRow(
        seq, line, number, label, cells, reading, key, Verdict(verdict) if verdict else None, reason, record_id,
        bool(restore), target,
        decoding.decode(changes, tuple[FieldChange, ...]) if changes != "[]" else (),
        decoding.decode(made, tuple[str, ...]) if made != "[]" else (),
    )  # fmt: skip
