"""A form for the parameters of a task, made from what the task says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.errors import InvalidInput
from app.maintenance.task import Input, Param, TaskSpec
from app.services.maintenance import TaskCard
from ui.panes.base import PaneContext
from ui.panes.maintenance import words
from ui.panes.maintenance.param_editors import maker
from ui.sentences import advice, said
from ui.widgets.form import Field, Kind

_KINDS = {
    Input.WHOLE: Kind.NUMBER,
    Input.YES_NO: Kind.CHECK,
    Input.CHOICE: Kind.CHOICE,
    Input.DATE: Kind.DATE,
}
_HINTS = {
    Input.INSTANT: "2026-03-14 15:30",
    Input.FOLDER: "/srv/backups",
}
_HALF = (Input.WHOLE, Input.DATE)


def fields(spec: TaskSpec, context: PaneContext, *, prefix: str = "") -> tuple[Field, ...]:
    """One field for each parameter; ``prefix`` keeps their keys apart from other fields of the same form."""
    made = [_field(each, context) for each in spec.form()]
    return tuple(replace(each, key=f"{prefix}{each.key}") for each in made)


def _field(param: Param, context: PaneContext) -> Field:
    kind = _KINDS.get(param.input, Kind.TEXT)
    if kind is Kind.TEXT and param.type is int:
        kind = Kind.NUMBER
    return Field(
        param.name,
        said(param.label),
        kind,
        _help(param, context),
        required=param.required or kind is Kind.CHOICE,
        choices=param.choices,
        default=param.default,
        placeholder=_HINTS.get(param.input, ""),
        half=param.input in _HALF,
        maker=maker(param, context),
    )


def _help(param: Param, context: PaneContext) -> str:
    if (
        param.input not in (Input.FOLDER, Input.FILE, Input.RELEASE)
        or context.services.core.database.is_sqlite
    ):
        return said(param.help)
    return f"{said(param.help)} {words.tr('A full path on the computer where the worker runs.')}".strip()


def remembered(card: TaskCard) -> dict[str, Any]:
    """What of its last good run a task's form begins with."""
    if card.last_done is None:
        return {}
    names = [each.name for each in card.spec.form() if each.remembered]
    return {name: card.last_done.params[name] for name in names if name in card.last_done.params}


def wrong(spec: TaskSpec, values: Mapping[str, Any]) -> dict[str, str]:
    """What the task itself says against these values, by parameter."""
    try:
        spec.read(values)
    except InvalidInput as error:
        return {str(error.details.get("field", "")): advice(error)}
    return {}
