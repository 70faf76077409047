"""The pictures the tour takes of the cache."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_LEAST_MEASURED = 2


def steps(pane: CachePane) -> tuple[TourStep, ...]:
    """Pictures besides the first; those of keys only where there is Redis."""
    pages = (
        TourStep("layers", partial(_layer, pane), lambda: not pane.layers.body.sheet.isHidden()),
        TourStep("live", partial(pane.go, "live"), lambda: len(pane.live.history) >= _LEAST_MEASURED),
        TourStep("acts", partial(pane.go, "acts"), lambda: pane.page == "acts"),
        TourStep("end", partial(pane.go, "tree"), lambda: pane.page == "tree"),
    )
    if not pane.has_redis:
        return pages
    found = TourStep("keys", partial(_find, pane), lambda: pane.keys.model.rowCount() > 0)
    key = TourStep("key", partial(_key, pane), lambda: pane.keys.sheet.facts is not None)
    return (found, key, *pages)


def _find(pane: CachePane) -> None:
    pane.go("keys")
    pane.keys.find()


def _key(pane: CachePane) -> None:
    hit = pane.keys.model.row(0)
    if hit is not None:
        pane.keys.show_hit(hit)


def _layer(pane: CachePane) -> None:
    pane.go("layers")
    part = pane.layers.model.row(0)
    if part is not None:
        pane.layers.show_part(part)
