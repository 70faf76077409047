"""The kinds of label, and what is said on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a label is for."""

    SPINE = "SPINE"
    BARCODE = "BARCODE"
    QR = "QR"
    POCKET = "POCKET"
    CARD = "CARD"

    @property
    def of_copies(self) -> bool:
        """Whether it is stuck on a copy; else it is a person's card."""
        return self is not Kind.CARD

    @property
    def shows_call_number(self) -> bool:
        """Whether a new call number makes the label on the copy wrong."""
        return self in (Kind.SPINE, Kind.POCKET)


#: The kinds that are stuck on copies.
OF_COPIES = tuple(kind for kind in Kind if kind.of_copies)


@dataclass(frozen=True, slots=True)
class CopyLabel:
    """What labels say of a copy. ``own_lines`` are the lines of its spine as a person set them, parted by line feeds;
    empty when the program parts the call number."""

    book_id: int
    accession_number: str
    call_number: str = ""
    title: str = ""
    author: str = ""
    own_lines: str = ""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What a card says of a person. ``number`` is what its barcode says; ``details`` are lines such as class and date
    of expiry, as they are read; ``photo`` is the bytes of an image file."""

    student_id: int
    name: str
    number: str
    details: tuple[str, ...] = ()
    photo: bytes = b""


Item = CopyLabel | PersonCard
