"""The copies a record lists: 952 (Koha), 852 (MARC 21 Format for Holdings, as Follett and others embed it), 949.

949 has no standard; it is read as Innovative and OCLC have it: ``$a`` call number, ``$i`` barcode, ``$c`` copy, ``$v``
volume, ``$l`` location, ``$t`` kind of item, ``$p`` price, ``$n`` note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.bibliography import parse_price
from app.domain.catalog import BookDraft, BookStatus
from app.domain.identifiers import normalise_accession
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.marc.titles import call_number
from app.domain.text import clean
from app.errors import InvalidInput

#: Fields of copies. A copy that several of them list is taken from the first of these.
TAGS = ("952", "852", "949")
#: The subfield of each that holds the barcode.
BARCODE = {"952": "p", "852": "p", "949": "i"}
#: What notes begin with that are alerts or tell a copy's condition; a note that would begin so gets the last before it.
ALERT, CONDITION, NOTE = "Alert: ", "Condition: ", "Note: "
#: Koha's values for a copy that is gone.
GONE = {BookStatus.LOST: "1", BookStatus.MISSING: "4"}
_CODE_CHARS, _PRICE_CHARS = 40, 100


@dataclass(frozen=True, slots=True)
class Holdings:
    """The copies of a record, and a sentence for each that can't be used."""

    books: tuple[BookDraft, ...]
    problems: tuple[str, ...]


def read_holdings(record: MarcRecord) -> Holdings:
    """Return the copies a record lists, each once; never raises."""
    shelf = call_number(record)
    problems: list[str] = []
    found: dict[str, BookDraft] = {}
    for tag in TAGS:
        for one in record.all(tag):
            for book in _books(one, shelf, problems):
                found.setdefault(book.accession_number, book)
    return Holdings(tuple(found.values()), tuple(problems))


def _books(one: MarcField, shelf: str | None, problems: list[str]) -> Iterator[BookDraft]:
    """Copies of one field: one for each barcode in it."""
    barcodes = [text for text in one.all(BARCODE[one.tag]) if clean(text)]
    if one.tag == "949" and not barcodes:
        return  # other systems keep other things here
    if not barcodes:
        problems.append(f"A copy in field {one.tag} has no barcode.")
    facts = {"952": _from_952, "852": _from_852, "949": _from_949}[one.tag]
    for barcode in barcodes:
        try:
            number = normalise_accession(barcode)
        except InvalidInput as error:
            problems.append(f"{_unusable(one.tag)} {error.message}")
            continue
        book = facts(one, BookDraft(number))
        # 952 has a place for it: where it is blank, the copy has none.
        yield book if book.call_number or one.tag == "952" else replace(book, call_number=shelf)


def _unusable(tag: str) -> str:
    return f"A copy in field {tag} can't be used."


def _text(one: MarcField, codes: str) -> str | None:
    return " ".join(filter(None, map(clean, one.all(codes)))) or None


def _code(one: MarcField, code: str) -> str:
    return clean(one.first(code))[:_CODE_CHARS]


def _priced(book: BookDraft, text: str) -> BookDraft:
    price = parse_price(text)
    raw = price.raw[:_PRICE_CHARS] or None
    plain = price.minor is not None and raw == plain_price(price.minor)
    return replace(book, price_minor=price.minor, price_raw=None if plain else raw)


def plain_price(minor: int) -> str:
    """Return a price as a number with two decimals."""
    return f"{minor // 100}.{minor % 100:02d}"


def _from_852(one: MarcField, book: BookDraft) -> BookDraft:
    return _priced(
        replace(
            book,
            call_number=_text(one, "khijm"),
            collection=_code(one, "c"),
            location=_code(one, "b"),
            copy_number=_text(one, "t"),
            volume=_text(one, "3"),
            notes="\n".join(filter(None, map(clean, one.all("xz")))) or None,
        ),
        re.sub(r"^[Pp](?=\d)", "", one.first("9").strip()),  # Follett writes P12.50
    )


def _from_949(one: MarcField, book: BookDraft) -> BookDraft:
    return _priced(
        replace(
            book,
            call_number=_text(one, "a"),
            location=_code(one, "l"),
            item_type=_code(one, "t").upper().replace(" ", "_"),
            copy_number=_text(one, "c"),
            volume=_text(one, "v"),
            notes="\n".join(filter(None, map(clean, one.all("n")))) or None,
        ),
        one.first("p"),
    )


def _from_952(one: MarcField, book: BookDraft) -> BookDraft:
    notes, alerts, conditions = _notes(one)
    return _priced(
        replace(
            book,
            call_number=_text(one, "o"),
            collection=_code(one, "8"),
            item_type=_code(one, "y"),
            location=_code(one, "c"),
            status=_status(one),
            copy_number=_text(one, "t"),
            volume=_text(one, "h"),
            fund=_text(one, "e"),
            acquired_on=_date(one.first("d")),
            condition_note=" ".join(conditions) or None,
            notes="\n".join(notes) or None,
            alert=" ".join(alerts) or None,
        ),
        one.first("g"),
    )


def _notes(one: MarcField) -> tuple[list[str], list[str], list[str]]:
    """Notes, alerts and notes on condition: all three stand in ``$x`` and ``$z``, the latter two with a word before."""
    notes: list[str] = []
    alerts: list[str] = []
    conditions: list[str] = []
    for text in filter(None, map(clean, one.all("xz"))):
        for start, kept in ((ALERT, alerts), (CONDITION, conditions), (NOTE, notes)):
            if text.startswith(start):
                kept.append(text.removeprefix(start))
                break
        else:
            notes.append(text)
    return notes, alerts, conditions


def _status(one: MarcField) -> BookStatus:
    """The status by Koha's flags, which are 0 or absent when nothing is wrong."""
    flags = {code: clean(one.first(code)).removeprefix("0") for code in "0147"}
    if flags["0"]:
        return BookStatus.WITHDRAWN
    if flags["1"]:
        return BookStatus.MISSING if flags["1"] == GONE[BookStatus.MISSING] else BookStatus.LOST
    if flags["4"]:
        return BookStatus.REPAIR
    return BookStatus.IN_PROCESS if flags["7"].startswith("-") else BookStatus.AVAILABLE


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
