"""What keys take, of which type they are and how long they have left: asked for many at once of the node they lie on."""

from __future__ import annotations

import re

from app.cache.inspecting.wire import Command, Said, Wire
from app.domain.cached_keys import SizedKey

_ASK_EVERY = 25
_GUESS_S = 0.000001
_SCANS = re.compile(rb"cmdstat_scan:calls=(\d+),usec=(\d+)")

Measures = dict[bytes, SizedKey]


def measure(wire: Wire, keys: list[bytes]) -> Measures:
    """What keys take, by MEMORY USAGE with its five samples: of a collection it looks at no more elements, so that a large
    one holds up nobody. A key that is gone, or moved to another node, is left out. Raises Lost."""
    if not keys:
        return {}
    commands: list[Command] = []
    for key in keys:
        commands += [("MEMORY", "USAGE", key), ("TYPE", key), ("PTTL", key)]
    answers = wire.ask_many(commands)
    found: Measures = {}
    for number, key in enumerate(keys):
        size, type_, ttl = answers[3 * number : 3 * number + 3]
        if not isinstance(size, int) or isinstance(type_, Said) or not isinstance(ttl, int) or ttl == -2:
            continue
        found[key] = SizedKey(key, type_.decode(), size, None if ttl == -1 else ttl, wire.name)
    return found


class ServerCost:
    """How long SCAN holds a node up, as the node itself counts (INFO commandstats): what a client measures is mostly the
    way there and its own waking up. A node that does not tell is taken to need a microsecond a key."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._each_s = _GUESS_S
        self._steps = self._keys = 0
        self._before = self._told()

    def of(self, count: int) -> float:
        """The seconds a step of this COUNT takes. Raises Lost."""
        self._steps += 1
        self._keys += count
        if self._steps >= _ASK_EVERY:
            now = self._told()
            if now is not None and self._before is not None and now[0] > self._before[0]:
                a_step = (now[1] - self._before[1]) / (now[0] - self._before[0])
                self._each_s = max(1e-8, a_step / (self._keys / self._steps))
            self._before, self._steps, self._keys = now, 0, 0
        return self._each_s * count

    def _told(self) -> tuple[int, float] | None:
        try:
            found = _SCANS.search(self._wire.ask("INFO", "commandstats"))
        except Said:
            return None
        return (int(found[1]), int(found[2]) / 1e6) if found else (0, 0.0)
