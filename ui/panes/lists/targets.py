"""What other panes ask the pane of lists to do."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.searching import TitleQuery
from app.domain.work_lists import Entity


@dataclass(frozen=True, slots=True)
class PutOnList:
    """Put records on a list, which the person chooses or makes."""

    of: Entity
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """Keep a search under a name, which the person types."""

    query: TitleQuery
