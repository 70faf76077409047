"""Bytes in the forms people read: JSON, text, MessagePack, hexadecimal, and the program's own values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import msgspec

from app.cache.values import Stored, unpack
from app.domain.key_views import Decoded, Form, StoredValue

SHOWN_BYTES = 1_000_000
"""Of more only the beginning is shown, until somebody asks for all."""
_HEX_LINE = 16
_HEX_BYTES = 65_536


def stored_value(data: bytes, valid: Callable[[Stored], bool] | None = None) -> StoredValue | None:
    """What the program keeps with a value of its own; None for bytes that are none."""
    stored = unpack(data)
    if stored is None:
        return None
    return StoredValue(
        stored.made_at,
        stored.good_for,
        stored.load_s,
        stored.newest,
        stored.tags,
        stored.absent,
        len(data) < len(stored.body),
        len(stored.body),
        digest_of(stored.body),
        None if valid is None else valid(stored),
    )


def digest_of(body: bytes) -> str:
    """By which two copies of an answer are told apart."""
    return hashlib.blake2b(body, digest_size=8).hexdigest()


def answer_in(body: bytes) -> bytes:
    """The answer in the body of a value: after the line with its ETag, where there is one."""
    tag, line, answer = body.partition(b"\n")
    return answer if line and (not tag or tag.startswith((b'"', b"W/"))) else body


def forms_of(data: bytes) -> tuple[Form, ...]:
    """The forms these bytes can be shown in, the most telling first."""
    found = []
    if unpack(data) is not None:
        found.append(Form.VALUE)
    if _json(data) is not None:
        found.append(Form.JSON)
    if _is_text(data):
        found.append(Form.TEXT)
    if Form.VALUE not in found and _msgpack(data) is not None:
        found.append(Form.MSGPACK)
    return (*found, Form.HEX)


def decoded(data: bytes, form: Form | None = None, size: int | None = None) -> Decoded:
    """The bytes in a form, by default the most telling. ``size`` is of all there is where these are only its beginning.
    A form that does not fit them gives hexadecimal."""
    forms = forms_of(data)
    chosen = form if form in forms else forms[0] if form is None else Form.HEX
    text = _WRITERS[chosen](data)
    whole = (size is None or size <= len(data)) and (chosen is not Form.HEX or len(data) <= _HEX_BYTES)
    return Decoded(chosen, text, forms, len(data) if size is None else size, whole)


def _value(data: bytes) -> str:
    stored = unpack(data)
    assert stored is not None
    head = {
        name: getattr(stored, name) for name in ("made_at", "good_for", "load_s", "newest", "tags", "absent")
    }
    inside = answer_in(stored.body)
    told = _json(inside)
    value = (inside.decode("utf-8", "backslashreplace")) if told is None else told[0]
    return _pretty({**head, "missing": stored.missing, "answer": value})


def _json(data: bytes) -> tuple[Any] | None:
    """Objects, lists and the like; a bare number is text."""
    if data[:1] not in (b"{", b"[", b'"') and data not in (b"null", b"true", b"false"):
        return None
    try:
        return (msgspec.json.decode(data),)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _msgpack(data: bytes) -> tuple[Any] | None:
    """Maps and arrays; nearly any byte is a number in MessagePack."""
    if not data or not (0x80 <= data[0] <= 0x9F or 0xDC <= data[0] <= 0xDF):
        return None
    try:
        return (msgspec.msgpack.decode(data),)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return None


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return all(each.isprintable() or each in "\n\r\t" for each in text[:10_000])


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_other)


def _other(value: Any) -> str:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def _hex(data: bytes) -> str:
    lines = []
    for at in range(0, min(len(data), _HEX_BYTES), _HEX_LINE):
        row = data[at : at + _HEX_LINE]
        seen = "".join(chr(each) if 32 <= each < 127 else "." for each in row)
        lines.append(f"{at:08x}  {row.hex(' '):47}  {seen}")
    return "\n".join(lines)


def _of_json(data: bytes) -> str:
    told = _json(data)
    assert told is not None
    return _pretty(told[0])


def _of_msgpack(data: bytes) -> str:
    told = _msgpack(data)
    assert told is not None
    return _pretty(told[0])


_WRITERS: dict[Form, Callable[[bytes], str]] = {
    Form.VALUE: _value,
    Form.JSON: _of_json,
    Form.TEXT: lambda data: data.decode(),
    Form.MSGPACK: _of_msgpack,
    Form.HEX: _hex,
}
