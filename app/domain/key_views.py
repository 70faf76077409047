"""What a look at one cached key shows: what Redis knows of it, the program's own value in it, and its elements in pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Layer(StrEnum):
    """Where a value lies."""

    MEMORY = "memory"
    REDIS = "redis"
    TABLE = "table"


class Form(StrEnum):
    """How bytes can be shown."""

    JSON = "json"
    TEXT = "text"
    MSGPACK = "msgpack"
    VALUE = "value"  # as the program stores it: MessagePack, perhaps compressed, with the answer in it
    HEX = "hex"


@dataclass(frozen=True, slots=True)
class StoredValue:
    """A value of the program's own. ``made_at`` is when its load began (seconds since 1970), ``good_for_s`` its whole age,
    ``load_s`` how long the load took; ``newest`` is the last change the load had before its eyes, ``size`` of the answer
    in it. ``valid`` says whether anything it depends on was changed since, as far as this process knows; None where it
    can't tell."""

    made_at: float
    good_for_s: float
    load_s: float
    newest: int
    tags: tuple[str, ...]
    absent: bool
    compressed: bool
    size: int
    digest: str
    valid: bool | None


@dataclass(frozen=True, slots=True)
class Copy:
    """A value as one layer of one process or server holds it; ``where`` names that. ``left_s`` is how long it goes on being
    kept there, None where that can't be told."""

    layer: Layer
    where: str
    bytes: int
    left_s: float | None
    value: StoredValue | None


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What is known of a key. ``ttl_ms`` is None for one without an end, ``idle_s`` or ``frequency`` None where the server's
    policy for full memory does not count it. ``length`` is the number of elements, of a string its bytes. ``own`` is the
    name after the library's namespace, "" for a key that is none of the program's values. ``copies`` tells every layer
    that has it."""

    key: bytes
    type: str
    ttl_ms: int | None
    bytes: int
    encoding: str
    idle_s: int | None
    frequency: int | None
    length: int
    slot: int
    node: str
    own: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes in one form. ``forms`` are those that fit them; ``size`` is of all bytes, and ``whole`` whether all are shown."""

    form: Form
    text: str
    forms: tuple[Form, ...]
    size: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a collection: the field, index, score or id it is found by, and its bytes."""

    at: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Some elements of a collection. ``cursor`` leads to the next page, "" at the end; ``total`` is how many there are."""

    type: str
    elements: tuple[Element, ...]
    cursor: str
    total: int


@dataclass(frozen=True, slots=True)
class HotKey:
    """A key that is used much: by the counter of an LFU policy (0 to 255, logarithmic), or by the seconds since it was used."""

    key: bytes
    node: str
    frequency: int | None
    idle_s: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose cached value is not the fresh one; ``path`` leads to it: ``rows[3].available``."""

    path: str
    cached: str
    fresh: str


def differences(cached: object, fresh: object, path: str = "", most: int = 50) -> tuple[Difference, ...]:
    """Where two values of JSON differ, at most so many places."""
    found: list[Difference] = []
    _compare(cached, fresh, path, found, most)
    return tuple(found)


def _compare(cached: object, fresh: object, path: str, found: list[Difference], most: int) -> None:
    if len(found) >= most or cached == fresh:
        return
    if isinstance(cached, dict) and isinstance(fresh, dict):
        for name in dict.fromkeys((*cached, *fresh)):
            below = f"{path}.{name}" if path else str(name)
            _compare(cached.get(name, _NOTHING), fresh.get(name, _NOTHING), below, found, most)
    elif isinstance(cached, list) and isinstance(fresh, list):
        for number in range(max(len(cached), len(fresh))):
            one, other = (each[number] if number < len(each) else _NOTHING for each in (cached, fresh))
            _compare(one, other, f"{path}[{number}]", found, most)
    else:
        found.append(Difference(path, str(cached), str(fresh)))


class _Nothing:
    def __str__(self) -> str:
        return "–"


_NOTHING = _Nothing()
