"""Writing copies into a record: each where it stands already, else in a new 952, which has a place for everything.

Of a copy's field only the subfields of what changed are written anew. What an 852 or 949 has no place for goes into a 952
beside it, which is read first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.bibliography import parse_price
from app.domain.catalog import BookDraft, BookStatus
from app.domain.identifiers import normalise_accession
from app.domain.marc.holdings import (
    ALERT,
    BARCODE,
    CONDITION,
    GONE,
    NOTE,
    TAGS,
    plain_price,
    read_holdings,
)
from app.domain.marc.lists import placed
from app.domain.marc.records import MarcField, MarcRecord, Subfield
from app.domain.text import clean
from app.errors import InvalidInput

_OUT = frozenset({BookStatus.LOANED, BookStatus.HOLD_SHELF})
_LINES = ("notes", "condition_note", "alert")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field says some attributes of a copy: the subfields to drop, and what is written instead."""

    attributes: tuple[str, ...]
    codes: str
    write: Callable[[BookDraft], list[Subfield]]


def _text(attribute: str, code: str, others: str = "") -> _Place:
    def write(book: BookDraft) -> list[Subfield]:
        text = getattr(book, attribute)
        return [(code, text)] if text else []

    return _Place((attribute,), code + others, write)


def _price(code: str) -> _Place:
    def write(book: BookDraft) -> list[Subfield]:
        plain = None if book.price_minor is None else plain_price(book.price_minor)
        text = book.price_raw or plain
        return [(code, text)] if text else []

    return _Place(("price_minor", "price_raw"), code, write)


def _status(book: BookDraft) -> list[Subfield]:
    flags = {
        "0": "1" if book.status is BookStatus.WITHDRAWN else None,
        "1": GONE.get(book.status),
        "4": "1" if book.status is BookStatus.REPAIR else None,
        "7": "-1" if book.status is BookStatus.IN_PROCESS else None,
    }
    return [(code, flag) for code, flag in flags.items() if flag]


def _acquired(book: BookDraft) -> list[Subfield]:
    return [("d", book.acquired_on.isoformat())] if book.acquired_on else []


def _notes(book: BookDraft) -> list[Subfield]:
    found = [("x", ALERT + book.alert)] if book.alert else []
    if book.condition_note:
        found.append(("x", CONDITION + book.condition_note))
    lines = (book.notes or "").splitlines()
    found.extend(("x", NOTE + line if line.startswith((ALERT, CONDITION, NOTE)) else line) for line in lines)
    return found


def _plain_notes(code: str) -> Callable[[BookDraft], list[Subfield]]:
    return lambda book: [(code, line) for line in (book.notes or "").splitlines()]


_PLACES = {
    "952": (
        _Place(("status",), "0147", _status), _text("collection", "8"), _text("location", "c"),
        _Place(("acquired_on",), "d", _acquired), _text("fund", "e"), _price("g"), _text("volume", "h"),
        _text("call_number", "o"), _text("copy_number", "t"), _text("item_type", "y"), _Place(_LINES, "xz", _notes),
    ),
    "852": (
        _text("location", "b"), _text("collection", "c"), _text("call_number", "h", "kijm"), _text("copy_number", "t"),
        _text("volume", "3"), _price("9"), _Place(("notes",), "xz", _plain_notes("x")),
    ),
    "949": (
        _text("call_number", "a"), _text("location", "l"), _text("item_type", "t"), _text("copy_number", "c"),
        _text("volume", "v"), _price("p"), _Place(("notes",), "n", _plain_notes("n")),
    ),
}  # fmt: skip


def with_copies(record: MarcRecord, books: Sequence[BookDraft]) -> MarcRecord:
    """Return the record with these copies and no others; fields without a barcode stay."""
    wanted = {book.accession_number: book for book in map(sayable, books)}
    if _said(record) == list(wanted.values()):
        return record
    fields: list[MarcField] = []
    for field in record.fields:
        fields.extend(_kept(field, wanted, record) if field.tag in TAGS else (field,))
    record = replace(record, fields=tuple(fields))
    said = {book.accession_number: book for book in _said(record)}
    there = {number for field in record.all("952") for number in _numbers(field)}
    new = [
        copy_field(book)
        for number, book in wanted.items()
        if said.get(number) != book and number not in there
    ]
    return placed(record, (), new)


def _said(record: MarcRecord) -> list[BookDraft]:
    return [sayable(book) for book in read_holdings(record).books]


def _numbers(field: MarcField) -> list[str]:
    """The accession numbers of the copies in a field that can be used."""
    return [number for text in field.all(BARCODE[field.tag]) if (number := _number(text))]


def _number(text: str) -> str:
    try:
        return normalise_accession(text)
    except InvalidInput:
        return ""


def _kept(field: MarcField, wanted: dict[str, BookDraft], record: MarcRecord) -> list[MarcField]:
    """A field as the copies in it are now: parted where one of several differs, none where all are gone."""
    code = BARCODE[field.tag]
    numbers = _numbers(field)
    if not numbers:
        return [field]
    said = {book.accession_number: sayable(book) for book in read_holdings(_alone(record, field)).books}
    same = [number for number in numbers if said.get(number) == wanted.get(number, False)]
    found = []
    if len(same) == len(numbers):
        return [field]
    if same:
        subfields = tuple(one for one in field.subfields if one[0] != code or _number(one[1]) in ("", *same))
        found.append(replace(field, subfields=subfields))
    for number in numbers:
        if number not in same and number in wanted:
            own = tuple(one for one in field.subfields if one[0] != code or _number(one[1]) == number)
            found.append(_rewritten(replace(field, subfields=own), said[number], wanted[number]))
    return found


def _alone(record: MarcRecord, field: MarcField) -> MarcRecord:
    """The record with one field of copies only."""
    return placed(record, TAGS, [field])


def _rewritten(field: MarcField, said: BookDraft, book: BookDraft) -> MarcField:
    """A copy's field with what changed written anew."""
    for place in _PLACES[field.tag]:
        if any(getattr(said, name) != getattr(book, name) for name in place.attributes):
            others = tuple(one for one in field.subfields if one[0] not in place.codes)
            field = replace(field, subfields=(*others, *place.write(book)))
    return field


def copy_field(book: BookDraft) -> MarcField:
    """Return a new 952 for a copy."""
    said = [one for place in _PLACES["952"] for one in place.write(book)]
    return MarcField(
        "952", "", "  ", tuple(sorted([*said, ("p", book.accession_number)], key=lambda one: one[0]))
    )


def sayable(book: BookDraft) -> BookDraft:
    """Return a copy as a record can say it: texts cleaned, on the shelf though it is on loan, without its import row."""
    names = ("call_number", "copy_number", "volume", "price_raw", "fund", "condition_note", "alert")
    texts = {name: clean(getattr(book, name)) or None for name in names}
    raw = texts["price_raw"]
    if raw is not None and book.price_minor is not None and parse_price(raw).minor != book.price_minor:
        texts["price_raw"] = None  # the number counts
    lines = filter(None, map(clean, (book.notes or "").splitlines()))
    return replace(
        book,
        status=BookStatus.AVAILABLE if book.status in _OUT else book.status,
        item_type="" if book.item_type == "GENERAL" else book.item_type,
        notes="\n".join(lines) or None,
        source_row=None,
        **texts,  # type: ignore[arg-type]
    )
