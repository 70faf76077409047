"""The branches of all layers as lines that open and close, whichever of them were asked for so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.cached_keys import Branch, Estimate, shown

MOST_SHOWN = 500
"""So many branches of one are listed, those with most keys; the line after them counts the others."""


@dataclass(frozen=True, slots=True)
class Source:
    """A layer of one place. ``key`` is "redis", "table", "memory" or of an API's process; ``scanned`` says that what it
    holds is only known from a scan."""

    key: str
    title: str
    icon: str
    keys: int
    bytes: Estimate
    scanned: bool = False
    note: str = ""


Place = tuple[str, bytes]
"""A branch: its source's key and its name; a source itself has the name ``b""``."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tree: a source, a branch of it, or how many branches are not listed (``more``)."""

    source: Source
    branch: Branch | None
    depth: int
    opens: bool
    open: bool
    under: bytes = b""
    more: int = 0

    @property
    def here(self) -> bool:
        """Whether it stands for the keys right in the branch it lies in."""
        return self.branch is not None and self.depth > 0 and self.branch.name == self.under and not self.more

    @property
    def place(self) -> Place:
        """Where it lies."""
        return self.source.key, self.branch.name if self.branch is not None else b""

    @property
    def key(self) -> tuple[str, bytes, bool, bool]:
        """What tells it from all others: the keys right in a branch have a line beside the branch's own."""
        return (*self.place, self.here, bool(self.more))

    @property
    def keys(self) -> int:
        """How many keys it has."""
        return self.branch.keys if self.branch is not None else self.source.keys

    @property
    def bytes(self) -> Estimate:
        """What they take."""
        return self.branch.bytes if self.branch is not None else self.source.bytes

    @property
    def label(self) -> str:
        """What it is called, without what it has in common with the line it lies below."""
        return self.source.title if self.branch is None else _short(self.branch.name, self.under)


def lines(
    sources: Iterable[Source],
    known: Mapping[Place, tuple[Branch, ...]],
    opened: frozenset[Place] | set[Place],
) -> Iterator[Line]:
    """All lines that are to be seen, from the top."""
    for source in sources:
        is_open = (source.key, b"") in opened
        yield Line(source, None, 0, bool(source.keys), is_open and bool(source.keys))
        if is_open:
            yield from _below(source, b"", 1, known, opened)


def _below(
    source: Source,
    under: bytes,
    depth: int,
    known: Mapping[Place, tuple[Branch, ...]],
    opened: frozenset[Place] | set[Place],
) -> Iterator[Line]:
    found = known.get((source.key, under), ())
    for branch in found[:MOST_SHOWN]:
        here = branch.name == under
        opens = bool(branch.branches) and not here
        is_open = opens and (source.key, branch.name) in opened
        yield Line(source, branch, depth, opens, is_open, under)
        if is_open:
            yield from _below(source, branch.name, depth + 1, known, opened)
    if len(found) > MOST_SHOWN:
        rest = found[MOST_SHOWN:]
        size = sum(each.bytes.value for each in rest)
        others = Branch(
            under,
            sum(each.keys for each in rest),
            Estimate(size, None),
            sum(each.share for each in rest),
            0,
            False,
        )
        yield Line(source, others, depth, opens=False, open=False, under=under, more=len(rest))


def _short(name: bytes, under: bytes) -> str:
    """A branch's name without that of the one it lies in."""
    if under and name.startswith(under + b":"):
        return shown(name[len(under) + 1 :])
    return shown(name)
