"""What becomes of a form when somebody else knows the same thing: the rule that nothing typed is overwritten unasked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.catalog import Title
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


def like(title: Title) -> dict[str, Any]:
    """Return what a title that is added after this one is likely to share with it, by the names of the form's fields.

    Of its copies the newest that was not deleted counts; what is each copy's own (numbers, price) is not among it.
    """
    shared = {name: getattr(title.draft, name) for name in _OF_TITLE}
    live = [book for book in title.books if book.deleted_at is None]
    if live:
        newest = max(live, key=lambda book: book.id)
        shared |= {name: getattr(newest, name) for name in _OF_COPY}
    return {name: value for name, value in shared.items() if not _empty(value)}


_OF_TITLE = ("place", "publisher", "language", "material", "audience", "series")
_OF_COPY = ("collection", "item_type", "location", "fund", "acquired_on")
