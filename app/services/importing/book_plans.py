"""Deciding about rows of books: which make titles, which are copies, which change what is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from app import decoding
from app.database import importing as queries
from app.database.catalog_rows import main_author
from app.database.importing import KnownBook, KnownTitle
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.matching import match_key
from app.domain.text import clean
from app.services.importing.books import PLAIN_TITLE, BookReading, read_book
from app.services.importing.comparing import (
    KEY_FIELDS,
    TITLE_ATTRIBUTES,
    Difference,
    RowView,
    Target,
    compare,
    words,
)
from app.services.importing.delimited import Record
from app.services.importing.plans import PlanRow
from app.services.importing.preparing import Work, meant, read_table
from app.services.importing.repairs import Repaired, repair
from app.services.importing.values import ImportKind, RepairOffer, Verdict

# Values of a title that a later copy's row may fill in; those of its key, and who wrote it, come from the first row.
_MERGED = (
    *(name for name in PLAIN_TITLE if name not in ("material", "edition", "part")),
    "language",
    "notes",
)
_OUT = frozenset({BookStatus.LOANED, BookStatus.HOLD_SHELF})
_AT_ONCE = 500


class Stored(msgspec.Struct, omit_defaults=True):
    """A row's reading as the plan keeps it; ``own`` is the title's id that a MARC record of this product's names."""

    title: TitleDraft
    book: BookDraft
    filled: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    own: int | None = None


_encode = msgspec.json.Encoder().encode
_decode_title = decoding.decoder(TitleDraft).decode


def key_of(draft: TitleDraft) -> bytes:
    """The match key a title of this draft has in the library."""
    return match_key(draft.title, main_author(draft), draft.edition, draft.year, draft.part)


class Books:
    """The rules for rows of books."""

    def __init__(self) -> None:
        self._led: set[int] = set()  # titles a row of this file already spoke for
        self._moves: dict[int, Counter[bytes]] = {}
        self._copies: dict[int, int] = {}

    def read_all(self, work: Work) -> tuple[RepairOffer, ...]:
        """Read the whole file into the plan."""
        return read_table(work, self)

    def read(self, work: Work, seq: int, record: Record, repaired: Repaired) -> PlanRow:
        """A row as the plan keeps it."""
        raw = work.raw_of(record.cells)
        found = read_book(
            repaired.values,
            latest_year=work.latest_year,
            restore_zeros="isbn_zeros" in work.chosen,
            source_row=raw,
            literal=work.literal,
        )
        problems = (record.trouble, *found.problems) if record.trouble else found.problems
        if not problems:
            work.unread.update(found.unread)
        made = {fix.field for name, fix in repaired.proposed if name in work.chosen}
        filled = tuple(name for name, text in repaired.values.items() if clean(text))
        stored = Stored(found.title, found.book, filled, tuple(made))
        label = found.title.title or clean(repaired.values.get("title"))
        cells = msgspec.json.encode(record.cells).decode()
        row = PlanRow(
            seq, record.line, found.book.accession_number, label[:200], cells, "", repairs=repaired.made
        )
        if problems:
            row.verdict, row.reason = Verdict.REFUSED, " ".join(problems)
        else:
            row.reading, row.key = _encode(stored).decode(), key_of(found.title)
        return row

    def decide(self, work: Work, rows: list[PlanRow]) -> None:
        """Give rows their verdicts."""
        with work.database.read() as connection:
            known = queries.books_by_number(connection, [row.number for row in rows if row.number])
            met = {one.title_id for one in known.values() if not one.deleted}
            titles = queries.titles_by_id(connection, met)
            fresh: list[PlanRow] = []
            for row in rows:
                book = known.get(row.number)
                if book is None or book.undone:
                    row.record_id = book.id if book else None
                    fresh.append(row)
                elif book.deleted:
                    row.verdict, row.record_id, row.restore = Verdict.CONFLICT, book.id, True
                    row.reason = f"This number belongs to a deleted copy of “{book.title_text}”: restore it."
                else:
                    self._compare(work, row, book, titles[book.title_id])
            self._group(work, connection, fresh)

    # Rows whose copy is there

    def _compare(self, work: Work, row: PlanRow, book: KnownBook, title: KnownTitle) -> None:
        row.record_id = book.id
        found = compare(self._view(work, row, book, title.id), book, title)
        self._led.add(title.id)
        work.differing.update(found.differing)
        if not found.shown:
            row.verdict = Verdict.SKIP
            return
        row.verdict, row.changes = Verdict.CHANGE, tuple(found.shown)
        new = _with(title.draft, found.target.title)
        if found.key_changed and key_of(new) != key_of(title.draft):
            self._key_changed(row, book, title, found, new)
        row.target = _encode(found.target).decode()

    def _view(self, work: Work, row: PlanRow, book: KnownBook, title_id: int) -> RowView:
        stored = decoding.decode(row.reading, Stored)
        values = work.values_of(decoding.decode(row.cells, list[str]))
        reading, plain = BookReading(stored.title, stored.book), _plain(work, values)
        old = self._old_values(work, book)
        # Most rows of a list that is imported again say what they said: read them once, not four times.
        base, base_repaired = (plain, reading) if old == values else self._base(work, old)
        return RowView(
            reading,
            plain,
            base,
            base_repaired,
            frozenset(stored.filled),
            frozenset(stored.repaired),
            title_id not in self._led,
            work.keep,
        )

    def _old_values(self, work: Work, book: KnownBook) -> dict[str, str] | None:
        """The values of the row that this copy came from; None when it lacks a column of this file."""
        if not book.draft.source_row:
            return None
        try:
            old = decoding.decode(book.draft.source_row, dict[str, str])
        except msgspec.DecodeError:
            return None
        if not set(work.mapping) <= set(old):
            return None
        found = {field: old[label] for label, field in work.mapping.items()}
        return found if work.literal else meant(found)

    def _base(self, work: Work, old: dict[str, str] | None) -> tuple[BookReading | None, BookReading | None]:
        """What the old row said, without repairs and with."""
        return (None, None) if old is None else (_plain(work, old), _repaired(work, old))

    def _key_changed(
        self, row: PlanRow, book: KnownBook, title: KnownTitle, found: Difference, new: TitleDraft
    ) -> None:
        """The row makes this copy one of another title, or renames the title: all its copies decide, in finish."""
        if book.draft.status in _OUT and title.copies > 1:
            row.verdict = Verdict.CONFLICT
            row.reason = "This copy is on loan or on the hold shelf: change its title once it is back."
            return
        found.target.new_key = key_of(new)
        row.key = found.target.new_key
        self._moves.setdefault(title.id, Counter())[found.target.new_key] += 1
        self._copies[title.id] = title.copies

    # Rows that bring a copy

    def _group(self, work: Work, connection: Connection, rows: list[PlanRow]) -> None:
        if not rows:
            return
        keys = list({row.key for row in rows if row.key is not None})
        groups = work.plan.groups(keys)
        there = queries.titles_by_key(connection, [key for key in keys if key not in groups])
        existing = queries.titles_by_id(connection, set(there.values()))
        drafts = {key: _decode_title(draft) for key, (_, draft, _) in groups.items()}
        for row in rows:
            assert row.key is not None
            said = decoding.decode(row.reading, Stored).title
            target = Target(action="attach")
            if row.key not in groups:
                title_id = there.get(row.key)
                groups[row.key] = (row.seq, "", title_id)
                drafts[row.key] = said if title_id is None else existing[title_id].draft
                target.action = "create" if title_id is None else "attach"
            if target.action == "attach":
                known = {(one.kind, one.value) for one in drafts[row.key].identifiers}
                if groups[row.key][2] is not None:
                    target.identifiers = tuple(i for i in said.identifiers if (i.kind, i.value) not in known)
                work.differences.update(_differing(drafts[row.key], said))
                drafts[row.key] = _merged(drafts[row.key], said, fill=groups[row.key][2] is None)
            row.verdict = Verdict.CREATE if target.action == "create" else Verdict.ATTACH
            if not row.number and target.action == "attach":
                row.verdict = Verdict.SKIP  # a title without copies that is there
            row.target = _encode(target).decode()
        work.plan.put_groups(
            (key, first, _encode(drafts[key]).decode(), title_id)
            for key, (first, _, title_id) in groups.items()
        )

    # With all rows in view

    def finish(self, work: Work) -> None:
        """Decide whether rows that change a title's key rename it for all its copies or move theirs to another."""
        if not self._moves:
            return
        renamed: set[int] = set()
        seq = 0
        while rows := work.plan.rows_behind(seq, _AT_ONCE, [Verdict.CHANGE]):
            targets = [(row, decoding.decode(row.target, Target)) for row in rows]
            self._part(work, [(row, target) for row, target in targets if target.new_key], renamed)
            seq = rows[-1].seq

    def _part(self, work: Work, rows: list[tuple[PlanRow, Target]], renamed: set[int]) -> None:
        with work.database.read() as connection:
            elsewhere = queries.titles_by_key(connection, [target.new_key for _, target in rows])
            left = {target.title_id for _, target in rows if target.title_id is not None}
            drafts = {
                id_: known.draft
                for id_, known in queries.titles_by_id(connection, left.union(elsewhere.values())).items()
            }
        for row, target in rows:
            assert target.title_id is not None
            together = self._moves[target.title_id][target.new_key] == self._copies[target.title_id]
            to = elsewhere.get(target.new_key)
            if together and to is None:
                if target.title_id in renamed:
                    target.title, target.title_before = {}, {}
                renamed.add(target.title_id)
            else:
                target.move = True
                if target.new_key not in work.plan.groups([target.new_key]):
                    draft = _parted(row, target, drafts[target.title_id]) if to is None else drafts[to]
                    work.plan.put_groups([(target.new_key, row.seq, _encode(draft).decode(), to)])
            row.target = _encode(target).decode()
        work.plan.update(row for row, _ in rows)


def _parted(row: PlanRow, target: Target, left: TitleDraft) -> TitleDraft:
    """The new title of a copy that leaves its own: what its row says, and where the row changes nothing of what makes a
    title that title (it left it blank, or a librarian corrected it), that as it was. Its key is the target's."""
    said = decoding.decode(row.reading, Stored).title
    new = _with(left, target.title)
    kept = {name: getattr(new, name) for field in KEY_FIELDS for name in TITLE_ATTRIBUTES[field]}
    return replace(said, **kept)


def _plain(work: Work, values: dict[str, str]) -> BookReading:
    untouched = repair(ImportKind.BOOKS, values, frozenset({"untitled"}), work.latest_year).values
    return read_book(
        untouched, latest_year=work.latest_year, restore_zeros=False, source_row=None, literal=work.literal
    )


def _repaired(work: Work, values: dict[str, str]) -> BookReading:
    mended = repair(ImportKind.BOOKS, values, work.chosen, work.latest_year).values
    zeros = "isbn_zeros" in work.chosen
    return read_book(
        mended, latest_year=work.latest_year, restore_zeros=zeros, source_row=None, literal=work.literal
    )


def _with(draft: TitleDraft, changes: dict[str, Any]) -> TitleDraft:
    return decoding.convert({**msgspec.to_builtins(draft), **changes}, TitleDraft)


def _differing(first: TitleDraft, later: TitleDraft) -> list[str]:
    """Which values a later copy's row states differently from what its title will have."""
    found = [
        name
        for name in _MERGED
        if getattr(later, name) and getattr(first, name) not in (None, getattr(later, name))
    ]
    if words(later.title) != words(first.title):
        found.append("title")
    if later.contributors and later.contributors != first.contributors:
        found.append("author")
    return found


def _merged(first: TitleDraft, later: TitleDraft, *, fill: bool) -> TitleDraft:
    """The first row's title with numbers, and values it leaves blank, from a later copy's row."""
    known = {(one.kind, one.value) for one in first.identifiers}
    added = tuple(one for one in later.identifiers if (one.kind, one.value) not in known)
    blanks: dict[str, Any] = {}
    if fill:
        blanks = {
            n: getattr(later, n)
            for n in _MERGED
            if getattr(first, n) is None and getattr(later, n) is not None
        }
        if not first.subjects and later.subjects:
            blanks["subjects"] = later.subjects
    return replace(first, identifiers=first.identifiers + added, **blanks) if added or blanks else first
