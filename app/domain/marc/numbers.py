"""The numbers of a title: ISBN (020), ISSN (022), ISMN and EAN (024), LCCN (010), OCLC number (035), control number (001)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.catalog import TitleIdentifier
from app.domain.identifiers import Isbn, IsbnKind, is_ean13, parse_isbns
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.text import clean

TAGS = ("010", "020", "022", "024", "035")
_OCLC = re.compile(r"^(?:\(OCoLC\)\s*(?:oc[mn]|on)?|oc[mn]|on(?=\d))0*(\d{1,14})\s*$", re.IGNORECASE)
_KINDS_024 = {"2": "ismn", "3": "ean", "8": "local"}
_VALUE_CHARS, _RAW_CHARS = 60, 255


def numbers(record: MarcRecord) -> tuple[TitleIdentifier, ...]:
    """Return every number of the title once; its control number, qualified by whose it is (003), comes last."""
    found = [number for field in record.all(*TAGS) for number in _numbers(field)]
    if control := clean(record.control("001")):
        found.append(_number("local", control, control, clean(record.control("003"))))
    return tuple(dict.fromkeys(found))


def _number(kind: str, value: str, raw: str, qualifier: str = "", *, valid: bool = True) -> TitleIdentifier:
    return TitleIdentifier(
        kind, value[:_VALUE_CHARS], raw[:_RAW_CHARS], qualifier[:_RAW_CHARS] or None, valid
    )


def _numbers(field: MarcField) -> Iterator[TitleIdentifier]:
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
