"""What reads JSON into values of a type, made once for each type and never by two threads at a time.

msgspec works out how a dataclass is read when it first meets it, and while one thread does so, another that needs the
same finds it half made: the process then dies (seen with msgspec 0.22, also where the type is only part of another).
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")
_making = threading.Lock()
_made: dict[Any, msgspec.json.Decoder[Any]] = {}


def decoder(type_: type[T]) -> msgspec.json.Decoder[T]:
    """The decoder of a type; its methods may be called by several threads."""
    made = _made.get(type_)
    if made is None:
        with _making:
            made = _made.get(type_) or msgspec.json.Decoder(type_)
            _made[type_] = made
    return cast("msgspec.json.Decoder[T]", made)
