"""Where the list of findings gets its rows."""

from __future__ import annotations

from typing import Any

from app.domain.actors import Actor
from app.domain.paging import Count, Page, Window
from app.domain.quality.findings import Kind
from app.services.quality import QualityService


class FindingsSource:
    """The findings of one kind, in the service's own order."""

    def __init__(self, quality: QualityService, actor: Actor, kind: Kind) -> None:
        self._quality = quality
        self._actor = actor
        self._kind = kind

    def count(self) -> Count:
        """How many there are."""
        return self._quality.count(self._actor, self._kind)

    def page(self, window: Window, _sort: str) -> Page[Any]:
        """The findings of a window."""
        return self._quality.items(self._actor, self._kind, window)
