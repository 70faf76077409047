"""How fresh the reads of the running call have to be, where a library has several servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from app.database.gtid import NOWHERE, Position, given_position

OLDER: ContextVar[bool] = ContextVar("clms_older", default=False)
"""Whether the running call may be shown what is a little older than the newest."""

AFTER: ContextVar[Position] = ContextVar("clms_after", default=NOWHERE)
"""What the running call must be shown at least: the writes of whoever asks."""


@contextmanager
def after(stand: str) -> Iterator[None]:
    """Show the calls inside nothing older than a write that was told where it stands. Nonsense asks for nothing."""
    wanted = AFTER.set(given_position(stand))
    try:
        yield
    finally:
        AFTER.reset(wanted)
