"""Answers of SRU servers: https://www.loc.gov/standards/sru/, records in MARCXML."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from app.domain.identifiers import to_isbn10
from app.domain.marc.holdings import TAGS as COPIES
from app.domain.marc.reading import read_records
from app.domain.marc.records import MarcRecord
from app.domain.text import clean
from app.errors import Unreachable

#: How the usual question is put: by the index of ISBNs of the Bath profile, which libraries' servers share.
QUESTION = (
    ("version", "1.1"),
    ("operation", "searchRetrieve"),
    ("query", "bath.isbn={isbn}"),
    ("maximumRecords", "5"),
    ("recordSchema", "marcxml"),
)
PLACE = "{isbn}"
_ANSWER = re.compile(rb"<(?:[\w.-]+:)?searchRetrieveResponse[\s>]")
_NONE = re.compile(rb"<(?:[\w.-]+:)?numberOfRecords[^>]*>\s*0\s*<")
_DIAGNOSTIC = re.compile(rb"<(?:[\w.-]+:)?diagnostic[\s>]")
_MESSAGE = re.compile(rb"<(?:[\w.-]+:)?(message|details)[^>]*>([^<]*)<")


def read_answer(answer: bytes) -> tuple[MarcRecord, ...]:
    """Return the records of an answer, without what they say of the other library's copies; () when it found none.

    Raises Unreachable when it is no answer of SRU, says that it can't do what was asked, or has no record to be read.
    """
    if not _ANSWER.search(answer):
        raise Unreachable(
            "What the SRU server answers is not SRU.", hint="Look at its address in the settings."
        )
    if _DIAGNOSTIC.search(answer):
        said = {
            kind: clean(html.unescape(text.decode("utf-8", "replace")))
            for kind, text in _MESSAGE.findall(answer)
        }
        words = ": ".join(filter(None, (said.get(b"message", ""), said.get(b"details", ""))))
        raise Unreachable(
            f"The SRU server refuses the question: {words[:200] or 'it does not say why'}.",
            hint="Its address in the settings may need another index of ISBNs.",
        )
    if _NONE.search(answer):
        return ()
    found = list(read_records([answer]))
    usable = tuple(_without_copies(one) for one in found if isinstance(one, MarcRecord))
    if not usable:
        reason = next((one.reason for one in found if not isinstance(one, MarcRecord)), "there is none")
        raise Unreachable(f"The SRU server sends a record that can't be read: {reason}")
    return usable


def with_isbn(records: tuple[MarcRecord, ...], isbn: str) -> MarcRecord | None:
    """Return the first record that has this ISBN (13 digits); None when none has: a server may find by other fields."""
    meant = {isbn, to_isbn10(isbn)}
    for record in records:
        said = (
            "".join(c for c in text if c.isalnum()).upper() for f in record.all("020") for text in f.all("a")
        )
        if any(number[:13] in meant or number[:10] in meant for number in said):
            return record
    return None


def _without_copies(record: MarcRecord) -> MarcRecord:
    return replace(record, fields=tuple(field for field in record.fields if field.tag not in COPIES))
