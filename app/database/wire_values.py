"""Values as they come over a server's wire and as they stand in a statement: as PyMySQL has them, in fewer steps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pymysql import converters
from pymysql.constants import FIELD_TYPE
from pymysql.protocol import FieldDescriptorPacket

from app.database.prepared import Expression

# What is used here is private to PyMySQL, and typed nowhere.
_Descriptor: Any = FieldDescriptorPacket

Read = Callable[[bytes], Any]

NULL = 0xFB
"""What stands in a row for none, and the first of the lengths that take more than their byte."""

_BINARY = 63
_ESCAPED = (
    ("\\", "\\\\"),  # first: the others bring some
    ("'", "\\'"),
    ('"', '\\"'),
    ("\n", "\\n"),
    ("\r", "\\r"),
    ("\0", "\\0"),
    ("\x1a", "\\Z"),
)
_special = re.compile("[{}]".format("".join(re.escape(char) for char, _ in _ESCAPED))).search
_TEXTS = frozenset(
    {
        FIELD_TYPE.BIT,
        FIELD_TYPE.BLOB,
        FIELD_TYPE.LONG_BLOB,
        FIELD_TYPE.MEDIUM_BLOB,
        FIELD_TYPE.STRING,
        FIELD_TYPE.TINY_BLOB,
        FIELD_TYPE.VAR_STRING,
        FIELD_TYPE.VARCHAR,
        FIELD_TYPE.GEOMETRY,
    }
)


class Columns:
    """What a server said of the columns of an answer, understood."""

    __slots__ = ("description", "fields", "reads")

    def __init__(self, payloads: tuple[bytes, ...], connection: Any) -> None:
        self.fields: list[Any] = [_Descriptor(payload, connection.encoding) for payload in payloads]
        self.description = tuple(field.description() for field in self.fields)
        self.reads = [_reader(field, connection) for field in self.fields]


def _of_text(text: str) -> str:
    if _special(text) is not None:  # most have none of them
        for char, instead in _ESCAPED:
            text = text.replace(char, instead)
    return f"'{text}'"


def _of_datetime(value: datetime) -> str:
    return f"'{value.isoformat(' ')}'" if value.tzinfo is None else str(converters.escape_datetime(value))


LITERALS: dict[type, Callable[[Any], str]] = {
    str: _of_text,
    int: str,
    type(None): lambda _: "NULL",
    datetime: _of_datetime,
    date: lambda value: f"'{value.isoformat()}'",
    bytes: lambda value: f"X'{value.hex()}'",
    Expression: str,
}
"""How a value stands in a statement by its type, of those that are common, where a backslash escapes."""


def number(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    first = data[at]
    if first < NULL:
        return first, at + 1
    end = at + 1 + (2 if first == 0xFC else 3 if first == 0xFD else 8)
    return int.from_bytes(data[at + 1 : end], "little"), end


def row_of(data: bytes, at: int, reads: list[Read | None]) -> tuple[Any, ...]:
    """The values of one row."""
    row: list[Any] = []
    append = row.append
    for read in reads:
        size = data[at]
        at += 1
        if size >= NULL:
            if size == NULL:
                append(None)
                continue
            size, at = number(data, at - 1)
        end = at + size
        append(data[at:end] if read is None else read(data[at:end]))
        at = end
    return tuple(row)


def _reader(field: Any, connection: Any) -> Read | None:
    """How a column's bytes become a value: as PyMySQL does it, in one call where that can be had."""
    kind, encoding = field.type_code, "ascii"
    if not connection.use_unicode or (kind in _TEXTS and field.charsetnr == _BINARY):
        encoding = ""
    elif kind in _TEXTS or kind == FIELD_TYPE.JSON:
        encoding = connection.encoding
    convert: Any = connection.decoders.get(kind)
    if convert in (None, converters.through):
        return _text(encoding)
    if convert in (int, float):
        return int if convert is int else float  # both read digits as bytes too
    return _QUICK.get(convert) or _both(_text(encoding), convert)


def _text(encoding: str) -> Read | None:
    if not encoding:
        return None
    return bytes.decode if encoding in ("utf8", "ascii") else lambda data: data.decode(encoding)


def _both(first: Read | None, then: Callable[[Any], Any]) -> Read:
    return then if first is None else lambda data: then(first(data))


def _datetime(data: bytes) -> Any:
    try:
        return datetime.fromisoformat(data.decode("ascii"))
    except ValueError:
        return converters.convert_datetime(data.decode("ascii"))


def _date(data: bytes) -> Any:
    try:
        return date.fromisoformat(data.decode("ascii"))
    except ValueError:
        return converters.convert_date(data.decode("ascii"))


_QUICK: dict[Any, Read] = {converters.convert_datetime: _datetime, converters.convert_date: _date}
