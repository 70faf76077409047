"""Numbers that name things: ISBN, LRN, accession and card numbers, and what a scan may be.

ISBN rules: ISO 2108 check digits; a number with a wrong check digit is kept as invalid and never dropped, and an
ISBN alone never proves that two titles are one (sets share one, publishers reuse them).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.errors import InvalidInput

_DASHES = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"))
_LABEL = re.compile(r"(?i)^\s*(?:e-?|p-?)?isbn(?:[-\s]?1[03])?\s*[:#]?\s*")
_SCIENTIFIC = re.compile(r"(?i)^\d(?:[.,]\d+)?E\+?\d{1,2}$")
_FLOAT = re.compile(r"^(\d{7,13})\.0+$")
_PARTS = re.compile(r"[;/,|\n\r]")
_GLYPHS = str.maketrans({"O": "0", "Q": "0", "L": "1", "I": "1", "|": "1", "S": "5", "B": "8"})
#: Longest accession or card number, in characters.
NUMBER_CHARS = 60


class IsbnKind(StrEnum):
    """What a number found where an ISBN belongs turned out to be."""

    ISBN = "isbn"
    ISMN = "ismn"
    EAN = "ean"
    ISSN = "issn"
    INVALID = "invalid"
    UNRECOVERABLE = "unrecoverable"


@dataclass(frozen=True, slots=True)
class Isbn:
    """One number read from an ISBN field.

    ``value`` is what is stored and searched: the ISBN-13 for an ISBN, else the digits as found. ``raw`` is the
    text it was read from, ``qualifier`` what stood beside it ("hard cover"). ``repaired`` means zeros that a
    spreadsheet had dropped were put back. ``suggestions`` are valid ISBN-13 a misread letter may stand for.
    """

    raw: str
    value: str
    kind: IsbnKind
    qualifier: str = ""
    repaired: bool = False
    suggestions: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Tell whether the check digit holds."""
        return self.kind not in (IsbnKind.INVALID, IsbnKind.UNRECOVERABLE)


def check_digit_10(first9: str) -> str:
    """Return the tenth character (0-9 or X) for nine digits."""
    rest = -sum((10 - i) * int(digit) for i, digit in enumerate(first9)) % 11
    return "X" if rest == 10 else str(rest)


def check_digit_13(first12: str) -> str:
    """Return the thirteenth digit for twelve digits (EAN-13)."""
    return str(-sum((3 if i % 2 else 1) * int(digit) for i, digit in enumerate(first12)) % 10)


def is_isbn10(value: str) -> bool:
    """Tell whether ``value`` is ten characters with a right check digit (and not a row of zeros)."""
    return (
        len(value) == 10
        and _digits(value[:9])
        and value[:9] != "000000000"
        and value[9] == check_digit_10(value[:9])
    )


def is_ean13(value: str) -> bool:
    """Tell whether ``value`` is thirteen digits with a right check digit (and not a row of zeros)."""
    return (
        len(value) == 13 and _digits(value) and value[12] == check_digit_13(value[:12]) and value != "0" * 13
    )


def is_isbn13(value: str) -> bool:
    """Tell whether ``value`` is a valid ISBN-13: prefix 978, or 979 but not 979-0 (music)."""
    return is_ean13(value) and value[:3] in ("978", "979") and value[:4] != "9790"


def to_isbn13(isbn10: str) -> str:
    """Return the ISBN-13 of a valid ISBN-10."""
    body = "978" + isbn10[:9]
    return body + check_digit_13(body)


def to_isbn10(isbn13: str) -> str | None:
    """Return the ISBN-10 of a valid ISBN-13; None where there is none (prefix 979)."""
    if not isbn13.startswith("978"):
        return None
    return isbn13[3:12] + check_digit_10(isbn13[3:12])


def _digits(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _compact(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(plain.split()).upper()


@lru_cache(maxsize=4096)
def parse_isbns(text: str | None, *, repair: bool = True) -> tuple[Isbn, ...]:
    """Read every number in an ISBN field; nothing in it is lost and nothing makes it fail.

    ``repair=False`` leaves numbers that lost their leading zeros invalid.
    """
    if not text or not text.strip():
        return ()
    found: list[Isbn] = []
    for part, qualifier in _split(text):
        found.extend(_read_part(part, qualifier, repair))
    unique = {(isbn.kind, isbn.value): isbn for isbn in reversed(found)}
    return tuple(reversed(unique.values()))


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Yield (number text, qualifier) pairs: brackets close a number, separators part numbers."""
    for piece in re.split(r"(?<=\))", text):
        qualifiers = re.findall(r"\(([^()]*)\)", piece)
        bare = [part for part in _PARTS.split(re.sub(r"\([^()]*\)", " ", piece)) if part.strip()]
        qualifier = "; ".join(q.strip() for q in qualifiers if q.strip())
        if not bare and qualifier and any(map(str.isdigit, qualifier)):
            bare, qualifier = [qualifier], ""
        for i, part in enumerate(bare):
            yield part.strip(), qualifier if i == len(bare) - 1 else ""


def _read_part(part: str, qualifier: str, repair: bool) -> list[Isbn]:
    part = _LABEL.sub("", part)
    whole = _read(part, qualifier, repair)
    if whole.kind is not IsbnKind.INVALID or len(part.split()) < 2:
        return [whole] if whole.value else []
    # "971-29-0098-3 JB 053" or two numbers with only a space between: take the pieces that hold.
    pieces = [(word, _read(word, "", False)) for word in part.split()]
    good = [isbn for _, isbn in pieces if isbn.valid]
    if not good:
        return [whole] if whole.value else []
    rest = " ".join(word for word, isbn in pieces if not isbn.valid)
    joined = "; ".join(q for q in (rest, qualifier) if q)
    first = good[0]
    return [Isbn(part, first.value, first.kind, joined), *good[1:]]


def _read(raw: str, qualifier: str, repair: bool) -> Isbn:
    raw = raw.strip()
    value = _compact(raw)
    if _SCIENTIFIC.match(value):
        return Isbn(raw, value, IsbnKind.UNRECOVERABLE, qualifier)
    if (number := _FLOAT.match(value)) is not None:
        value = number.group(1)
    if re.fullmatch(r"\d{4}[-\u2010-\u2015]\d{3}[\dXx]", raw) and _is_issn(value):
        return Isbn(raw, value, IsbnKind.ISSN, qualifier)
    if (known := _known(value)) is not None:
        return Isbn(raw, known[1], known[0], qualifier)
    if repair and (restored := restore_zeros(value)) is not None:
        return Isbn(raw, to_isbn13(restored), IsbnKind.ISBN, qualifier, repaired=True)
    return Isbn(raw, value, IsbnKind.INVALID, qualifier, suggestions=_misread(value))


def _known(value: str) -> tuple[IsbnKind, str] | None:
    if is_isbn13(value):
        return IsbnKind.ISBN, value
    if is_isbn10(value):
        return IsbnKind.ISBN, to_isbn13(value)
    if is_ean13(value):
        return (IsbnKind.ISMN if value.startswith("9790") else IsbnKind.EAN), value
    if len(value) == 12 and value[:3] not in ("978", "979") and is_ean13("0" + value):
        return IsbnKind.EAN, "0" + value
    return None


def _is_issn(value: str) -> bool:
    if not re.fullmatch(r"\d{7}[\dX]", value):
        return False
    total = sum((8 - i) * int(digit) for i, digit in enumerate(value[:7]))
    return value[7] == "0123456789X"[-total % 11]


def restore_zeros(value: str) -> str | None:
    """Return the ISBN-10 that ``value`` (7 to 9 characters) was before a spreadsheet dropped its leading zeros."""
    if not 7 <= len(value) <= 9 or not re.fullmatch(r"[0-9]+X?", value):
        return None
    padded = value.zfill(10)
    return padded if is_isbn10(padded) else None


def _misread(value: str) -> tuple[str, ...]:
    mended = value.translate(_GLYPHS)
    if mended == value:
        return ()
    known = _known(mended)
    return (known[1],) if known and known[0] is IsbnKind.ISBN else ()


def corrections(value: str) -> tuple[str, ...]:
    """Return the ISBN-13 that one wrong digit, two swapped neighbours, a lost or a doubled digit could have spoilt.

    Many are chance hits: offer one only if a title carries it.
    """
    value = _compact(value)
    if not 9 <= len(value) <= 14 or not re.fullmatch(r"[0-9]+X?", value):
        return ()
    found = dict.fromkeys(_misread(value))
    for candidate in _neighbours(value):
        known = _known(candidate)
        if known and known[0] is IsbnKind.ISBN and candidate != value:
            found[known[1]] = None
    return tuple(found)


def _neighbours(value: str) -> Iterator[str]:
    places = range(len(value))
    if len(value) in (10, 13):
        yield from (value[:i] + value[i + 1] + value[i] + value[i + 2 :] for i in places[:-1])
        yield from (value[:i] + new + value[i + 1 :] for i in places for new in "0123456789")
    elif len(value) in (9, 12):
        yield from (value[:i] + new + value[i:] for i in range(len(value) + 1) for new in "0123456789")
    else:
        yield from (value[:i] + value[i + 1 :] for i in places)


def parse_lrn(text: str | None) -> str | None:
    """Return a Learner Reference Number as its 12 digits, None for a blank one.

    Raises InvalidInput, saying what is wrong. The Department of Education gives no check digit, so only length
    and digits can be checked; a row of one digit is refused as a placeholder.
    """
    value = _compact(text or "").removeprefix("LRN").lstrip(":#.")
    if not value:
        return None
    if _SCIENTIFIC.match(value):
        raise _lrn_error("A spreadsheet has rounded this LRN; its last digits are lost.", text)
    if (number := re.fullmatch(r"(\d{12})\.0+", value)) is not None:
        value = number.group(1)
    if not _digits(value):
        raise _lrn_error("An LRN has digits only.", text)
    if len(value) != 12:
        raise _lrn_error(f"An LRN has 12 digits; this one has {len(value)}.", text)
    if len(set(value)) == 1:
        raise _lrn_error("This LRN is a placeholder: all its digits are the same.", text)
    return value


def _lrn_error(message: str, text: str | None) -> InvalidInput:
    return InvalidInput(
        message, hint="Look it up on the learner's school form.", details={"field": "lrn", "value": text}
    )


def normalise_accession(text: str | None, *, field: str = "accession_number") -> str:
    """Return an accession number as stored and compared: trimmed, upper-case, no spaces, leading zeros kept.

    Raises InvalidInput for an empty one, one over 60 characters or one with characters no label carries.
    """
    value = _compact_number(text)
    if not value:
        raise InvalidInput("This number is empty.", details={"field": field})
    if len(value) > NUMBER_CHARS:
        raise InvalidInput(f"A number has at most {NUMBER_CHARS} characters.", details={"field": field})
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9./_+\-]*", value):
        raise InvalidInput(
            f"“{value}” is not a number a label carries: use letters A-Z, digits, dot, dash and slash.",
            details={"field": field, "value": value},
        )
    return value


def normalise_card(text: str | None) -> str:
    """Return a card number as stored and compared. Raises InvalidInput as :func:`normalise_accession` does."""
    return normalise_accession(text, field="card")


def _compact_number(text: str | None) -> str:
    text = text or ""
    if text.isascii():
        value = "".join(text.upper().split())
    else:
        plain = unicodedata.normalize("NFKC", text).upper()
        plain = re.sub(r"[\u00ad\u2010-\u2015\u2212\ufe58\ufe63]", "-", plain)
        value = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    return value.strip("*") if len(value) > 2 and value[0] == value[-1] == "*" else value


@dataclass(frozen=True, slots=True)
class AccessionParts:
    """``GS00017`` in parts: prefix ``GS``, number 17, written with ``width`` 5 digits."""

    prefix: str
    number: int
    width: int

    def __str__(self) -> str:
        return f"{self.prefix}{self.number:0{self.width}d}"

    def following(self) -> AccessionParts:
        """Return the next number of the series."""
        return AccessionParts(self.prefix, self.number + 1, self.width)


def split_accession(value: str) -> AccessionParts | None:
    """Return the parts of a normalised accession number that ends in digits, else None."""
    match = re.fullmatch(r"(.*?)([0-9]{1,18})", value)
    if match is None:
        return None
    return AccessionParts(match.group(1), int(match.group(2)), len(match.group(2)))
