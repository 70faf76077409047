"""What a pane hands to the pane of labels."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.labels.kinds import Kind


@dataclass(frozen=True, slots=True)
class Chosen:
    """Titles, or for cards patrons, by their ids."""

    kind: Kind
    ids: tuple[int, ...]
