"""What a copy is called in audit entries: remembered for popular titles, looked up for the rest."""

from __future__ import annotations

from collections.abc import Callable

Label = tuple[str, str, str | None]
_REMEMBERED_RANKS = 50_000
_MOST_LOOKED_UP = 200_000


class Labels:
    """Accession number, title and author of copies by book id."""

    def __init__(self, look_up: Callable[[int], Label]) -> None:
        self._look_up = look_up
        self._popular: dict[int, Label] = {}
        self._looked_up: dict[int, Label] = {}

    def remember(self, book_id: int, rank: int, label: Label) -> None:
        """Keep a copy's label if its title is popular."""
        if rank < _REMEMBERED_RANKS:
            self._popular[book_id] = label

    def of(self, book_id: int) -> Label:
        """A copy's label."""
        found = self._popular.get(book_id) or self._looked_up.get(book_id)
        if found is None:
            if len(self._looked_up) >= _MOST_LOOKED_UP:
                self._looked_up.clear()
            found = self._looked_up[book_id] = self._look_up(book_id)
        return found
