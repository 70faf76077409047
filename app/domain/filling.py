"""What becomes of a form when somebody else knows the same thing: the rule that nothing typed is overwritten unasked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.text import fold


@dataclass(frozen=True, slots=True)
class Filling:
    """``fill`` are the values of fields that were empty; ``differs`` those where something else stands, to be offered."""

    fill: Mapping[str, Any]
    differs: Mapping[str, Any]


def filling(mine: Mapping[str, Any], found: Mapping[str, Any], untouched: Collection[str] = ()) -> Filling:
    """Return what of ``found`` goes into a form that has ``mine``.

    A field of ``untouched`` has its default and counts as empty. What differs only in case, accents or spaces is the same.
    """
    fill: dict[str, Any] = {}
    differs: dict[str, Any] = {}
    for name, value in found.items():
        if _empty(value) or name not in mine or _same(mine[name], value):
            continue
        if _empty(mine[name]) or name in untouched:
            fill[name] = value
        else:
            differs[name] = value
    return Filling(fill, differs)


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _same(mine: Any, found: Any) -> bool:
    if isinstance(mine, str) and isinstance(found, str):
        return _key(mine) == _key(found)
    return bool(mine == found)


def _key(text: str) -> str:
    return " ".join(fold(text).split()) or " ".join(text.split())
