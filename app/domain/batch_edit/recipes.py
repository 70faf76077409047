"""A recipe: for which kind of record, and the changes in their order. It can be checked before any record is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.batch_edit.fields import FIELDS, TAKES_TEXT, Entity, Op, Shape, Spec
from app.domain.batch_edit.patterns import compiled
from app.domain.money import format_money, parse_money
from app.domain.text import clean
from app.errors import InvalidInput

MOST_CHANGES = 50
NAME_CHARS = 100


class Case(StrEnum):
    """How letters are written. TITLE begins each word with a capital, SENTENCE only the first."""

    UPPER = "upper"
    LOWER = "lower"
    TITLE = "title"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Change:
    """One step. What it needs depends on ``op``.

    ``value`` is what is set, added, removed, put before or behind; for SHELF_PREFIX the prefix, blank to take it off.
    ``find`` is replaced by ``value``; it is a regular expression when ``regex``. ``to`` is where MOVE puts the text:
    behind what stands there, parted by ``value`` ("; " when that is blank).
    """

    op: Op
    field: str
    value: str = ""
    find: str = ""
    to: str = ""
    regex: bool = False
    any_case: bool = False
    case: Case = Case.SENTENCE


@dataclass(frozen=True, slots=True)
class Recipe:
    """Changes for one kind of record. ``name`` is blank until it is saved."""

    entity: Entity
    changes: tuple[Change, ...]
    name: str = ""


def check_recipe(recipe: Recipe) -> None:
    """Raise InvalidInput naming the step that can't be, by its number from 1 in ``details["change"]``."""
    if not recipe.changes:
        raise InvalidInput(
            "A recipe needs at least one change.", hint="Choose a field and what to do with it."
        )
    if len(recipe.changes) > MOST_CHANGES:
        raise InvalidInput(f"A recipe has at most {MOST_CHANGES} changes.")
    for number, change in enumerate(recipe.changes, start=1):
        try:
            _check(recipe.entity, change)
        except InvalidInput as error:
            error.details["change"] = number
            raise


def check_name(name: str) -> str:
    """The name of a recipe, cleaned. Raises InvalidInput without one or when it is too long."""
    value = clean(name)
    if not value:
        raise InvalidInput("A recipe needs a name to be saved.", details={"field": "name"})
    if len(value) > NAME_CHARS:
        raise InvalidInput(
            f"The name of a recipe has at most {NAME_CHARS} characters.", details={"field": "name"}
        )
    return value


def spec_of(entity: Entity, name: str) -> Spec:
    """The field of this name. Raises InvalidInput."""
    spec = FIELDS[entity].get(name)
    if spec is None:
        raise InvalidInput(f"There is no field “{name}” to change.", details={"field": "field"})
    return spec


def fields_of(recipe: Recipe) -> Iterator[str]:
    """The fields a recipe may write, each once, in the order of its changes."""
    yield from dict.fromkeys(name for change in recipe.changes for name in (change.field, change.to) if name)


def _check(entity: Entity, change: Change) -> None:
    spec = spec_of(entity, change.field)
    if change.op not in spec.ops:
        raise InvalidInput("This can't be done to this field.", details={"field": "op"})
    if change.op in (Op.PREFIX, Op.SUFFIX) and not change.value:
        raise InvalidInput("Say which text is to be put there.", details={"field": "value"})
    if change.op in (Op.ADD, Op.REMOVE) and not clean(change.value):
        raise InvalidInput("Say which one.", details={"field": "value"})
    if change.op is Op.SET:
        _check_set(spec, change.value)
    elif change.op is Op.REPLACE:
        _check_replace(change)
    elif change.op is Op.MOVE:
        _check_move(entity, change)
    elif change.op is Op.SHELF_PREFIX and not re.fullmatch(
        r"(?:[A-Za-z]{1,5}(?: |$))*", change.value.strip()
    ):
        raise InvalidInput(
            "A shelf prefix is words of one to five letters.", hint="For example FIC or REF.",
            details={"field": "value"},
        )  # fmt: skip


def _check_set(spec: Spec, value: str) -> None:
    if not clean(value):
        raise InvalidInput(
            "Say which value is to be set.",
            hint="To empty a field, choose “clear”.",
            details={"field": "value"},
        )
    parsed(spec, value)


def parsed(spec: Spec, value: str) -> str:
    """A value as its field keeps it. Raises InvalidInput when it is none for this field."""
    text = value.strip()
    if spec.shape is Shape.CHOICE and text not in spec.choices:
        raise InvalidInput(f"“{text}” is none of the values of this field.", details={"field": "value"})
    if spec.shape is Shape.NUMBER and not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise InvalidInput(
            f"“{text}” is no year of publication.", hint="Use four digits.", details={"field": "value"}
        )
    if spec.shape is Shape.MONEY:
        return format_money(parse_money(text, field="value"))
    if spec.shape is Shape.DATE:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise InvalidInput(
                f"“{text}” is no date.", hint="Write it like 2027-03-31.", details={"field": "value"}
            ) from None
    return value


def _check_replace(change: Change) -> None:
    if not change.find:
        raise InvalidInput("Say which text is to be replaced.", details={"field": "find"})
    if change.regex:
        try:
            compiled(change.find, change.any_case).template(change.value)
        except InvalidInput as error:
            error.details.setdefault("field", "find")
            raise


def _check_move(entity: Entity, change: Change) -> None:
    if not change.to:
        raise InvalidInput("Say where the text is to be moved.", details={"field": "to"})
    target = spec_of(entity, change.to)
    if change.to == change.field or target.shape not in TAKES_TEXT:
        raise InvalidInput("The text can't be moved there.", details={"field": "to"})
