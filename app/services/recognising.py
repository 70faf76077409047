"""The one box of the desk: what a scanned or typed line is, looked up in the library."""

from __future__ import annotations

from sqlalchemy import Connection

from app.database import circulation as queries
from app.database.students import patron_id_by_card
from app.database.tables import books
from app.domain.desk import Recognised, Recognition
from app.domain.identifiers import normalise_accession
from app.domain.members import CardRow, CardStatus
from app.domain.scans import ScanKind, classify_scan
from app.errors import InvalidInput

_MOST_CHOICES = 50


def recognise(connection: Connection, text: str) -> Recognition:
    """Say what ``text`` is. Garbled text is named and never looked up, so that it can't hit a wrong book."""
    guess = classify_scan(text)
    if guess.kind is ScanKind.EMPTY:
        return Recognition(Recognised.UNKNOWN, text, "Nothing was scanned.", "Scan a card or a book.")
    if guess.kind is ScanKind.GARBLED:
        return Recognition(Recognised.GARBLED, text, "This scan can't be right.", guess.reason)
    if guess.kind is ScanKind.COMMAND:
        return Recognition(Recognised.COMMAND, text, command=guess.value)
    card = patron_id_by_card(connection, text)
    number = _accession(text)
    book = (
        queries.book_for_desk(connection, books.c.accession_number == number, lock=False) if number else None
    )
    if card is not None and book is not None:
        return Recognition(
            Recognised.AMBIGUOUS,
            text,
            f"{text.strip()} is the card of {card.name} and the number of “{book.title}”.",
            "Choose which one you mean.",
            student_id=card.student_id,
            accession_number=book.accession_number,
        )
    if card is not None:
        return _card(text, card)
    if book is not None:
        return Recognition(Recognised.BOOK, text, book.title, accession_number=book.accession_number)
    if ScanKind.ISBN in guess.kinds:
        return _isbn(connection, text, guess.value)
    return Recognition(
        Recognised.UNKNOWN,
        text,
        f"“{text.strip()}” is no card and no book of this library.",
        "Scan it again, or search by name or title.",
    )


def _card(text: str, card: CardRow) -> Recognition:
    if card.holder_deleted:
        return Recognition(
            Recognised.CARD_REFUSED,
            text,
            f"This card belonged to {card.name}, whose record was deleted.",
            "Restore the record in Students if they are back.",
            student_id=card.student_id,
        )
    if card.status is not CardStatus.ACTIVE:
        word = "lost" if card.status is CardStatus.LOST else "retired"
        reason = f": {card.reason}" if card.reason else ""
        return Recognition(
            Recognised.CARD_REFUSED,
            text,
            f"This card of {card.name} is reported {word}{reason}.",
            "Keep the card and find the patron by name.",
            student_id=card.student_id,
        )
    return Recognition(Recognised.PATRON, text, card.name, student_id=card.student_id)


def _isbn(connection: Connection, text: str, isbn: str) -> Recognition:
    copies = queries.copies_by_identifier(connection, isbn, _MOST_CHOICES)
    if not copies:
        return Recognition(
            Recognised.UNKNOWN, text, f"No book here has the ISBN {isbn}.", "Scan the library's own label."
        )
    if len(copies) == 1:
        return Recognition(
            Recognised.BOOK, text, copies[0].title, accession_number=copies[0].accession_number
        )
    return Recognition(
        Recognised.BOOKS,
        text,
        f"{len(copies)} copies have the ISBN {isbn}.",
        "Scan the library's own label, or choose the copy in hand.",
        choices=copies,
    )


def _accession(text: str) -> str | None:
    try:
        return normalise_accession(text)
    except InvalidInput:
        return None
