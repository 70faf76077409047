"""The stretch of shelf in memory: it grows at both ends as one goes along, and forgets what is far behind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.shelves import ShelfCopy, ShelfQuery, Stretch

KEPT = 600
"""Copies in memory at most."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Copies as they stand, and the cursors that go on from both ends; ``moved`` is by how many rows all of them went down
    with the last step."""

    query: ShelfQuery
    copies: tuple[ShelfCopy, ...] = ()
    up: str | None = None
    down: str | None = None
    moved: int = 0

    def below(self, more: Stretch) -> Walk:
        """With a stretch behind the last copy; what is far before is forgotten."""
        copies = self.copies + more.copies
        over = max(0, len(copies) - KEPT)
        copies = copies[over:]
        up = copies[0].place if over else self.up
        return replace(self, copies=copies, up=up, down=more.down, moved=-over)

    def above(self, more: Stretch) -> Walk:
        """With a stretch before the first copy; what is far behind is forgotten."""
        copies = more.copies + self.copies
        kept = copies[:KEPT]
        down = kept[-1].place if len(copies) > KEPT else self.down
        return replace(self, copies=kept, up=more.up, down=down, moved=len(more.copies))
