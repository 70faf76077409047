"""One key: what Redis tells of it, and its elements in pages that hold up nobody."""

from __future__ import annotations

from typing import Any

from redis.crc import key_slot

from app.cache.inspecting.router import Router
from app.cache.inspecting.wire import Command, Said
from app.domain.key_views import Element, KeyFacts, Page
from app.errors import InvalidInput, NotFound, Refused, Unreachable

PAGE = 100
_MOST_STEPS, _LOOKED_AT = 50, 1_000
_LENGTHS = {
    "string": "STRLEN", "hash": "HLEN", "list": "LLEN", "set": "SCARD", "zset": "ZCARD", "stream": "XLEN",
}  # fmt: skip


def facts(router: Router, key: bytes) -> KeyFacts:
    """What Redis knows of a key, but for its layers. A look changes neither how long it was idle nor how often it is used.
    Raises NotFound, Unreachable."""
    asked: list[Command] = [
        ("TYPE", key), ("PTTL", key), ("MEMORY", "USAGE", key), ("OBJECT", "ENCODING", key),
        ("OBJECT", "IDLETIME", key), ("OBJECT", "FREQ", key),
    ]  # fmt: skip
    type_, ttl, size, encoding, idle, frequency = router.ask_each([(key, each) for each in asked])
    for answer in (type_, ttl):
        _raise_lost(answer)
    name = type_.decode()
    if name == "none" or ttl == -2:
        raise NotFound("This key is gone.", code="gone")
    return KeyFacts(
        key,
        name,
        None if ttl == -1 else ttl,
        _number(size) or 0,
        encoding.decode() if isinstance(encoding, bytes) else "",
        _number(idle),
        _number(frequency),
        length(router, key, name),
        key_slot(key),
        router.node_of(key),
        "",
        (),
    )


def length(router: Router, key: bytes, type_: str) -> int:
    """How many elements a key has, of a string its bytes; 0 for a type nobody knows here."""
    command = _LENGTHS.get(type_)
    return 0 if command is None else _number(router.ask_each([(key, (command, key))])[0]) or 0


def content(router: Router, key: bytes, first: int = 0, most: int = 0) -> bytes:
    """The bytes of a string, ``most`` of them from ``first`` on, or with 0 all. Raises NotFound, Refused for another
    type, Unreachable."""
    answer = router.ask_each([(key, ("GETRANGE", key, first, first + most - 1 if most else -1))])[0]
    _raise_lost(answer)
    if not answer and not router.ask_each([(key, ("EXISTS", key))])[0]:
        raise NotFound("This key is gone.", code="gone")
    assert isinstance(answer, bytes)
    return answer


def page(router: Router, key: bytes, cursor: str = "", match: str = "") -> Page:
    """A page of the elements of a hash, list, set, sorted set or stream. Raises InvalidInput for a cursor that is none,
    NotFound, Refused for a type without elements, Unreachable."""
    type_ = router.ask_each([(key, ("TYPE", key))])[0]
    _raise_lost(type_)
    name = type_.decode()
    if name == "none":
        raise NotFound("This key is gone.", code="gone")
    read = _READERS.get(name)
    if read is None:
        raise Refused("This type has no elements.", code="no_elements", details={"type": name})
    elements, further = read(router, key, cursor, match)
    return Page(name, elements, further, length(router, key, name))


_Read = tuple[tuple[Element, ...], str]


def _ask(router: Router, key: bytes, *command: Any) -> Any:
    answer = router.ask_each([(key, command)])[0]
    _raise_lost(answer)
    return answer


def _scanned(router: Router, key: bytes, command: str, cursor: str, match: str) -> tuple[list[bytes], str]:
    if not match:
        told, found = _ask(router, key, command, key, _whole(cursor), "COUNT", PAGE)
        return found, "" if told == b"0" else told.decode()
    kept: list[bytes] = []
    told = str(_whole(cursor)).encode()
    for _ in range(_MOST_STEPS):  # a step that finds nothing is no page
        told, found = _ask(router, key, command, key, told, "MATCH", match, "COUNT", _LOOKED_AT)
        kept += found
        if told == b"0" or len(kept) >= PAGE:
            break
    return kept, "" if told == b"0" else told.decode()


def _hash(router: Router, key: bytes, cursor: str, match: str) -> _Read:
    found, further = _scanned(router, key, "HSCAN", cursor, match)
    return tuple(Element(_text(one), two) for one, two in zip(found[::2], found[1::2], strict=True)), further


def _set(router: Router, key: bytes, cursor: str, match: str) -> _Read:
    found, further = _scanned(router, key, "SSCAN", cursor, match)
    return tuple(Element("", each) for each in found), further


def _zset(router: Router, key: bytes, cursor: str, match: str) -> _Read:
    """By rank, the lowest first; where something is looked for, in no order."""
    if match:
        found, further = _scanned(router, key, "ZSCAN", cursor, match)
    else:
        start = _whole(cursor)
        found = _ask(router, key, "ZRANGE", key, start, start + PAGE - 1, "WITHSCORES")
        further = str(start + PAGE) if len(found) == 2 * PAGE else ""
    return tuple(Element(_text(two), one) for one, two in zip(found[::2], found[1::2], strict=True)), further


def _list(router: Router, key: bytes, cursor: str, _match: str) -> _Read:
    start = _whole(cursor)
    found = _ask(router, key, "LRANGE", key, start, start + PAGE - 1)
    elements = tuple(Element(str(start + number), each) for number, each in enumerate(found))
    return elements, str(start + PAGE) if len(found) == PAGE else ""


def _stream(router: Router, key: bytes, cursor: str, _match: str) -> _Read:
    """Entries, the oldest first; each field of an entry is an element."""
    start = f"({cursor}" if cursor else "-"
    found = _ask(router, key, "XRANGE", key, start, "+", "COUNT", PAGE)
    elements = [
        Element(f"{_text(id_)} {_text(name)}", value)
        for id_, fields in found
        for name, value in zip(fields[::2], fields[1::2], strict=True)
    ]
    return tuple(elements), _text(found[-1][0]) if len(found) == PAGE else ""


_READERS = {"hash": _hash, "set": _set, "zset": _zset, "list": _list, "stream": _stream}


def _whole(cursor: str) -> int:
    if cursor and not cursor.isdecimal():
        raise InvalidInput("This is no place to go on from.", details={"field": "cursor"})
    return int(cursor or 0)


def _text(value: bytes) -> str:
    return value.decode("utf-8", "backslashreplace")


def _number(answer: Any) -> int | None:
    return answer if isinstance(answer, int) else None


def _raise_lost(answer: Any) -> None:
    if not isinstance(answer, Said):
        return
    if answer.code == "WRONGTYPE":
        raise Refused("This key has another type.", code="wrong_type")
    if answer.code == "LOST":
        raise Unreachable("The node of this key does not answer.", hint=answer.rest)
    raise Refused("Redis refuses this.", hint=str(answer), code="redis_refuses")
