"""MARC 21 in transmission format (ISO 2709): reading records out of a stream of bytes, and writing one.

A record is what stands before a record terminator, and its own word for its length has to agree; so whatever is wrong
with one, the next is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.marc.encodings import decode, encoding_of
from app.domain.marc.records import (
    LEADER_CHARS,
    MAX_BYTES,
    UNIMARC_REASON,
    Encoding,
    MarcField,
    MarcRecord,
    RefusedRecord,
    Unreadable,
    is_control,
    is_unimarc,
)
from app.errors import InvalidInput

RECORD_END, FIELD_END, SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_ENTRY = 12  # bytes of one entry of the directory: tag 3, length 4, place 5
_BETWEEN = b"\r\n \t\x00\x1a"  # what programs leave between records
_TAG = re.compile(rb"[0-9A-Za-z]{3}")
_PRINTABLE = re.compile(rb"[\x20-\x7e]{20}")
_LEADER = re.compile(rb"\d{5}[\x20-\x7e]{5}22\d{5}[\x20-\x7e]{3}45")
_MAX_FIELD = 9_999
_KEPT = 2 * MAX_BYTES
_DELIMITERS = re.compile("[\x1d-\x1f]")


def read_binary(chunks: Iterable[bytes]) -> Iterator[MarcRecord | RefusedRecord]:
    """Yield every record of a stream of MARC 21 binary, or why it can't be used; never raises for what it reads.

    Keeps at most one record and one chunk in memory.
    """
    number = 0
    for piece in _pieces(chunks):
        for start, data in _parted(piece):
            number += 1
            position = piece.position + start
            try:
                yield read_record(data, number=number, position=position, ended=piece.ended)
            except Unreadable as error:
                yield RefusedRecord(number, position, position + error.at, error.reason, data[:MAX_BYTES])


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands before one record terminator, and the terminator if there was one (``ended``)."""

    position: int
    data: bytes
    ended: bool = True


def _pieces(chunks: Iterable[bytes]) -> Iterator[_Piece]:
    start, kept, read = 0, bytearray(), 0
    for chunk in chunks:
        *ends, rest = chunk.split(RECORD_END)
        for part in ends:
            kept += part
            read += len(part) + 1
            yield _Piece(start, bytes(kept[:_KEPT]) + RECORD_END)
            start = read
            kept.clear()
        read += len(rest)
        kept += rest
        del kept[_KEPT:]  # no record is as long as this: enough to say what stood there
    if kept.strip(_BETWEEN):
        yield _Piece(start, bytes(kept), ended=False)


def _parted(piece: _Piece) -> Iterator[tuple[int, bytes]]:
    """Yield the start and bytes of each record in a piece: two, where the first has lost its terminator."""
    start = len(piece.data) - len(piece.data.lstrip(_BETWEEN))
    while start < len(piece.data):
        said = piece.data[start : start + 5]
        following = start + int(said) if said.isdigit() else 0
        if following - start <= LEADER_CHARS or not _LEADER.match(piece.data, following):
            yield start, piece.data[start:]
            return
        yield start, piece.data[start:following]
        start = following


def read_record(data: bytes, *, number: int = 1, position: int = 0, ended: bool = True) -> MarcRecord:
    """Return the one record that ``data`` is. Raises Unreadable."""
    leader, base = _leader(data, ended)
    entries = list(_directory(data, base))
    tags = frozenset(tag for tag, _, _ in entries)
    if is_unimarc(tags, leader):
        raise Unreadable(UNIMARC_REASON)
    encoding = _encoding(data, base)
    fields = tuple(_field(tag, data, start, end, encoding) for tag, start, end in entries)
    return MarcRecord(leader, fields, encoding, position, number)


def _leader(data: bytes, ended: bool) -> tuple[str, int]:
    said = data[:5]
    if not (len(said) == 5 and said.isdigit()):
        raise Unreadable("This is no MARC record: it doesn't begin with its length.")
    if len(data) > MAX_BYTES:
        raise Unreadable("This record is longer than the 99,999 bytes MARC 21 allows.", MAX_BYTES)
    if not ended and int(said) != len(data):
        raise Unreadable("The file ends in the middle of this record.", len(data))
    if int(said) != len(data) or not data.endswith(RECORD_END):
        raise Unreadable(f"This record says it has {int(said):,} bytes, but it ends elsewhere.")
    base = data[12:17]
    if not _PRINTABLE.match(data) or not base.isdigit():
        raise Unreadable("The leader of this record is damaged.", 12)
    if not LEADER_CHARS < int(base) < len(data) or data[int(base) - 1 : int(base)] != FIELD_END:
        raise Unreadable("The directory of this record doesn't end where the leader says.", 12)
    # The last four say how the directory is laid out, which is the same in every record: where they are damaged,
    # nothing is lost.
    layout = data[20:LEADER_CHARS]
    layout = layout if layout.isascii() and layout.decode("ascii").isprintable() else b"4500"
    return (data[:20] + layout).decode("ascii"), int(base)


def _directory(data: bytes, base: int) -> Iterator[tuple[str, int, int]]:
    """Yield tag, first byte and end (without the terminator) of every field."""
    if (base - 1 - LEADER_CHARS) % _ENTRY:
        raise Unreadable("The directory of this record is cut or too long.", LEADER_CHARS)
    seen: set[int] = set()
    covered = 0
    for at in range(LEADER_CHARS, base - 1, _ENTRY):
        tag, length, place = data[at : at + 3], data[at + 3 : at + 7], data[at + 7 : at + 12]
        if not (_TAG.fullmatch(tag) and length.isdigit() and place.isdigit()):
            raise Unreadable("An entry in the directory of this record is damaged.", at)
        name = tag.decode("ascii")
        start = base + int(place)
        end = start + int(length) - 1
        if end < start or end >= len(data) - 1:
            raise Unreadable(f"The directory puts field {name} outside this record.", at)
        if data.find(FIELD_END, start, end + 1) != end:
            raise Unreadable(f"Field {name} doesn't end where the directory says.", at)
        if start > base and data[start - 1 : start] != FIELD_END:
            raise Unreadable(f"Field {name} doesn't begin where the directory says.", at)
        if start in seen:
            raise Unreadable(f"The directory puts field {name} where another one is.", at)
        seen.add(start)
        covered += end + 1 - start
        yield name, start, end
    if covered != len(data) - 1 - base:
        raise Unreadable("This record has text that its directory doesn't know of.", LEADER_CHARS)


def _encoding(data: bytes, base: int) -> Encoding:
    try:
        return encoding_of(data, data[base:])
    except Unreadable as error:
        raise Unreadable(error.reason, base + error.at) from error


def _field(tag: str, data: bytes, start: int, end: int, encoding: Encoding) -> MarcField:
    body = data[start:end]
    if is_control(tag):
        return MarcField(tag, _decoded(tag, body, start, encoding))
    head, *parts = body.split(SUBFIELD)
    if len(head) > 2 or not head.isascii():
        raise Unreadable(f"Field {tag} has text before its first subfield.", start)
    at = start + len(head) + 1
    subfields = []
    for part in parts:
        if not part or not 0x20 < part[0] < 0x7F:
            raise Unreadable(f"Field {tag} has a subfield without a code.", at)
        subfields.append((chr(part[0]), _decoded(tag, part[1:], at + 1, encoding)))
        at += len(part) + 1
    return MarcField(tag, "", head.decode("ascii").ljust(2), tuple(subfields))


def _decoded(tag: str, data: bytes, start: int, encoding: Encoding) -> str:
    try:
        return decode(data, encoding)
    except Unreadable as error:
        raise Unreadable(f"{error.reason} {_stands_in(tag)}", start + error.at) from error


def _stands_in(tag: str) -> str:
    return f"It stands in field {tag}."


def to_binary(record: MarcRecord) -> bytes:
    """Return a record in transmission format, in UTF-8 with a leader that says so.

    Raises InvalidInput for what ISO 2709 can't hold: a field over 9,999 bytes, a record over 99,999 or a delimiter
    within a text. MARCXML has no such limits.
    """
    directory, bodies, place = [], [], 0
    for field in record.fields:
        body = _body(field)
        if len(body) > _MAX_FIELD or place > MAX_BYTES:
            raise InvalidInput(
                f"Field {field.tag} is too long for MARC 21 binary.",
                hint="Export this record as MARCXML.",
                details={"field": field.tag},
            )
        directory.append(f"{field.tag}{len(body):04d}{place:05d}".encode("ascii"))
        bodies.append(body)
        place += len(body)
    base = LEADER_CHARS + _ENTRY * len(directory) + 1
    length = base + place + 1
    if length > MAX_BYTES:
        raise InvalidInput(
            "This record is too long for MARC 21 binary.", hint="Export this record as MARCXML."
        )
    old = record.leader
    leader = f"{length:05d}{old[5:9]}a22{base:05d}{old[17:20]}4500".encode("ascii")
    return b"".join((leader, *directory, FIELD_END, *bodies, RECORD_END))


def _body(field: MarcField) -> bytes:
    texts = [field.data] if field.control else [text for _, text in field.subfields]
    if _DELIMITERS.search("".join(texts)):
        raise InvalidInput(
            f"Field {field.tag} has a character that parts fields in MARC 21 binary.",
            details={"field": field.tag},
        )
    if field.control:
        return field.data.encode() + FIELD_END
    parts = "".join(f"\x1f{code}{text}" for code, text in field.subfields)
    return f"{field.indicators}{parts}".encode() + FIELD_END
