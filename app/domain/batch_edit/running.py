"""A recipe on one record: its values before and after, and what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.batch_edit import texts
from app.domain.batch_edit.fields import FIELDS, Entity, Op, Shape, Spec, Value, shown
from app.domain.batch_edit.recipes import Change, Recipe, parsed
from app.domain.text import clean, fold
from app.errors import InvalidInput

Values = Mapping[str, Value]


class Verdict(StrEnum):
    """What becomes of a row. WARNING is a change somebody should look at first."""

    CHANGE = "change"
    WARNING = "warning"
    REFUSED = "refused"
    SAME = "same"


class CellKind(StrEnum):
    """How a cell differs."""

    FILLED = "filled"
    CHANGED = "changed"
    EMPTIED = "emptied"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that differs."""

    field: str
    before: str
    after: str

    @property
    def kind(self) -> CellKind:
        """How it differs."""
        if not self.before:
            return CellKind.FILLED
        return CellKind.CHANGED if self.after else CellKind.EMPTIED


def run(recipe: Recipe, before: Values) -> dict[str, Value]:
    """The values after every change, each working on what the one before it left.

    Raises InvalidInput naming the field when a text becomes too long, or a required one blank.
    """
    specs = FIELDS[recipe.entity]
    values = dict(before)
    for change in recipe.changes:
        try:
            _apply(recipe.entity, specs, change, values)
        except InvalidInput as error:
            error.details["field"] = change.field
            raise
    for name in {name for change in recipe.changes for name in (change.field, change.to) if name}:
        values[name] = _checked(specs[name], values[name], before[name])
    return values


def cells(entity: Entity, before: Values, after: Values) -> tuple[Cell, ...]:
    """The cells that differ, in the order of the fields."""
    return tuple(
        Cell(name, shown(before[name]), shown(after[name]))
        for name in FIELDS[entity]
        if before[name] != after[name]
    )


def _apply(entity: Entity, specs: Mapping[str, Spec], change: Change, values: dict[str, Value]) -> None:
    spec = specs[change.field]
    value = values[change.field]
    if change.op is Op.MOVE:
        assert isinstance(value, str)
        if value:
            target = specs[change.to]
            values[change.to] = _joined(target, values[change.to], value, change.value)
            values[change.field] = ""
    elif isinstance(value, tuple):
        values[change.field] = _on_items(spec, change, value)
    else:
        values[change.field] = _on_text(spec, change, value)


def _on_text(spec: Spec, change: Change, value: str) -> str:
    if change.op is Op.SET:
        return parsed(spec, change.value)
    if change.op is Op.CLEAR:
        return ""
    if change.op is Op.SHELF_PREFIX:
        return texts.shelf_prefixed(value, change.value) if value else ""
    if not value:
        return ""  # there is nothing to replace, and a prefix to nothing says nothing
    if change.op is Op.REPLACE:
        return texts.replaced(value, change)
    if change.op is Op.PREFIX:
        return value if value.startswith(change.value) else change.value + value
    if change.op is Op.SUFFIX:
        return value if value.endswith(change.value) else value + change.value
    return texts.cased(value, change.case)


def _on_items(spec: Spec, change: Change, items: tuple[str, ...]) -> tuple[str, ...]:
    roles = spec.name == "contributors"
    if change.op is Op.SET:
        return texts.items_of(change.value)
    if change.op is Op.CLEAR:
        return ()
    if change.op is Op.ADD:
        return texts.once((*items, *texts.items_of(change.value)))
    if change.op is Op.REMOVE:
        gone = {fold(one) or one for one in texts.items_of(change.value)}
        return tuple(one for one in items if (fold(one) or one) not in gone)
    if change.op is Op.REPLACE:
        return texts.on_items(items, lambda text: texts.replaced(text, change), roles=roles)
    return texts.on_items(items, lambda text: texts.cased(text, change.case), roles=roles)


def _joined(target: Spec, there: Value, text: str, between: str) -> Value:
    if isinstance(there, tuple):
        return texts.once((*there, *texts.items_of(text)))
    between = between or ("\n" if target.shape is Shape.LINES else "; ")
    return f"{there}{between}{text}" if there else text


def _checked(spec: Spec, value: Value, before: Value) -> Value:
    """The value as it is saved: clean, not too long, not blank where it may not be. One that stays is left alone."""
    if value == before:
        return before
    if isinstance(value, tuple):
        longest = max(map(len, value), default=0)
    else:
        lines = value.splitlines() if spec.shape is Shape.LINES else [value]
        value = "\n".join(map(clean, lines)).strip("\n")
        longest = len(value)
        if not value and spec.required:
            raise InvalidInput("This field may not be blank.", details={"field": spec.name})
    if longest > spec.limit:
        raise InvalidInput(
            f"This would have {longest} characters; the field holds {spec.limit}.",
            details={"field": spec.name},
        )
    return value
