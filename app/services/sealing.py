"""The seal over the audit: a chain of digests over batches of entries.

Entries are written unchained, so that desks never queue on one row. A few minutes later, when no transaction can
still bring an entry with a lower id to light, a batch gets a seal: the digest of the seal before it and of each
entry. Altering, removing or slipping in an entry breaks the batch it is in, and every later seal stands on it.
"""

from __future__ import annotations

import contextlib
import hashlib
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection

from app.database import audit as queries
from app.database.audit import Seal
from app.database.clock import Clock
from app.database.engine import Database
from app.domain.audit import SealedRow, SealReport
from app.errors import Conflict

BATCH = 1_000
SETTLED_AFTER = timedelta(minutes=5)
"""Ten times the longest a write transaction may live."""

_GENESIS = bytes(32)
_ENTRY = struct.Struct(">Q32s")
_SEALS_AT_ONCE = 20


@dataclass(slots=True)
class _Tally:
    seals: int = 0
    sealed: int = 0
    erased: int = 0
    last_id: int = 0
    digest: bytes = _GENESIS


@dataclass(frozen=True, slots=True)
class _Break:
    entry_id: int | None
    reason: str


class Sealer:
    """Seals settled entries and checks the seals."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def seal(self, batch: int) -> int:
        """Seal what is settled; returns how many entries. Where another process was faster it counts nothing."""
        total = 0
        while True:
            made = self._next_seal(batch)
            if made is None:
                return total
            seal, rows = made
            now = self._clock.now()
            with contextlib.suppress(Conflict):  # another process sealed the same entries meanwhile
                self._database.write(partial(queries.add_seal, seal=seal, rows=rows, now=now))
                total += rows
            if rows < batch:
                return total

    def _next_seal(self, batch: int) -> tuple[Seal, int] | None:
        """Digest the next batch without holding anything: whoever else does so too starts at the same entry, and the
        UNIQUE index on it lets one through."""
        with self._database.read() as connection:
            last = queries.last_seal(connection)
            after, previous = (last.last_id, last.digest) if last else (0, _GENESIS)
            settled = queries.settled_id(connection, self._clock.now() - SETTLED_AFTER)
            rows = queries.sealed_rows(connection, after, settled, batch)
        if not rows:
            return None
        row_digests = b"".join(_ENTRY.pack(row.id, row.digest()) for row in rows)
        digest = _chain(previous, row_digests)
        return Seal(rows[0].id, rows[-1].id, previous, digest, row_digests), len(rows)

    def verify(self) -> SealReport:
        """Walk the chain from its start. Stops at the first entry or seal that doesn't fit."""
        tally = _Tally()
        broken: _Break | None = None
        with self._database.read() as connection:
            for seal in _all_seals(connection):
                broken = _check_seal(connection, seal, tally)
                if broken is not None:
                    break
            waiting = queries.waiting(connection, tally.last_id)
        return SealReport(
            seals=tally.seals,
            sealed=tally.sealed,
            waiting=waiting,
            erased=tally.erased,
            head=tally.digest.hex() if tally.seals else "",
            broken_id=broken.entry_id if broken else None,
            reason=broken.reason if broken else "",
        )


def _all_seals(connection: Connection) -> Iterator[Seal]:
    after = 0
    while some := queries.seals(connection, after, _SEALS_AT_ONCE):
        yield from some
        after = some[-1].last_id


def _chain(previous: bytes, row_digests: bytes) -> bytes:
    return hashlib.sha256(previous + row_digests).digest()


def _check_seal(connection: Connection, seal: Seal, tally: _Tally) -> _Break | None:
    if seal.previous_digest != tally.digest or seal.digest != _chain(seal.previous_digest, seal.row_digests):
        return _Break(seal.first_id, "The seal over this entry and those behind it was altered.")
    expected = dict(_ENTRY.iter_unpack(seal.row_digests))
    rows = queries.sealed_rows(connection, tally.last_id, seal.last_id, len(expected) + 1)
    broken = _check_rows(expected, rows)
    if broken is not None:
        return broken
    keys = queries.person_keys(connection, (row.student_id for row in rows if row.student_id is not None))
    for row in rows:
        fits = row.payload_fits(keys.get(row.student_id) if row.student_id is not None else None)
        if fits is False:
            return _Break(row.id, "What stood before or after in this entry was altered.")
        tally.erased += fits is None
    tally.seals += 1
    tally.sealed += len(rows)
    tally.last_id, tally.digest = seal.last_id, seal.digest
    return None


def _check_rows(expected: Mapping[int, bytes], rows: Sequence[SealedRow]) -> _Break | None:
    found = {row.id: row for row in rows}
    for id_ in sorted(expected.keys() | found.keys()):
        if id_ not in found:
            return _Break(id_, "This entry was removed.")
        if id_ not in expected:
            return _Break(id_, "This entry was slipped in after the sealing.")
        if found[id_].digest() != expected[id_]:
            return _Break(id_, "This entry was altered.")
    return None
