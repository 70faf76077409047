"""What reads JSON and msgpack into values of a type: each type is met by one thread at a time.

msgspec works out how a type is read when it first meets it, and while one thread does so, another that needs the same
type, alone or as a part of another, finds it half made: the process then dies (seen with msgspec 0.22, for its own
structs and for dataclasses, whether they are decoded or converted). So nothing else in the program gives msgspec a type
to read; a test holds that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, overload

import msgspec

T = TypeVar("T")
D = TypeVar("D")
_making = threading.Lock()
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}
_unpackers: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


def _made(known: dict[Any, D], make: Callable[[Any], D], type_: Any) -> D:
    with _making:
        if type_ not in known:
            known[type_] = make(type_)
        return known[type_]


@overload
def decoder(type_: type[T]) -> msgspec.json.Decoder[T]: ...
@overload
def decoder(type_: Any) -> msgspec.json.Decoder[Any]: ...
def decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    """What reads JSON as a type; its methods may be called by several threads."""
    return _decoders.get(type_) or _made(_decoders, msgspec.json.Decoder, type_)


@overload
def unpacker(type_: type[T]) -> msgspec.msgpack.Decoder[T]: ...
@overload
def unpacker(type_: Any) -> msgspec.msgpack.Decoder[Any]: ...
def unpacker(type_: Any) -> msgspec.msgpack.Decoder[Any]:
    """What reads msgpack as a type; its methods may be called by several threads."""
    return _unpackers.get(type_) or _made(_unpackers, msgspec.msgpack.Decoder, type_)


@overload
def decode(content: bytes | str, type_: type[T]) -> T: ...
@overload
def decode(content: bytes | str, type_: Any) -> Any: ...
def decode(content: bytes | str, type_: Any) -> Any:
    """JSON as a value of a type. Raises msgspec.DecodeError, of which ValidationError is one."""
    return decoder(type_).decode(content)


@overload
def unpack(content: bytes, type_: type[T]) -> T: ...
@overload
def unpack(content: bytes, type_: Any) -> Any: ...
def unpack(content: bytes, type_: Any) -> Any:
    """Msgpack as a value of a type. Raises msgspec.DecodeError, of which ValidationError is one."""
    return unpacker(type_).decode(content)


@overload
def convert(value: Any, type_: type[T], *, strict: bool = True, from_attributes: bool = False) -> T: ...
@overload
def convert(value: Any, type_: Any, *, strict: bool = True, from_attributes: bool = False) -> Any: ...
def convert(value: Any, type_: Any, *, strict: bool = True, from_attributes: bool = False) -> Any:
    """What was read already as a value of a type; see ``msgspec.convert``. Raises msgspec.ValidationError."""
    decoder(type_)  # it is known from then on, whole
    return msgspec.convert(value, type_, strict=strict, from_attributes=from_attributes)
