"""Erasing a person, step by step: what counts for the library stays, and nothing by which they could be found again.

The first act marks the patron erased, so that nobody lends to them or edits them meanwhile; then what speaks of them
goes, in acts that hold their locks a fifth of a second at most, since somebody who came for twelve years has
thousands of rows; the last act leaves a tombstone. Every step does what is still to do: a run that was cut off is
gone on with by running it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, select, update

from app.database import circulation, erasing, stored_files
from app.database import students as queries
from app.database.engine import Database
from app.database.erasing import Piece
from app.database.pacing import Pace
from app.database.personal_data import ERASED_ACTION, HOLDINGS, Holding, student_row
from app.database.search import forget_patron_words, index_patrons, unused_patron_words
from app.database.tables import equipment, equipment_sessions, visits
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.catalog import BookStatus
from app.domain.changes import Changed
from app.domain.members import PatronStatus
from app.domain.patron_references import patron_reference
from app.errors import NotFound, Refused
from app.services.acts import Acts
from app.storage.files import FileStore

PERSON_TASKS = ("erase-person", "export-person")
"""Tasks whose dry runs tell whom they are about."""
_FIRST, _SMALLEST, _LARGEST = 100, 20, 300
_TOUCHED = (
    Changed.PATRONS | Changed.LOANS | Changed.HOLDS | Changed.LEDGER | Changed.EQUIPMENT | Changed.VISITS
)

Step = Callable[[Connection, int, int], Piece]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed, unlinked or blanked, by table; empty when there was nothing left to do."""

    student_id: int
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """How far the steps are after an act, behind which row the present one is, and what was done."""

    at: int
    after: int
    seen: int
    rows: dict[str, int]


@dataclass(slots=True)
class Eraser:
    """Erases one person in the database it is given. With ``settle`` what is open is closed, otherwise refused."""

    database: Database
    acts: Acts
    actor: Actor
    student_id: int
    checkpoint: Callable[[], None]
    progress: Callable[[float | None, str], None]
    files: FileStore
    settle: bool = False

    def run(self) -> Erased:
        """Do what is still to do. Raises NotFound; Refused naming what is open; Unreachable while the place of a photo
        does not answer; what ``checkpoint`` raises."""
        with self.database.read() as connection:
            row = student_row(connection, self.student_id)
        if row is None:
            raise NotFound("This patron does not exist.", details={"student_id": self.student_id})
        if erasing.is_finished(row):
            return Erased(self.student_id, {})
        if row.status != PatronStatus.ERASED.value:
            self.checkpoint()
            self._perform(self._begin, int)
        rows = self._work(self._steps())
        self.checkpoint()
        self.progress(0.95, "Leaving a tombstone")
        with self.database.read() as connection:
            words = unused_patron_words(connection)
        self._perform(partial(self._finish, words=words), int)
        erasing.empty_log(self.database)
        return Erased(self.student_id, rows)

    def _perform(self, work: Callable[[Unit], object], result: object) -> object:
        def told(unit: Unit) -> object:
            erasing.overwrite(unit.connection)
            done = work(unit)
            # Without a payload, and a label that names nobody: it is not blanked and stays true without the key.
            label = f"Patron {patron_reference(self.student_id)}"
            unit.audit(ERASED_ACTION, "student", self.student_id, label, student_id=self.student_id)
            unit.changed(_TOUCHED, f"student:{self.student_id}", "students")
            return done

        return self.acts.perform(self.actor, erasing.ERASE_KIND, told, result=result, undoable=False).value

    def _begin(self, unit: Unit) -> int:
        patron = queries.lock_patron(unit.connection, self.student_id)
        assert patron is not None, "rows of patrons are never removed"
        if self.settle:
            _close_what_is_open(unit, self.student_id)
        else:
            refuse_open(unit.connection, self.student_id)
        erasing.begin(unit.connection, self.student_id, unit.now)
        index_patrons(unit.connection, [self.student_id])
        return 1

    def _steps(self) -> list[tuple[str, Step]]:
        """What is to be done in what order: stored answers while rows still lead to them, the audit last."""
        self.progress(0.05, "Looking for the name in stored answers")
        with self.database.read() as connection:
            row = student_row(connection, self.student_id)
            assert row is not None
            traces = erasing.traces(connection, self.student_id)
        self._forget_photos(traces.photos)
        steps: list[tuple[str, Step]] = []
        with self.database.read() as connection:
            for ids in erasing.acts_naming(connection, traces.names, row.created_at):
                self.checkpoint()
                for some in (ids[at : at + _SMALLEST] for at in range(0, len(ids), _SMALLEST)):
                    take_out = partial(erasing.take_names_out, act_ids=some, names=traces.names)
                    steps.append(("acts", _once(take_out)))
        steps += [("acts", self._of(erasing.forget_outcomes, each)) for each in HOLDINGS]
        steps.append(("stored_files", _once(partial(self._remove_photos, digests=traces.photos))))
        steps += [(each.name, self._of(erasing.erase_rows, each)) for each in HOLDINGS]
        told = partial(erasing.forget_plans, kinds=PERSON_TASKS, reference=patron_reference(self.student_id))
        steps.append(("jobs", _once(told)))
        return steps

    def _forget_photos(self, digests: Sequence[str]) -> None:
        """Remove pictures that lie outside, before their rows: nobody waits for that place while holding a lock."""
        with self.database.read() as connection:
            alone = stored_files.of_nobody_else(connection, digests, self.student_id)
        for row in alone:
            self.checkpoint()
            self.files.forget(row.digest, row.kind)

    def _remove_photos(self, connection: Connection, digests: Sequence[str]) -> int:
        """Remove the rows of pictures that nobody else has."""
        alone = stored_files.of_nobody_else(connection, digests, self.student_id)
        return stored_files.remove(connection, [row.id for row in alone])

    def _of(self, do: Callable[..., Piece], holding: Holding) -> Step:
        return lambda connection, after, most: do(connection, holding, self.student_id, after, most)

    def _work(self, steps: list[tuple[str, Step]]) -> dict[str, int]:
        at, after, rows = 0, 0, Counter[str]()
        pace = Pace(_FIRST, _SMALLEST, _LARGEST)
        while at < len(steps):
            self.checkpoint()
            self.progress(0.1 + 0.8 * at / len(steps), f"Erasing: {steps[at][0]}")
            pace.stand_aside()
            part = self._perform(partial(_carry_out, steps=steps, at=at, after=after, pace=pace), _Part)
            assert isinstance(part, _Part)
            pace.end(part.seen)
            at, after = part.at, part.after
            rows.update(part.rows)
        return {name: count for name, count in rows.items() if count}

    def _finish(self, unit: Unit, words: list[bytes]) -> int:
        queries.lock_patron(unit.connection, self.student_id)
        forget_patron_words(unit.connection, words)
        erasing.make_tombstone(unit.connection, self.student_id, unit.now)
        return 1


def refuse_open(connection: Connection, student_id: int) -> None:
    """Raise Refused naming what a patron has open. The sentence is kept with the job and so names nobody."""
    matters = queries.open_matters(connection, student_id)
    if matters:
        raise Refused(
            f"This patron can't be erased: {', '.join(matters)}.",
            hint="Settle that first.",
            code="open_matters",
            details={"student_id": student_id, "open": list(matters)},
        )


def _once(do: Callable[..., int]) -> Step:
    """A step that does all it has to do at once."""

    def step(connection: Connection, after: int, _most: int) -> Piece:
        return Piece(0, after, do(connection))

    return step


def _carry_out(unit: Unit, steps: list[tuple[str, Step]], at: int, after: int, pace: Pace) -> _Part:
    """Take steps from ``at`` on while there is time."""
    pace.begin(unit.connection)
    rows, seen = Counter[str](), 0
    while at < len(steps):
        name, step = steps[at]
        piece = step(unit.connection, after, pace.size)
        rows[name] += piece.changed
        seen += piece.seen
        at, after = (at, piece.last) if piece.seen == pace.size else (at + 1, 0)
        if not pace.time_left():
            break
    return _Part(at, after, seen, dict(rows))


def _close_what_is_open(unit: Unit, student_id: int) -> None:
    """End what was open when a backup was taken: before the erasure all of it had been settled."""
    connection, pipeline = unit.connection, unit.pipeline
    for loan in circulation.open_loans_of_patron(connection, student_id):
        found = loan.lost_at is None
        returned, reason = (unit.now, "RETURNED") if found else (None, "LOST")
        circulation.close_loan(
            pipeline, loan.id, at=unit.now, returned_at=returned, reason=reason, act_id=unit.act_id
        )
        if found:
            circulation.set_book_status(pipeline, loan.book_id, BookStatus.AVAILABLE, unit.now)
    for hold in circulation.open_holds_of_patron(connection, student_id):
        circulation.close_hold(connection, hold.id, "CANCELLED", unit.now, unit.act_id)
        if hold.waiting_book_id is not None:
            circulation.set_book_status(pipeline, hold.waiting_book_id, BookStatus.AVAILABLE, unit.now)
    using = equipment_sessions.c.student_id == student_id
    device = equipment_sessions.c.open_equipment_id
    devices = connection.execute(select(device).where(using, device.is_not(None))).scalars().all()
    connection.execute(update(equipment).where(equipment.c.id.in_(devices)).values(status="AVAILABLE"))
    connection.execute(
        update(equipment_sessions)
        .where(using, device.is_not(None))
        .values(ended_at=unit.now, open_equipment_id=None, end_reason="CLOSING", end_act_id=unit.act_id)
    )
    connection.execute(
        update(visits)
        .where(visits.c.open_student_id == student_id)
        .values(
            open_student_id=None,
            out_at=unit.now,
            out_reason="CLOSING",
            out_act_id=unit.act_id,
            estimated=True,
        )
    )
