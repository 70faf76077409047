"""Lists of records to work on, and saved searches: one's own, or shared with all who catalogue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.domain.searching import TitleQuery
from app.domain.text import clean
from app.errors import InvalidInput, NotFound

NAME_CHARS, NOTE_CHARS, ABOUT_CHARS, TEXT_CHARS = 100, 500, 1_000, 500
MOST_ITEMS = 10_000
MOST_AT_ONCE = 1_000


class Entity(StrEnum):
    """What a list holds."""

    TITLE = "TITLE"
    COPY = "COPY"


@dataclass(frozen=True, slots=True)
class WorkListDraft:
    """What a person says of a list. What it holds can't be changed once it is there."""

    name: str
    entity: Entity = Entity.TITLE
    shared: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class WorkList:
    """A list with how many records it has, and how many of these are done. ``mine`` is whether one may change it itself:
    name, sharing, that it is there."""

    id: int
    draft: WorkListDraft
    owner: str
    mine: bool
    items: int
    done: int
    version: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ListItem:
    """A record of a list, in its order. A title has no number; ``gone`` is one that was deleted since."""

    id: int
    record_id: int
    title_id: int
    title: str
    author: str | None
    accession_number: str
    call_number: str
    location: str
    status: str
    note: str
    done_at: datetime | None
    done_by: str
    gone: bool


@dataclass(frozen=True, slots=True)
class SavedWorkList:
    """What writing a list gives back."""

    list_id: int
    name: str
    version: int


@dataclass(frozen=True, slots=True)
class ListChange:
    """What a change of a list's records gives back: how many of them changed, and how many were on it already."""

    list_id: int
    changed: int
    known: int = 0


@dataclass(frozen=True, slots=True)
class SavedSearchDraft:
    """A search under a name."""

    name: str
    query: TitleQuery
    shared: bool = False


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search and whose it is."""

    id: int
    draft: SavedSearchDraft
    owner: str
    mine: bool
    version: int


@dataclass(frozen=True, slots=True)
class SavedSearchRef:
    """What writing a saved search gives back."""

    search_id: int
    name: str
    version: int


def moved(order: Sequence[int], ids: Collection[int], beside: int, *, behind: bool) -> list[int]:
    """An order in which ``ids``, as they follow each other, stand before ``beside``, or behind it.

    Raises NotFound when ``beside`` is not in the order, or is itself to be moved.
    """
    going = set(ids)
    staying = [one for one in order if one not in going]
    if beside not in staying:
        raise NotFound(
            "The record these are to stand beside is not on the list any more.",
            hint="Look at the list again.",
            details={"item_id": beside},
        )
    at = staying.index(beside) + behind
    return [*staying[:at], *(one for one in order if one in going), *staying[at:]]


def check_list(draft: WorkListDraft) -> WorkListDraft:
    """The draft as it is kept. Raises InvalidInput."""
    about = "\n".join(clean(line) for line in draft.about.splitlines()).strip()
    if len(about) > ABOUT_CHARS:
        raise InvalidInput(
            f"What a list is about has at most {ABOUT_CHARS:,} characters.", details={"field": "about"}
        )
    return replace(draft, name=_name(draft.name), about=about)


def check_search(draft: SavedSearchDraft) -> SavedSearchDraft:
    """The draft as it is kept. Raises InvalidInput for one without a name, and one that looks for nothing."""
    query = replace(draft.query, text=clean(draft.query.text)[:TEXT_CHARS])
    if replace(query, sort="") == TitleQuery():
        raise InvalidInput(
            "This search looks for nothing.",
            hint="Type words or choose a filter first.",
            details={"field": "query"},
        )
    return replace(draft, name=_name(draft.name), query=query)


def check_note(note: str) -> str:
    """A note as it is kept. Raises InvalidInput for one too long."""
    tidy = clean(note)
    if len(tidy) > NOTE_CHARS:
        raise InvalidInput(f"A note has at most {NOTE_CHARS} characters.", details={"field": "note"})
    return tidy


def check_many(number: int) -> None:
    """Raise InvalidInput for no record at all, and for too many at once."""
    if not 1 <= number <= MOST_AT_ONCE:
        raise InvalidInput(
            f"A list takes 1 to {MOST_AT_ONCE:,} records at once, not {number:,}.",
            hint="Choose fewer.",
            details={"field": "record_ids"},
        )


def _name(name: str) -> str:
    tidy = clean(name)
    if not tidy:
        raise InvalidInput("It needs a name.", hint="Type one.", details={"field": "name"})
    if len(tidy) > NAME_CHARS:
        raise InvalidInput(f"A name has at most {NAME_CHARS} characters.", details={"field": "name"})
    return tidy
