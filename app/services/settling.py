"""What a worker looks for now and then, beside its jobs: a swap of the library that a killed program left half done."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from app.domain.actors import Actor, Role
from app.errors import ClmsError
from app.maintenance.backups import swapping_in
from app.maintenance.context import TaskContext

_log = logging.getLogger(__name__)
_EVERY_S = 60.0


class Settling:
    """Call it as often as you like; it looks at once, and then once a minute. ``then`` is called every time."""

    def __init__(
        self, context: Callable[[Actor], TaskContext], workstation: str, then: Callable[[], object]
    ) -> None:
        self._context = context
        self._then = then
        self._actor = Actor(None, "clms worker", Role.ADMIN, workstation)
        self._next_s = 0.0

    def __call__(self) -> None:
        """Look, and finish what was left. A failure is for the log: the next minute it is tried again."""
        if time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + _EVERY_S
            self._settle()
        self._then()

    def _settle(self) -> None:
        try:
            if swapping_in.settle(self._context(self._actor)):
                _log.warning("a swap of the library had been cut off and is settled now")
        except ClmsError as error:
            _log.warning("could not look for swaps that were cut off: %s", error.message)
