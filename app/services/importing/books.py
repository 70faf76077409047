"""From a row of text to what it says of a title and a copy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote

import msgspec

from app import decoding
from app.domain.bibliography import Price, is_formula_error, parse_price, parse_year
from app.domain.catalog import (
    SETTABLE_STATUSES,
    BookDraft,
    BookStatus,
    Contributor,
    TitleDraft,
    TitleIdentifier,
)
from app.domain.identifiers import Isbn, IsbnKind, normalise_accession, parse_isbns
from app.domain.names import NAME_CHARS, parse_contributors
from app.domain.text import clean, fold
from app.errors import InvalidInput
from app.services.importing.columns import fields
from app.services.importing.dates import parse_date
from app.services.importing.repairs import Values
from app.services.importing.values import ImportKind

#: Fields of a title that are one plain text in a row.
PLAIN_TITLE = (
    "subtitle", "part", "edition", "place", "publisher", "material", "audience", "physical_description", "series",
    "summary", "classification",
)  # fmt: skip
_PLAIN_BOOK = ("call_number", "location", "copy_number", "volume", "fund", "condition_note", "alert")
_LIMITS = {field.name: (field.label, field.limit) for field in fields(ImportKind.BOOKS)}
_LANGUAGES = {
    "english": "eng", "en": "eng", "filipino": "fil", "fil": "fil", "tagalog": "tgl", "tl": "tgl", "spanish": "spa",
    "es": "spa", "french": "fre", "fr": "fre", "german": "ger", "de": "ger", "latin": "lat", "chinese": "chi",
    "japanese": "jpn", "korean": "kor", "cebuano": "ceb", "ilocano": "ilo", "hiligaynon": "hil",
}  # fmt: skip
_STATUSES = {
    "available": BookStatus.AVAILABLE, "on shelf": BookStatus.AVAILABLE, "in": BookStatus.AVAILABLE,
    "loaned": BookStatus.AVAILABLE, "on loan": BookStatus.AVAILABLE, "borrowed": BookStatus.AVAILABLE,
    "checked out": BookStatus.AVAILABLE, "hold shelf": BookStatus.AVAILABLE, "in process": BookStatus.IN_PROCESS,
    "repair": BookStatus.REPAIR, "for repair": BookStatus.REPAIR, "damaged": BookStatus.REPAIR,
    "missing": BookStatus.MISSING, "lost": BookStatus.LOST, "withdrawn": BookStatus.WITHDRAWN,
    "weeded": BookStatus.WITHDRAWN, "discarded": BookStatus.WITHDRAWN, "condemned": BookStatus.WITHDRAWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookReading:
    """What a row says: the title, the copy, why it can't be used (empty when it can), and what stayed unread."""

    title: TitleDraft
    book: BookDraft
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def read_book(
    values: Values, *, latest_year: int, restore_zeros: bool, source_row: str | None, literal: bool = False
) -> BookReading:
    """Read a row's values (field → text of the cell). Never raises: problems and unread fields say what is wrong.

    ``literal`` is for files this product wrote: a row without an accession number is a title without copies.
    """
    problems = _problems(values)
    unread: list[str] = []
    number = ""
    try:
        number = normalise_accession(values.get("accession_number"))
    except InvalidInput as error:
        if clean(values.get("accession_number")):
            problems.append(error.message)
        elif not literal:
            problems.append("There is no accession number.")
    if not _text(values.get("title")):
        problems.append("There is no title.")
    title = _title(values, latest_year, restore_zeros, unread)
    return BookReading(title, _book(values, number, source_row, unread), tuple(problems), tuple(unread))


def _text(raw: str | None) -> str:
    """A cell's text; empty where a spreadsheet left an error."""
    return "" if not raw or is_formula_error(raw) else clean(raw)


def _problems(values: Values) -> list[str]:
    return [
        f"{_LIMITS[field][0]} is longer than {_LIMITS[field][1]:,} characters."
        for field, text in values.items()
        if len(text) > _LIMITS[field][1] and len(clean(text)) > _LIMITS[field][1]
    ]


def _title(values: Values, latest_year: int, restore_zeros: bool, unread: list[str]) -> TitleDraft:
    people, responsibility = _people(values)
    year, year_raw = _year(values, latest_year, unread)
    plain = {name: _text(values.get(name)) or None for name in PLAIN_TITLE}
    plain["audience"] = _code(values, "audience", plain["audience"], unread)
    material = (
        _code(values, "material", (plain.pop("material") or "BOOK").upper().replace(" ", "_"), unread)
        or "BOOK"
    )
    return TitleDraft(
        title=_text(values.get("title")),
        contributors=people,
        responsibility=responsibility,
        year=year,
        year_raw=year_raw,
        language=_code(values, "language", _language(values.get("language")), unread),
        material=material,
        notes=_text(values.get("title_notes")) or None,
        subjects=_subjects(values.get("subjects")),
        identifiers=_identifiers(values, restore_zeros),
        **plain,
    )


def _people(values: Values) -> tuple[tuple[Contributor, ...], str | None]:
    """Contributors, and the author field as written when they don't say the same."""
    stated = _text(values.get("responsibility")) or None
    if listed := split_list(values.get("contributors")):
        return tuple(_contributor(one) for one in listed), stated
    raw = _text(values.get("author"))
    people = tuple(Contributor(one.heading, one.role) for one in parse_contributors(raw))
    plain = len(people) == 1 and people[0] == Contributor(raw)
    return people, stated or (raw if raw and not plain else None)


_ROLE = re.compile(r"^(.*?)\s*\[([a-z_ ]{1,40})\]$")


def _contributor(text: str) -> Contributor:
    match = _ROLE.match(text)
    return Contributor(match[1][:NAME_CHARS], match[2]) if match else Contributor(text[:NAME_CHARS])


def _year(values: Values, latest_year: int, unread: list[str]) -> tuple[int | None, str | None]:
    raw = clean(values.get("year"))
    written = clean(values.get("year_as_written"))
    year = parse_year(raw, latest=latest_year)
    if year.value is None and _text(raw):
        unread.append("year")
    kept = written or raw
    return year.value, kept[:100] if kept and kept != str(year.value) else None


# What is a code in the catalogue; a longer text is no code, and no reason to refuse the row.
_CODE_CHARS = {"language": 10, "material": 20, "audience": 40}


def _code(values: Values, name: str, code: str | None, unread: list[str]) -> str | None:
    if code is not None and len(code) > _CODE_CHARS[name]:
        unread.append(name)
        return None
    return code


def _language(raw: str | None) -> str | None:
    text = _text(raw).lower()
    return _LANGUAGES.get(text, text) or None


def split_list(raw: str | None) -> tuple[str, ...]:
    """Parts of a cell that lists several, parted by ``|`` (or ``;`` where there is no ``|``)."""
    text = _text(raw)
    parts = text.split("|") if "|" in text else text.split(";")
    return tuple(dict.fromkeys(unquote(part.strip()) for part in parts if part.strip()))


def join_list(parts: tuple[str, ...] | list[str]) -> str:
    """The cell for a list; :func:`split_list` gives the parts back."""
    escaped = [re.sub(r"[%|;]", lambda found: quote(found.group()), part) for part in parts]
    return " | ".join(escaped)


def _subjects(raw: str | None) -> tuple[str, ...]:
    return tuple(clean(part)[:500] for part in split_list(raw))


def _identifiers(values: Values, restore_zeros: bool) -> tuple[TitleIdentifier, ...]:
    if listed := split_list(values.get("identifiers")):
        return tuple(identifier_from(text) for text in listed)
    return tuple(identifier_of(isbn) for isbn in parse_isbns(_cell(values.get("isbn")), repair=restore_zeros))


def _cell(raw: str | None) -> str:
    return (raw or "") if _text(raw) else ""


def identifier_of(isbn: Isbn) -> TitleIdentifier:
    """A number from an ISBN field as the catalogue keeps it; one with a wrong check digit is kept as invalid."""
    kind = isbn.kind.value if isbn.kind in (IsbnKind.ISMN, IsbnKind.EAN, IsbnKind.ISSN) else "isbn"
    return TitleIdentifier(
        kind,
        isbn.value[:60],
        clean(isbn.raw)[:255],
        clean(isbn.qualifier)[:255] or None,
        isbn.valid,
        isbn.repaired,
    )


def identifier_text(one: TitleIdentifier) -> str:
    """An identifier as one part of a cell, exact enough to be read back by :func:`identifier_from`."""
    parts = [f"{one.kind}:{quote(one.value, safe=' -')}"]
    if one.raw != one.value:
        parts.append(f"raw={quote(one.raw, safe=' -')}")
    if one.qualifier:
        parts.append(f"qualifier={quote(one.qualifier, safe=' -')}")
    parts.extend(word for word, holds in (("invalid", not one.valid), ("repaired", one.repaired)) if holds)
    return ", ".join(parts)


def identifier_from(text: str) -> TitleIdentifier:
    """Read an identifier written by :func:`identifier_text`; other text is kept as a local one."""
    head, *rest = text.split(", ")
    kind, colon, value = head.partition(":")
    if not colon or not re.fullmatch("[a-z]{2,10}", kind):
        return TitleIdentifier("local", text[:60], text[:255])
    facts = dict(part.partition("=")[::2] for part in rest)
    value = unquote(value)
    raw = unquote(facts["raw"]) if "raw" in facts else value
    qualifier = unquote(facts["qualifier"]) if "qualifier" in facts else None
    return TitleIdentifier(
        kind, value[:60], raw[:255], qualifier, "invalid" not in facts, "repaired" in facts
    )


def _book(values: Values, number: str, source_row: str | None, unread: list[str]) -> BookDraft:
    price = _price(values, unread)
    plain = {name: _text(values.get(name)) or None for name in _PLAIN_BOOK}
    return BookDraft(
        accession_number=number,
        collection=_text(values.get("collection")),
        item_type=_text(values.get("item_type")).upper().replace(" ", "_"),
        status=_status(values.get("status"), unread),
        price_minor=price.minor,
        price_raw=_price_raw(values, price),
        acquired_on=_date(values, "acquired_on", unread),
        notes=_text(values.get("book_notes")) or None,
        source_row=_source_row(values["source_row"]) if "source_row" in values else source_row,
        **{**plain, "location": plain["location"] or ""},  # type: ignore[arg-type]
    )


def _price(values: Values, unread: list[str]) -> Price:
    price = parse_price(values.get("price"))
    if price.error:
        unread.append("price")
    return price


def _price_raw(values: Values, price: Price) -> str | None:
    """The price as written, where the number alone would lose something."""
    written = clean(values.get("price_as_written")) or price.raw
    if not written or (
        price.minor is not None and written == f"{price.minor // 100}.{price.minor % 100:02d}"
    ):
        return None
    return written[:100]


def _status(raw: str | None, unread: list[str]) -> BookStatus:
    text = fold(_text(raw).replace("_", " "))
    status = _STATUSES.get(text)
    if status is None and text:
        unread.append("status")
    return status if status in SETTABLE_STATUSES else BookStatus.AVAILABLE


def _date(values: Values, field: str, unread: list[str]) -> date | None:
    text = _text(values.get(field))
    found = parse_date(text)
    if text and found is None:
        unread.append(field)
    return found


def _source_row(raw: str | None) -> str | None:
    """A row kept from an earlier import, when a file brings it along."""
    if not raw or not raw.startswith("{"):
        return None
    try:
        decoding.decode(raw, dict[str, str])
    except msgspec.DecodeError:
        return None
    return raw
