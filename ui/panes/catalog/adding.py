"""What another pane knows of a book that is to be added to the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.identifiers import normalise_accession
from app.domain.scans import ScanKind, classify_scan
from app.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class NewBook:
    """The numbers of a book the library doesn't know yet; the catalogue opens its form with them."""

    accession_number: str = ""
    isbn: str = ""

    @classmethod
    def of_scan(cls, text: str) -> NewBook | None:
        """What a scan nobody knows would be as a book; None where it can't be one."""
        guess = classify_scan(text)
        if guess.kind in (ScanKind.EMPTY, ScanKind.GARBLED, ScanKind.COMMAND):
            return None
        if ScanKind.ISBN in guess.kinds:
            return cls(isbn=guess.value)
        try:
            return cls(normalise_accession(text))
        except InvalidInput:
            return None
