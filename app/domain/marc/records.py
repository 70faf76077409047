"""A MARC record in memory, and the answer for one that can't be read.

Terms and rules: MARC 21 Format for Bibliographic Data, and MARC 21 Specifications for Record Structure, Character Sets
and Exchange Media (Library of Congress); the structure itself is ISO 2709.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

#: Length of a leader, in characters.
LEADER_CHARS = 24
#: The longest record that ISO 2709 can hold, in bytes: its length has five digits.
MAX_BYTES = 99_999

Subfield = tuple[str, str]


class Encoding(StrEnum):
    """How the bytes of a record were read."""

    UTF8 = "utf-8"
    MARC8 = "marc-8"
    UNDECLARED_UTF8 = "undeclared utf-8"  # the leader says MARC-8, but the bytes are UTF-8


@dataclass(frozen=True, slots=True)
class MarcField:
    """One field. A control field has ``data``; any other has two ``indicators`` and ``subfields`` (code, text)."""

    tag: str
    data: str = ""
    indicators: str = "  "
    subfields: tuple[Subfield, ...] = ()

    @property
    def control(self) -> bool:
        """Tell whether this is a control field: 001 to 009 have neither indicators nor subfields."""
        return is_control(self.tag)

    def first(self, code: str) -> str:
        """Return the text of the first subfield with this code, "" when there is none."""
        return next((text for have, text in self.subfields if have == code), "")

    def all(self, codes: str) -> Iterator[str]:
        """Yield the texts of the subfields with one of these one-letter codes, in the field's order."""
        return (text for have, text in self.subfields if have in codes)


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """A record. ``position`` is the byte of the file it began at, ``number`` its place in the file, from 1.

    ``leader`` has 24 characters; the lengths in it are those of the bytes it was read from.
    """

    leader: str
    fields: tuple[MarcField, ...]
    encoding: Encoding = Encoding.UTF8
    position: int = 0
    number: int = 0

    def all(self, *tags: str) -> Iterator[MarcField]:
        """Yield the fields with one of these tags, in the record's order."""
        return (field for field in self.fields if field.tag in tags)

    def first(self, tag: str) -> MarcField | None:
        """Return the first field with this tag."""
        return next(self.all(tag), None)

    def control(self, tag: str) -> str:
        """Return the data of a control field, "" when there is none."""
        field = self.first(tag)
        return field.data if field else ""


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that can't be used. ``reason`` is a sentence for people.

    ``position`` is the byte of the file the record begins at and ``fault`` the byte at which reading it failed;
    ``raw`` is what stood there, at most ``MAX_BYTES`` of it.
    """

    number: int
    position: int
    fault: int
    reason: str
    raw: bytes = b""


class Unreadable(Exception):
    """Why a record can't be read; ``at`` is the byte within it. Becomes a :class:`RefusedRecord`."""

    def __init__(self, reason: str, at: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def is_control(tag: str) -> bool:
    """Tell whether fields with this tag are control fields."""
    return tag.startswith("00")


UNIMARC_REASON = (
    "This record is UNIMARC (its title stands in field 200, not in 245): ask the source for MARC 21 instead."
)
BIG5_REASON = (
    "The text of this record is in Big5, which MARC 21 doesn't allow: ask the source for UTF-8 instead."
)


def is_unimarc(tags: frozenset[str], leader: str) -> bool:
    """Tell a UNIMARC record by what MARC 21 never has: no title in 245, one in 200, and what goes with it.

    ``leader`` ends with ``450`` and a blank in UNIMARC, with ``4500`` in MARC 21; some converters don't keep to it, so
    that fields 101 (language), 210 and 214 (publication), 215 and 801 tell as well.
    """
    if "245" in tags or "200" not in tags:
        return False
    return leader[20:24] == "450 " or bool(tags & {"101", "210", "214", "215", "801"})
