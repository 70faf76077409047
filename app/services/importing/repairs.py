"""Repairs the importer proposes: each has a name, is counted before it is made, and can be switched off."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain import call_numbers
from app.domain.bibliography import YearForm, blank_or_text, parse_year, volume_in
from app.domain.identifiers import parse_isbns
from app.domain.text import clean
from app.services.importing.values import ImportKind

Values = dict[str, str]

#: Item types that loan rules know, by the collections schools use.
ITEM_TYPES: Mapping[str, str] = {
    "FIC": "FICTION", "F": "FICTION", "FICTION": "FICTION", "GC": "GENERAL", "GEN": "GENERAL", "GENERAL": "GENERAL",
    "REF": "REFERENCE", "R": "REFERENCE", "REFERENCE": "REFERENCE", "FIL": "FILIPINIANA",
    "FILIPINIANA": "FILIPINIANA", "TR": "TEXTBOOK", "TEXTBOOK": "TEXTBOOK", "RE": "RESEARCH", "RES": "RESEARCH",
    "RESEARCH": "RESEARCH", "EB": "EASY", "E": "EASY", "EASY": "EASY", "PER": "PERIODICAL",
    "PERIODICAL": "PERIODICAL", "SERIAL": "PERIODICAL",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fix:
    """What a repair would do to one row: field, value before, value after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A named repair. ``find`` looks at a row's values and gives the fixes it proposes."""

    name: str
    kind: ImportKind
    title: str
    explanation: str
    find: Callable[[Values, int], tuple[Fix, ...]]


def _mojibake(values: Values, _year: int) -> tuple[Fix, ...]:
    fixes = []
    for field, text in values.items():
        if field != "source_row" and not text.isascii() and (mended := unscrambled(text)) != text:
            fixes.append(Fix(field, text, mended))
    return tuple(fixes)


_SCRAMBLED = re.compile(r"[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ¡-¿]|â[€‚]")


def unscrambled(text: str) -> str:
    """Return text whose UTF-8 was once read as Windows-1252 ("NiÃ±o") as it was meant; other text as it is."""
    if not _SCRAMBLED.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


def _isbn_zeros(values: Values, _year: int) -> tuple[Fix, ...]:
    raw = values.get("isbn", "")
    return tuple(Fix("isbn", isbn.raw, isbn.value) for isbn in parse_isbns(raw) if isbn.repaired)


def _year_copied(values: Values, latest: int) -> tuple[Fix, ...]:
    raw = values.get("year", "")
    if not raw.strip() or not any(_is_tail(raw, values.get(field, "")) for field in ("isbn", "author")):
        return ()
    year = parse_year(raw, latest=latest)
    called = _called_year(values, latest)
    if called is not None and called != year.value:
        return (Fix("year", raw, str(called)),)
    return (Fix("year", raw, ""),) if called is None and year.value is None else ()


def _is_tail(year: str, text: str) -> bool:
    """Tell whether ``year`` is what ``RIGHT(text, 4)`` gives, with a zero or space lost at its ends perhaps."""
    tails = {text[-4:], text.strip()[-4:]}
    return len(text.strip()) >= 4 and any(
        year == tail or year.strip() == tail.strip().lstrip("0") for tail in tails
    )


def _called_year(values: Values, latest: int) -> int | None:
    year = call_numbers.parse(values.get("call_number")).year
    return year if year is not None and year <= latest else None


def _year_unreadable(values: Values, latest: int) -> tuple[Fix, ...]:
    raw = values.get("year", "")
    called = _called_year(values, latest)
    if (
        called is None
        or _year_copied(values, latest)
        or parse_year(raw, latest=latest).form is not YearForm.UNREADABLE
    ):
        return ()
    return (Fix("year", raw, str(called)),)


def _year_missing(values: Values, latest: int) -> tuple[Fix, ...]:
    called = _called_year(values, latest)
    if "year" not in values or called is None or parse_year(values["year"]).form is not YearForm.BLANK:
        return ()
    return (Fix("year", values["year"], str(called)),)


def _edition_volume(values: Values, _year: int) -> tuple[Fix, ...]:
    volume = volume_in(values.get("edition"))
    if not volume or blank_or_text(values.get("volume")):
        return ()
    return (Fix("volume", "", f"v.{volume}"), Fix("edition", values["edition"], ""))


def _volume_called(values: Values, _year: int) -> tuple[Fix, ...]:
    volume = call_numbers.parse(values.get("call_number")).volume
    return (Fix("volume", "", volume),) if volume and not blank_or_text(values.get("volume")) else ()


def _copy_called(values: Values, _year: int) -> tuple[Fix, ...]:
    copy = call_numbers.parse(values.get("call_number")).copy
    return (Fix("copy_number", "", copy),) if copy and not blank_or_text(values.get("copy_number")) else ()


def _collection_called(values: Values, _year: int) -> tuple[Fix, ...]:
    if "collection" not in values or blank_or_text(values["collection"]):
        return ()
    prefix = call_numbers.parse(values.get("call_number")).prefix
    prefix = "FIC" if prefix == "F" else prefix
    return (
        (Fix("collection", "", prefix),) if prefix in ITEM_TYPES or re.fullmatch("[A-Z]{2,4}", prefix) else ()
    )


def _item_type(values: Values, _year: int) -> tuple[Fix, ...]:
    if blank_or_text(values.get("item_type")):
        return ()
    known = ITEM_TYPES.get(clean(values.get("collection")).upper())
    return (Fix("item_type", "", known),) if known and known != "GENERAL" else ()


def _untitled(values: Values, _year: int) -> tuple[Fix, ...]:
    if blank_or_text(values.get("title")) or not clean(values.get("accession_number")):
        return ()
    return (Fix("title", values.get("title", ""), f"[Untitled {clean(values['accession_number']).upper()}]"),)


def _section_in_grade(values: Values, _year: int) -> tuple[Fix, ...]:
    if blank_or_text(values.get("section")):
        return ()
    match = re.match(
        r"(?i)^((?:grade|gr\.?|g)?\s*\d{1,2}|kinder\w*)\s*[-–/:]\s*(\S.*)$", clean(values.get("grade"))
    )
    if match is None:
        return ()
    return (Fix("section", "", match.group(2)), Fix("grade", values["grade"], match.group(1)))


def _grade_in_section(values: Values, _year: int) -> tuple[Fix, ...]:
    if blank_or_text(values.get("grade")):
        return ()
    match = re.match(
        r"(?i)^((?:grade|gr\.?|g)?\s*\d{1,2}|kinder\w*)\s*[-–/:]\s*(\S.*)$", clean(values.get("section"))
    )
    if match is None:
        return ()
    return (Fix("grade", "", match.group(1)), Fix("section", values["section"], match.group(2)))


_B, _S = ImportKind.BOOKS, ImportKind.STUDENTS

#: In the order they are made: a later one sees what an earlier one mended. One line adds a repair.
REPAIRS: tuple[Repair, ...] = (
    Repair("scrambled_text", _B, "Unscramble accented letters", "Text such as “NiÃ±o” was saved in one encoding and read in another.", _mojibake),
    Repair("isbn_zeros", _B, "Restore zeros that ISBNs lost", "A spreadsheet took the ISBN for a number and dropped the zeros in front; with them its check digit is right.", _isbn_zeros),
    Repair("year_copied", _B, "Recover years copied from the wrong column", "The year is the last four characters of the ISBN or the author; the call number has the true one, or it is left blank.", _year_copied),
    Repair("year_unreadable", _B, "Recover unreadable years", "The year can't be a year of publication; the call number has one.", _year_unreadable),
    Repair("year_missing", _B, "Fill in missing years", "There is no year; the call number has one.", _year_missing),
    Repair("edition_volume", _B, "Move volumes out of the edition", "The edition names a volume and nothing else.", _edition_volume),
    Repair("volume_called", _B, "Take volumes from call numbers", "The call number ends in a volume or series number.", _volume_called),
    Repair("copy_called", _B, "Take copy numbers from call numbers", "The call number ends in a copy number.", _copy_called),
    Repair("collection_called", _B, "Fill in missing collections", "There is no collection; the call number begins with one.", _collection_called),
    Repair("item_type", _B, "Set item types from collections", "Loan rules go by item type: FIC is fiction, REF is reference and so on.", _item_type),
    Repair("untitled", _B, "Name books without a title", "A book without a title is named after its accession number, so that it can be lent and found.", _untitled),
    Repair("scrambled_text", _S, "Unscramble accented letters", "Text such as “PeÃ±a” was saved in one encoding and read in another.", _mojibake),
    Repair("section_in_grade", _S, "Part grade and section", "The grade names the section too, as in “7 - Rizal”.", _section_in_grade),
    Repair("grade_in_section", _S, "Take the grade from the section", "The section names the grade too, as in “7 - Rizal”.", _grade_in_section),
)  # fmt: skip


def repairs_for(kind: ImportKind) -> tuple[Repair, ...]:
    """The repairs that rows of this kind may need."""
    return tuple(repair for repair in REPAIRS if repair.kind is kind)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A row's values with the chosen repairs made, and every fix proposed, chosen or not, with its repair's name."""

    values: Values
    proposed: tuple[tuple[str, Fix], ...]
    made: tuple[str, ...]


def repair(kind: ImportKind, values: Values, chosen: frozenset[str], latest_year: int) -> Repaired:
    """Propose every repair for a row and make the chosen ones. The given values are left as they are."""
    mended = dict(values)
    proposed: list[tuple[str, Fix]] = []
    made: list[str] = []
    for one in repairs_for(kind):
        fixes = one.find(mended, latest_year)
        proposed.extend((one.name, fix) for fix in fixes)
        if fixes and one.name in chosen:
            made.append(one.name)
            if one.name != "isbn_zeros":  # made where the number is read, so that its raw text is kept
                mended.update({fix.field: fix.after for fix in fixes})
                for fix in fixes:
                    if fix.field == "year" and fix.before.strip():
                        mended.setdefault("year_as_written", fix.before)
    return Repaired(mended, tuple(proposed), tuple(made))
