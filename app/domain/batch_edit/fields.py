"""What a batch may change: the fields of each kind of record, declared in one place.

A record is a mapping of these names to text; a list (contributors, subjects) to a tuple of texts. What can be done to
a field follows from its shape, so that window, rules and files agree without asking each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.catalog import SETTABLE_STATUSES, BookStatus
from app.domain.members import PatronKind, PatronStatus

Value = str | tuple[str, ...]


class Entity(StrEnum):
    """The kinds of record a recipe is for."""

    TITLES = "titles"
    COPIES = "copies"
    PATRONS = "patrons"


class Shape(StrEnum):
    """What a field holds. CHOICE has a closed set of values, ITEMS is a list."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    CHOICE = "choice"
    ITEMS = "items"


class Op(StrEnum):
    """What one step of a recipe does to a field."""

    SET = "set"
    CLEAR = "clear"
    REPLACE = "replace"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    CASE = "case"
    MOVE = "move"
    ADD = "add"
    REMOVE = "remove"
    SHELF_PREFIX = "shelf_prefix"


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: its name in the draft, its shape, whether it may be blank, and the most characters it holds.

    ``choices`` are the values of a CHOICE; ``known`` says that values in use elsewhere are worth offering;
    ``of_shelf`` that it holds a call number.
    """

    name: str
    shape: Shape = Shape.TEXT
    required: bool = False
    limit: int = 2_000
    choices: tuple[str, ...] = ()
    known: bool = False
    of_shelf: bool = False

    @property
    def ops(self) -> tuple[Op, ...]:
        """What may be done to it."""
        ops = _OPS[self.shape]
        if self.required:
            ops = tuple(op for op in ops if op not in (Op.CLEAR, Op.MOVE))
        return (*ops, Op.SHELF_PREFIX) if self.of_shelf else ops


_WORDS = (Op.SET, Op.CLEAR, Op.REPLACE, Op.PREFIX, Op.SUFFIX, Op.CASE, Op.MOVE)
_OPS: Mapping[Shape, tuple[Op, ...]] = {
    Shape.TEXT: _WORDS,
    Shape.LINES: _WORDS,
    Shape.NUMBER: (Op.SET, Op.CLEAR),
    Shape.DATE: (Op.SET, Op.CLEAR),
    Shape.MONEY: (Op.SET, Op.CLEAR),
    Shape.CHOICE: (Op.SET,),
    Shape.ITEMS: (Op.ADD, Op.REMOVE, Op.REPLACE, Op.CASE, Op.SET, Op.CLEAR),
}
#: Shapes text may be moved into.
TAKES_TEXT = frozenset({Shape.TEXT, Shape.LINES, Shape.ITEMS})
LONG = 20_000

_TITLES = (
    Spec("title", required=True),
    Spec("subtitle"),
    Spec("part", limit=255),
    Spec("contributors", Shape.ITEMS, limit=500),
    Spec("subjects", Shape.ITEMS, limit=500),
    Spec("classification", limit=100),
    Spec("publisher", limit=255),
    Spec("place", limit=255),
    Spec("year", Shape.NUMBER),
    Spec("edition", limit=255),
    Spec("series"),
    Spec("language", limit=10),
    Spec("material", required=True, limit=20),
    Spec("audience", limit=40),
    Spec("responsibility"),
    Spec("physical_description"),
    Spec("summary", Shape.LINES, limit=LONG),
    Spec("notes", Shape.LINES, limit=LONG),
)
_COPIES = (
    Spec(
        "status", Shape.CHOICE, required=True, choices=tuple(s for s in BookStatus if s in SETTABLE_STATUSES)
    ),
    Spec("location", limit=40, known=True),
    Spec("collection", limit=40, known=True),
    Spec("item_type", required=True, limit=40, known=True),
    Spec("call_number", limit=255, of_shelf=True),
    Spec("accession_number", required=True, limit=60),
    Spec("copy_number", limit=60),
    Spec("volume", limit=100),
    Spec("price_minor", Shape.MONEY),
    Spec("acquired_on", Shape.DATE),
    Spec("fund", limit=200),
    Spec("condition_note", limit=500),
    Spec("alert", limit=500),
    Spec("notes", Shape.LINES, limit=LONG),
)
_PATRONS = (
    Spec("grade", limit=20, known=True),
    Spec("section", limit=60, known=True),
    Spec("category", limit=40, known=True),
    Spec("status", Shape.CHOICE, required=True, choices=tuple(s for s in PatronStatus if s is not PatronStatus.ERASED)),
    Spec("kind", Shape.CHOICE, required=True, choices=tuple(PatronKind)),
    Spec("expires_on", Shape.DATE),
    Spec("suspended_until", Shape.DATE),
    Spec("family_name", limit=100),
    Spec("given_name", limit=100),
    Spec("middle_name", limit=100),
    Spec("alert", limit=500),
    Spec("notes", Shape.LINES, limit=LONG),
)  # fmt: skip

FIELDS: Mapping[Entity, Mapping[str, Spec]] = {
    entity: {spec.name: spec for spec in specs}
    for entity, specs in ((Entity.TITLES, _TITLES), (Entity.COPIES, _COPIES), (Entity.PATRONS, _PATRONS))
}


def shown(value: Value) -> str:
    """A value as a cell says it: the items of a list one after another."""
    return value if isinstance(value, str) else "; ".join(value)
