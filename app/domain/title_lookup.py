"""What a title is told by when it is looked up outside: where is asked, in which order, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.catalog import TitleDraft


class LookupSource(StrEnum):
    """Whom to ask for a title by its ISBN."""

    OPEN_LIBRARY = "open-library"
    SRU = "sru"


#: How each is called where it is spoken of.
SOURCE_NAMES = {LookupSource.OPEN_LIBRARY: "Open Library", LookupSource.SRU: "SRU"}


@dataclass(frozen=True, slots=True)
class LookupPlan:
    """Who is asked, the first first; nobody is asked where ``sources`` is empty. Addresses are URLs.

    Where ``sru`` has ``{isbn}`` in it, it is the whole question; else the usual one is put behind it.
    """

    sources: tuple[LookupSource, ...]
    open_library: str
    sru: str


@dataclass(frozen=True, slots=True)
class Described:
    """What somebody outside says of a title. ``record`` is the MARC record as it is kept, empty where none came;
    ``cover`` is the URL of a picture of its cover, "" where there is none."""

    source: LookupSource
    draft: TitleDraft
    record: bytes = b""
    cover: str = ""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The answer for an ISBN. ``isbn`` has 13 digits; ``here`` are the titles the library has with it already.

    ``silent`` are the sources that were asked before and did not answer, for one to know why a later one was taken.
    """

    isbn: str
    found: Described
    here: tuple[int, ...] = ()
    silent: tuple[LookupSource, ...] = ()
