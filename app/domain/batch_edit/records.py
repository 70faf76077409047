"""From drafts to the values a recipe works on, and back."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.batch_edit.fields import FIELDS, Entity, Shape, Spec, Value
from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft
from app.domain.identifiers import normalise_accession
from app.domain.member_rules import check_draft
from app.domain.members import PatronKind, PatronStatus, StudentDraft
from app.domain.money import format_money, parse_money
from app.domain.text import clean

Draft = TitleDraft | BookDraft | StudentDraft
_ROLE = re.compile(r"^(.*\S)\s*\[([^\[\]]+)\]$")
_ENUMS: dict[tuple[Entity, str], Any] = {
    (Entity.COPIES, "status"): BookStatus,
    (Entity.PATRONS, "status"): PatronStatus,
    (Entity.PATRONS, "kind"): PatronKind,
}


def values_of(entity: Entity, draft: Draft) -> dict[str, Value]:
    """A draft as a recipe reads it. Raises InvalidInput for a patron's that could not be saved as it is."""
    if isinstance(draft, StudentDraft):
        draft = check_draft(draft)  # the category that follows from kind and grade is a value like others
    return {name: _value(spec, getattr(draft, name)) for name, spec in FIELDS[entity].items()}


def draft_with(
    entity: Entity, draft: Draft, values: dict[str, Value], changed: Collection[str]
) -> tuple[Draft, dict[str, Value]]:
    """The draft with the fields ``changed`` as ``values`` say, and the values as they will be kept.

    Raises InvalidInput for what can't be kept.
    """
    made: Draft = replace(
        draft, **{name: _read(entity, FIELDS[entity][name], values[name]) for name in changed}
    )
    if isinstance(made, StudentDraft):
        made = check_draft(made)
    elif isinstance(made, BookDraft):
        made = replace(made, accession_number=normalise_accession(made.accession_number))
    return made, values_of(entity, made)


def _value(spec: Spec, value: Any) -> Value:
    if spec.shape is Shape.ITEMS:
        return tuple(_person(one) if isinstance(one, Contributor) else str(one) for one in value)
    if value is None:
        return ""
    if spec.shape is Shape.MONEY:
        return format_money(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(entity: Entity, spec: Spec, value: Value) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_contributor, value)) if spec.name == "contributors" else value
    enum = _ENUMS.get((entity, spec.name))
    if enum is not None:
        return enum(value)
    if spec.shape is Shape.NUMBER:
        return int(value) if value else None
    if spec.shape is Shape.DATE:
        return date.fromisoformat(value) if value else None
    if spec.shape is Shape.MONEY:
        return parse_money(value) if value else None
    blank = "" if spec.name in _NEVER_NONE else None
    return value or blank


_NEVER_NONE = frozenset({"title", "collection", "location", "item_type", "family_name", "given_name"})


def _person(one: Contributor) -> str:
    return one.name if one.role == "author" else f"{one.name} [{one.role}]"


def _contributor(text: str) -> Contributor:
    match = _ROLE.match(text)
    return Contributor(clean(match.group(1)), match.group(2).strip()) if match else Contributor(text)
