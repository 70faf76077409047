"""The dry run: records page by page through a recipe, with what the library itself has against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from app.database import batch_edit as queries
from app.database.catalog_rows import main_author
from app.database.engine import Database
from app.database.importing import titles_by_key
from app.domain.batch_edit.fields import FIELDS, Entity, Op
from app.domain.batch_edit.recipes import Recipe
from app.domain.batch_edit.running import Verdict
from app.domain.catalog import Book, BookDraft, BookStatus, TitleDraft
from app.domain.matching import match_key
from app.domain.members import PatronStatus, StudentDraft
from app.errors import Refused, Stopped
from app.services.batch_edit.choosing import Meant, meant
from app.services.batch_edit.plans import Plan, Planned
from app.services.batch_edit.records import Loaded, Made, load, make
from app.services.batch_edit.values import Cancelled, Chosen, Preview, PreviewRow, Progress


@dataclass(slots=True)
class Look:
    """One dry run into a plan."""

    database: Database
    plan: Plan
    recipe: Recipe
    chosen: Chosen
    today: date
    progress: Progress | None = None
    cancelled: Cancelled | None = None
    _rows: int = 0

    def run(self) -> Preview:
        """Go through all that is chosen. Raises Stopped when ``cancelled()`` became true."""
        for page in meant(self.database, self.recipe.entity, self.chosen):
            if self.cancelled is not None and self.cancelled():
                raise Stopped("The dry run was stopped.", code="cancelled")
            self.plan.add(self._page(page))
            if self.progress is not None:
                self.progress(self._rows, 0)
        preview = Preview(
            str(self.plan.path),
            self.recipe,
            self._rows,
            self.plan.counts(),
            self.plan.kinds(),
            self.plan.fields(),
            self._remarks(),
        )
        self.plan.keep("preview", preview)
        return preview

    def _page(self, page: Meant) -> list[Planned]:
        with self.database.read() as connection:
            found = load(connection, self.recipe.entity, page.ids)
            looked = [_looked(self.recipe, id_, found[id_]) for id_ in page.ids if id_ in found]
            self._check(connection, looked)
        return [*(self._unknown(typed, why) for typed, why in page.unknown), *map(self._row, looked)]

    def _check(self, connection: Connection, looked: Sequence[_Looked]) -> None:
        changed = [one for one in looked if one.made is not None and one.made.cells]
        if self.recipe.entity is Entity.COPIES:
            self._numbers(connection, changed)
        elif self.recipe.entity is Entity.TITLES:
            self._twins(connection, changed)
        else:
            self._lent(connection, changed)
        for one in changed:
            one.warnings += _warnings(one, self.today)

    def _numbers(self, connection: Connection, changed: Sequence[_Looked]) -> None:
        """Refuse accession numbers that another copy has, deleted or not, or gets from an earlier row."""
        wanted = {_number(one): one for one in changed if "accession_number" in one.fields}
        taken = queries.copies_by_number(connection, wanted)
        for one in changed:
            if "accession_number" not in one.fields:
                continue
            number = _number(one)
            holder, _, deleted = taken.get(number, (0, 0, False))
            if holder and holder != one.id:
                one.refused = (
                    f"A deleted copy has the accession number {number}."
                    if deleted
                    else f"Another copy has the accession number {number}."
                )
            elif not self.plan.first_seen("number", [number]):
                one.refused = f"An earlier row gets the accession number {number}."

    def _twins(self, connection: Connection, changed: Sequence[_Looked]) -> None:
        """Warn of titles that would say the same as another title in what tells titles apart."""
        keys = {
            one.id: after
            for one in changed
            if (after := _match_key(one.made.draft if one.made else None)) != _match_key(one.loaded.draft)
        }
        there = titles_by_key(connection, set(keys.values()))
        for one in changed:
            if one.id not in keys:
                continue
            key = keys[one.id]
            if there.get(key, one.id) != one.id or not self.plan.first_seen("match", [key]):
                one.warnings.append("Another title then says the same title, author, edition and year.")

    def _lent(self, connection: Connection, changed: Sequence[_Looked]) -> None:
        """Warn of patrons who stop taking part while they have books."""
        leaving = [
            one.id
            for one in changed
            if "status" in one.fields and _student(one).status is not PatronStatus.ACTIVE
        ]
        loans = queries.open_loans(connection, leaving) if leaving else {}
        for one in changed:
            number = loans.get(one.id, 0)
            if number == 1:
                one.warnings.append("This patron still has a book on loan.")
            elif number:
                one.warnings.append(f"This patron still has {number} books on loan.")

    def _row(self, one: _Looked) -> Planned:
        cells = one.made.cells if one.made is not None else ()
        notes: tuple[str, ...] = tuple(one.warnings) if cells else ()
        verdict = (Verdict.WARNING if notes else Verdict.CHANGE) if cells else Verdict.SAME
        if one.refused:
            verdict, notes = Verdict.REFUSED, (one.refused,)
        self._rows += 1
        row = PreviewRow(self._rows, one.id, one.loaded.label, one.loaded.number, verdict, cells, notes)
        return Planned(row, one.loaded.record.version)

    def _unknown(self, typed: str, why: str) -> Planned:
        self._rows += 1
        return Planned(PreviewRow(self._rows, 0, "", typed, Verdict.REFUSED, (), (why,)), 0)

    def _remarks(self) -> tuple[str, ...]:
        """Values that are set and that no record has so far: new ones, or slips."""
        specs = FIELDS[self.recipe.entity]
        remarks = []
        with self.database.read() as connection:
            for change in self.recipe.changes:
                value = change.value.strip()
                if change.op is not Op.SET or not specs[change.field].known or not self.plan.fields():
                    continue
                if not queries.in_use(connection, self.recipe.entity, change.field, value):
                    remarks.append(f"Nothing in the library says “{value}” in this field so far.")
        return tuple(dict.fromkeys(remarks))


@dataclass(slots=True)
class _Looked:
    """A record and what the recipe made of it."""

    id: int
    loaded: Loaded
    made: Made | None = None
    refused: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that differ."""
        return frozenset(cell.field for cell in self.made.cells) if self.made is not None else frozenset()


def _looked(recipe: Recipe, id_: int, loaded: Loaded) -> _Looked:
    if loaded.deleted:
        return _Looked(id_, loaded, refused="This record was deleted.")
    try:
        return _Looked(id_, loaded, make(recipe, loaded))
    except Refused as error:
        return _Looked(id_, loaded, refused=error.message)


def _warnings(one: _Looked, today: date) -> list[str]:
    assert one.made is not None
    draft, record = one.made.draft, one.loaded.record
    found = []
    if isinstance(draft, TitleDraft):
        if "year" in one.fields and draft.year is not None and draft.year > today.year + 1:
            found.append(f"The year {draft.year} is yet to come.")
    elif isinstance(draft, BookDraft):
        assert isinstance(record, Book)
        if record.status is BookStatus.LOANED and one.fields & {"item_type", "collection"}:
            found.append("This copy is on loan: the loan keeps the terms it began with.")
    elif "expires_on" in one.fields and draft.expires_on is not None and draft.expires_on < today:
        found.append("This day is past: the patron can't borrow any more.")
    return found


def _number(one: _Looked) -> str:
    assert one.made is not None and isinstance(one.made.draft, BookDraft)
    return one.made.draft.accession_number


def _student(one: _Looked) -> StudentDraft:
    assert one.made is not None and isinstance(one.made.draft, StudentDraft)
    return one.made.draft


def _match_key(draft: object) -> bytes:
    assert isinstance(draft, TitleDraft)
    return match_key(draft.title, main_author(draft), draft.edition, draft.year, draft.part)
