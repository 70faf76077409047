"""Acts that are carried out together, and then alone those that have to be, as the server does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.database.engine import Database
from app.database.together import Alone, carry_out
from app.errors import ClmsError

Said = Any
"""What an act answered, or the error it raised."""


def act_together(works: Sequence[Callable[[], Any]], database: Database) -> tuple[list[Said], list[bool]]:
    """Carry them out; what each said, and whether it was left to be done alone."""
    said: list[Said] = [None] * len(works)

    def attempt(place: int) -> None:
        try:
            said[place] = works[place]()
        except Alone:
            raise
        except ClmsError as error:
            said[place] = error

    left = carry_out([lambda place=place: attempt(place) for place in range(len(works))], database)
    for place, is_left in enumerate(left):
        if is_left:
            attempt(place)
    return said, left
