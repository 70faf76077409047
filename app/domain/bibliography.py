"""Reading what cataloguers wrote: years, editions, prices, physical descriptions. Every reader keeps the raw text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

from app.domain.text import clean, fold

#: What spreadsheets leave where a formula broke.
FORMULA_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
_NOTHING = frozenset(
    {"null", "none", "nil", "n/a", "n.a.", "-", "--", "---", "–", "—", ".", "(blank)", "nan"}
)
#: The largest price a book is believed to have, in minor units (one hundred million).
MAX_PRICE_MINOR = 10_000_000_000


def blank_or_text(raw: str | None) -> str:
    """Return the cleaned text of a cell; empty for what people and programs write to mean nothing."""
    if not raw:
        return ""
    text = clean(raw)
    return "" if text.casefold() in _NOTHING or text.upper() in FORMULA_ERRORS else text


def is_formula_error(raw: str | None) -> bool:
    """Tell whether a cell holds a spreadsheet's error value instead of data."""
    return clean(raw).upper() in FORMULA_ERRORS


class YearForm(StrEnum):
    """How a year was written."""

    EXACT = "exact"
    COPYRIGHT = "copyright"
    SUPPLIED = "supplied"  # in square brackets: not printed in the book
    RANGE = "range"
    ABOUT = "about"  # [1998?], 199-, ca. 1998
    BLANK = "blank"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Year:
    """A year of publication: ``value`` or None, how it was written, and the raw text."""

    value: int | None
    form: YearForm
    raw: str


_PLAIN_YEAR = re.compile(r"^\d{4}(?:\.0+)?$")
_IN_TEXT = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_DECADE = re.compile(r"^(?:ca?\.?\s*)?(1[4-9]\d|20\d)[-?_\s]{1,2}\??$")
_CENTURY = re.compile(r"^(1[4-9]|20)[-?]{2}\??$")
_ROMAN_YEAR = re.compile(r"^M{1,2}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_EARLIEST = 1400


@lru_cache(maxsize=4096)
def parse_year(raw: str | None, *, latest: int = 2100) -> Year:
    """Read a year as cataloguers and spreadsheets write it; never raises.

    ``c2005``, ``©2010``, ``[1998?]``, ``1995-1999`` (the first year), ``199-`` (1990, about), ``MMXII``, ``May 2004``,
    ``1421 [2000]``. ``latest`` is the last year believed: what lies behind it is unreadable, like a number that is
    no year.
    """
    text = unicodedata.normalize("NFKC", blank_or_text(raw))
    if not text:
        return Year(None, YearForm.BLANK, clean(raw))
    found = _roman(text) or _written(text) or (None, YearForm.UNREADABLE)
    value, form = found
    if value is not None and not _EARLIEST <= value <= latest:
        return Year(None, YearForm.UNREADABLE, clean(raw))
    return Year(value, form, clean(raw))


def _roman(text: str) -> tuple[int, YearForm] | None:
    if len(text) < 3 or not _ROMAN_YEAR.match(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs), YearForm.EXACT


def _written(text: str) -> tuple[int, YearForm] | None:
    if _PLAIN_YEAR.match(text):
        return int(text[:4]), YearForm.EXACT
    bare = text.strip("[]() ").rstrip(".")
    if (decade := _DECADE.match(bare)) is not None:
        return int(decade.group(1)) * 10, YearForm.ABOUT
    if (century := _CENTURY.match(bare)) is not None:
        return int(century.group(1)) * 100, YearForm.ABOUT
    years = [int(year) for year in _IN_TEXT.findall(text)]
    if not years or re.search(r"\d{5}", text):
        return None
    if len(years) > 1:
        # "1421 [2000]": the Hijri year comes first, the common one in brackets.
        bracketed = re.search(r"\[\D*((?:1[4-9]|20)\d\d)", text)
        if years[0] < 1500 and bracketed:
            return int(bracketed.group(1)), YearForm.SUPPLIED
        return years[0], YearForm.RANGE
    if "?" in text or re.search(r"(?i)\b(?:ca|circa|approx)\b", text):
        return years[0], YearForm.ABOUT
    if re.search(r"(?i)[©ⓒ]|\(c\)|\bc\.?\s*\d{4}|\bcop", text):
        return years[0], YearForm.COPYRIGHT
    if "[" in text:
        return years[0], YearForm.SUPPLIED
    return years[0], YearForm.RANGE if re.search(r"\d{4}\s*-", text) else YearForm.EXACT


_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "first una unang", "second secon ikalawa ikalawang pangalawa pangalawang", "third ikatlo ikatlong",
            "fourth ikaapat", "fifth ikalima ikalimang", "sixth ikaanim", "seventh ikapito ikapitong",
            "eighth eight ikawalo ikawalong", "ninth ikasiyam", "tenth ikasampu ikasampung", "eleventh", "twelfth",
            "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_EDITION_WORDS = frozenset(
    ["edition", "editions", "ed", "edn", "edisyon", "edicion", "auflage", "edtion", "dition", "editon", "na"]
)
_SAME_WORDS = {
    "rev": "revised",
    "binagong": "revised",
    "binago": "revised",
    "upd": "updated",
    "illus": "illustrated",
}
_DIGIT_ORDINAL = re.compile(r"^(\d{1,3})(?:st|nd|rd|th|d|e|a|o)?$")


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition statement: its number and year when it gives one, and its other words, folded and in order."""

    number: int | None
    year: int | None
    words: tuple[str, ...]
    raw: str


def parse_edition(raw: str | None) -> Edition:
    """Read an edition statement: "2nd ed.", "Second edition", "Ikalawang edisyon" all have number 2. Never raises."""
    text = blank_or_text(raw)
    number: int | None = None
    year: int | None = None
    words: list[str] = []
    tens = 0
    for word in fold(text).split():
        value = _ordinal(word)
        if word in _TENS:
            tens = _TENS[word]
        elif _is_year(word):
            year = year or int(word)
        elif value is not None and number is None:
            number, tens = tens + value, 0
        elif word not in _EDITION_WORDS:
            words.append(_SAME_WORDS.get(word, word))
    return Edition(number or tens or None, year, tuple(words), text)


def _ordinal(word: str) -> int | None:
    if (match := _DIGIT_ORDINAL.match(word)) is not None:
        return int(match.group(1))
    return _ORDINALS.get(word)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and word[:2] in ("18", "19", "20")


@lru_cache(maxsize=4096)
def edition_key(raw: str | None) -> str:
    """Return a text equal for statements of one edition, however spelled; a plain first edition equals none at all."""
    edition = parse_edition(raw)
    number = "" if edition.number == 1 and not edition.words and not edition.year else edition.number or ""
    key = f"{number}|{edition.year or ''}|{' '.join(sorted(edition.words))}"
    return "" if key == "||" else key


_VOLUME = re.compile(r"(?i)^(?:vol(?:ume)?|v|tomo|bk|book|part|pt)\.?\s*(\d{1,4}|[ivxl]+)\b\.?$")


def volume_in(raw: str | None) -> str:
    """Return the volume number of a text that names nothing else ("Volume 12" gives "12"), else ""."""
    match = _VOLUME.match(clean(raw))
    return match.group(1) if match else ""


@dataclass(frozen=True, slots=True)
class Price:
    """A price: ``minor`` units (centavos) or None when there is none or it can't be read; ``error`` says which."""

    minor: int | None
    raw: str
    error: str = ""


_CURRENCY = re.compile(
    r"(?i)^(?:₱|php|p(?=[\s.\d])|pesos?|\$|us\$|usd|€|£|¥)\.?\s*|\s*(?:php|pesos?|usd|₱|€)$"
)


def parse_price(raw: str | None) -> Price:
    """Read a price such as ``₱2,835.00``, ``Php 199`` or ``1.234,50``; never raises.

    The currency sign is dropped: a library keeps one currency. Halves of a centavo are rounded up.
    """
    text = unicodedata.normalize("NFKC", clean(raw))
    if is_formula_error(text):
        return Price(None, text, "a spreadsheet error stands where the price was")
    if not blank_or_text(text):
        return Price(None, clean(raw))
    number = re.sub(r"\s", "", _CURRENCY.sub("", _CURRENCY.sub("", text)))
    plain = _plain_number(number)
    if plain is None:
        return Price(None, clean(raw), "this is not a price")
    minor = int((plain * 100 + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))
    if minor > MAX_PRICE_MINOR:
        return Price(None, clean(raw), "this price is too large to be meant")
    return Price(minor, clean(raw))


def _plain_number(number: str) -> Decimal | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?", number) or re.fullmatch(r"\d+\.\d*", number):
        number = number.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", number) or re.fullmatch(r"\d+,\d{1,2}", number):
        number = number.replace(".", "").replace(",", ".")
    elif not re.fullmatch(r"\d+", number):
        return None
    try:
        return Decimal(number)
    except InvalidOperation:
        return None


@dataclass(frozen=True, slots=True)
class Physical:
    """A physical description: last numbered page, height in centimetres, and whether it is illustrated."""

    pages: int | None
    height_cm: int | None
    illustrated: bool
    raw: str


def parse_physical(raw: str | None) -> Physical:
    """Read ``"xii, 372p. : col. ill. ; 25cm"``; what isn't there is None. Never raises."""
    text = clean(raw)
    pages = re.search(r"(?<!\d)(\d{1,5})\s*(?:p|pp|pages?|pgs?)\b", text, re.IGNORECASE)
    height = re.search(r"(?<!\d)(\d{1,3})(?:[.,]\d+)?\s*cms?\b", text, re.IGNORECASE)
    illustrated = re.search(r"\b[ic]?i?l{2,3}(?:us)?", text, re.IGNORECASE) is not None
    return Physical(
        int(pages.group(1)) if pages else None, int(height.group(1)) if height else None, illustrated, text
    )
