"""What a record says of its title, field by field (MARC 21 Format for Bibliographic Data)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.bibliography import parse_year
from app.domain.catalog import TitleDraft
from app.domain.marc.coded import language_of, material_of, year_of
from app.domain.marc.isbd import joined, whole
from app.domain.marc.linked import with_lone_alternates
from app.domain.marc.numbers import numbers
from app.domain.marc.people import people
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.marc.subjects import subjects
from app.domain.text import clean

NOTES = ("500", "501", "502", "504", "505", "508", "511", "518", "538", "546", "586", "590")
SERIES = ("490", "440")
TRACED_SERIES = ("800", "810", "811", "830")
CLASSIFICATIONS = ("082", "092", "050", "090", "084")
_AUDIENCE_CHARS, _YEAR_CHARS = 40, 100
_NOT_TEXT = "0123456789uw"  # links, sources and addresses
LATEST_YEAR = 2100


def read_title(record: MarcRecord, *, latest_year: int = LATEST_YEAR) -> TitleDraft:
    """Return what a record says of its title; never raises. ``title`` is empty where it names none.

    An 880 that stands for no regular field counts as that field. ``latest_year`` is the last year believed.
    """
    record = with_lone_alternates(record)
    proper = record.first("245")
    published = publication(record)
    year, year_raw = _year(record, published, latest_year)
    return TitleDraft(
        title=title_proper(proper),
        subtitle=whole(proper, "b") or None,
        part=_part(proper) or None,
        contributors=people(record),
        responsibility=whole(proper, "c") or None,
        edition=whole(record.first("250"), "ab") or None,
        place=whole(published, "a") or None,
        publisher=whole(published, "b") or None,
        year=year,
        year_raw=year_raw,
        language=language_of(record),
        material=material_of(record),
        audience=clean(field.first("a")) if (field := audience_field(record)) else None,
        physical_description=whole(record.first("300"), "abcefg") or None,
        series=_series(record),
        summary=_lines(record, ("520",)),
        notes=_lines(record, NOTES),
        classification=classification(record) or None,
        subjects=subjects(record),
        identifiers=numbers(record),
    )


@dataclass(frozen=True, slots=True)
class TitleCodes:
    """Which subfields of 245 hold the title proper, and which its part."""

    title: str
    part: str


def title_codes(field: MarcField) -> TitleCodes:
    """Return them: ``$a`` and ``$n $p``, but that without ``$a`` the form (``$k``) or the part is the title."""
    if clean(field.first("a")):
        return TitleCodes("a", "np")
    if clean(field.first("k")):
        return TitleCodes("k", "np")
    return TitleCodes("np", "")


def title_proper(field: MarcField | None) -> str:
    """Return the title proper, "" when there is none."""
    return whole(field, title_codes(field).title) if field else ""


def _part(field: MarcField | None) -> str:
    return whole(field, title_codes(field).part) if field else ""


def publication(record: MarcRecord) -> MarcField | None:
    """Return the statement of publication: a 264 that says so, else 260, else any 264."""
    statements = list(record.all("264"))
    said = next((one for one in statements if one.indicators[1] == "1"), None)
    return said or record.first("260") or (statements[0] if statements else None)


def _year(record: MarcRecord, published: MarcField | None, latest: int) -> tuple[int | None, str | None]:
    """The year by its code, else as printed; and the text where it says more than the year."""
    text = whole(published, "c")[:_YEAR_CHARS].rstrip()
    year = year_of(record, latest)
    if year is None:
        year = parse_year(text, latest=latest).value
    return year, text if text and text != str(year) else None


def audience_field(record: MarcRecord) -> MarcField | None:
    """Return the first 521 short enough to be a kind of audience."""
    return next((one for one in record.all("521") if 0 < len(clean(one.first("a"))) <= _AUDIENCE_CHARS), None)


def _series(record: MarcRecord) -> str | None:
    fields = list(record.all(*SERIES)) or list(record.all(*TRACED_SERIES))
    return "; ".join(filter(None, (whole(field, "anptv") for field in fields))) or None


def note_of(field: MarcField) -> str:
    """Return the text of a note, without links, sources and addresses."""
    return " ".join(filter(None, (clean(text) for code, text in field.subfields if code not in _NOT_TEXT)))


def _lines(record: MarcRecord, tags: tuple[str, ...]) -> str | None:
    return "\n".join(filter(None, map(note_of, record.all(*tags)))) or None


def classification(record: MarcRecord) -> str:
    """Return the class number: Dewey's (082, 092), else the Library of Congress's (050, 090), else another's (084).

    The slashes of 082 only mark where a library may cut the number.
    """
    for tag in CLASSIFICATIONS:
        for field in record.all(tag):
            codes = "ab" if tag in ("050", "090") else "a"
            text = _first_class(field) if codes == "a" else joined(field.all(codes))
            if text:
                return text
    return ""


def _first_class(field: MarcField) -> str:
    text = clean(field.first("a"))
    return text.replace("/", "") if field.tag == "082" else text


def call_number(record: MarcRecord) -> str | None:
    """Return the call number a copy gets that has none of its own: 092, 082, 090 or 050, class and item number."""
    for tag in ("092", "082", "090", "050"):
        for field in record.all(tag):
            parts = [_first_class(field), clean(field.first("b"))]
            if parts[0]:
                return " ".join(filter(None, parts))
    return None
