"""What a maintenance task is. Each is one file of this folder with ``SPEC``, ``plan`` and ``run``.

::

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Params:
        days: int = param(30, label="Keep days", help="Older entries are removed.", least=1, most=3650)

    SPEC = TaskSpec("purge-expired", "Purge what expired", "Removes …", Params, danger=Danger.HARMLESS)

    def plan(context: TaskContext, params: Params) -> Plan: ...      # reads only; what run would do, in numbers
    def run(context: TaskContext, params: Params) -> Outcome: ...    # does it; checks again what plan checked

``plan`` is shown before anything is done and answers a dry run. Both raise Refused with a clear sentence where the
task can't be done; ``run`` calls ``context.checkpoint()`` between steps, so that it can be cancelled. What a task needs
of the place it runs at, such as a setting, it says by ``TaskSpec.here``: then no job is put in that could only fail.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar, get_type_hints

import msgspec

from app import decoding
from app.domain.actors import Permission
from app.domain.jobs import MAX_ATTEMPTS, JobKind, Priority
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.errors import InvalidInput

T = TypeVar("T")


class Danger(StrEnum):
    """How much a task may harm, and so how much is asked before it runs."""

    HARMLESS = "harmless"  # one click: it changes nothing a person would miss
    CAREFUL = "careful"  # its plan is shown and confirmed
    DESTRUCTIVE = "destructive"  # its plan is shown and its name is typed


class Input(StrEnum):
    """How a parameter is asked for in a form."""

    TEXT = "text"
    WHOLE = "whole"
    YES_NO = "yes_no"
    CHOICE = "choice"
    FOLDER = "folder"
    FILE = "file"
    DATE = "date"
    INSTANT = "instant"
    PATRON = "patron"
    RELEASE = "release"  # of CLMS: the version of one that is on the hosts, or a wheel


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: ``name`` is what ``--param NAME=VALUE`` writes, the rest makes its form field.

    ``remembered``: a form begins with what the last good run had.
    """

    name: str
    label: str
    help: str
    input: Input
    type: Any
    default: Any
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None
    remembered: bool = False


def param(
    default: Any = dataclasses.MISSING,
    *,
    label: str,
    help: str = "",
    input: Input | None = None,
    choices: tuple[tuple[str, str], ...] = (),
    least: int | None = None,
    most: int | None = None,
    remembered: bool | None = None,
) -> Any:
    """A field of a task's ``Params``: its default with what a form shows. Without a default it must be given.

    ``choices`` are pairs of value and what a person reads. ``remembered`` lets a form begin with what the last good
    run had instead of the default; folders and files are, unless said otherwise. A patron (``Input.PATRON``) is a
    ``str``, see ``app.domain.patron_references``. Never declare a secret: parameters are kept and shown.
    """
    meta = {
        "label": label,
        "help": help,
        "input": input,
        "choices": choices,
        "least": least,
        "most": most,
        "remembered": remembered,
    }
    return field(default=default, metadata={"param": meta})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoParams:
    """A task that asks nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task would run: the kind of database, and what the program there is set up with."""

    engine: str
    redis: RedisAddress = NO_REDIS


def anywhere(place: Place, params: Any) -> None:
    """Nothing that is set up keeps the task from running."""


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """What is said about a task. ``name`` is stable: commands, schedules and history use it.

    ``repeatable``: a run that was cut off may be started again by itself. ``resource``: tasks that name the same one
    never run at once. ``engines`` are those it exists for; others refuse it with a sentence. ``offered`` is False for
    one that only another part of the program starts, so that no list or schedule offers it. ``here(place, params)``
    raises Refused where the task can't run as things are set up; it looks at nothing that takes time, and ``params``
    are None where any could follow.
    """

    name: str
    title: str
    why: str
    params: type[Any] = NoParams
    danger: Danger = Danger.CAREFUL
    permission: Permission = Permission.OPERATE
    repeatable: bool = True
    resource: str | None = None
    priority: Priority = Priority.DEFAULT
    attempts: int = MAX_ATTEMPTS
    timeout_s: float = 3600.0
    engines: tuple[str, ...] = ("sqlite", "mariadb", "mysql")
    offered: bool = True
    here: Callable[[Place, Any], None] = anywhere

    @property
    def kind(self) -> JobKind:
        """What the job engine needs to know."""
        return JobKind(
            self.name, self.repeatable, self.resource, self.priority, self.attempts, self.timeout_s
        )

    def form(self) -> tuple[Param, ...]:
        """The parameters, in the order they are asked for."""
        hints = get_type_hints(self.params)
        return tuple(_param(each, hints[each.name]) for each in dataclasses.fields(self.params))

    def read(self, given: Mapping[str, Any]) -> Any:
        """The parameters from what a form, a command line or a job gives: text or plain JSON values.

        Raises InvalidInput naming the parameter and what is allowed.
        """
        known = {each.name: each for each in self.form()}
        for name in given:
            if name not in known:
                raise InvalidInput(
                    f"{self.name} has no parameter “{name}”.",
                    hint=f"It knows {', '.join(known) or 'none'}.",
                    details={"field": name},
                )
        values = {name: _read(known[name], value) for name, value in given.items()}
        for each in known.values():
            if each.required and each.name not in values:
                raise InvalidInput(f"{each.label} is missing.", hint=each.help, details={"field": each.name})
        return self.params(**values)

    def plain(self, params: Any) -> dict[str, Any]:
        """The parameters as plain JSON values, as a job keeps them."""
        return {
            each.name: msgspec.to_builtins(getattr(params, each.name))
            for each in dataclasses.fields(self.params)
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name: ``("rows", "Rows", 1284, "rows")``. ``unit`` is rows, bytes, seconds, percent or empty."""

    name: str
    label: str
    value: int | float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do. ``effect`` is one sentence with numbers; ``statements`` are shown to those who ask.

    ``nothing_to_do`` when a run would change nothing.
    """

    effect: str
    steps: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    warnings: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    nothing_to_do: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: one sentence, its numbers, and plain JSON values for programs."""

    summary: str
    figures: tuple[Figure, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class Task(Protocol):
    """A module of this folder."""

    SPEC: TaskSpec
    __name__: str

    def plan(self, context: Any, params: Any) -> Plan:
        """Tell what a run would do. Changes nothing."""
        ...

    def run(self, context: Any, params: Any) -> Outcome:
        """Do it."""
        ...


_INPUTS: dict[Any, Input] = {
    bool: Input.YES_NO,
    int: Input.WHOLE,
    date: Input.DATE,
    datetime: Input.INSTANT,
}
_YES, _NO = ("yes", "true", "1", "on"), ("no", "false", "0", "off")


def _param(each: dataclasses.Field[Any], hint: Any) -> Param:
    meta = each.metadata["param"]
    plain = _plain_type(hint)
    asked = meta["input"] or (Input.CHOICE if meta["choices"] else _INPUTS.get(plain, Input.TEXT))
    required = each.default is dataclasses.MISSING
    remembered = meta["remembered"]
    if remembered is None:
        remembered = asked in (Input.FOLDER, Input.FILE)
    return Param(
        each.name,
        meta["label"],
        meta["help"],
        asked,
        plain,
        None if required else each.default,
        required,
        meta["choices"],
        meta["least"],
        meta["most"],
        remembered,
    )


def _plain_type(hint: Any) -> Any:
    """``int`` of ``int | None``."""
    if isinstance(hint, types.UnionType):
        return next(part for part in hint.__args__ if part is not type(None))
    return hint


def _read(each: Param, value: Any) -> Any:
    if each.required and value in (None, ""):
        raise InvalidInput(f"{each.label} is missing.", hint=each.help, details={"field": each.name})
    if value is None or (value == "" and each.type is not str):
        return each.default
    try:
        read = _converted(each, value)
    except (ValueError, msgspec.ValidationError):
        raise _unusable(each, value) from None
    if each.choices and read not in [choice for choice, _ in each.choices]:
        raise _unusable(each, value)
    if each.type is int and not _within(each, read):
        raise _unusable(each, value)
    return read


def _within(each: Param, value: int) -> bool:
    return (each.least is None or each.least <= value) and (each.most is None or value <= each.most)


def _converted(each: Param, value: Any) -> Any:
    if each.type is bool and isinstance(value, str):
        if value.lower() not in (*_YES, *_NO):
            raise ValueError(value)
        return value.lower() in _YES
    if each.type is int and isinstance(value, str):
        return int(value)
    if each.type is datetime:
        read = decoding.convert(value.replace(" ", "T") if isinstance(value, str) else value, datetime)
        if read.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return read
    return decoding.convert(value, each.type)


def _unusable(each: Param, value: Any) -> InvalidInput:
    allowed = _allowed(each)
    return InvalidInput(
        f"{each.label} can't be “{str(value)[:80]}”.",
        hint=f"Allowed: {allowed}." if allowed else each.help,
        details={"field": each.name},
    )


def _allowed(each: Param) -> str:
    if each.choices:
        return ", ".join(choice for choice, _ in each.choices)
    if each.type is int and each.least is not None and each.most is not None:
        return f"{each.least} to {each.most}"
    return {
        bool: "yes or no",
        int: "a whole number",
        date: "a day such as 2026-03-14",
        datetime: "an instant with its zone such as 2026-03-14T15:30:00+08:00",
    }.get(each.type, "")
