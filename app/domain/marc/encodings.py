"""The text of MARC records: UTF-8, MARC-8 and how to know them, and Big5, which is refused.

MARC-8: https://www.loc.gov/marc/specifications/speccharmarc8.html. The tables are pymarc's; its decoder puts a blank
where it finds a byte no set has and drops stray marks, and would so lose text without a word. This one raises.
"""

from __future__ import annotations

import re
import unicodedata

from pymarc.marc8_mapping import CODESETS, ODD_MAP

from app.domain.marc.records import BIG5_REASON, Encoding, Unreadable

_BASIC_LATIN, _ANSEL, _EAST_ASIAN = 0x42, 0x45, 0x31
_ESCAPE = 0x1B
_SHORT_SETS = {0x67: 0x67, 0x62: 0x62, 0x70: 0x70, 0x73: _BASIC_LATIN}  # Greek symbols, sub- and superscript
# Characters a MARC-8 record can't hold stand there by number (Specifications, part 3, "Lossless conversion").
_BY_NUMBER = re.compile(r"&#x([0-9A-Fa-f]{4,6});")
# What ANSEL has in the second control set: begin and end of non-sorting text, joiner, non-joiner.
_CONTROLS = {0x88: 0x98, 0x89: 0x9C, 0x8D: 0x200D, 0x8E: 0x200C}


def encoding_of(leader: bytes, body: bytes) -> Encoding:
    """Decide how a record is encoded. Raises Unreadable for Big5, and for what says UTF-8 and isn't.

    The leader's word is taken, but that a record which says MARC-8 and is UTF-8 throughout is UTF-8: MARC-8 puts marks
    before their letters, so that it is hardly ever UTF-8 by chance, and many programs forget to say so.
    """
    said_utf8 = leader[9:10] == b"a"
    if body.isascii():
        return Encoding.UTF8 if said_utf8 else Encoding.MARC8
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if looks_like_big5(body):
            raise Unreadable(BIG5_REASON) from error
        if said_utf8:
            raise Unreadable(
                "The leader says that this record is in UTF-8, but its text isn't.", error.start
            ) from error
        return Encoding.MARC8
    if said_utf8:
        return Encoding.UTF8
    return Encoding.MARC8 if _ESCAPE in body else Encoding.UNDECLARED_UTF8


_PAIRS = re.compile(rb"(?:[\xa1-\xf9][\x40-\x7e\xa1-\xfe])+")


def looks_like_big5(body: bytes) -> bool:
    """Tell Big5 from MARC-8: pairs of bytes that stand side by side, most of them among the common characters.

    A mark and its letter in MARC-8 are a valid pair too, but stand alone among other letters, and marks begin at E0,
    where Big5 keeps its rare characters.
    """
    try:
        body.decode("big5hkscs")
    except UnicodeDecodeError:
        return False
    runs = [match.group() for match in _PAIRS.finditer(body)]
    pairs = sum(len(run) // 2 for run in runs)
    beside = sum(len(run) // 2 for run in runs if len(run) >= 4)
    common = sum(0xA4 <= run[i] <= 0xC6 for run in runs for i in range(0, len(run), 2))
    return pairs >= 2 and beside * 2 > pairs and common * 2 > pairs


def decode(data: bytes, encoding: Encoding) -> str:
    """Return the text of a field's bytes. Raises Unreadable with the byte that no character begins at."""
    if data.isascii() and (encoding is not Encoding.MARC8 or (_ESCAPE not in data and b"&#x" not in data)):
        return data.decode("ascii")
    if encoding is Encoding.MARC8:
        return decode_marc8(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("A byte isn't UTF-8.", error.start) from error


def decode_marc8(data: bytes) -> str:
    """Return MARC-8 as text in NFC. Raises Unreadable for a byte that the set in use doesn't have."""
    return _Marc8(data).text()


class _Marc8:
    """One run through bytes of MARC-8; a mark waits until the letter it stands before has come."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.g0, self.g1 = _BASIC_LATIN, _ANSEL
        self.out: list[str] = []
        self.marks: list[str] = []

    def text(self) -> str:
        while self.at < len(self.data):
            byte = self.data[self.at]
            if byte == _ESCAPE:
                self.escape()
            elif byte <= 0x20 or byte in _CONTROLS:
                self.letter(chr(_CONTROLS.get(byte, byte)))
                self.at += 1
            else:
                self.character(byte)
        if self.marks:
            raise Unreadable("A mark of MARC-8 has no letter to stand on.", len(self.data) - 1)
        text = _BY_NUMBER.sub(_numbered, "".join(self.out))
        return unicodedata.normalize("NFC", text)

    def escape(self) -> None:
        """Change a set: ESC ( B, ESC $ 1, ESC $ ) 1, ESC ) ! E, ESC g …"""
        start = self.at
        rest = self.data[start + 1 : start + 5]
        if rest[:1] and rest[0] in _SHORT_SETS:
            self.g0 = _SHORT_SETS[rest[0]]
            self.at += 2
            return
        wide = rest[:1] == b"$"
        codes = rest[1:] if wide else rest
        second = codes[:1] in (b")", b"-")
        if codes[:1] in (b"(", b",", b")", b"-"):
            codes = codes[1:]
        elif not wide:
            raise Unreadable("An escape of MARC-8 names no character set.", start)
        if codes[:1] == b"!":
            codes = codes[1:]  # the "!" of "!E", extended Latin
        if not codes or codes[0] not in CODESETS:
            raise Unreadable("An escape of MARC-8 names an unknown character set.", start)
        if second:
            self.g1 = codes[0]
        else:
            self.g0 = codes[0]
        self.at = start + 1 + len(rest) - len(codes) + 1

    def character(self, byte: int) -> None:
        code_set = self.g1 if byte >= 0x80 else self.g0
        width = 3 if code_set == _EAST_ASIAN else 1
        piece = self.data[self.at : self.at + width]
        code = int.from_bytes(bytes(one & 0x7F for one in piece) if width == 3 else piece, "big")
        table = CODESETS[code_set]
        found = table.get(code) if len(piece) == width else None
        if found is None and width == 1:
            found = table.get(code ^ 0x80)  # a table has a set's codes as G0 or as G1; either may be in use
        if found is None and width == 3 and code in ODD_MAP:
            found = (ODD_MAP[code], 0)
        if found is None:
            raise Unreadable(f"Byte {byte:02X} is no character of MARC-8 here.", self.at)
        if found[1]:
            self.marks.append(chr(found[0]))
        else:
            self.letter(chr(found[0]))
        self.at += width

    def letter(self, letter: str) -> None:
        if self.marks and (letter.isspace() or unicodedata.category(letter) == "Cc"):
            # é of Latin-1 is a háček in MARC-8: before a blank it gives itself away.
            raise Unreadable(
                "A mark of MARC-8 has no letter to stand on; the text may be Latin-1 or Windows-1252.",
                self.at - 1,
            )
        self.out.append(letter)
        self.out.extend(self.marks)
        self.marks.clear()


def _numbered(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return match.group()
    return chr(code)
