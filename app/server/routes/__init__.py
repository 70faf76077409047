"""The routes of the API, one file a noun. A new one is a file here and its name in :data:`NOUNS`."""

from __future__ import annotations

from functools import lru_cache

from app.server.binding import Binding, bind
from app.server.matching import Table
from app.server.routes import (
    auth,
    server,
    students,
)

NOUNS = (
    server,
    auth,
    students,
)
"""Every noun, in the order of the documentation."""


@lru_cache(maxsize=1)
def bindings() -> tuple[Binding, ...]:
    """Every route with the way its call is made."""
    return tuple(bind(route, noun.NOUN.name) for noun in NOUNS for route in noun.ROUTES)


def table() -> Table:
    """What the kernel finds routes with."""
    return Table(bindings())
