"""Deciding about MARC records: which make titles, which change one that is there, and what becomes of their copies.

A record gives a row for its title and one for each copy. The same record again is known by its control number, by an ISBN
with a title alike, or by title, main contributor, edition, year and part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from app import decoding
from app.database import importing as queries
from app.database.importing import KnownBook, KnownTitle
from app.database.marc import originals as originals_of
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.marc.holdings import TAGS as COPIES
from app.domain.marc.holdings import read_holdings
from app.domain.marc.numbers import OWN_AGENCY, control_number, own_number
from app.domain.marc.records import Encoding, MarcField, MarcRecord, RefusedRecord
from app.domain.marc.storing import restored, stored
from app.domain.marc.titles import read_title
from app.domain.marc.writing import to_record
from app.domain.words import count_words
from app.services.importing.book_plans import Stored
from app.services.importing.books import BookReading
from app.services.importing.columns import KEPT_RECORD, fields
from app.services.importing.comparing import (
    BOOK_ATTRIBUTES,
    TITLE_ATTRIBUTES,
    Difference,
    RowView,
    Target,
    compare_book,
    compare_identifiers,
    compare_title,
)
from app.services.importing.plans import PlanRow
from app.services.importing.preparing import AT_ONCE, Tally, Work
from app.services.importing.record_matching import Sought, matching_titles
from app.services.importing.records import records
from app.services.importing.repairs import Fix, Repaired, repair, unscrambled
from app.services.importing.values import ImportKind, RepairOffer, Verdict

_SCRAMBLED = "scrambled_text"
_COPY_VALUES = ("call_number", "collection", "item_type", "volume", "copy_number")
_LABELS = {one.name: (one.label, one.limit) for one in fields(ImportKind.BOOKS)}
_FIELD_OF = {"notes": "title_notes", "year_raw": "year_as_written"}
_FIELD_OF_COPY = {"notes": "book_notes", "price_raw": "price_as_written"}
_encode = msgspec.json.Encoder().encode


class Records:
    """The rules for MARC records."""

    def __init__(self) -> None:
        self._seen: dict[
            bytes, tuple[int, bytes]
        ] = {}  # records of the file by key: number, digest of what they say
        self._met: dict[int, int] = {}  # titles by the record of the file that is theirs
        self._encodings = dict.fromkeys(Encoding, 0)

    # Reading

    def read_all(self, work: Work) -> tuple[RepairOffer, ...]:
        """Read the whole file into the plan."""
        tally = Tally(work)
        rows: list[PlanRow] = []
        kept: list[tuple[bytes, bytes]] = []
        for one in records(work.source):
            for row, repaired in self._read(work, one, kept):
                work.rows += 1
                row.seq = work.rows
                tally.add(row.line, repaired)
                rows.append(row)
            if len(rows) >= AT_ONCE:
                work.plan.keep_records(kept)
                work.plan.add(rows)
                rows, kept = [], []
                work.step("Reading the file", work.rows, 0)
        work.plan.keep_records(kept)
        work.plan.add(rows)
        self._note_encodings(work)
        return tally.offers()

    def _note_encodings(self, work: Work) -> None:
        if marc8 := self._encodings[Encoding.MARC8]:
            work.notes.append(
                f"{count_words(marc8, 'record is', 'records are')} in MARC-8, kept and exported in UTF-8."
            )
        if undeclared := self._encodings[Encoding.UNDECLARED_UTF8]:
            work.notes.append(
                f"{count_words(undeclared, 'record says', 'records say')} MARC-8, but the text is UTF-8 and was read so."
            )

    def _read(
        self, work: Work, one: MarcRecord | RefusedRecord, kept: list[tuple[bytes, bytes]]
    ) -> Iterator[tuple[PlanRow, Repaired]]:
        nothing = Repaired({}, (), ())
        if isinstance(one, RefusedRecord):
            yield _unreadable(one), nothing
            return
        self._encodings[one.encoding] += 1
        record, repaired = _unscrambled(one, make=_SCRAMBLED in work.chosen)
        title = read_title(record, latest_year=work.latest_year)
        problems = _title_problems(title)
        if problems:
            yield _refused(record, problems, title.title), nothing
            return
        data = stored(record)
        row = self._title_row(work, record, title, repaired, data)
        assert row.key is not None
        if row.verdict is None:
            kept.append((row.key, data))
        yield row, repaired
        yield from _copy_rows(work, record, title.title, row.key)

    def _title_row(
        self, work: Work, record: MarcRecord, title: TitleDraft, repaired: Repaired, data: bytes
    ) -> PlanRow:
        reading = _encode(Stored(title, BookDraft(""), own=own_number(record)))
        key = _key_of(work, record)
        row = PlanRow(
            0, record.number, "", title.title[:200], _cells(record, "", title.title), reading.decode(), key,
            repairs=repaired.made,
        )  # fmt: skip
        said = hashlib.sha256(data).digest()
        first, before = self._seen.setdefault(key, (record.number, said))
        if first != record.number:
            same = before == said
            row.verdict = Verdict.SKIP if same else Verdict.CONFLICT
            row.reason = work.repeats(first, same=same)
        return row

    # Deciding

    def decide(self, work: Work, rows: list[PlanRow]) -> None:
        """Give rows their verdicts."""
        with work.database.read() as connection:
            self._decide_titles(work, connection, [row for row in rows if not row.number])
            self._decide_copies(work, connection, [row for row in rows if row.number])

    def _decide_titles(self, work: Work, connection: Connection, rows: list[PlanRow]) -> None:
        if not rows:
            return
        said = {row.seq: decoding.decode(row.reading, Stored) for row in rows}
        sought = {seq: Sought(one.title, one.own) for seq, one in said.items()}
        found = matching_titles(connection, sought)
        titles = queries.titles_by_id(connection, set(found.values()))
        originals = originals_of(connection, set(found.values()))
        files = work.plan.records([row.key for row in rows if row.key is not None])
        groups = []
        for row in rows:
            assert row.key is not None
            title_id = found.get(row.seq)
            draft = said[row.seq].title
            if title_id is None:
                row.verdict, row.target = Verdict.CREATE, _encode(Target(action="create")).decode()
            elif self._met.setdefault(title_id, row.line) != row.line:
                row.verdict, row.reason = Verdict.CONFLICT, f"Record {self._met[title_id]} is this title too."
                continue
            else:
                original = restored(originals[title_id]) if title_id in originals else None
                self._compare(work, row, draft, titles[title_id], original, restored(files[row.key]))
                draft = titles[title_id].draft
            groups.append((row.key, row.seq, _encode(draft).decode(), title_id))
        work.plan.put_groups(groups)

    def _compare(
        self,
        work: Work,
        row: PlanRow,
        draft: TitleDraft,
        title: KnownTitle,
        original: MarcRecord | None,
        record: MarcRecord,
    ) -> None:
        base = read_title(original, latest_year=work.latest_year) if original else None
        found = Difference(Target(action="change", title_id=title.id))
        view = _view(
            work, BookReading(draft, BookDraft("")), BookReading(base, BookDraft("")) if base else None
        )
        compare_title(view, title, found)
        compare_identifiers(view, title, found)
        if _is_other_record(record, title.draft, original, work.latest_year):
            if original is not None:
                found.differing.append(KEPT_RECORD.name)
            found.target.marc = original is None or KEPT_RECORD.name not in work.keep
        work.differing.update(found.differing)
        row.changes = tuple(found.shown)
        if not found.shown and not found.target.marc:
            row.verdict = Verdict.SKIP
            return
        row.verdict, row.target = Verdict.CHANGE, _encode(found.target).decode()
        if found.target.marc:
            row.reason = "Its record takes the place of the kept one." if original else "Its record is kept."

    def _decide_copies(self, work: Work, connection: Connection, rows: list[PlanRow]) -> None:
        if not rows:
            return
        known = queries.books_by_number(connection, [row.number for row in rows])
        groups = work.plan.groups(list({row.key for row in rows if row.key is not None}))
        originals = originals_of(connection, {id_ for _, _, id_ in groups.values() if id_ is not None})
        bases = {
            id_: {book.accession_number: book for book in read_holdings(restored(marc)).books}
            for id_, marc in originals.items()
        }
        for row in rows:
            group = groups.get(row.key or b"")
            book = known.get(row.number)
            if group is None:
                row.verdict, row.reason = (
                    Verdict.CONFLICT,
                    "Which title its record is has to be decided first.",
                )
            elif book is None or book.undone:
                row.verdict, row.record_id = Verdict.ATTACH, book.id if book else None
                row.target = _encode(Target(action="attach")).decode()
            elif book.deleted:
                row.verdict, row.record_id, row.restore = Verdict.CONFLICT, book.id, True
                row.reason = f"This number belongs to a deleted copy of “{book.title_text}”: restore it."
            elif book.title_id != group[2]:
                row.verdict, row.record_id = Verdict.CONFLICT, book.id
                row.reason = f"This number belongs to a copy of “{book.title_text}”."
            else:
                self._compare_copy(work, row, book, bases.get(book.title_id, {}).get(row.number))

    def _compare_copy(self, work: Work, row: PlanRow, book: KnownBook, base: BookDraft | None) -> None:
        said = decoding.decode(row.reading, Stored)
        nothing = TitleDraft("")
        found = Difference(Target(action="change", title_id=book.title_id))
        view = _view(work, BookReading(nothing, said.book), BookReading(nothing, base) if base else None)
        compare_book(view, book, found)
        work.differing.update(found.differing)
        row.record_id, row.changes = book.id, tuple(found.shown)
        row.verdict = Verdict.CHANGE if found.shown else Verdict.SKIP
        if found.shown:
            row.target = _encode(found.target).decode()

    def finish(self, work: Work) -> None:
        """Nothing is left to decide: a record never moves a copy to another title."""


def _key_of(work: Work, record: MarcRecord) -> bytes:
    """What a record is known by within its file: its control number, else its place."""
    control = control_number(record)
    if control is not None:
        name = f"{control.qualifier or ''}\x1f{control.raw}"
    elif (own := own_number(record)) is not None:
        name = f"{OWN_AGENCY}\x1f{own}"
    else:
        name = f"{work.source.digest}\x1f{record.number}"
    return hashlib.blake2b(name.encode(), digest_size=20, person=b"marc record").digest()


def _cells(record: MarcRecord, number: str, title: str) -> str:
    """What the report tells of a row (:data:`app.services.importing.reports.RECORD_HEADINGS`)."""
    return _encode([str(record.position), "", record.control("001"), number, title]).decode()


def _unreadable(one: RefusedRecord) -> PlanRow:
    reason = f"{one.reason} {_fails_at(one.position, one.fault)}"
    cells = _encode([str(one.position), str(one.fault), "", "", ""]).decode()
    return PlanRow(0, one.number, "", "", cells, "", verdict=Verdict.REFUSED, reason=reason)


def _fails_at(position: int, fault: int) -> str:
    return f"It begins at byte {position:,} and fails at byte {fault:,}."


def _refused(record: MarcRecord, problems: str, title: str) -> PlanRow:
    """A record, or a copy in one, that can be read and not used."""
    reason = f"{problems} {_begins_at(record.position)}"
    cells = _cells(record, "", title)
    return PlanRow(0, record.number, "", title[:200], cells, "", verdict=Verdict.REFUSED, reason=reason)


def _begins_at(position: int) -> str:
    return f"Its record begins at byte {position:,}."


def _unscrambled(record: MarcRecord, *, make: bool) -> tuple[MarcRecord, Repaired]:
    """A record with its scrambled texts mended when that is wanted, and what there is to mend."""
    fixes: list[tuple[str, Fix]] = []

    def mended(field: MarcField) -> MarcField:
        texts = tuple((code, unscrambled(text)) for code, text in field.subfields)
        if texts == field.subfields:
            return field
        both = zip(field.subfields, texts, strict=True)
        fixes.extend((_SCRAMBLED, Fix(field.tag, old, new)) for (_, old), (_, new) in both if old != new)
        return replace(field, subfields=texts)

    changed = tuple(map(mended, record.fields))
    if not fixes:
        return record, Repaired({}, (), ())
    repaired = Repaired({}, tuple(fixes), (_SCRAMBLED,) if make else ())
    return (replace(record, fields=changed) if make else record), repaired


def _copy_rows(work: Work, record: MarcRecord, title: str, key: bytes) -> Iterator[tuple[PlanRow, Repaired]]:
    found = read_holdings(record)
    for book in found.books:
        values = {name: getattr(book, name) or "" for name in _COPY_VALUES}
        repaired = repair(ImportKind.BOOKS, values, work.chosen, work.latest_year)
        mended = {name: text or getattr(book, name) for name, text in repaired.values.items()}
        draft = replace(book, **mended)  # type: ignore[arg-type]
        row = PlanRow(
            0, record.number, book.accession_number, title[:200], _cells(record, book.accession_number, title),
            _encode(Stored(TitleDraft(title), draft)).decode(), key, repairs=repaired.made,
        )  # fmt: skip
        if problems := _problems(draft, _FIELD_OF_COPY):
            row.verdict = Verdict.REFUSED
            row.reason = f"{problems} {_begins_at(record.position)}"
        yield row, repaired
    for problem in found.problems:
        yield _refused(record, problem, title), Repaired({}, (), ())


def _title_problems(title: TitleDraft) -> str:
    return _problems(title, _FIELD_OF) if title.title else "There is no title (field 245)."


def _problems(draft: TitleDraft | BookDraft, names: dict[str, str]) -> str:
    """What the catalogue has no room for, in sentences."""
    long = []
    for attribute in draft.__dataclass_fields__:
        label, limit = _LABELS.get(names.get(attribute, attribute), ("", 0))
        value = getattr(draft, attribute)
        if limit and isinstance(value, str) and len(value) > limit:
            long.append(f"{label} is longer than {limit:,} characters.")
    return " ".join(long)


def _view(work: Work, said: BookReading, base: BookReading | None) -> RowView:
    """A record as comparing sees it: a record that was kept is the base; nothing in it was repaired."""
    parts: dict[str, Any] = {
        **{name: getattr(said.title, a[0]) for name, a in TITLE_ATTRIBUTES.items() if name != "author"},
        **{name: getattr(said.book, a[0]) for name, a in BOOK_ATTRIBUTES.items()},
        "identifiers": said.title.identifiers,
    }
    filled = {name for name, value in parts.items() if value is not None and value not in ("", ())}
    if said.title.year_raw:
        filled.add("year")
    if said.book.price_raw:
        filled.add("price")
    return RowView(said, said, base, base, frozenset(filled), frozenset(), True, work.keep)


def _is_other_record(
    record: MarcRecord, draft: TitleDraft, original: MarcRecord | None, latest_year: int
) -> bool:
    """Tell whether a file's record says otherwise than the kept one, and than what an export gives; copies aside."""
    said = _own_part(record)
    if original is not None and said == _own_part(original):
        return False
    return said != _own_part(to_record(draft, (), original, latest_year=latest_year))


def _own_part(record: MarcRecord) -> list[MarcField]:
    left_out = {*COPIES, "001", "003"} if own_number(record) is not None else {*COPIES}
    return [field for field in record.fields if field.tag not in left_out]
