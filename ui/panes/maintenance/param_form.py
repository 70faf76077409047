"""A form for the parameters of a task, made from what the task says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.errors import InvalidInput
from app.maintenance.task import Input, Param, TaskSpec
from ui.widgets.form import Field, Kind

_KINDS = {
    Input.WHOLE: Kind.NUMBER,
    Input.YES_NO: Kind.CHECK,
    Input.CHOICE: Kind.CHOICE,
    Input.DATE: Kind.DATE,
}
_HINTS = {
    Input.INSTANT: "2026-03-14T15:30:00+08:00",
    Input.FOLDER: "/srv/backups",
}


def fields(spec: TaskSpec, *, prefix: str = "") -> tuple[Field, ...]:
    """One field for each parameter; ``prefix`` keeps their keys apart from other fields of the same form."""
    made = [_field(each) for each in spec.form()]
    return tuple(replace(each, key=f"{prefix}{each.key}") for each in made)


def _field(param: Param) -> Field:
    kind = _KINDS.get(param.input, Kind.TEXT)
    if kind is Kind.TEXT and param.type is int:
        kind = Kind.NUMBER
    return Field(
        param.name,
        param.label,
        kind,
        param.help,
        required=param.required or kind is Kind.CHOICE,
        choices=param.choices,
        default=param.default,
        placeholder=_HINTS.get(param.input, ""),
    )


def wrong(spec: TaskSpec, values: Mapping[str, Any]) -> dict[str, str]:
    """What the task itself says against these values, by parameter."""
    try:
        spec.read(values)
    except InvalidInput as error:
        return {str(error.details.get("field", "")): f"{error.message} {error.hint}".strip()}
    return {}
