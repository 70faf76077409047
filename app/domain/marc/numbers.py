"""The numbers of a title: ISBN (020), ISSN (022), ISMN and EAN (024), LCCN (010), OCLC number (035), control number (001)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.catalog import TitleIdentifier
from app.domain.identifiers import Isbn, IsbnKind, is_ean13, parse_isbns
from app.domain.marc.lists import relisted
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.text import clean

#: What 003 says of records whose control number is a title's id in this product.
OWN_AGENCY = "CLMS"
TAGS = ("010", "020", "022", "024", "035")
_OCLC = re.compile(r"^(?:\(OCoLC\)\s*(?:oc[mn]|on)?|oc[mn]|on(?=\d))0*(\d{1,14})\s*$", re.IGNORECASE)
_KINDS_024 = {"2": "ismn", "3": "ean", "8": "local"}
_CODES_024 = {kind: code for code, kind in _KINDS_024.items()}
_VALUE_CHARS, _RAW_CHARS = 60, 255


def numbers(record: MarcRecord) -> tuple[TitleIdentifier, ...]:
    """Return every number of the title once; its control number, qualified by whose it is (003), comes last."""
    found = [number for field in record.all(*TAGS) for number in numbers_of(field)]
    if control := control_number(record):
        found.append(control)
    return tuple(dict.fromkeys(found))


def control_number(record: MarcRecord) -> TitleIdentifier | None:
    """Return the record's control number (001), qualified by whose it is (003); None where this product gave it."""
    agency = clean(record.control("003"))
    number = clean(record.control("001"))
    return _number("local", number, number, agency) if number and agency != OWN_AGENCY else None


def own_number(record: MarcRecord) -> int | None:
    """Return the title's id that this product wrote as control number."""
    number = clean(record.control("001"))
    own = clean(record.control("003")) == OWN_AGENCY and re.fullmatch("[0-9]{1,18}", number)
    return int(number) if own else None


def with_numbers(record: MarcRecord, wanted: Sequence[TitleIdentifier]) -> MarcRecord:
    """Return the record with these numbers, in this order; its control number stays where it is, or goes."""
    control = control_number(record)
    if control is not None and control not in wanted:
        record = replace(record, fields=tuple(one for one in record.fields if one.tag not in ("001", "003")))
    others = [one for one in wanted if one != control]
    return relisted(record, TAGS, others, lambda field: tuple(dict.fromkeys(numbers_of(field))), number_field)


def number_field(number: TitleIdentifier) -> MarcField:
    """Return a field that holds a number, read back the same wherever MARC 21 can say it."""
    tries = list(_fields_for(number))
    for same in (
        lambda found: found == (number,),
        lambda found: [(one.value, one.valid) for one in found] == [(number.value, number.valid)],
    ):
        for field in tries:
            if same(tuple(numbers_of(field))):
                return field
    return tries[-1]


def _fields_for(number: TitleIdentifier) -> Iterator[MarcField]:
    """Yield the ways to write a number, the best first; the last can hold any."""
    qualifier = (("q", number.qualifier),) if number.qualifier else ()
    for text in dict.fromkeys((number.raw, number.value)):
        if number.kind == "lccn":
            yield MarcField("010", "", "  ", (("a", text),))
        elif number.kind == "oclc":
            yield MarcField("035", "", "  ", (("a", text),))
            yield MarcField("035", "", "  ", (("a", f"(OCoLC){text}"),))
        elif number.kind == "issn":
            yield MarcField("022", "", "  ", (("a", text),))
        elif number.kind in _CODES_024 and number.kind != "local":
            yield MarcField("024", "", f"{_CODES_024[number.kind]} ", (("a", text), *qualifier))
        if number.kind != "local":
            yield MarcField("020", "", "  ", (("a" if number.valid else "z", text), *qualifier))
            yield MarcField("020", "", "  ", (("z" if number.valid else "a", text), *qualifier))
    yield MarcField("024", "", "8 ", (("a", number.raw), *qualifier))


def _number(kind: str, value: str, raw: str, qualifier: str = "", *, valid: bool = True) -> TitleIdentifier:
    return TitleIdentifier(
        kind, value[:_VALUE_CHARS], raw[:_RAW_CHARS], qualifier[:_RAW_CHARS] or None, valid
    )


def numbers_of(field: MarcField) -> Iterator[TitleIdentifier]:
    """Yield the numbers one field holds."""
    if field.tag == "020":
        yield from _isbns(field)
        return
    for raw in filter(None, map(clean, field.all("a"))):
        compact = re.sub(r"[\s-]", "", raw).upper()
        if field.tag == "010":
            yield _number("lccn", compact.lower(), raw)
        elif field.tag == "022":
            valid = any(one.kind is IsbnKind.ISSN for one in parse_isbns(f"{compact[:4]}-{compact[4:]}"))
            yield _number("issn", compact, raw, valid=valid)
        elif field.tag == "024":
            yield from _other(field, raw, compact)
        elif (match := _OCLC.match(raw)) is not None:
            yield _number("oclc", match[1], raw)


def _other(field: MarcField, raw: str, compact: str) -> Iterator[TitleIdentifier]:
    kind = _KINDS_024.get(field.indicators[0])
    if kind == "local":
        yield _number(kind, raw, raw, clean(field.first("q")))
    elif kind:
        yield _number(kind, compact, raw, clean(field.first("q")), valid=is_ean13(compact))


def _isbns(field: MarcField) -> Iterator[TitleIdentifier]:
    """ISBNs of ``$a``, and of ``$z`` those that are cancelled or wrong; ``$q`` qualifies the one before it."""
    last: TitleIdentifier | None = None
    for code, text in field.subfields:
        if code == "q" and last is not None:
            words = "; ".join(filter(None, (last.qualifier, clean(text).strip("() :;"))))
            last = replace(last, qualifier=words[:_RAW_CHARS] or None)
        elif code in "az":
            for isbn in parse_isbns(text):
                if last is not None:
                    yield last
                last = _isbn(isbn, cancelled=code == "z")
    if last is not None:
        yield last


def _isbn(isbn: Isbn, *, cancelled: bool) -> TitleIdentifier:
    raw = clean(isbn.raw).rstrip(" :;")
    if cancelled:
        given = re.sub(r"[\s-]", "", raw).upper()
        return _number("isbn", given, raw, clean(isbn.qualifier), valid=False)
    kind = isbn.kind.value if isbn.kind in (IsbnKind.ISMN, IsbnKind.EAN, IsbnKind.ISSN) else "isbn"
    number = _number(kind, isbn.value, raw, clean(isbn.qualifier), valid=isbn.valid)
    return replace(number, repaired=isbn.repaired)
