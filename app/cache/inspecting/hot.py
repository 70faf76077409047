"""Which keys are used most: by the counter of an LFU policy, else by who was used last."""

from __future__ import annotations

import heapq
import threading

from app.cache.inspecting.wire import Wire
from app.domain.key_views import HotKey


class Hottest:
    """Collects while keys are scanned; its :meth:`visit` is that of a scan."""

    def __init__(self, most: int, *, counted: bool) -> None:
        self._most = most
        self._counted = counted
        self._lock = threading.Lock()
        self._found: list[tuple[int, bytes, str]] = []

    def visit(self, wire: Wire, keys: list[bytes]) -> None:
        """Ask the node of some keys. Raises Lost."""
        word = "FREQ" if self._counted else "IDLETIME"
        answers = wire.ask_many([("OBJECT", word, key) for key in keys])
        told = [
            (each if self._counted else -each, key, wire.name)
            for key, each in zip(keys, answers, strict=True)
            if isinstance(each, int)
        ]
        with self._lock:
            self._found = heapq.nlargest(self._most, [*self._found, *told])

    def keys(self) -> tuple[HotKey, ...]:
        """The hottest first."""
        with self._lock:
            return tuple(
                HotKey(key, node, heat if self._counted else None, None if self._counted else -heat)
                for heat, key, node in self._found
            )
