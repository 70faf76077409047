"""What is done to cached keys: on which, what that would do, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.cached_keys import EVERYTHING, Estimate, PartLook, Wanted
from app.domain.changes import Changed
from app.errors import InvalidInput

UNDO_BYTES = 50_000_000
UNDO_S = 600.0
"""So much of what was removed is kept, for so long."""


class Deed(StrEnum):
    """What is done to each key."""

    DELETE = "delete"
    EXPIRE = "expire"
    FLUSH = "flush"
    RESTORE = "restore"


class WorkState(StrEnum):
    """How far it is."""

    RUNNING = "running"
    PAUSED = "paused"
    WAITING = "waiting"  # for the database, which is busy
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"  # on some node; others went on


@dataclass(frozen=True, slots=True)
class Aim:
    """On which keys: these, or those that are wanted. ``node`` names the one primary to keep to, "" for all. To mean every
    key there is, whosoever's, one has to say so (``everything``)."""

    keys: tuple[bytes, ...] = ()
    wanted: Wanted = EVERYTHING
    node: str = ""
    everything: bool = False

    def require_some(self) -> None:
        """Raise InvalidInput where nothing is named: nobody shall empty a Redis by leaving something out."""
        if not self.keys and self.wanted == EVERYTHING and not self.everything:
            raise InvalidInput(
                "Say which keys are meant.", hint="To mean all of them, say so.", details={"field": "aim"}
            )
        if self.keys and (self.wanted != EVERYTHING or self.everything):
            raise InvalidInput("Name keys, or say which are wanted.", details={"field": "aim"})

    @property
    def label(self) -> str:
        """In a few words, for the audit; keys may name whom they are about, so they are counted, not told."""
        if self.keys:
            return f"{len(self.keys)} keys"
        parts = [f"{name} {value}" for name, value in self.parts.items()]
        return ", ".join(parts) or "everything"

    @property
    def parts(self) -> dict[str, str]:
        """What is wanted, as far as something is."""
        wanted = self.wanted
        told = {
            "branch": wanted.under.decode("utf-8", "backslashreplace"), "glob": wanted.glob, "regex": wanted.regex,
            "type": wanted.type, "tag": wanted.tag, "node": self.node,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class NamespaceEffect:
    """Keys of the program's own that would go, of ``all_keys`` of their namespace, and the reads a second Redis answers
    from that namespace now; None where nobody counted."""

    namespace: str
    keys: int
    all_keys: int
    reads_per_s: float | None

    @property
    def extra_queries_per_s(self) -> float | None:
        """What of those would fall to the database: each key is taken to be read as often as any other."""
        return None if self.reads_per_s is None else self.reads_per_s * self.keys / max(1, self.all_keys)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do: ``keys`` and bytes, keys by node, the namespaces of the library, and keys that are none of its
    values (``others``: limits, news, whatever else is kept there). ``whole`` is False where a node could not be asked.
    ``undoable`` is None where that can't be told yet."""

    keys: int
    bytes: Estimate
    nodes: dict[str, int]
    effects: tuple[NamespaceEffect, ...]
    others: int
    whole: bool
    troubles: tuple[str, ...]
    undoable: bool | None

    @property
    def extra_queries_per_s(self) -> float | None:
        """Further queries a second the database would get at first; None where nobody counted reads."""
        known = [each.extra_queries_per_s for each in self.effects]
        return None if not known or None in known else sum(each for each in known if each is not None)

    @property
    def refill_minutes(self) -> float | None:
        """Until what was removed is there again: each further query brings a key back. Keys nobody reads never come back,
        so this is an upper bound for those that matter. None where nobody counted reads, or there are none."""
        extra = self.extra_queries_per_s
        own = sum(each.keys for each in self.effects)
        return own / extra / 60 if extra else None


@dataclass(frozen=True, slots=True)
class WorkLook:
    """An act as it stands: ``seen`` keys of about ``expected``, ``done`` of them, ``failed`` not, ``bytes`` freed as
    measured (None where nothing was measured). ``undo_until`` is when what is kept for an undo is let go of, in seconds
    since 1970; 0 where there is nothing to undo. ``again`` counts keys an undo left, since they had come back by
    themselves."""

    id: str
    deed: Deed
    label: str
    state: WorkState
    dry: bool
    seen: int
    expected: int
    done: int
    failed: int
    bytes: int | None
    seconds: float
    parts: tuple[PartLook, ...]
    undo_until: float
    undo_bytes: int
    again: int
    troubles: tuple[str, ...]

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.state in (WorkState.RUNNING, WorkState.PAUSED, WorkState.WAITING)


@dataclass(frozen=True, slots=True)
class Work:
    """An act that goes on in the background of this process, found by its id."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Invalidated:
    """What is no longer served anywhere."""

    label: str


@dataclass(frozen=True, slots=True)
class Flushed:
    """What was emptied at once: entries of memory and rows of the table."""

    layer: str
    entries: int


_OF_NAMESPACE: dict[str, tuple[Changed, str]] = {
    "title": (Changed.TITLES, "title:"),
    "titles": (Changed.TITLES | Changed.COPIES | Changed.IMPORTS, ""),
    "book": (Changed.COPIES, "book:"),
    "student": (Changed.PATRONS, "student:"),
    "students": (Changed.PATRONS, ""),
}
ALL_FLAGS = (
    Changed.TITLES | Changed.COPIES | Changed.LOANS | Changed.PATRONS | Changed.SESSIONS | Changed.IMPORTS
)


def change_of(name: str) -> tuple[Changed, tuple[str, ...]]:
    """The change that makes every process drop what is cached of a name, as a write to it would: ``title:17``, ``student:17``,
    ``book:17`` a record, ``titles`` or ``students`` all of a kind, ``*`` everything. Raises InvalidInput for another."""
    if name == "*":
        return ALL_FLAGS, ()
    kind, colon, record = name.partition(":")
    known = _OF_NAMESPACE.get(kind)
    if known is None or bool(colon) is not bool(known[1]) or (colon and not record.isdecimal()):
        raise InvalidInput(
            "Nothing is kept under this name.",
            hint="Say title:ID, book:ID, student:ID, titles, students, or * for everything.",
            details={"field": "name"},
        )
    return known[0], ((name,) if colon else ())
