"""Recognising columns by their headings, in the words libraries and school systems use, and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.domain.bibliography import parse_price, parse_year
from app.domain.identifiers import IsbnKind, parse_isbns, parse_lrn
from app.domain.text import fold
from app.errors import InvalidInput
from app.services.importing.values import ImportKind, SourceColumn

#: A heading is believed to mean a field from this confidence up.
SURE = 0.75


@dataclass(frozen=True, slots=True)
class Field:
    """A value a row can carry. ``limit`` is the most characters it may have; ``title_level`` values belong to the
    title and are shared by its copies."""

    name: str
    label: str
    aliases: tuple[str, ...] = ()
    limit: int = 255
    title_level: bool = False


BOOK_FIELDS: tuple[Field, ...] = (
    Field("accession_number", "Accession Number", ("barcode", "accession no", "accession", "acc no", "acc number", "item barcode", "copy number barcode", "accession #", "book number", "book no", "book id", "bar code", "item id", "copy barcode", "inventory number", "numero ng aklat"), 255),
    Field("call_number", "Call Number", ("call no", "callno", "call #", "classification number", "shelf mark", "shelfmark", "location mark", "itemcallnumber"), 255),
    Field("title", "Title", ("book title", "title proper", "title of book", "name of book", "main title", "title statement", "pamagat", "titulo"), 2000, True),
    Field("subtitle", "Subtitle", ("sub title", "other title", "title remainder", "remainder of title"), 2000, True),
    Field("part", "Part", ("part of title", "title part", "part name", "part number"), 255, True),
    Field("author", "Author", ("authors", "author name", "main author", "writer", "by", "may akda", "may-akda", "autor", "creator", "author s"), 2000, True),
    Field("contributors", "Contributors", ("added entries", "other authors", "people"), 10000, True),
    Field("responsibility", "Responsibility", ("statement of responsibility", "sor"), 2000, True),
    Field("year", "Year", ("publication year", "year published", "copyright", "copyright year", "date", "publication date", "pub year", "date of publication", "yr", "copyright date", "pubyear", "taon"), 100, True),
    Field("year_as_written", "Year As Written", (), 100, True),
    Field("edition", "Edition", ("ed", "edition statement", "edisyon"), 255, True),
    Field("isbn", "ISBN", ("isbn 10", "isbn 13", "isbn10", "isbn13", "isbn number", "isbn no", "isbn issn", "international standard book number"), 2000, True),
    Field("identifiers", "Identifiers", ("other identifiers",), 10000, True),
    Field("place", "Place", ("publication", "place of publication", "publication place", "pub place", "city", "publisher city"), 255, True),
    Field("publisher", "Publisher", ("publisher name", "published by", "publishing company", "publishing house", "tagapaglathala"), 255, True),
    Field("language", "Language", ("lang", "language code", "wika"), 255, True),
    Field("material", "Material", ("material type", "type of material", "format", "media type"), 255, True),
    Field("audience", "Audience", ("target audience", "reading level", "grade level of book"), 255, True),
    Field("physical_description", "Physical Description", ("description", "extent", "collation", "pages", "no of pages", "number of pages", "physical desc", "pagination"), 2000, True),
    Field("series", "Series", ("series title", "series statement"), 2000, True),
    Field("summary", "Summary", ("abstract", "synopsis", "annotation"), 20000, True),
    Field("title_notes", "Note Area", ("note", "notes", "general note", "title notes", "notes area"), 20000, True),
    Field("classification", "Classification", ("class", "ddc", "dewey", "dewey number", "class number", "lcc"), 100, True),
    Field("subjects", "Subjects", ("subject", "subject headings", "topics", "keywords", "genre", "paksa"), 10000, True),
    Field("collection", "Collection Code", ("collection", "collection name", "collection type", "category", "ccode", "shelving collection"), 40),
    Field("item_type", "Item Type", ("itemtype", "item category", "circulation type", "itype"), 40),
    Field("location", "Location", ("shelving location", "shelf location", "shelf", "room", "home location"), 40),
    Field("status", "Status", ("item status", "availability", "copy status", "book status"), 40),
    Field("copy_number", "Copy Number", ("copy no", "copy", "copy #", "copies no"), 60),
    Field("volume", "Volume", ("vol", "volume number", "volume no", "vol no"), 100),
    Field("price", "Price", ("cost", "cost price", "amount", "unit price", "replacement price", "presyo", "list price", "unit cost"), 100),
    Field("price_as_written", "Price As Written", (), 100),
    Field("fund", "Fund", ("source of fund", "source of funds", "fund source", "source", "donor", "mode of acquisition", "acquisition source"), 200),
    Field("acquired_on", "Acquired On", ("date acquired", "acquisition date", "date received", "received", "date accessioned", "dateaccessioned", "date added"), 40),
    Field("condition_note", "Condition", ("book condition", "physical condition", "condition note"), 500),
    Field("book_notes", "Copy Notes", ("remarks", "copy note", "item notes", "item note", "comment", "comments"), 20000),
    Field("alert", "Alert", ("desk alert", "check out message"), 500),
    Field("source_row", "Source Row", (), 1_000_000),
)  # fmt: skip

STUDENT_FIELDS: tuple[Field, ...] = (
    Field("lrn", "LRN", ("learner reference number", "lrn no", "lrn number", "student lrn", "learner ref no", "learners reference number"), 40),
    Field("card", "Card Number", ("card", "card no", "library card", "library card number", "barcode", "student id", "id number", "student number", "student no", "id no", "school id", "employee id", "employee number", "userid", "user id", "cardnumber", "id"), 255),
    Field("name", "Name", ("full name", "student name", "name of student", "name of learner", "learner name", "pangalan", "complete name", "patron name", "employee name"), 255),
    Field("family_name", "Family Name", ("last name", "surname", "lastname", "family", "apelyido"), 100),
    Field("given_name", "Given Name", ("first name", "firstname", "given names", "given", "forename"), 100),
    Field("middle_name", "Middle Name", ("middle initial", "mi", "m i", "middlename", "middle"), 100),
    Field("kind", "Type", ("patron type", "user type", "person type", "role", "member type", "designation", "position"), 40),
    Field("grade", "Grade", ("grade level", "year level", "gradelevel", "level", "grade year", "yr level", "baitang"), 60),
    Field("section", "Section", ("class", "class section", "section name", "homeroom", "seksyon", "pangkat", "grade section", "grade and section"), 60),
    Field("category", "Category", ("patron category", "borrower category", "categorycode"), 40),
    Field("status", "Status", ("patron status", "enrollment status", "enrolment status", "is active", "active"), 40),
    Field("school_year", "School Year", ("sy", "academic year", "s y"), 20),
    Field("expires_on", "Expires On", ("expiry", "expiry date", "expiration", "expiration date", "valid until", "dateexpiry"), 40),
    Field("guardian", "Guardian", ("guardian name", "parent", "parent guardian", "parent name", "name of parent", "mother", "father"), 200),
    Field("phone", "Phone", ("contact number", "mobile", "mobile number", "cellphone", "telephone", "contact no", "phone number", "cp number", "guardian contact", "parent contact"), 200),
    Field("email", "E-mail", ("email", "email address", "e mail address", "mail"), 500),
    Field("address", "Address", ("home address", "residence", "street address", "tirahan"), 500),
    Field("notes", "Notes", ("remarks", "note", "comment", "comments"), 20000),
    Field("alert", "Alert", ("desk alert",), 500),
)  # fmt: skip


#: What a file of MARC records may replace besides fields: the record that is kept for a title.
KEPT_RECORD = Field("marc", "What the form doesn't show")


def fields(kind: ImportKind) -> tuple[Field, ...]:
    """The fields rows of this kind can carry, in the order forms and exports show them."""
    return BOOK_FIELDS if kind is ImportKind.BOOKS else STUDENT_FIELDS


def field_named(kind: ImportKind, name: str) -> Field:
    """The field of that name. Raises InvalidInput."""
    for field in fields(kind):
        if field.name == name:
            return field
    raise InvalidInput(
        f"There is no field “{name}” for {kind.value}.", details={"field": "mapping", "value": name}
    )


_ALIASES: dict[ImportKind, dict[str, str]] = {
    kind: {
        **{fold(alias): field.name for field in reversed(fields(kind)) for alias in field.aliases},
        **{fold(field.name.replace("_", " ")): field.name for field in fields(kind)},
        **{fold(field.label): field.name for field in fields(kind)},
    }
    for kind in ImportKind
}


def recognise_heading(kind: ImportKind, heading: str) -> tuple[str, float]:
    """Return the field a heading means and how surely, ``("", 0.0)`` when none is likely."""
    words = fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
    if not words:
        return "", 0.0
    aliases = _ALIASES[kind]
    if words in aliases:
        return aliases[words], 1.0
    joined = words.replace(" ", "")
    for alias, name in aliases.items():
        if alias.replace(" ", "") == joined:
            return name, 0.95
    best, score = "", 0.0
    for alias, name in aliases.items():
        if len(alias) > 3:
            alike = fuzz.ratio(words, alias) / 100
            if alike > score:
                best, score = name, alike
    return (best, round(score * 0.9, 2)) if score >= 0.85 else ("", 0.0)


def heading_score(cells: Sequence[str]) -> tuple[ImportKind, float]:
    """How much a row looks like headings, and of which kind: the sum of its cells' confidences."""
    scores = {
        kind: sum(recognise_heading(kind, cell)[1] for cell in cells if cell.strip()) for kind in ImportKind
    }
    kind = max(scores, key=lambda one: scores[one])
    return kind, scores[kind]


def match_columns(
    kind: ImportKind, labels: Sequence[str], samples: Sequence[Sequence[str]]
) -> tuple[SourceColumn, ...]:
    """Give each column the field it most likely is; a field goes to its surest column only."""
    guesses = []
    for index, label in enumerate(labels):
        name, confidence = recognise_heading(kind, label)
        if not name:
            name, confidence = _by_content(kind, samples[index])
        guesses.append((name, confidence))
    taken: dict[str, int] = {}
    for index in sorted(range(len(guesses)), key=lambda i: -guesses[i][1]):
        name, confidence = guesses[index]
        if name and confidence >= SURE:
            taken.setdefault(name, index)
    return tuple(
        SourceColumn(index, label, tuple(samples[index][:5]), *_kept(guesses[index], taken, index))
        for index, label in enumerate(labels)
    )


def _kept(guess: tuple[str, float], taken: dict[str, int], index: int) -> tuple[str, float]:
    return guess if taken.get(guess[0]) == index else ("", 0.0)


def _by_content(kind: ImportKind, values: Sequence[str]) -> tuple[str, float]:
    filled = [value for value in values if value.strip()]
    if len(filled) < 5:
        return "", 0.0
    tests = (
        (("isbn", _is_isbn), ("year", _is_year), ("price", _is_price))
        if kind is ImportKind.BOOKS
        else (("lrn", _is_lrn), ("email", lambda value: "@" in value and "." in value))
    )
    for name, test in tests:
        share = sum(1 for value in filled if test(value)) / len(filled)
        if share >= 0.8:
            return name, round(0.75 * share + 0.05, 2)
    return "", 0.0


def _is_isbn(value: str) -> bool:
    return any(isbn.kind is IsbnKind.ISBN and not isbn.repaired for isbn in parse_isbns(value))


def _is_year(value: str) -> bool:
    return len(value.strip()) == 4 and parse_year(value, latest=2100).value is not None


def _is_price(value: str) -> bool:
    return value.strip().startswith("₱") and parse_price(value).minor is not None


def _is_lrn(value: str) -> bool:
    try:
        return parse_lrn(value) is not None
    except InvalidInput:
        return False


def unique_labels(cells: Sequence[str], width: int) -> list[str]:
    """Column labels, one a column: headings cleaned, blank ones numbered, repeated ones counted."""
    labels: list[str] = []
    seen: set[str] = set()
    for index in range(width):
        heading = " ".join(cells[index].split()) if index < len(cells) else ""
        label = heading or f"Column {index + 1}"
        number = 2
        while label in seen:
            label = f"{heading or f'Column {index + 1}'} ({number})"
            number += 1
        seen.add(label)
        labels.append(label)
    return labels
