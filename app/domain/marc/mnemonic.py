"""A record as text to be read and typed: the mnemonic form of MARCMaker and MARCBreaker, one field a line.

https://www.loc.gov/marc/makrbrkr.html. ``=245  10$aNoli me tangere /$cJosé Rizal.``: tag, two blanks, indicators (a blank
is ``\\``), subfields. What has a meaning in it is written as a name in braces: ``{dollar}``.
"""

from __future__ import annotations

import re

from app.domain.marc.records import LEADER_CHARS, MarcField, MarcRecord, Subfield, is_control
from app.errors import InvalidInput

_NAMES = {
    "$": "dollar", "{": "lcub", "}": "rcub", "\\": "bsol", "\n": "lf", "\r": "cr", "\u2028": "ls", "\u2029": "ps",
}  # fmt: skip
_CHARS = {name: char for char, name in _NAMES.items()}
_SPECIAL = re.compile("[" + re.escape("".join(_NAMES)) + "]")
_NAME = re.compile(r"\{(\w+)\}")
_LINE = re.compile(r"=?([0-9A-Za-z]{3})(?: {1,2}(.*))?")
# The fill character "|" is what some libraries have where an indicator was not coded.
_FIELD = re.compile(r"([0-9a-z\\#| ])([0-9a-z\\#| ]) ?(\$.*)")
_LEADER = re.compile(r"[\x20-\x7e]{24}")
_DOLLAR = "{dollar}"
_FSI, _PDI = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def to_text(record: MarcRecord, *, isolated: bool = False) -> str:
    """Return a record as text. ``isolated`` sets right-to-left text apart (Unicode's FSI and PDI), so that the codes
    round it stay in their order on the screen; :func:`from_text` takes the marks away again."""
    lines = [f"=LDR  {_blanks(record.leader)}"]
    lines += [field_text(field, isolated=isolated) for field in record.fields]
    return "\n".join(lines)


def field_text(field: MarcField, *, isolated: bool = False) -> str:
    """Return one field as a line of that text."""
    if field.control:
        return f"={field.tag}  {_blanks(field.data)}"
    said = "".join(f"${code}{_value(text, isolated)}" for code, text in field.subfields)
    return f"={field.tag}  {field.indicators.replace(' ', chr(92))}{said}"


def _value(text: str, isolated: bool) -> str:
    shown = _escaped(text)
    return f"{_FSI}{shown}{_PDI}" if isolated and _RIGHT_TO_LEFT.search(shown) else shown


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"{{{_NAMES[match[0]]}}}", text)


def _blanks(text: str) -> str:
    return _escaped(text).replace(" ", "\\")


def from_text(text: str) -> MarcRecord:
    """Return the record that a text says. Raises InvalidInput naming the first line that can't be read.

    The codes of all other names in braces than ours stay as they are typed; empty lines are skipped.
    """
    leader, fields = "", list[MarcField]()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        line = line.replace(_FSI, "").replace(_PDI, "")
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise _wrong(
                number, f"Line {number} has to begin with a tag of three characters, for example =245."
            )
        tag, rest = match[1], match[2] or ""
        if tag.upper() == "LDR":
            leader = _leader(number, rest)
        elif is_control(tag):
            fields.append(MarcField(tag, _meant(rest.replace("\\", " "))))
        else:
            fields.append(_field(number, tag, rest))
    if not leader:
        raise InvalidInput(
            "This record has no leader.", hint="Its first line begins with =LDR.", details={"field": "marc"}
        )
    return MarcRecord(leader, tuple(fields))


def _leader(number: int, text: str) -> str:
    leader = _meant(text.replace("\\", " "))
    if not _LEADER.fullmatch(leader):
        raise _wrong(
            number, f"A leader has {LEADER_CHARS} plain characters; that of line {number} has {len(leader)}."
        )
    return leader


def _field(number: int, tag: str, rest: str) -> MarcField:
    match = _FIELD.fullmatch(rest)
    if match is None:
        raise _wrong(
            number,
            f"In line {number} two indicators have to follow the tag, then $ and the code of a subfield.",
        )
    subfields: list[Subfield] = []
    for piece in match[3][1:].split("$"):
        if not piece or not 0x20 < ord(piece[0]) < 0x7F:
            raise _wrong(
                number, f"In line {number} a code has to follow each $; a dollar sign itself is {_DOLLAR}."
            )
        subfields.append((piece[0], _meant(piece[1:])))
    indicators = "".join(" " if one in "\\#" else one for one in match[1] + match[2])
    return MarcField(tag, "", indicators, tuple(subfields))


def _meant(text: str) -> str:
    return _NAME.sub(lambda match: _CHARS.get(match[1], match[0]), text)


def _wrong(number: int, message: str) -> InvalidInput:
    return InvalidInput(message, details={"field": "marc", "line": number})
