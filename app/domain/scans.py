"""What a scanned or typed line may be, told from its shape alone; services look up which of them exists."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from app.domain.identifiers import (
    NUMBER_CHARS,
    IsbnKind,
    is_ean13,
    normalise_accession,
    parse_isbns,
    parse_lrn,
)
from app.errors import InvalidInput


class ScanKind(StrEnum):
    """The things one box understands."""

    CARD = "card"
    ACCESSION = "accession"
    ISBN = "isbn"
    COMMAND = "command"
    TEXT = "text"
    GARBLED = "garbled"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class ScanGuess:
    """What a line may be, likeliest first; ``value`` is the normalised number, ISBN, command word or text.

    ``reason`` is one sentence when the line is garbled and must not be acted upon.
    """

    raw: str
    kinds: tuple[ScanKind, ...]
    value: str
    reason: str = ""

    @property
    def kind(self) -> ScanKind:
        """The likeliest reading."""
        return self.kinds[0]


_AIM = re.compile(r"^\][A-Za-z][0-9A-Za-z](?=.)")
_COMMAND = re.compile(r"^(?:[/>!]|CLMS[:-])\s*([A-Za-z][\w \-]{0,40})$", re.IGNORECASE)


def classify_scan(text: str, *, card_prefixes: tuple[str, ...] = ()) -> ScanGuess:
    """Tell what ``text``, one line from a scanner or the keyboard, may be.

    ``card_prefixes`` are the beginnings of this library's card numbers (upper case). Commands begin with ``/``,
    ``>``, ``!`` or ``CLMS:`` (what printed command barcodes hold). Never raises.
    """
    line = text.strip("\r\n\t ")
    if not line:
        return ScanGuess(text, (ScanKind.EMPTY,), "")
    if reason := _garbled(line):
        return ScanGuess(text, (ScanKind.GARBLED,), line, reason)
    if (command := _COMMAND.match(line)) is not None:
        return ScanGuess(text, (ScanKind.COMMAND,), command.group(1).strip().lower())
    line = _AIM.sub("", line)
    if (isbn := _isbn(line)) is not None:
        return ScanGuess(text, (ScanKind.ISBN, ScanKind.ACCESSION, ScanKind.CARD), isbn)
    return _number(text, line, card_prefixes)


def _garbled(line: str) -> str:
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co") or c == "\ufffd" for c in line):
        return "The scan holds characters no label carries: scan it again."
    squeezed = "".join(line.split())
    if len(squeezed) > NUMBER_CHARS and len(line.split()) < 3:
        return "The scan is too long to be one number: scan it again."
    half = len(squeezed) // 2
    if len(squeezed) >= 12 and len(squeezed) % 2 == 0 and squeezed[:half] == squeezed[half:]:
        doubled = squeezed[:half]
        if any(map(str.isdigit, doubled)) and len(set(doubled)) > 2 and not _whole_number(squeezed):
            return "The same number was read twice in one line: scan it again."
    return ""


def _whole_number(value: str) -> bool:
    """Twelve digits may be an LRN and thirteen an EAN, though their halves agree."""
    return value.isascii() and value.isdigit() and len(value) in (12, 13)


def _isbn(line: str) -> str | None:
    digits = "".join(line.split())
    if len(digits) in (15, 18) and digits.isdigit() and is_ean13(digits[:13]):
        digits = digits[:13]  # the two- or five-digit price beside the barcode, read with it
    found = parse_isbns(digits, repair=False)
    if len(found) == 1 and found[0].kind is IsbnKind.ISBN:
        return found[0].value
    return None


def _number(text: str, line: str, card_prefixes: tuple[str, ...]) -> ScanGuess:
    try:
        value = normalise_accession(line)
    except InvalidInput:
        return ScanGuess(text, (ScanKind.TEXT,), line)
    if not any(map(str.isdigit, value)) or len(line.split()) > 2:
        return ScanGuess(text, (ScanKind.TEXT, ScanKind.ACCESSION, ScanKind.CARD), line)
    if _is_lrn(value) or any(value.startswith(prefix) for prefix in card_prefixes if prefix):
        return ScanGuess(text, (ScanKind.CARD, ScanKind.ACCESSION), value)
    return ScanGuess(text, (ScanKind.ACCESSION, ScanKind.CARD), value)


def _is_lrn(value: str) -> bool:
    try:
        return parse_lrn(value) is not None
    except InvalidInput:
        return False
