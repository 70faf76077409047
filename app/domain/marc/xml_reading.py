"""MARCXML: reading records out of a stream of bytes. https://www.loc.gov/standards/marcxml/

The stream is parted at the tags of records and each record parsed by itself, so that whatever is wrong with one, the next
is found; a parser of the whole would end at the first error. Records may stand in wrappers that are called records too,
as SRU and OAI-PMH have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from app.domain.marc.records import (
    BIG5_REASON,
    LEADER_CHARS,
    MAX_BYTES,
    UNIMARC_REASON,
    MarcField,
    MarcRecord,
    RefusedRecord,
    Subfield,
    Unreadable,
    is_control,
    is_unimarc,
)

#: The longest record read, in bytes: a hundred times what ISO 2709 can hold.
MAX_XML_BYTES = 100 * MAX_BYTES
_TOKEN = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(?P<cut><!--|<!\[CDATA\[)"
    rb"|(?P<begin><(?:[\w.-]+:)?record(?:\s[^<>]*)?>)|(?P<end></(?:[\w.-]+:)?record\s*>)",
    re.DOTALL,
)
_CONTENT = re.compile(rb"<(?:[\w.-]+:)?(?:leader|controlfield|datafield|subfield)[\s>/]")
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
_BIG5 = ("big5", "cp950", "x-windows-950", "big5-hkscs")
_READABLE = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "us-ascii", "ascii": "us-ascii", "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1", "windows-1252": "windows-1252", "cp1252": "windows-1252",
}  # fmt: skip
_HEAD_BYTES = 200
_TAG = re.compile(r"[0-9A-Za-z]{3}")
_LEADER = re.compile(r"[\x20-\x7e]{24}")


def read_xml(chunks: Iterable[bytes]) -> Iterator[MarcRecord | RefusedRecord]:
    """Yield every record of a stream of MARCXML, or why it can't be used; never raises for what it reads."""
    encoding: str | None = None
    for number, piece in enumerate(_pieces(chunks), start=1):
        try:
            encoding = encoding or _encoding(piece.head)
            if piece.trouble:
                raise Unreadable(piece.trouble)
            yield _parse(piece.data, encoding, number, piece.position)
        except Unreadable as error:
            at = piece.position + error.at
            yield RefusedRecord(number, piece.position, at, error.reason, piece.data[:MAX_BYTES])
        if encoding is None:  # then no other record can be read either
            return


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("This file is in UTF-16: save it as UTF-8.")
    match = _DECLARED.match(head)
    name = match[1].decode("ascii", "replace").lower() if match else "utf-8"
    if name in _BIG5:
        raise Unreadable(BIG5_REASON)
    if name not in _READABLE:
        raise Unreadable(f"This file says that it is in {name.upper()}, which isn't read: save it as UTF-8.")
    return _READABLE[name]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The bytes of one record, or of what can't be one (``trouble``). ``head`` is the beginning of the file."""

    position: int
    data: bytes
    head: bytes
    trouble: str = ""


class _Splitter:
    """Parts a stream at the tags of records. ``open`` is where in the buffer the record began that has no end yet."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.position = 0  # of the buffer in the stream
        self.scanned = 0
        self.open: int | None = None
        self.head = b""
        self.any = False

    def feed(self, chunk: bytes) -> Iterator[_Piece]:
        if len(self.head) < _HEAD_BYTES:
            self.head += chunk[:_HEAD_BYTES]
        self.buffer += chunk
        yield from self.scan()
        self.let_go()
        if len(self.buffer) > MAX_XML_BYTES:
            self.open = self.open or 0
            yield self.piece(len(self.buffer), "This record is longer than any record is.")
            self.open, self.scanned = None, len(self.buffer)
            self.let_go()

    def scan(self) -> Iterator[_Piece]:
        """Look at the tags up to a comment or literal text whose end hasn't come: what is in it begins no record."""
        for match in _TOKEN.finditer(bytes(self.buffer), self.scanned):
            if match["cut"]:
                return
            self.scanned = match.end()
            if match["begin"]:
                if self.open is not None and _CONTENT.search(self.buffer, self.open, match.start()):
                    yield self.piece(match.start(), "This record has no end.")
                self.open = match.start()
            elif match["end"] and self.open is not None:
                yield self.piece(match.end())
                self.open = None

    def piece(self, end: int, trouble: str = "") -> _Piece:
        self.any = True
        start = self.open or 0
        return _Piece(self.position + start, bytes(self.buffer[start:end]), self.head, trouble)

    def let_go(self) -> None:
        """Drop what was looked at, but an open record and the beginning of a token that may go on."""
        keep = self.unfinished() if self.open is None else self.open
        del self.buffer[:keep]
        self.position += keep
        self.scanned = max(0, self.scanned - keep)
        self.open = None if self.open is None else 0

    def unfinished(self) -> int:
        """Where a token begins that the next chunk may complete; the end of the buffer when none does."""
        at = self.buffer.find(b"<", self.scanned)
        while at >= 0:
            if self.buffer.startswith((b"<!--", b"<![CDATA["), at) or self.buffer.find(b">", at) < 0:
                return at
            at = self.buffer.find(b"<", at + 1)
        return len(self.buffer)

    def close(self) -> Iterator[_Piece]:
        if self.open is not None and _CONTENT.search(self.buffer, self.open):
            yield self.piece(len(self.buffer), "The file ends in the middle of this record.")
        elif not self.any:
            yield _Piece(0, self.head, self.head, "This is no MARCXML: there is no record in it.")


def _pieces(chunks: Iterable[bytes]) -> Iterator[_Piece]:
    splitter = _Splitter()
    for chunk in chunks:
        yield from splitter.feed(chunk)
    yield from splitter.close()


def _parse(data: bytes, encoding: str, number: int, position: int) -> MarcRecord:
    reader = _RecordReader(encoding)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = f"This record isn't well-formed XML: {expat.ErrorString(error.code)}."
        raise Unreadable(reason, max(0, reader.parser.ErrorByteIndex)) from error
    tags = frozenset(field.tag for field in reader.fields)
    leader = reader.leader or ""
    if is_unimarc(tags, leader):
        raise Unreadable(UNIMARC_REASON)
    if reader.trouble:
        raise Unreadable(reader.trouble, reader.trouble_at)
    if reader.leader is None:
        raise Unreadable("This record has no leader.")
    if not _LEADER.fullmatch(leader):
        raise Unreadable(f"The leader of this record has {len(leader)} characters, not {LEADER_CHARS}.")
    return MarcRecord(leader, tuple(reader.fields), position=position, number=number)


class _RecordReader:
    """What a parser tells of one record. ``trouble`` is the first thing wrong, at the byte ``trouble_at``."""

    def __init__(self, encoding: str) -> None:
        # Prefixes are cut off and not looked up: they are declared outside of what is parsed here.
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.leader: str | None = None
        self.fields: list[MarcField] = []
        self.trouble, self.trouble_at = "", 0
        self.text: list[str] = []
        self.tag, self.code, self.indicators = "", "", "  "
        self.subfields: list[Subfield] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.text.clear()
        kind = name.rpartition(":")[2]
        if kind == "subfield":
            self.code = attributes.get("code", "")
            if len(self.code) != 1 or not 0x20 < ord(self.code) < 0x7F:
                self.wrong(f"Field {self.tag} has a subfield without a code.")
        elif kind in ("controlfield", "datafield"):
            self.tag = attributes.get("tag", "")
            if not _TAG.fullmatch(self.tag) or is_control(self.tag) != (kind == "controlfield"):
                self.wrong(f"“{self.tag}” is no tag of a {kind.removesuffix('field')} field.")
            self.indicators = (attributes.get("ind1") or " ") + (attributes.get("ind2") or " ")
            if len(self.indicators) != 2 or not self.indicators.isascii():
                self.wrong(f"Field {self.tag} has indicators of more than one character.")
            self.subfields.clear()

    def end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "leader":
            self.leader = "".join(self.text)
        elif kind == "controlfield":
            self.fields.append(MarcField(self.tag, "".join(self.text)))
        elif kind == "subfield":
            self.subfields.append((self.code, "".join(self.text)))
        elif kind == "datafield":
            self.fields.append(MarcField(self.tag, "", self.indicators, tuple(self.subfields)))
        self.text.clear()

    def characters(self, text: str) -> None:
        self.text.append(text)

    def wrong(self, reason: str) -> None:
        if not self.trouble:
            self.trouble, self.trouble_at = reason, self.parser.CurrentByteIndex
