"""Fills a verb's parameters from a request, by the verb's own signature.

=====================================  ================================================================
parameter                              comes from
=====================================  ================================================================
``actor: Actor``                       who signed in
``app``, ``node``, ``caller``          the opened library, this process, what is known beside the content
a name in the path's braces            the path
``key``                                ``Idempotency-Key``: the act's key
``version``                            ``If-Match``: the version that is edited
``window: Window``                     ``limit``, ``after`` and ``start`` of the query
``content: bytes``                     the body as it came
any other, of GET and DELETE, and      the query
beside ``content``
any other                              the JSON body
=====================================  ================================================================

A dataclass without a default (``draft: StudentDraft``) is spread out: its fields stand in the body themselves.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import operator
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

import msgspec

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.paging import MOST_ROWS, Window
from app.server.answers import Reply
from app.server.node import Caller, Node
from app.server.route import Route

T = TypeVar("T")

_LARGEST = 2**63 - 1
_NOT_OURS = ("progress", "cancelled")  # for those who watch a call from this process
_LISTS = (tuple, list, Sequence, Collection)
_HOLDING = (*_LISTS, dict, Mapping)


class Done(msgspec.Struct, Generic[T], frozen=True):
    """What a write answers: the act it became, what it changed, and ``value``, its outcome.

    ``replayed`` says that the same ``Idempotency-Key`` was carried out before and this is the outcome of then;
    ``undoable`` that ``POST /api/acts/{act_id}/undo`` may be offered.
    """

    act_id: int
    key: str
    kind: str
    changed: tuple[str, ...]
    replayed: bool
    undoable: bool
    value: T


def done(receipt: Receipt[Any]) -> Done[Any]:
    """A receipt as it is sent."""
    return Done(
        receipt.act_id,
        receipt.key,
        receipt.kind,
        _names_of(receipt.changed),
        receipt.replayed,
        receipt.undoable,
        receipt.value,
    )


@functools.cache
def _names_of(flags: Changed) -> tuple[str, ...]:
    return tuple(flag.name or "" for flag in flags)


@dataclass(slots=True)
class Asked:
    """One request, read: what the parameters are filled from."""

    node: Node
    actor: Actor | None
    caller: Caller
    path: Mapping[str, Any] = field(default_factory=dict)
    query: Any = None
    body: Any = None
    content: bytes = b""
    key: str | None = None
    version: int | None = None
    place: str = ""
    """Of the write that was made, so that whoever made it is shown nothing older."""


Filler = Callable[[Asked], Any]


@dataclass(frozen=True, slots=True)
class Binding:
    """How one route's call is made. ``query`` and ``body`` are the types the request is read into."""

    route: Route
    tag: str
    service: str | None
    fillers: tuple[tuple[str, Filler], ...]
    path: tuple[tuple[str, Any], ...]
    query: type[msgspec.Struct] | None
    lists: frozenset[str]
    body: type[msgspec.Struct] | None
    takes_bytes: bool
    takes_key: bool
    version: str
    answer: Any
    doc: str

    @property
    def has_body(self) -> bool:
        """Whether a body is read."""
        return self.body is not None or self.takes_bytes

    def call(self, asked: Asked) -> Any:
        """Make the call; a receipt comes back as it is sent, and its position is noted."""
        arguments = {name: fill(asked) for name, fill in self.fillers}
        if self.service is None:
            answer = self.route.call(**arguments)
        else:
            answer = self.route.call(getattr(asked.node.app, self.service), **arguments)
        if not isinstance(answer, Receipt):
            return answer
        asked.place = answer.place
        return done(answer)


def bind(route: Route, tag: str) -> Binding:
    """Work out how the call of a route of the noun ``tag`` is made. Raises TypeError for a signature that can't be filled."""
    service, function = route.service, route.call
    hints = typing.get_type_hints(function, include_extras=True)
    parameters = list(inspect.signature(function).parameters.values())
    if service is not None:
        parameters = parameters[1:]  # self
    maker = _Maker(route, hints)
    for parameter in parameters:
        maker.add(parameter)
    unknown = set(maker.in_path) - set(maker.path)
    if unknown:
        raise TypeError(f"{route.path}: {function.__qualname__} takes no {', '.join(sorted(unknown))}")
    answer = hints.get("return")
    if get_origin(answer) is Receipt:
        answer = Done[get_args(answer)[0]]  # type: ignore[misc]
    elif get_origin(answer) is Reply:
        answer = get_args(answer)[0]
    is_read = get_origin(answer) is not Done and isinstance(route.needs, Permission)
    if route.cached is not None and not is_read:
        raise TypeError(f"{route.path}: only what reads and asks for a permission can be cached")
    return Binding(
        route=route,
        tag=tag,
        service=service,
        fillers=tuple(maker.fillers),
        path=tuple(maker.path.items()),
        query=maker.struct("Query", maker.query),
        lists=frozenset(name for name, kind, _ in maker.query if _is_list(kind)),
        body=maker.struct("Body", maker.body),
        takes_bytes=maker.takes_bytes,
        takes_key=maker.takes_key,
        version=maker.version,
        answer=answer,
        doc=inspect.cleandoc(function.__doc__ or ""),
    )


class _Maker:
    """Sorts the parameters of one call by where they come from."""

    def __init__(self, route: Route, hints: Mapping[str, Any]) -> None:
        self.hints = hints
        self.route = route
        self.in_path = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
        self.asks_query = route.method in ("GET", "DELETE") or any(map(_is_bytes, hints, hints.values()))
        self.fillers: list[tuple[str, Filler]] = []
        self.path: dict[str, Any] = {}
        self.query: list[tuple[str, Any, Any]] = []
        self.body: list[tuple[str, Any, Any]] = []
        self.takes_bytes = self.takes_key = False
        self.version = ""

    def add(self, parameter: inspect.Parameter) -> None:
        """Decide about one parameter."""
        name, kind = parameter.name, self.hints[parameter.name]
        given = _given(name, kind)
        if name in _NOT_OURS:
            return
        if given is not None:
            self.fillers.append((name, given))
        elif name in self.in_path:
            self.path[name] = adapted(kind)
            self.fillers.append((name, lambda asked: asked.path[name]))
        elif name == "key":
            self.takes_key = True
            self.fillers.append((name, lambda asked: asked.key))
        elif name == "version" and self.route.method != "GET":
            self.version = "required" if parameter.default is parameter.empty else "optional"
            self.fillers.append((name, lambda asked: asked.version))
        elif _is_bytes(name, kind):
            self.takes_bytes = True
            self.fillers.append((name, lambda asked: asked.content))
        else:
            self._add_field(name, kind, parameter.default)

    def _add_field(self, name: str, kind: Any, default: Any) -> None:
        kind = Window if Window in get_args(kind) else kind
        place = "query" if self.asks_query or kind is Window else "body"
        fields: list[tuple[str, Any, Any]] = getattr(self, place)
        if kind is Window:
            fields += _WINDOW
            self.fillers.append((name, lambda asked: _window(asked.query)))
        elif dataclasses.is_dataclass(kind) and default is inspect.Parameter.empty:
            spread = _spread(kind)
            fields += spread
            self.fillers.append((name, _gatherer(place, kind, [each for each, _, _ in spread])))
        else:
            fields.append(
                (name, adapted(kind), msgspec.NODEFAULT if default is inspect.Parameter.empty else default)
            )
            self.fillers.append((name, lambda asked: getattr(getattr(asked, place), name)))

    def struct(self, suffix: str, fields: list[tuple[str, Any, Any]]) -> type[msgspec.Struct] | None:
        """The type the query or the body is read into."""
        if not fields:
            return None
        names = [name for name, _, _ in fields]
        if len(set(names)) != len(names):
            raise TypeError(f"{self.route.path}: a name stands twice in {names}")
        title = "".join(part.title() for part in self.route.operation_id.split("_"))
        return msgspec.defstruct(
            f"{title}{suffix}", fields, frozen=True, kw_only=True, forbid_unknown_fields=True
        )


def _is_bytes(name: str, kind: Any) -> bool:
    return name != "return" and (kind is bytes or (name == "content" and bytes in get_args(kind)))


def _given(name: str, kind: Any) -> Filler | None:
    """What comes from the request's surroundings."""
    if kind is Actor:
        return lambda asked: asked.actor
    if kind is App:
        return lambda asked: asked.node.app
    if kind is Node:
        return lambda asked: asked.node
    if kind is Caller:
        return lambda asked: asked.caller
    return None


def _gatherer(place: str, kind: Any, names: Sequence[str]) -> Filler:
    """Puts a dataclass together again that was spread out."""

    def gather(asked: Asked) -> Any:
        given = getattr(asked, place)
        return kind(**{name: getattr(given, name) for name in names})

    return gather


_WINDOW: list[tuple[str, Any, Any]] = [
    ("limit", Annotated[int, msgspec.Meta(ge=1, le=MOST_ROWS, description="Rows of the page.")], 100),
    (
        "after",
        Annotated[str | None, msgspec.Meta(description="The ``cursor`` of the page before.")],
        None,
    ),
    (
        "start",
        Annotated[
            int, msgspec.Meta(ge=0, le=_LARGEST, description="A position instead; slower the deeper it is.")
        ],
        0,
    ),
]


def _window(query: Any) -> Window:
    return Window(start=query.start, limit=query.limit, after=query.after)


def _spread(kind: Any) -> list[tuple[str, Any, Any]]:
    hints = typing.get_type_hints(kind, include_extras=True)
    found: list[tuple[str, Any, Any]] = []
    for each in dataclasses.fields(kind):
        default: Any = msgspec.NODEFAULT
        if each.default is not dataclasses.MISSING:
            default = each.default
        elif each.default_factory is not dataclasses.MISSING:
            default = msgspec.field(default_factory=each.default_factory)
        found.append((each.name, adapted(hints[each.name]), default))
    return found


def adapted(kind: Any) -> Any:
    """The type as a request may give it: an instant has a zone, a number fits the database's largest."""
    if kind is int:
        return Annotated[int, msgspec.Meta(ge=-_LARGEST, le=_LARGEST)]
    if kind is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return functools.reduce(operator.or_, (adapted(each) for each in get_args(kind)))
    if origin in _HOLDING:
        return origin[tuple(adapted(each) for each in get_args(kind))]
    return kind


def _is_list(kind: Any) -> bool:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return any(_is_list(each) for each in get_args(kind))
    return origin in _LISTS
