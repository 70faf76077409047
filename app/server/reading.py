"""Reads a request into the types its route declares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from uuid import NAMESPACE_URL, uuid5

import msgspec

from app import decoding
from app.errors import InvalidInput
from app.server.problems import malformed, version_missing

if TYPE_CHECKING:
    from app.server.binding import Binding

_KEY = re.compile(r"[\x21-\x7e]{8,128}")
_VERSION = re.compile(r'(?:W/)?"?(\d{1,18})(?:\.[0-9a-f]+)?"?')
_PLACE = re.compile(r" - at `(?P<place>[^`]*)`$")
_MOST_PARAMETERS = 100
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


def path_values(binding: Binding, texts: Sequence[str]) -> dict[str, Any]:
    """The path's parameters. Raises InvalidInput."""
    found = {}
    for (name, kind), text in zip(binding.path, texts, strict=True):
        found[name] = _in_years(name, _convert(text, kind, name))
    return found


def query_values(query: bytes, lists: frozenset[str]) -> dict[str, Any]:
    """The query's parameters as texts; an empty one counts as not given. Raises InvalidInput."""
    found: dict[str, Any] = {}
    if not query:
        return found
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=False, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError:
        raise malformed("the query is not percent-encoded UTF-8, or has too many parameters") from None
    for name, value in pairs:
        if name in lists:
            found.setdefault(name, []).append(value)
        elif name in found:
            raise malformed("a parameter stands twice in the query", name)
        else:
            found[name] = value
    return found


def _in_our_time(found: Any) -> Any:
    """Refuse days no library has anything to do with, before a calculation with them leaves the calendar."""
    for name in found.__struct_fields__:
        _in_years(name, getattr(found, name))
    return found


def _in_years(name: str, value: Any) -> Any:
    if isinstance(value, date) and not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise InvalidInput(
            f"{name} can't be used: the year has to be from {_FIRST_YEAR} to {_LAST_YEAR}.",
            details={"field": name},
        )
    return value


def query_struct(binding: Binding, values: Mapping[str, Any]) -> Any:
    """The query as its route declares it. Raises InvalidInput, also for a parameter that isn't declared."""
    if binding.query is None:
        if values:
            raise malformed(f"there is no parameter {next(iter(values))[:60]!r}", next(iter(values))[:60])
        return None
    return _in_our_time(_convert(dict(values), binding.query, ""))


def body_struct(binding: Binding, content: bytes) -> Any:
    """The JSON body as its route declares it. Raises InvalidInput."""
    assert binding.body is not None
    try:
        return _in_our_time(decoding.decode(content or b"{}", binding.body))
    except msgspec.ValidationError as error:
        raise _invalid(error, "") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise malformed(f"the body is no JSON ({str(error)[:120]})") from None


def act_key(header: str | None, whose: str) -> str | None:
    """The key of the act for what the client sent as Idempotency-Key: its own, so that nobody sees another's answer.

    Raises InvalidInput for one that can't be a key.
    """
    if header is None:
        return None
    if not _KEY.fullmatch(header):
        raise malformed("an Idempotency-Key has 8 to 128 visible characters", "Idempotency-Key")
    return str(uuid5(NAMESPACE_URL, f"urn:clms:idempotency:{whose}:{header}"))


def version(header: str | None, wanted: str) -> int | None:
    """The version of If-Match: an ETag of ours, or a bare number in quotes. Raises InvalidInput."""
    if header is None or header == "*":
        if wanted == "required":
            raise version_missing()
        return None
    found = _VERSION.fullmatch(header.strip())
    if found is None:
        raise malformed("If-Match is no version of ours", "If-Match")
    return int(found[1])


def _convert(value: Any, kind: Any, field: str) -> Any:
    try:
        return decoding.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        raise _invalid(error, field) from None


def _invalid(error: msgspec.ValidationError, field: str) -> InvalidInput:
    """msgspec's words without its notation: "Expected `int`, got `str` - at `$.limit`"."""
    text = str(error)
    found = _PLACE.search(text)
    if found:
        field = found["place"].removeprefix("$").lstrip(".") or field
        text = text[: found.start()]
    reason = text.replace("`", "")
    return InvalidInput(
        f"{field or 'The request'} can't be used: {reason[:1].lower()}{reason[1:200]}.",
        hint="See /docs.",
        details={"field": field} if field else {},
    )
