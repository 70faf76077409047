"""What a call asked of the database: counted where somebody wants to know, such as a request of the API."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, event

TallyFigures = tuple[int, float, float]
"""Statements, the seconds they took, and those that were waited."""


class Tally:
    """Statements of one call. ``seconds`` is what they took until their first row or their end, ``waited`` what was
    waited for connections."""

    __slots__ = ("_begun", "seconds", "statements", "waited")

    def __init__(self) -> None:
        self.statements = 0
        self.seconds = 0.0
        self.waited = 0.0
        self._begun = 0.0

    def figures(self) -> TallyFigures | None:
        """What was counted until now; None when nobody waited for anything."""
        return (self.statements, self.seconds, self.waited) if self.waited else None

    def begin(self, statements: int = 1) -> None:
        """Statements are about to be sent."""
        self.statements += statements
        self._begun = time.perf_counter()

    def end(self) -> None:
        """Those statements were answered."""
        self.seconds += time.perf_counter() - self._begun


tally: ContextVar[Tally | None] = ContextVar("clms_tally", default=None)
"""Where the statements of the running call are counted; None when nobody wants to know."""


@contextmanager
def counted(statements: int) -> Iterator[None]:
    """Count what is sent meanwhile."""
    found = tally.get()
    if found is None:
        yield
        return
    found.begin(statements)
    try:
        yield
    finally:
        found.end()


def count_on(engine: Engine) -> None:
    """Count what SQLAlchemy itself executes on an engine."""
    event.listen(engine, "before_cursor_execute", _begin)
    event.listen(engine, "after_cursor_execute", _end)


def _begin(*_: Any) -> None:
    found = tally.get()
    if found is not None:
        found.begin()


def _end(*_: Any) -> None:
    found = tally.get()
    if found is not None:
        found.end()
